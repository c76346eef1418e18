"""Names that are words without their article -> no mentions there: `the States`, but `member States`."""

import polars as pl

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer
from flows.mentions.surroundings import BEFORE, beside

GOES_ON = r"^(?:-| (?:of|parties|members)\b| [A-Z][a-z]+ (?:of|and)\b)"


def drop_without_article(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans, those whose name needs an article only where `the` goes before it and the name does not go on."""
    near = beside(spans.filter(pl.col("name_id").is_in(gazetteer.article_needed.implode())), buffer)
    stays = BEFORE.is_in(["the", "The"]).fill_null(False) & ~pl.col("right").str.contains(GOES_ON)
    return spans.filter(~pl.col("begin").is_in(near.filter(~stays)["begin"].implode()))
