"""Names that are other words, too -> no mentions, unless the text beside them tells: `the States`, `Franco-Swiss`."""

import polars as pl

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer
from flows.mentions.surroundings import BEFORE, beside

GOES_ON = r"^(?:-| (?:of|parties|members)\b| [A-Z][a-z]+ (?:of|and)\b)"
REPORTS = r"^ (?:reports|reported|writes|wrote|said|says|cites|cited|quoted|noted|learned|has learned)\b"
TOLD = r"\b(?:told|tell|citing|cites|cited|quoting|quoted by|reported by|reports) $"
NEAR_BYTES = 16


def drop_shy(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans, those of shy names only where the text tells.

    One that needs an article stays behind `the`, where the name does not go on; one that needs a hyphen before it goes
    on over one; one that needs a saying where it reports or is told; one that needs company where a country stands
    right beside it or its article has another name of its own country.
    """
    needs_hyphen = spans.filter(pl.col("name_id").is_in(gazetteer.shy["needs_hyphen"].implode()))
    goes_on = buffer.windows(needs_hyphen["end"].to_numpy(), needs_hyphen["end"].to_numpy() + 2).str.contains("^-[A-Z]")
    needs_saying = beside(spans.filter(pl.col("name_id").is_in(gazetteer.shy["needs_saying"].implode())), buffer)
    says = pl.col("right").str.contains(REPORTS) | pl.col("left").str.contains(TOLD)
    without_article = beside(spans.filter(pl.col("name_id").is_in(gazetteer.shy["needs_article"].implode())), buffer)
    has_article = BEFORE.is_in(["the", "The"]).fill_null(False) & ~pl.col("right").str.contains(GOES_ON)
    alone = pl.col("name_id").is_in(gazetteer.shy["needs_company"].implode())
    is_country = pl.col("entity_type") == "COUNTRY"
    before = is_country.shift(1) & (pl.col("begin") - pl.col("end").shift(1) <= NEAR_BYTES)
    after = is_country.shift(-1) & (pl.col("begin").shift(-1) - pl.col("end") <= NEAR_BYTES)
    shy = spans.with_columns(is_beside=(before | after).fill_null(False)).filter(alone)
    others = spans.filter(~alone & pl.col("print").is_in(shy["print"].unique().implode()))
    told = others.select("print", "country_code").drop_nulls().unique()
    lonely = shy.filter(~pl.col("is_beside")).join(told, on=["print", "country_code"], how="anti")
    gone = pl.concat(
        [
            without_article.filter(~has_article)["begin"],
            needs_hyphen["begin"].filter(~goes_on),
            needs_saying.filter(~says)["begin"],
            lonely["begin"],
        ]
    )
    return spans.filter(~pl.col("begin").is_in(gone.implode()))
