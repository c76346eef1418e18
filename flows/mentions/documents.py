"""Places that name a document or a vessel -> no mentions: `Tehran Convention`, `the ferry Berkarar`."""

import polars as pl

from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import UPPER, Buffer
from flows.mentions.spans import without
from flows.mentions.surroundings import BEFORE

PLACES = ("GPE_OTHER", "LOCATION")
REACH = 16


def drop_documents(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans without cities and other places right before the capitalised word for a document or after a vessel."""
    kinds = gazetteer.cues.by_kind
    heads, vessels = kinds.get("document", NOTHING), kinds.get("vessel", NOTHING)
    places = spans.select("begin", "end", "entity_type").filter(pl.col("entity_type").is_in(PLACES))
    begin, end = places["begin"].to_numpy(), places["end"].to_numpy()
    before_name = (buffer.at(end) == 0x20) & UPPER[buffer.at(end + 1)]
    after_vessel = buffer.begins(begin - 3, {vessel[-2:].encode() for vessel in vessels})
    rights = buffer.windows(end[before_name], end[before_name] + REACH)
    lefts = buffer.windows(begin[after_vessel] - REACH, begin[after_vessel]).to_frame("left")
    documents = (
        places["begin"].filter(pl.Series(before_name)).filter(rights.str.contains(rf"^ (?:{'|'.join(heads)})\b"))
    )
    ferries = (
        places["begin"]
        .filter(pl.Series(after_vessel))
        .filter(lefts.select(BEFORE.is_in(list(vessels)).fill_null(False)).to_series())
    )
    return without(spans, pl.concat([documents, ferries]))
