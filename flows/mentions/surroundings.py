"""The words beside a span -> institutions with their country, capitals that govern."""

import polars as pl

from flows.mentions.gazetteer import BARE, Gazetteer
from flows.mentions.offsets import Buffer
from flows.mentions.spans import are_at

BESIDE = 24
BEFORE = pl.col("left").str.extract(r"([A-Za-z]+) $")  # the last word before a span, NULL for none
AFTER = pl.col("right").str.extract(r"^(?:'s)?[ -]([a-z]+)")  # the small word behind it
PREPOSITIONS = (
    "in",
    "to",
    "from",
    "of",
    "at",
    "near",
    "outside",
    "around",
    "visit",
    "visited",
    "between",
    "via",
    "through",
)


def beside(spans: pl.DataFrame, buffer: Buffer, reach: int = BESIDE) -> pl.DataFrame:
    """The spans with so many bytes before (`left`) and behind them (`right`); for BEFORE and AFTER."""
    begin, end = spans["begin"].to_numpy(), spans["end"].to_numpy()
    left, right = buffer.windows(begin - reach, begin), buffer.windows(end, end + reach)
    return spans.with_columns(left.alias("left"), right.alias("right"))


def join_owners(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """An institution right after its country is one name: `Uzbek Migration Agency`; a company is not: `TBC Bank`.

    So is a bare one right after the acronym of a union: `EAEU Supreme Council`.
    """
    before = {name: pl.col(name).shift(1) for name in ("begin", "end", "entity_type", "country_code", "form")}
    is_union = (before["entity_type"] == "ORG") & (before["form"] == "acronym") & (pl.col("form") == BARE)
    is_after = (
        (pl.col("entity_type") == "ORG")
        & ((before["entity_type"] == "COUNTRY") | is_union)
        & (pl.col("begin") == before["end"] + 1)
        & (is_union | pl.col("country_code").is_null() | (pl.col("country_code") == before["country_code"]))
    )
    numbered = spans.with_row_index("nr")
    owned = numbered.with_columns(begin_before=before["begin"], is_union=is_union).filter(is_after)
    begin, end = owned["begin"].to_numpy(), owned["end"].to_numpy()
    heads = gazetteer.cues.pattern("institution")
    is_head = buffer.windows(begin, end).str.contains(rf"\b(?:{heads})\b")
    owned = owned.filter(is_head & pl.Series(buffer.holds(b" ", begin - 1), dtype=pl.Boolean))
    owned = owned.filter(are_plain(buffer.windows(owned["begin"].to_numpy(), owned["end"].to_numpy()), gazetteer))
    if not owned.height:
        return spans
    texts = buffer.windows(owned["begin_before"].to_numpy(), owned["end"].to_numpy()).alias("whole")
    owned = owned.select("nr", "begin_before", "is_union", texts)
    joined = numbered.join(owned, on="nr", how="left", maintain_order="left")
    is_open = pl.col("is_union") | (pl.col("entity").is_null() & pl.col("canonical").is_null())
    is_new = pl.col("whole").is_not_null() & is_open
    joined = joined.with_columns(
        begin=pl.coalesce("begin_before", "begin"),
        entity=pl.when(~is_new).then("entity"),
        canonical=pl.when(is_new).then("whole").otherwise("canonical"),
        form=pl.when(is_new).then(pl.lit("discovered")).otherwise("form"),
        rule=pl.when(is_new).then(pl.lit("institution_head")).otherwise("rule"),
    )
    return joined.filter(pl.col("begin_before").shift(-1).is_null()).select(spans.columns)


def are_plain(names: pl.Series, gazetteer: Gazetteer) -> pl.Series:
    """Whether each name begins with a word of the language: `Supreme Court`, not `TBC Bank`."""
    firsts = names.str.extract(r"^([^ ]+)").fill_null("").to_list()
    return pl.Series([gazetteer.cues.has("word", first.lower()) for first in firsts], dtype=pl.Boolean)


def mark_metonyms(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """`is_metonym` where a capital does what a government does, and for the seats of power."""
    kinds = gazetteer.cues.by_kind
    capitals = spans.select("begin", "end").filter(spans["entity"].is_in(gazetteer.capital_cities.implode()))
    acts = AFTER.is_in(list(kinds.get("metonym_verb", ())))
    is_place = BEFORE.str.to_lowercase().is_in(PREPOSITIONS).fill_null(False)
    acting = beside(capitals, buffer).filter(acts).filter(~is_place)["begin"]
    is_seat = pl.col("entity").is_in(gazetteer.seats.implode()).fill_null(False)
    return spans.with_columns(is_metonym=are_at(spans, acting) | is_seat)
