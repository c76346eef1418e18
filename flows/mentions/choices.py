"""A name of several entities -> the one that its article means, or none."""

import polars as pl

from flows.mentions.gazetteer import BARE, Gazetteer
from flows.mentions.offsets import Buffer

NEAR_BYTES = 160
OWNER_BYTES = 3
AFTER_CITY = b", "


def decide(spans: pl.DataFrame, gazetteer: Gazetteer, buffer: Buffer) -> pl.DataFrame:
    """The spans, each open one linked to the meaning whose country the text is about.

    In order: a place right after a city of its country (`Athens, Georgia`); a country before all else; the meaning
    whose country was named last, at most 160 bytes before; that of the article's main country. Else it stays open.
    """
    spans = spans.with_row_index("nr")
    is_open = pl.col("entity_id").is_null() & pl.col("canonical").is_null()
    undecided = spans.filter(is_open)
    if not undecided.height:
        return spans.drop("nr")
    options = undecided.select("nr", "name_id").join(gazetteer.options, on="name_id", how="inner")
    homes = gazetteer.cues.by_kind.get("home_country", frozenset())
    contexts = _contexts(spans, undecided, buffer, pl.Series(sorted(homes), dtype=pl.String))
    scored = options.join(contexts, on="nr", how="left").with_columns(
        score=pl.when(pl.col("meant_country") == pl.col("city_country"))
        .then(8)
        .when(pl.col("meant_type") == "COUNTRY")
        .then(4)
        .when(pl.col("meant_country") == pl.col("owner_country"))
        .then(3)
        .when(pl.col("meant_country") == pl.col("main_country"))
        .then(2)
        .when(pl.col("meant_country") == pl.col("near_country"))
        .then(1)
        .otherwise(0)
    )
    best = (
        scored.sort("nr", "score", "meant", descending=[False, True, False])
        .group_by("nr", maintain_order=True)
        .agg(
            pl.col("meant", "meant_type", "meant_country", "score").first(),
            is_alone=(pl.col("score") == pl.col("score").max()).sum() == 1,
        )
        .filter((pl.col("score") > 0) & pl.col("is_alone"))
    )
    decided = spans.join(best, on="nr", how="left", maintain_order="left")
    has_best = pl.col("meant").is_not_null()
    return decided.with_columns(
        entity_id=pl.coalesce("entity_id", "meant"),
        entity_type=pl.coalesce("meant_type", "entity_type"),
        country_code=pl.coalesce("country_code", "meant_country"),
        rule=pl.when(has_best).then(pl.lit("context_country")).otherwise(pl.col("rule")),
        confidence=pl.when(has_best)
        .then(pl.when(pl.col("score") >= 2).then(0.85).otherwise(0.7))
        .when(is_open)
        .then(0.5)
        .otherwise(pl.col("confidence")),
    ).drop("nr", "meant", "meant_type", "meant_country", "score", "is_alone")


def _contexts(spans: pl.DataFrame, undecided: pl.DataFrame, buffer: Buffer, homes: pl.Series) -> pl.DataFrame:
    """For each open span: country of the city right before it, the country named last before it, the main one.

    The main country of a bare institution (`Ministry of Energy`) is one of the `homes` where any of them is named.
    """
    placed = spans.filter(pl.col("country_code").is_not_null()).sort("begin")
    main = _main_countries(placed, "main_country")
    home = _main_countries(placed.filter(pl.col("country_code").is_in(homes.implode())), "home_country")
    named = placed.select("print", "begin", pl.col("end").alias("named_end"), near_country="country_code")
    open_spans = undecided.select("nr", "print", "begin", "form").sort("begin")
    near = open_spans.join_asof(
        named, on="begin", by="print", strategy="backward", allow_exact_matches=False, check_sortedness=False
    )
    gap = pl.col("begin") - pl.col("named_end")
    glue = [
        buffer.content[end:begin] == AFTER_CITY if end is not None else False
        for begin, end in near.select("begin", "named_end").iter_rows()
    ]
    return (
        near.with_columns(
            city_country=pl.when(pl.Series(glue, dtype=pl.Boolean)).then(pl.col("near_country")),
            owner_country=pl.when(gap <= OWNER_BYTES).then(pl.col("near_country")),
            near_country=pl.when(gap <= NEAR_BYTES).then(pl.col("near_country")),
        )
        .join(main, on="print", how="left")
        .join(home, on="print", how="left")
        .with_columns(
            main_country=pl.when(pl.col("form") == BARE)
            .then(pl.coalesce("home_country", "main_country"))
            .otherwise("main_country")
        )
        .select("nr", "city_country", "owner_country", "near_country", "main_country")
    )


def _main_countries(placed: pl.DataFrame, name: str) -> pl.DataFrame:
    """The country that each print names most, in the column `name`."""
    return (
        placed.group_by("print", "country_code")
        .len()
        .sort("print", "len", "country_code", descending=[False, True, False])
        .group_by("print", maintain_order=True)
        .agg(pl.col("country_code").first().alias(name))
    )
