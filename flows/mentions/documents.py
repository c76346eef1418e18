"""Names inside those of documents, vessels and products -> no mentions: `Tehran Convention`, `Airbus A320`."""

import numpy as np
import polars as pl

from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import UPPER, Buffer
from flows.mentions.runs import is_small
from flows.mentions.spans import without
from flows.mentions.surroundings import BEFORE, beside

PLACES = ("GPE_OTHER", "LOCATION")
REACH = 16
LONG_REACH = 80
LAST_LETTERS = {b"he", b" a", b"ts", b"is", b"er"}  # of the words that open one
OPENS = r"\b(?:[Tt]he|a|its|this|under) $"
MODEL = r"^[ -](?:[A-Z]{1,2}-?\d{2,4}[A-Z]?|7\d7)\b"  # A320, G-650, 767
INNER = r"(?: (?:[A-Z][\w'-]*|\d+|and|for|of|the|on)){0,6}"


def drop_documents(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer, texts: pl.DataFrame) -> pl.DataFrame:
    """The spans without cities and other places right before the capitalised word for a document or after a vessel.

    Also without companies before the number of a model, and in a body without places and countries that begin the
    name of a document or programme: under the Uzbekistan Green Economy Financing Facility.
    """
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
    gone = pl.concat([documents, ferries, _programmes(spans, buffer, gazetteer, texts), _products(spans, buffer)])
    return without(spans, gone)


def _programmes(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer, texts: pl.DataFrame) -> pl.Series:
    """Where places and countries behind an article begin words with capitals that end with a document or programme."""
    heads = gazetteer.cues.pattern("document", "programme")
    is_noun = pl.col("entity_type").is_in(PLACES) | pl.col("name_id").is_in(gazetteer.country_nouns.implode())
    begin, end = spans["begin"].to_numpy(), spans["end"].to_numpy()
    may_be = np.flatnonzero((buffer.at(end) == 0x20) & UPPER[buffer.at(end + 1)])
    may_be = may_be[buffer.begins(begin[may_be] - 3, LAST_LETTERS)]
    is_body = pl.col("row").is_in(texts.filter(pl.col("field") == "body")["row"].implode())
    near = beside(spans[may_be].filter(is_noun & is_body), buffer, LONG_REACH)
    is_named = pl.col("right").str.contains(rf"^{INNER} (?:{heads})(?: [IVX]+)?(?:[.,;:)\n]|$| [a-z(])")
    return near.filter(is_named & pl.col("left").str.contains(OPENS))["begin"]


def _products(spans: pl.DataFrame, buffer: Buffer) -> pl.Series:
    """Where companies stand before the number of a model: Airbus A320, Boeing-767."""
    companies = spans.select("begin", "end").filter(spans["entity_type"] == "ORG")
    end = companies["end"].to_numpy()
    first, second = buffer.at(end + 1), buffer.at(end + 2)
    may_be = np.isin(buffer.at(end), list(b" -")) & ((first == 0x37) | (UPPER[first] & ~is_small(second)))
    found = buffer.windows(end[may_be], end[may_be] + REACH).str.contains(MODEL)
    return companies["begin"].filter(pl.Series(may_be)).filter(found)
