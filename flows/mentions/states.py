"""States within a country that are called as another country -> where Georgia is one: beside others, by its cities."""

import numpy as np
import polars as pl

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer, Mask, Offsets

GLUES = (b", ", b" and ", b" or ", b", and ", b", or ")
KEYS = ("print", "name_id")


def are_listed(undecided: pl.DataFrame, spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.Series:
    """Whether another state stands in a list right before or behind each span: `Georgia, Arizona and Nevada`."""
    begin, end = spans["begin"].to_numpy(), spans["end"].to_numpy()
    is_state = spans["entity"].is_in(gazetteer.states.implode()).fill_null(False).to_numpy()
    nr = undecided["nr"].to_numpy().astype(np.int64)
    before, behind = np.maximum(nr - 1, 0), np.minimum(nr + 1, spans.height - 1)
    is_listed = is_state[before] & _are_joined(end[before], begin[nr], buffer)
    is_listed |= is_state[behind] & _are_joined(end[nr], begin[behind], buffer)
    return pl.Series("is_listed", is_listed, dtype=pl.Boolean)


def _are_joined(end: Offsets, begin: Offsets, buffer: Buffer) -> Mask:
    """Whether what stands between each end and each begin goes on a list."""
    joined: Mask = np.logical_or.reduce([(begin - end == len(glue)) & buffer.holds(glue, end) for glue in GLUES])
    return joined


def as_elsewhere(
    scored: pl.DataFrame, undecided: pl.DataFrame, spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer
) -> pl.DataFrame:
    """The scored meanings; what a name surely means once, it means in the whole of an article without the country.

    So does what a witness of it tells anywhere in the article; in an article with the country, in its own sentence, if
    the country is not named there.
    """
    witnesses = gazetteer.witnesses.join(scored.select("name_id").unique(), on="name_id", how="semi")
    told = spans.rename({"name_id": "own"}).join(witnesses, left_on="entity", right_on="witness", how="inner")
    told = told.select("begin", *KEYS, "meant")
    sure = pl.concat([scored.filter(pl.col("score") == 8).select(*KEYS, "meant"), told.select(*KEYS, "meant")]).unique()
    countries = scored.filter(pl.col("meant_type") == "COUNTRY").select(*KEYS, country_code="meant_country").unique()
    is_near = pl.col("print").is_in(sure["print"].unique().implode()) & pl.col("country_code").is_not_null()
    spoken = (
        spans.filter(is_near).select("begin", "print", "country_code").join(countries, on=["print", "country_code"])
    )
    everywhere = scored.join(sure.join(spoken, on=KEYS, how="anti"), on=[*KEYS, "meant"], how="semi").select(
        "nr", "meant"
    )
    there = _in_sentences(scored.join(spoken, on=KEYS, how="semi"), undecided, told, spoken, buffer)
    both = pl.concat([everywhere, there]).unique().with_columns(is_sure=True)
    joined = scored.join(both, on=["nr", "meant"], how="left", maintain_order="left")
    return joined.with_columns(score=pl.when("is_sure").then(pl.max_horizontal("score", 6)).otherwise("score"))


def _in_sentences(
    scored: pl.DataFrame, undecided: pl.DataFrame, told: pl.DataFrame, spoken: pl.DataFrame, buffer: Buffer
) -> pl.DataFrame:
    """The meanings (nr, meant) that a witness in their sentence tells, where no other name of the country stands."""
    if not (scored.height and told.height):
        return scored.select("nr", "meant").clear()
    open_spans = undecided.select("nr", "begin").join(scored.select("nr", "name_id", "meant"), on="nr")
    own, witness, country = (_with_sentence(part, buffer) for part in (open_spans, told, spoken))
    seen = own.join(
        witness.select("name_id", "meant", "sentence").unique(), on=["name_id", "meant", "sentence"], how="semi"
    )
    return seen.join(country, on=["name_id", "sentence"], how="anti").select("nr", "meant")


def _with_sentence(spans: pl.DataFrame, buffer: Buffer) -> pl.DataFrame:
    """The spans, by place, with the number of the sentence that each stands in, over all texts."""
    placed = spans.sort("begin")
    begin = placed["begin"].to_numpy()
    rows = buffer.rows(begin)
    return placed.with_columns(
        sentence=pl.struct(pl.Series("row", rows), pl.Series("nr", buffer.sentences(rows, begin)))
    )
