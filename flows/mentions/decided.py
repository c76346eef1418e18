"""Decisions of people -> spans that keep to them, whatever a rule said."""

import polars as pl

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer

WHOLE_RULES = ("small_head",)


def drop_no_names(found: pl.DataFrame, gazetteer: Gazetteer, buffer: Buffer) -> pl.DataFrame:
    """The discovered spans without those that a decision says are no names; what they hold is free again."""
    if not gazetteer.no_names:
        return found
    printed = pl.Series("printed", buffer.slices(found["begin"].to_numpy(), found["end"].to_numpy()), pl.String)
    names = list(gazetteer.no_names)
    return found.filter(~printed.is_in(names) & ~found["canonical"].is_in(names))


def keep_decisions(spans: pl.DataFrame, gazetteer: Gazetteer, buffer: Buffer) -> pl.DataFrame:
    """The spans, each decided name linked to its entity; without those that are no names or not of that entity.

    A decision is about a name as printed, or as report.discovered_names shows it. A name before its small head
    (`Tyumen` region) is another name.
    """
    if not gazetteer.decided.height:
        return spans
    numbered = spans.with_row_index("nr")
    hits = _hits(numbered, gazetteer.verdicts, buffer)
    if not hits.height:
        return spans
    is_refuted = (pl.col("decision") == "not_same") & (pl.col("entity") == pl.col("decided"))
    gone = hits.filter(is_refuted | (pl.col("decision") == "not_a_name"))
    links = hits.filter(pl.col("decision") == "same").unique("nr", keep="first", maintain_order=True)
    links = links.select("nr", "decided", "decided_type", "decided_country")
    kept = numbered.join(gone, on="nr", how="anti", maintain_order="left")
    kept = kept.join(links, on="nr", how="left", maintain_order="left")
    has_link = pl.col("decided").is_not_null()
    return kept.with_columns(
        entity=pl.coalesce("decided", "entity"),
        entity_type=pl.coalesce("decided_type", "entity_type"),
        country_code=pl.when(has_link).then(pl.col("decided_country")).otherwise(pl.col("country_code")),
        canonical=pl.when(~has_link).then(pl.col("canonical")),
        form=pl.when(has_link & (pl.col("form") == "discovered")).then(pl.lit("alias")).otherwise(pl.col("form")),
        rule=pl.when(has_link).then(pl.lit("decided")).otherwise(pl.col("rule")),
    ).select(spans.columns)


def _hits(spans: pl.DataFrame, decided: pl.DataFrame, buffer: Buffer) -> pl.DataFrame:
    """Spans and the decisions about them, a row a pair: those about the printed name come first."""
    sizes = decided["name"].str.len_bytes().cast(pl.Int64).unique()
    has_size = (pl.col("end") - pl.col("begin")).is_in(sizes.implode())
    near = spans.filter(has_size & ~pl.col("rule").is_in(WHOLE_RULES))
    printed = buffer.slices(near["begin"].to_numpy(), near["end"].to_numpy())
    by_print = near.with_columns(pl.Series("name", printed, pl.String)).join(decided, on="name", how="inner")
    new = spans.filter(pl.col("entity").is_null() & pl.col("canonical").is_not_null())
    return pl.concat([by_print, new.with_columns(name="canonical").join(decided, on="name", how="inner")])
