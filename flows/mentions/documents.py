"""Places that name a document -> no mentions: `Tehran Convention`, `Khujand Declaration`."""

import polars as pl

from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import UPPER, Buffer

PLACES = ("GPE_OTHER", "LOCATION")
HEAD_BYTES = 16


def drop_documents(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans without cities and other places right before the capitalised word for a document."""
    heads = "|".join(sorted(gazetteer.cues.by_kind.get("document", NOTHING)))
    end = spans["end"].to_numpy()
    is_before_name = pl.Series((buffer.at(end) == 0x20) & UPPER[buffer.at(end + 1)], dtype=pl.Boolean)
    near = spans.select("begin", "end", "entity_type").filter(is_before_name & pl.col("entity_type").is_in(PLACES))
    end = near["end"].to_numpy()
    names = near["begin"].filter(buffer.windows(end, end + HEAD_BYTES).str.contains(rf"^ (?:{heads})\b"))
    return spans.filter(~pl.col("begin").is_in(names.implode()))
