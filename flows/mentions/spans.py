"""Spans of names in a buffer: their columns, and which of two that overlap stays."""

import numpy as np
import polars as pl

from flows.mentions.listed import by_place, longest

SPANS = (
    "begin", "end", "row", "print", "name_id", "entity_id", "entity_type", "country_code", "form", "rule",
    "canonical", "is_metonym",
)  # fmt: skip


def drop_covered(spans: pl.DataFrame) -> pl.DataFrame:
    """Spans by place; of two that overlap the leftmost, then the longest stays; of two alike the first given."""
    begin, end = spans["begin"].to_numpy(), spans["end"].to_numpy()
    order = by_place(begin, end)
    return spans.rechunk()[order[longest(begin[order], end[order])]]  # rows of one chunk are gathered thrice as fast


def replaced(spans: pl.DataFrame, changed: pl.DataFrame) -> pl.DataFrame:
    """The spans, those that changed (with `nr`, their number, and the columns of spans) in the place of the old."""
    rows = np.arange(spans.height)
    rows[changed["nr"].to_numpy()] = spans.height + np.arange(changed.height)
    return pl.concat([spans, changed.select(spans.columns)], rechunk=True)[rows]


def add_spans(spans: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """The spans with new ones, which win over those they cover and give way to those that cover them."""
    return drop_covered(pl.concat([new, spans], how="diagonal_relaxed").select(spans.columns))


def article_of(spans: pl.DataFrame) -> pl.DataFrame:
    """The spans with entity_id and canonical_name of discovered names: a slug of type and name."""
    slug = pl.col("canonical").str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "-").str.strip_chars("-")
    is_new = pl.col("canonical").is_not_null() & pl.col("entity_id").is_null()
    numbered = spans.with_row_index("nr")
    new = numbered.filter(is_new).select(
        "nr",
        new_id=pl.format("discovered-{}-{}", pl.col("entity_type").str.to_lowercase(), slug),
        canonical_name="canonical",
    )
    named = numbered.join(new, on="nr", how="left", maintain_order="left")
    return named.with_columns(entity_id=pl.coalesce("new_id", "entity_id")).drop("nr", "new_id")
