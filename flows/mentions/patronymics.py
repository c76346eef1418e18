"""A full name with its patronymic -> the person listed without one: Dinmukhamed Akhmedovich Kunaev."""

import polars as pl

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.plain import plain_text

PATRONYMIC = r" [A-Z][a-z']+(?:ovich|evich|yevich|ovna|evna|yevna|uly|qyzy|kyzy|o'g'li|qizi)( [A-Z])"


def link_patronymics(spans: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans, each discovered person whose first and last names are those of one listed person linked to them."""
    people = gazetteer.names.filter((pl.col("meaning_count") == 1) & (pl.col("entity_type") == "PERSON"))
    listed = people.select(short="name", listed_id="entity_id", listed_country="country_code")
    short = plain_text(pl.col("canonical")).str.replace(PATRONYMIC, "$1")
    is_new = (pl.col("entity_type") == "PERSON") & pl.col("entity_id").is_null()
    linked = spans.with_columns(short=pl.when(is_new).then(short)).join(
        listed, on="short", how="left", maintain_order="left"
    )
    has_listed = pl.col("listed_id").is_not_null()
    return linked.with_columns(
        entity_id=pl.coalesce("entity_id", "listed_id"),
        country_code=pl.coalesce("country_code", "listed_country"),
        canonical=pl.when(~has_listed).then(pl.col("canonical")),
        form=pl.when(has_listed).then(pl.lit("alias")).otherwise(pl.col("form")),
        rule=pl.when(has_listed).then(pl.lit("patronymic")).otherwise(pl.col("rule")),
        confidence=pl.when(has_listed).then(0.9).otherwise(pl.col("confidence")),
    ).select(spans.columns)
