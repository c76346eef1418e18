"""Spans of names in a buffer: their columns, and which of two that overlap stays."""

import numpy as np
import polars as pl

from flows.mentions.listed import by_place, longest

SPANS = (
    "begin", "end", "row", "print", "name_id", "entity", "entity_type", "country_code", "form", "rule",
    "canonical", "is_metonym",
)  # fmt: skip
MEANING = ("entity", "entity_type", "country_code", "form", "rule", "canonical")


def drop_covered(spans: pl.DataFrame) -> pl.DataFrame:
    """Spans by place; of two that overlap the leftmost, then the longest stays; of two alike the first given."""
    begin, end = spans["begin"].to_numpy(), spans["end"].to_numpy()
    if (begin[1:] >= end[:-1]).all():
        return spans
    order = by_place(begin, end)
    return spans.rechunk()[order[longest(begin[order], end[order])]]  # rows of one chunk are gathered thrice as fast


def are_at(spans: pl.DataFrame, begins: pl.Series) -> pl.Series:
    """Whether each span is one of those that begin at these global bytes."""
    found = np.zeros(spans.height, dtype=np.bool_)
    found[np.searchsorted(spans["begin"].to_numpy(), begins.to_numpy())] = True
    return pl.Series(found)


def without(spans: pl.DataFrame, begins: pl.Series) -> pl.DataFrame:
    """The spans but for those that begin at these global bytes."""
    return spans.filter(~are_at(spans, begins)) if len(begins) else spans


def replaced(spans: pl.DataFrame, changed: pl.DataFrame) -> pl.DataFrame:
    """The spans, those that changed (with `nr`, their number, and the columns of spans) with their new MEANING."""
    new = changed.select(pl.col(name).cast(spans.schema[name]) for name in MEANING)
    return spans.with_columns(spans[name].scatter(changed["nr"], new[name]) for name in MEANING)


def add_spans(spans: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """The spans with new ones, which win over those they cover and give way to those that cover them."""
    return drop_covered(pl.concat([_alike(new, spans), spans]))


def _alike(rows: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """The rows in the columns and types of the spans."""
    return rows.select(pl.col(name).cast(kind) for name, kind in spans.schema.items())


def entity_ids(spans: pl.DataFrame, listed: pl.Series) -> pl.Series:
    """The entity_id of each span: the one listed under its number; for a discovered name made of its type and name."""
    is_new = pl.col("canonical").is_not_null() & pl.col("entity").is_null()
    slug = pl.col("canonical").str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "-").str.strip_chars("-")
    kind = pl.col("entity_type").cast(pl.String).str.to_lowercase()
    new = spans.filter(is_new).select(entity_id=pl.format("discovered-{}-{}", kind, slug)).to_series()
    number = pl.when(is_new).then(is_new.cum_sum() + (len(listed) - 1)).otherwise("entity")
    return pl.concat([listed, new], rechunk=True).gather(spans.select(number).to_series())
