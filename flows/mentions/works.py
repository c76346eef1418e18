"""Names inside the titles of works -> no mentions: the song "Back to Samarkand", "Kazakh Winter", The Italian Job."""

import numpy as np
import polars as pl

from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import UPPER, Buffer, Mask
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

    Also without countries alone in quotes beside the word for what is called so (the “Kazakhstan” hotel); in a body
    without those that stand there beside other words with capitals, and demonyms that go on to one behind `The`.
    """
    begin, end = spans["begin"].to_numpy(), spans["end"].to_numpy()
    quotes = np.append(np.append(-TITLE_BYTES, np.flatnonzero(buffer.bytes == QUOTE)), len(buffer.bytes) + TITLE_BYTES)
    after = np.searchsorted(quotes, begin)
    opened, closed = quotes[after - 1], quotes[after]
    is_short = (closed >= end) & (closed - opened <= TITLE_BYTES)
    may_be = np.flatnonzero(is_short)
    may_be = may_be[(opened[may_be] == 0) | np.isin(buffer.at(opened[may_be] - 1), list(b" \n("))]
    may_be = may_be[buffer.rows(opened[may_be]) == buffer.rows(closed[may_be])]
    works = gazetteer.cues.pattern("work")
    lefts = buffer.windows(opened[may_be] - CUE_BYTES, opened[may_be])
    rights = buffer.windows(closed[may_be] + 1, closed[may_be] + CUE_BYTES)
    is_work = lefts.str.contains(rf"(?i)\b(?:{works}){TITLED}") | rights.str.contains(rf"^ (?:[a-z]+ )?(?:{works})\b")
    is_country = (spans["entity_type"] == "COUNTRY").to_numpy()
    is_more = (begin > opened + 1) | (end < closed)
    is_inner = is_country & _in_bodies(spans, texts)
    named = may_be[(is_inner & is_more)[may_be]]
    named = named[_are_titles(buffer.windows(opened[named] + 1, closed[named]))]
    named = np.append(named, may_be[(is_country & ~is_more)[may_be] & _are_called(lefts, rights, gazetteer)])
    quoted = spans["begin"].gather(np.append(may_be[is_work.to_numpy()], named))
    is_demonym = is_inner & (spans["form"] == "demonym").to_numpy()
    unquoted = _unquoted(spans.select("begin", "end").filter(pl.Series(is_demonym)), buffer, gazetteer)
    return without(spans, pl.concat([quoted, unquoted]))


def _in_bodies(spans: pl.DataFrame, texts: pl.DataFrame) -> Mask:
    """Whether each span stands in a body."""
    in_bodies: Mask = (texts["field"] == "body").to_numpy()[spans["row"].to_numpy()]
    return in_bodies


def _are_titles(quoted: pl.Series) -> Mask:
    """Whether each text has capitals as a title has."""
    are_titles: Mask = (quoted.str.contains(TITLE) & ~quoted.str.contains(PAIR)).to_numpy()
    return are_titles


def _are_called(lefts: pl.Series, rights: pl.Series, gazetteer: Gazetteer) -> Mask:
    """Whether a word for what has a name stands before or behind the quotes: hotel, company."""
    nouns = gazetteer.cues.pattern("quoted_noun", "org_noun")
    called: Mask = (
        lefts.str.contains(rf"(?i)\b(?:{nouns}){TITLED}") | rights.str.contains(rf"^ (?:{nouns})\b")
    ).to_numpy()
    return called


def _unquoted(demonyms: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.Series:
    """Where demonyms begin a title without quotes: in The Italian Job, but not at The Russian Embassy."""
    kinds = gazetteer.cues.by_kind
    begin, end = demonyms["begin"].to_numpy(), demonyms["end"].to_numpy()
    at = np.flatnonzero(buffer.at(begin - 4) == ord("T"))
    at = at[buffer.holds(b" The ", begin[at] - 5) & (buffer.at(end[at]) == 0x20) & UPPER[buffer.at(end[at] + 1)]]
    near = beside(demonyms[at], buffer)
    bodies_of_state = sorted(kinds.get("institution", NOTHING) | kinds.get("title", NOTHING))
    is_office = pl.col("right").str.extract("^ ([A-Z][a-z]+)").is_in(bodies_of_state).fill_null(False)
    return near.filter(pl.col("left").str.contains(MIDDLE) & ~is_office)["begin"]
