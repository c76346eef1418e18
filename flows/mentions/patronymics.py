"""A full name with its patronymic -> the person listed without one: Dinmukhamed Akhmedovich Kunaev."""

import polars as pl

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.plain import plain_text

PATRONYMIC = r" [A-Z][a-z']+(?:ovich|evich|yevich|ovna|evna|yevna|uly|qyzy|kyzy|o'g'li|qizi)( [A-Z])"


def link_patronymics(spans: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans, each discovered person whose first and last names are those of one listed person linked to them."""
    numbered = spans.with_row_index("nr")
    new = numbered.filter((pl.col("entity_type") == "PERSON") & pl.col("entity_id").is_null())
    short = plain_text(pl.col("canonical")).str.replace(PATRONYMIC, "$1")
    known = new.select("nr", name=short).join(gazetteer.people, on="name", how="inner")
    if not known.height:
        return spans
    linked = numbered.join(known.drop("name"), on="nr", how="left", maintain_order="left")
    has_listed = pl.col("listed_id").is_not_null()
    return linked.with_columns(
        entity_id=pl.coalesce("entity_id", "listed_id"),
        country_code=pl.coalesce("country_code", "listed_country"),
        canonical=pl.when(~has_listed).then(pl.col("canonical")),
        form=pl.when(has_listed).then(pl.lit("alias")).otherwise(pl.col("form")),
        rule=pl.when(has_listed).then(pl.lit("patronymic")).otherwise(pl.col("rule")),
        confidence=pl.when(has_listed).then(0.9).otherwise(pl.col("confidence")),
    ).select(spans.columns)
