"""Names inside the titles of works -> no mentions: the song "Back to Samarkand", "Kazakh Winter", The Italian Job."""

import numpy as np
import polars as pl

from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import UPPER, Buffer, Mask, Offsets
from flows.mentions.spans import without
from flows.mentions.surroundings import beside

QUOTE = 0x22
TITLE_BYTES, CUE_BYTES = 60, 32
TITLED = r"(?:,? (?:called|titled|named|entitled|by the name of))?,? $"
SMALL = "of|the|in|and|for|a|an|on|to|from|with|by|at|my"
TITLE = rf"^(?:[A-Z0-9][\w'&-]*|{SMALL})(?: (?:[A-Z0-9][\w'&-]*|{SMALL}))+$"
PAIR = "[a-z]-[A-Z]"  # "Central Asia-Italy" is a summit, no title
MIDDLE = r"[a-z,;:] The $"


def drop_works(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer, texts: pl.DataFrame) -> pl.DataFrame:
    """The spans without those in quotes right behind the word for a work (film, novel, song), or before it.

    In a body also without countries that stand in quotes beside other words with capitals, and without demonyms that go
    on to a capital behind `The` within a sentence.
    """
    begin, end = spans["begin"].to_numpy(), spans["end"].to_numpy()
    quotes = np.append(np.append(-TITLE_BYTES, np.flatnonzero(buffer.bytes == QUOTE)), len(buffer.bytes) + TITLE_BYTES)
    after = np.searchsorted(quotes, begin)
    opened, closed = quotes[after - 1], quotes[after]
    is_short = (closed >= end) & (closed - opened <= TITLE_BYTES)
    may_be = np.flatnonzero(is_short & ((opened == 0) | np.isin(buffer.at(opened - 1), list(b" \n("))))
    may_be = may_be[buffer.rows(opened[may_be]) == buffer.rows(closed[may_be])]
    works = "|".join(sorted(gazetteer.cues.by_kind.get("work", NOTHING)))
    lefts = buffer.windows(opened[may_be] - CUE_BYTES, opened[may_be])
    rights = buffer.windows(closed[may_be] + 1, closed[may_be] + CUE_BYTES)
    is_work = lefts.str.contains(rf"(?i)\b(?:{works}){TITLED}") | rights.str.contains(rf"^ (?:[a-z]+ )?(?:{works})\b")
    is_country = ((spans["entity_type"] == "COUNTRY") & spans["row"].is_in(_bodies(texts).implode())).to_numpy()
    is_named = is_country[may_be] & _are_titles(opened[may_be], closed[may_be], begin[may_be], end[may_be], buffer)
    quoted = spans["begin"].gather(may_be[is_work.to_numpy() | is_named])
    unquoted = _unquoted(spans.filter(pl.Series(is_country)), buffer, gazetteer)
    return without(spans, pl.concat([quoted, unquoted]))


def _bodies(texts: pl.DataFrame) -> pl.Series:
    """The rows of bodies."""
    return texts.filter(pl.col("field") == "body")["row"]


def _are_titles(opened: Offsets, closed: Offsets, begin: Offsets, end: Offsets, buffer: Buffer) -> Mask:
    """Whether what stands between quotes has capitals as a title has and is more than the span."""
    inside = buffer.windows(opened + 1, closed)
    is_more = (begin > opened + 1) | (end < closed)
    are_titles: Mask = is_more & (inside.str.contains(TITLE) & ~inside.str.contains(PAIR)).to_numpy()
    return are_titles


def _unquoted(countries: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.Series:
    """Where demonyms begin a title without quotes: in The Italian Job, but not at The Russian Embassy."""
    kinds = gazetteer.cues.by_kind
    begin, end = countries["begin"].to_numpy(), countries["end"].to_numpy()
    goes_on = buffer.holds(b" The ", begin - 5) & (buffer.at(end) == 0x20) & UPPER[buffer.at(end + 1)]
    goes_on[:-1] &= begin[1:] != end[:-1] + 1
    near = beside(countries.filter(pl.Series(goes_on, dtype=pl.Boolean) & (countries["form"] == "demonym")), buffer)
    bodies_of_state = sorted(kinds.get("institution", NOTHING) | kinds.get("title", NOTHING))
    is_office = pl.col("right").str.extract("^ ([A-Z][a-z]+)").is_in(bodies_of_state).fill_null(False)
    return near.filter(pl.col("left").str.contains(MIDDLE) & ~is_office)["begin"]
