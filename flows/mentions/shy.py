"""Names that are other words, too -> no mentions, unless the text beside them tells: `the States`, `Franco-Swiss`."""

import numpy as np
import polars as pl

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer, Mask, Offsets
from flows.mentions.spans import without
from flows.mentions.surroundings import BEFORE, beside

GOES_ON = r"^(?:-| (?:of|parties|members)\b| [A-Z][a-z]+ (?:of|and)\b)"
REPORTS = r"^ (?:reports|reported|writes|wrote|said|says|cites|cited|quoted|noted|learned|has learned)\b"
TOLD = r"\b(?:[Bb]y|told|tell|citing|cites|cited|quoting|quoted by|reported by|reports) $"
NEAR_BYTES = 16


def drop_shy(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans, those of shy names only where the text tells.

    One that needs an article stays behind `the`, where the name does not go on; one that needs a hyphen before it goes
    on over one; one that needs a saying where it reports or is told; one that needs company where a country stands
    right beside it or its article has another name of its own country; one that needs sport where its article has words
    of sport.
    """
    every = pl.concat(gazetteer.shy.values())
    at = np.flatnonzero(spans["name_id"].is_in(every.implode()).fill_null(False).to_numpy())
    if not len(at):
        return spans
    shy, right = beside(spans[at], buffer), pl.col("right")
    tells: dict[str, pl.Expr] = {
        "needs_article": BEFORE.is_in(["the", "The"]).fill_null(False) & ~right.str.contains(GOES_ON),
        "needs_hyphen": right.str.contains("^-[A-Z]"),
        "needs_saying": right.str.contains(REPORTS) | pl.col("left").str.contains(TOLD),
        "needs_company": pl.lit(pl.Series(_has_company(spans, at))),
        "needs_sport": pl.col("print").is_in(_of_sport(spans, shy, buffer, gazetteer).implode()),
    }
    needs = [pl.col("name_id").is_in(gazetteer.shy[kind].implode()) & ~tell for kind, tell in tells.items()]
    gone = shy.filter(pl.any_horizontal(needs))["begin"]
    return without(spans, gone)


def _has_company(spans: pl.DataFrame, at: Offsets) -> Mask:
    """Whether a country stands right beside each span, or its article has another span of its country."""
    begin, end = np.append(spans["begin"].to_numpy(), 2**62), np.append(spans["end"].to_numpy(), -(2**62))
    row = np.append(spans["row"].to_numpy(), 2**32 - 1)
    is_country = np.append((spans["entity_type"] == "COUNTRY").to_numpy(), False)
    before = is_country[at - 1] & (row[at - 1] == row[at]) & (begin[at] - end[at - 1] <= NEAR_BYTES)
    after = is_country[at + 1] & (row[at + 1] == row[at]) & (begin[at + 1] - end[at] <= NEAR_BYTES)
    own, rest = spans[at].select("print", "country_code"), spans.select("print", "country_code")
    is_other = np.ones(spans.height, dtype=np.bool_)
    is_other[at] = False
    is_own = pl.all_horizontal(pl.col(name).is_in(own[name].unique().implode()) for name in own.columns)
    others = rest.filter(pl.Series(is_other) & is_own)
    told = own.join(others.unique().with_columns(told=True), on=["print", "country_code"], how="left")["told"]
    company: Mask = before | after | told.fill_null(False).to_numpy()
    return company


def _of_sport(spans: pl.DataFrame, shy: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.Series:
    """The prints with words of sport, among those with a name that needs them."""
    teams = shy.filter(pl.col("name_id").is_in(gazetteer.shy["needs_sport"].implode()))
    rows = spans.select("print", "row").filter(pl.col("print").is_in(teams["print"].unique().implode())).unique()
    at = rows["row"].to_numpy().astype("int64")
    words = gazetteer.cues.pattern("sport")
    texts = buffer.windows(buffer.starts[at], buffer.ends[at])
    return rows["print"].filter(texts.str.contains(rf"\b(?:{words})\b"))
