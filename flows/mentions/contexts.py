"""Runs of words -> what stands before and behind each, as columns."""

import re

import numpy as np
import polars as pl

from flows.mentions.cues import Cues
from flows.mentions.offsets import Buffer
from flows.mentions.runs import Runs
from flows.mentions.words import Words

LEFT_BYTES, RIGHT_BYTES = 40, 56
STOPS = b'.!?:;")'
LEFT_WORDS = r"(?:[^ \n]* of the|(?:[^ \n]* )?[^ \n]*)$"  # no group: a match alone is found thrice as fast
QUALITIES = "border|coal|copper|gas|gold|lithium|mountain|news|oil|political|public|rural|tungsten|uranium|water"
SMALL_WORD = rf"^[ -](?:(?:{QUALITIES}) )?([a-z]+)"
APPOSED = re.compile(r",(?: (?:a|an|the|then|now|former|who|whose))+ ?([\w' -]{0,56})")
OFFICE = re.compile(r", (?:the )?([A-Z][a-z]+) (?:of|at|for) ")
AGED = re.compile(r", \d\d[,.]")
HEAD_ENDS = re.compile(
    r" (?:of|at|in|from|for|with|and|on|to|by|who|that|which|near|under|based|led|run|owned|founded|headed|made)\b.*"
)
SAYS = r"^, (?:\d\d|a|the|now|former|who|[A-Z][a-z]+ (?:of|at|for) )"  # how AGED, OFFICE and APPOSED may begin
ROLES = {"lower_title": "person", "org_noun": "organisation", "place_noun": "place"}


def lefts(buffer: Buffer, words: Words, runs: Runs) -> pl.Series:
    """The last two words before each run that begins with its name, three with `of the`, in small letters.

    '' across an end of sentence or line.
    """
    begin = words.begin[runs.first]
    may_be = (runs.start == runs.first) & (buffer.at(begin - 1) == 0x20) & ~np.isin(buffer.at(begin - 2), list(STOPS))
    before = buffer.windows(begin - LEFT_BYTES * may_be, begin - may_be).str.extract(LEFT_WORDS, 0)
    before = before.str.strip_chars_end(",")
    is_inside = ~before.str.contains(rf"[{STOPS.decode()}]$")
    return before.to_frame("left").select(
        pl.when(is_inside).then(pl.first().str.to_lowercase().str.strip_chars("\"'(,.")).fill_null("")
    )["left"]


def afters(buffer: Buffer, words: Words, runs: Runs) -> pl.Series:
    """The small word right after each run, '' for none."""
    end = words.end[runs.last]
    first = buffer.at(end + 1)
    is_small = np.isin(buffer.at(end), list(b" -")) & (first >= 0x61) & (first <= 0x7A)
    return buffer.windows(end, end + RIGHT_BYTES * is_small).str.extract(SMALL_WORD).fill_null("").alias("after")


def roles(buffer: Buffer, words: Words, runs: Runs, cues: Cues) -> pl.Series:
    """What stands after a comma says of each run, '' for nothing; see `role_of`."""
    end = words.end[runs.last]
    found, may_have = [""] * len(end), np.flatnonzero(buffer.holds(b", ", end))
    rights = buffer.windows(end[may_have], end[may_have] + RIGHT_BYTES)
    says = rights.str.contains(SAYS)
    for nr, right in zip(may_have[says.to_numpy()].tolist(), rights.filter(says), strict=True):
        found[nr] = role_of(right.partition("\n")[0], cues)
    return pl.Series("role", found, pl.String)


def role_of(right: str, cues: Cues) -> str:
    """What the words after a comma say the name is: `, a village in …`, `, Director of …`, `, who …`, `, 34,`."""
    office = OFFICE.match(right)
    if AGED.match(right) or right.startswith(", who ") or (office and cues.has("title", office[1])):
        return "person"
    found = APPOSED.match(right)
    words = HEAD_ENDS.sub("", found[1].lower()).split() if found else []
    told = (cues.by_word.get(word, ()) for word in words[:-3:-1])
    hits = (role for kinds in told for kind, role in ROLES.items() if kind in kinds)
    return next(hits, "")
