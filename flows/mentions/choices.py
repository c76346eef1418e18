"""A name of several entities -> the one that its article means, or none."""

import polars as pl

from flows.mentions import states
from flows.mentions.gazetteer import BARE, Gazetteer
from flows.mentions.offsets import Buffer
from flows.mentions.spans import MEANING, replaced
from flows.mentions.surroundings import beside

NEAR_BYTES = 160
OWNER_BYTES = 3
AFTER_CITY = b", "
STATE_BEFORE = r"(?i)\b(?:state|governor|gov\.|legislature) of $"
STATE_AFTER = r"^(?:'s)? (?i:governor|gov\.|lawmakers?|republicans?|democrats?|legislature|statehouse|senate)\b"


def decide(spans: pl.DataFrame, gazetteer: Gazetteer, buffer: Buffer) -> pl.DataFrame:
    """The spans, each open one linked to the meaning whose country the text is about.

    A bare institution is the body whose longer name ends with its name before it: the UN Security Council, then the
    Security Council.

    In order: a place right after a city of its country (`Athens, Georgia`), before it (`Georgia, U.S.`) or after `state
    of` or `governor of`, before `Governor`; the same, where that or a witness (a city of it) stands elsewhere in an
    article that does not speak of the country; a country before all else, one of which the article has more other names
    before others; the meaning whose country owns it, is that of the article, or was named last, at most 160 bytes
    before. Else it stays open, as does an institution behind a country that none of its meanings is of: `Swiss National
    Bank`.
    """
    is_open = pl.col("entity").is_null() & pl.col("canonical").is_null()
    spans = _as_in_full(spans, is_open, buffer)
    undecided = spans.with_row_index("nr").filter(is_open)
    if not undecided.height:
        return spans
    officer = _country_behind(undecided, spans, buffer, "PERSON")  # the head of the Supreme Court, Ann Roe
    undecided = undecided.with_columns(
        states.are_listed(undecided, spans, buffer, gazetteer),
        whole_country=_country_behind(undecided, spans, buffer, "COUNTRY"),
        officer_country=pl.when(pl.col("entity_type") == "ORG").then(officer),
    )
    is_near = pl.col("country_code").is_not_null() & pl.col("print").is_in(undecided["print"].unique().implode())
    named = spans.select("print", "begin", "end", "country_code").filter(is_near)
    counts = country_counts(named)
    options = undecided.select("nr", "name_id", "print", "whole_country", "officer_country").join(
        gazetteer.options, on="name_id", how="inner"
    )
    homes = gazetteer.cues.by_kind.get("home_country", frozenset())
    contexts = _contexts(named, counts, undecided, buffer, pl.Series(sorted(homes), dtype=pl.String))
    is_inside = (pl.col("meant_country") == pl.col("whole_country")).fill_null(False)
    scored = (
        _with_named(options, counts)
        .join(contexts, on="nr", how="left")
        .with_columns(
            score=pl.when(pl.col("meant_country") != pl.col("foreign_country"))
            .then(0)
            .when(pl.col("meant_country") == pl.col("city_country"))
            .then(8)
            .when((pl.col("meant_type") == "GPE_OTHER") & (pl.col("is_state") | is_inside))
            .then(8)
            .when(pl.col("meant_country") == pl.col("officer_country"))
            .then(7)
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
    scored = states.as_elsewhere(scored, undecided, spans, buffer, gazetteer)
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


def _as_in_full(spans: pl.DataFrame, is_open: pl.Expr, buffer: Buffer) -> pl.DataFrame:
    """The spans, each open bare institution linked to what its article has before it under a longer name."""
    bodies = spans.select("print", "begin", "end", *MEANING).with_row_index("nr").filter(pl.col("entity_type") == "ORG")
    is_bare = pl.col("form") == BARE
    bare = bodies.filter(is_bare & is_open).select("nr", "print", "begin", "end")
    near = bodies.filter(~is_bare & ~is_open).join(bare, on="print", how="semi", maintain_order="left")
    if not near.height:
        return spans
    bare = bare.with_columns(buffer.windows(bare["begin"].to_numpy(), bare["end"].to_numpy()).alias("short"))
    near = near.with_columns(buffer.windows(near["begin"].to_numpy(), near["end"].to_numpy()).alias("long"))
    pairs = bare.join(near, on="print", how="inner", suffix="_near").filter(pl.col("begin_near") < pl.col("begin"))
    pairs = pairs.filter(pl.col("long").str.ends_with(pl.format(" {}", "short")))
    last = pairs.sort("nr", "begin_near").unique("nr", keep="last", maintain_order=True)
    return replaced(spans, last.with_columns(form=pl.lit("alias"), rule=pl.lit("context_near")))


def _country_behind(undecided: pl.DataFrame, spans: pl.DataFrame, buffer: Buffer, kind: str) -> pl.Expr:
    """The country of what stands behind each span after a comma, where that is of this type: `Georgia, U.S.`."""
    number = (undecided["nr"] + 1).clip(upper_bound=spans.height - 1)
    behind = spans.select("begin", "entity_type", "country_code")[number]
    is_next = (behind["begin"] - undecided["end"] == len(AFTER_CITY)) & (behind["entity_type"] == kind)
    is_next &= pl.Series(buffer.holds(AFTER_CITY, undecided["end"].to_numpy()), dtype=pl.Boolean)
    return pl.when(pl.lit(is_next)).then(pl.lit(behind["country_code"]))


def _with_named(options: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    """The options with `named_share`, between 0 and 1: how often their article names the country of a meaning."""
    named = counts.rename({"country_code": "meant_country", "len": "named"})
    joined = options.join(named, on=["print", "meant_country"], how="left", maintain_order="left")
    count = pl.col("named").fill_null(0)
    return joined.with_columns(named_share=count / (count + 1)).drop("named")


def _contexts(
    named: pl.DataFrame, counts: pl.DataFrame, undecided: pl.DataFrame, buffer: Buffer, homes: pl.Series
) -> pl.DataFrame:
    """For each open span: country of the city right before it, the country named last before it, the main one.

    The main country of a bare institution (`Ministry of Energy`) is one of the `homes` where any of them is named.
    """
    main = main_countries(counts, "main_country")
    home = main_countries(counts.filter(pl.col("country_code").is_in(homes.implode())), "home_country")
    last = named.select("print", "begin", named_end="end", near_country="country_code")
    open_spans = beside(undecided, buffer).select("nr", "print", "begin", "form", "is_listed", "left", "right")
    near = open_spans.join_asof(
        last, on="begin", by="print", strategy="backward", allow_exact_matches=False, check_sortedness=False
    )
    gap = pl.col("begin") - pl.col("named_end")
    is_after_city = pl.Series(buffer.holds(AFTER_CITY, near["begin"].to_numpy() - len(AFTER_CITY)), dtype=pl.Boolean)
    return (
        near.with_columns(
            is_state=pl.col("is_listed")
            | pl.col("left").str.contains(STATE_BEFORE)
            | pl.col("right").str.contains(STATE_AFTER),
            city_country=pl.when(is_after_city & (gap == len(AFTER_CITY))).then(pl.col("near_country")),
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


def country_counts(named: pl.DataFrame) -> pl.DataFrame:
    """How often each print names each country (print, country_code, len), those it names most first."""
    counts = named.group_by("print", "country_code").len()
    return counts.sort("print", "len", "country_code", descending=[False, True, False])


def main_countries(counts: pl.DataFrame, name: str) -> pl.DataFrame:
    """The country that each print names most, the first of its counts, in the column `name`."""
    return counts.unique("print", keep="first", maintain_order=True).select("print", pl.col("country_code").alias(name))
