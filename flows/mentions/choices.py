"""A name of several entities -> the one that its article means, or none."""

import polars as pl

from flows.mentions.gazetteer import BARE, Gazetteer
from flows.mentions.offsets import Buffer
from flows.mentions.spans import replaced
from flows.mentions.surroundings import beside

NEAR_BYTES = 160
OWNER_BYTES = 3
AFTER_CITY = b", "
STATE_BEFORE = r"(?i)\b(?:state|governor|gov\.|legislature) of $"
STATE_AFTER = r"^(?:'s)? (?i:governor|gov\.|lawmakers?|republicans?|democrats?|legislature|statehouse|senate)\b"


def decide(spans: pl.DataFrame, gazetteer: Gazetteer, buffer: Buffer) -> pl.DataFrame:
    """The spans, each open one linked to the meaning whose country the text is about.

    In order: a place right after a city of its country (`Athens, Georgia`), before it (`Georgia, U.S.`) or after `state
    of` or `governor of`, before `Governor`; the same, where that or a witness (a city of it) stands elsewhere in an
    article that does not speak of the country; a country before all else, one of which the article has more other names
    before others; the meaning whose country owns it, is that of the article, or was named last, at most 160 bytes
    before. Else it stays open, as does an institution behind a country that none of its meanings is of: `Swiss National
    Bank`.
    """
    is_open = pl.col("entity").is_null() & pl.col("canonical").is_null()
    undecided = spans.with_row_index("nr").with_columns(whole_country=_whole_country(spans, buffer)).filter(is_open)
    if not undecided.height:
        return spans
    options = undecided.select("nr", "name_id", "print", "whole_country").join(
        gazetteer.options, on="name_id", how="inner"
    )
    homes = gazetteer.cues.by_kind.get("home_country", frozenset())
    contexts = _contexts(spans, undecided, buffer, pl.Series(sorted(homes), dtype=pl.String))
    is_inside = (pl.col("meant_country") == pl.col("whole_country")).fill_null(False)
    scored = (
        _with_named(options, spans)
        .join(contexts, on="nr", how="left")
        .with_columns(
            score=pl.when(pl.col("meant_country") != pl.col("foreign_country"))
            .then(0)
            .when(pl.col("meant_country") == pl.col("city_country"))
            .then(8)
            .when((pl.col("meant_type") == "GPE_OTHER") & (pl.col("is_state") | is_inside))
            .then(8)
            .when(pl.col("meant_type") == "COUNTRY")
            .then(4 + pl.col("named_share"))
            .when(pl.col("meant_country") == pl.col("owner_country"))
            .then(3)
            .when(pl.col("meant_country") == pl.col("main_country"))
            .then(2)
            .when(pl.col("meant_country") == pl.col("near_country"))
            .then(1)
            .otherwise(0)
        )
    )
    scored = _as_elsewhere(scored, spans, gazetteer.witnesses)
    best = (
        scored.sort("nr", "score", "meant", descending=[False, True, False])
        .group_by("nr", maintain_order=True)
        .agg(
            pl.col("meant", "meant_type", "meant_country", "score").first(),
            is_alone=(pl.col("score") == pl.col("score").max()).sum() == 1,
        )
        .filter((pl.col("score") > 0) & pl.col("is_alone"))
    )
    decided = undecided.join(best, on="nr", how="left", maintain_order="left")
    has_best = pl.col("meant").is_not_null()
    decided = decided.with_columns(
        entity=pl.coalesce("entity", "meant"),
        entity_type=pl.coalesce("meant_type", "entity_type"),
        country_code=pl.coalesce("country_code", "meant_country"),
        rule=pl.when(~has_best)
        .then(pl.lit("undecided"))
        .when(pl.col("score") >= 2)
        .then(pl.lit("context_country"))
        .otherwise(pl.lit("context_near")),
    )
    return replaced(spans, decided)


