"""Names found by their shape that a list holds in another form -> the listed entities: `the Emba` is the Emba River."""

import polars as pl

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.plain import plain_text

PATRONYMIC = r" [A-Z][a-z']+(?:ovich|evich|yevich|ovna|evna|yevna|uly|qyzy|kyzy|o'g'li|qizi)( [A-Z])"


def link_recognised(spans: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans, each new one linked whose name is that of one listed entity of its type, a patronymic left out."""
    names = gazetteer.names.filter(pl.col("meaning_count") == 1)
    listed = names.select("entity_type", short="name", listed_id="entity_id", listed_country="country_code")
    short = plain_text(pl.col("canonical")).str.replace(PATRONYMIC, "$1")
    new = spans.with_row_index("nr").filter(pl.col("entity_id").is_null() & pl.col("canonical").is_not_null())
    found = new.select("nr", "entity_type", short=short).join(listed, on=["short", "entity_type"], how="inner")
    if not found.height:
        return spans
    linked = spans.with_row_index("nr").join(
        found.select("nr", "listed_id", "listed_country"), on="nr", how="left", maintain_order="left"
    )
    has_listed = pl.col("listed_id").is_not_null()
    return linked.with_columns(
        entity_id=pl.coalesce("entity_id", "listed_id"),
        country_code=pl.coalesce("country_code", "listed_country"),
        canonical=pl.when(~has_listed).then("canonical"),
        form=pl.when(has_listed).then(pl.lit("alias")).otherwise("form"),
        rule=pl.when(has_listed).then(pl.lit("recognised")).otherwise("rule"),
        confidence=pl.when(has_listed).then(0.9).otherwise("confidence"),
    ).select(spans.columns)
