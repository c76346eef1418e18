"""The words beside a span -> languages that are no mentions, regions with a small head, capitals as governments."""

import re

import numpy as np
import polars as pl

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer

BESIDE = 24
JOINED = re.compile(rb",? (?:and |or )?(?:[A-Z][a-z]+,? (?:and |or )?)?")
HEADS = {"oblast": "Region", "province": "Region", "velayat": "Region"}
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


def _beside(spans: pl.DataFrame, buffer: Buffer) -> pl.DataFrame:
    """The spans with `before` (last word) and `after` (next word), in small letters as printed, NULL where none."""
    before, after = [], []
    for begin, end in zip(spans["begin"].to_list(), spans["end"].to_list(), strict=True):
        before.append(buffer.content[max(0, begin - BESIDE) : begin].decode(errors="ignore"))
        after.append(buffer.content[end : end + BESIDE].decode(errors="ignore"))
    return spans.with_columns(pl.Series("left", before, pl.String), pl.Series("right", after, pl.String)).with_columns(
        before=pl.col("left").str.extract(r"([A-Za-z]+) $"),
        after=pl.col("right").str.extract(r"^(?:'s)?[ -]([a-z]+)"),
    )


def drop_languages(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans without demonyms that are languages: `in Russian`, `Kazakh-speaking`, `the Kazakh language`."""
    demonyms = _beside(spans.filter(pl.col("form") == "demonym"), buffer)
    kinds = gazetteer.cues.by_kind
    is_next = pl.col("after").is_in(list(kinds.get("language_next", ()))) | (pl.col("right").str.starts_with("-speak"))
    is_after = pl.col("before").is_in(list(kinds.get("language_before", ()))) & ~pl.col("after").is_not_null()
    ends = pl.col("right").str.contains(r"^(?:[.,;:)\"\n]|$| (?:and|or|as|for|with|on|to|at|by|but) )")
    is_in = (pl.col("before") == "in") & ends
    is_first = (
        is_next | is_after | is_in | (pl.col("before") == "in") & pl.col("right").str.contains("^,? (?:and )?[A-Z]")
    )
    rows = demonyms.with_columns(is_first=is_first.fill_null(False)).select("begin", "end", "is_first").rows()
    languages, last_end = [], -1
    for begin, end, is_language in rows:
        if is_language or (last_end >= 0 and JOINED.fullmatch(buffer.content, last_end, begin)):
            languages.append(begin)
            last_end = end
        else:
            last_end = -1
    return spans.filter(~pl.col("begin").is_in(languages))


def join_heads(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """Names before a small head stand for what both together are listed as: `Tyumen` region, `Fergana` valley."""
    heads = list(gazetteer.cues.by_kind.get("lower_head", ()))
    near = _beside(spans.filter(pl.col("entity_type").is_in(["GPE_OTHER", "LOCATION", "PERSON"])), buffer)
    near = near.filter(pl.col("after").is_in(heads))
    names = buffer.slices(near["begin"].to_numpy(), near["end"].to_numpy())
    head = pl.col("after").replace(HEADS).str.to_titlecase()
    wanted = near.select("begin", name=pl.format("{} {}", names, head))
    known = gazetteer.names.filter(
        (pl.col("meaning_count") == 1) & pl.col("entity_type").is_in(["GPE_OTHER", "LOCATION"])
    )
    known = known.select("name", whole_id="entity_id", whole_type="entity_type", whole_country="country_code")
    joined = spans.join(wanted.join(known, on="name", how="inner"), on="begin", how="left", maintain_order="left")
    has_whole = pl.col("whole_id").is_not_null()
    return joined.with_columns(
        entity_id=pl.coalesce("whole_id", "entity_id"),
        entity_type=pl.coalesce("whole_type", "entity_type"),
        country_code=pl.coalesce("whole_country", "country_code"),
        canonical=pl.when(~has_whole).then(pl.col("canonical")),
        form=pl.when(has_whole).then(pl.lit("alias")).otherwise(pl.col("form")),
        rule=pl.when(has_whole).then(pl.lit("small_head")).otherwise(pl.col("rule")),
    ).select(spans.columns)


def mark_metonyms(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """`is_metonym` where a capital does what a government does, and for the seats of power."""
    kinds = gazetteer.cues.by_kind
    is_capital = pl.col("entity_id").is_in(gazetteer.capital_cities.implode())
    capitals = _beside(spans.filter(is_capital), buffer)
    acts = pl.col("after").is_in(list(kinds.get("metonym_verb", ())))
    is_place = pl.col("before").str.to_lowercase().is_in(PREPOSITIONS).fill_null(False)
    acting = capitals.filter(acts & ~is_place)["begin"]
    seats = list(kinds.get("seat", ()))
    flags = np.isin(spans["begin"].to_numpy(), acting.to_numpy())
    return spans.with_columns(
        is_metonym=pl.Series(flags, dtype=pl.Boolean) | pl.col("entity_id").is_in(seats).fill_null(False)
    )