def _as_elsewhere(scored: pl.DataFrame, spans: pl.DataFrame, witnesses: pl.DataFrame) -> pl.DataFrame:
    """The scored meanings; what a name surely means once, it means in the whole of an article without the country.

    So does what a witness of it tells anywhere in the article.
    """
    keys = ["print", "name_id", "meant"]
    witnesses = witnesses.join(scored.select("name_id").unique(), on="name_id", how="semi")
    told = spans.join(witnesses, left_on="entity", right_on="witness", how="inner", suffix="_told")
    told = told.select("print", pl.col("name_id_told").alias("name_id"), "meant")
    sure = pl.concat([scored.filter(pl.col("score") == 8).select(keys), told]).unique().with_columns(is_sure=True)
    is_near = pl.col("country_code").is_not_null() & pl.col("print").is_in(scored["print"].unique().implode())
    named = spans.filter(is_near).select("print", meant_country="country_code")
    countries = scored.filter(pl.col("meant_type") == "COUNTRY").select("print", "name_id", "meant_country").unique()
    spoken = countries.join(named.unique(), on=["print", "meant_country"], how="semi").select("print", "name_id")
    sure = sure.join(spoken, on=["print", "name_id"], how="anti")
    joined = scored.join(sure, on=keys, how="left", maintain_order="left")
    return joined.with_columns(score=pl.when("is_sure").then(pl.max_horizontal("score", 6)).otherwise("score"))


def _whole_country(spans: pl.DataFrame, buffer: Buffer) -> pl.Series:
    """The country right behind each span: `Georgia, U.S.`."""
    is_before = pl.Series(buffer.holds(AFTER_CITY, spans["end"].to_numpy()), dtype=pl.Boolean)
    is_next = (pl.col("begin").shift(-1) - pl.col("end") == len(AFTER_CITY)) & (
        pl.col("entity_type").shift(-1) == "COUNTRY"
    )
    whole = pl.when(is_next & is_before).then(pl.col("country_code").shift(-1))
    return spans.select(whole.alias("whole_country")).to_series()


def _with_named(options: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """The options with `named_share`, between 0 and 1: how often their article names the country of a meaning."""
    is_near = pl.col("country_code").is_not_null() & pl.col("print").is_in(options["print"].unique().implode())
    named = spans.filter(is_near).group_by("print", meant_country="country_code").agg(named=pl.len())
    joined = options.join(named, on=["print", "meant_country"], how="left", maintain_order="left")
    count = pl.col("named").fill_null(0)
    return joined.with_columns(named_share=count / (count + 1)).drop("named")


def _contexts(spans: pl.DataFrame, undecided: pl.DataFrame, buffer: Buffer, homes: pl.Series) -> pl.DataFrame:
    """For each open span: country of the city right before it, the country named last before it, the main one.

    The main country of a bare institution (`Ministry of Energy`) is one of the `homes` where any of them is named.
    """
    is_near = pl.col("country_code").is_not_null() & pl.col("print").is_in(undecided["print"].unique().implode())
    placed = spans.filter(is_near).sort("begin")
    main = _main_countries(placed, "main_country")
    home = _main_countries(placed.filter(pl.col("country_code").is_in(homes.implode())), "home_country")
    named = placed.select("print", "begin", pl.col("end").alias("named_end"), near_country="country_code")
    open_spans = beside(undecided, buffer).select("nr", "print", "begin", "form", "left", "right").sort("begin")
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
            is_state=pl.col("left").str.contains(STATE_BEFORE) | pl.col("right").str.contains(STATE_AFTER),
            city_country=pl.when(pl.Series(glue, dtype=pl.Boolean)).then(pl.col("near_country")),
            owner_country=pl.when(gap <= OWNER_BYTES).then(pl.col("near_country")),
            foreign_country=pl.when((gap == 1) & (pl.col("form") == BARE)).then(pl.col("near_country")),
            near_country=pl.when(gap <= NEAR_BYTES).then(pl.col("near_country")),
        )
        .join(main, on="print", how="left")
        .join(home, on="print", how="left")
        .with_columns(
            main_country=pl.when(pl.col("form") == BARE)
            .then(pl.coalesce("home_country", "main_country"))
            .otherwise("main_country")
        )
        .select("nr", "is_state", "city_country", "owner_country", "foreign_country", "near_country", "main_country")
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
