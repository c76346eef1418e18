"""Runs of capitalised words that no list explains -> names, by their shape and by the words around them."""

import re
from functools import lru_cache
from itertools import count, pairwise
from typing import Any

import numpy as np
import polars as pl

from flows.mentions.covers import KINDS, Cover, covering
from flows.mentions.cues import Cues
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer, Mask, Offsets
from flows.mentions.runs import Runs, open_runs
from flows.mentions.shapes import Run, Shape, classify
from flows.mentions.spans import drop_covered
from flows.mentions.words import Words

FOUND_SCHEMA = {
    "begin": pl.Int64,
    "end": pl.Int64,
    "entity_type": pl.String,
    "canonical": pl.String,
    "rule": pl.String,
}
SMALL_WORD = re.compile(
    rb"[ -](?:(?:oil|gas|gold|copper|coal|uranium|lithium|tungsten|border|mountain|rural) (?=[a-z]))?([a-z]+)"
)
APPOSED = re.compile(r",(?: (?:a|an|the|then|now|former|who|whose))+ ?([\w' -]{0,56})")
OFFICE = re.compile(r", (?:the )?([A-Z][a-z]+) (?:of|at|for) ")
AGED = re.compile(r", \d\d[,.]")
HEAD_ENDS = re.compile(
    r" (?:of|at|in|from|for|with|and|on|to|by|who|that|which|near|under|based|led|run|owned|founded|headed|made)\b.*"
)
JOINS = (b" and ", b" or ", b", and ")
ROLES = {"lower_title": "person", "org_noun": "organisation", "place_noun": "place"}
LEFT_BYTES, RIGHT_BYTES = 40, 56
STOPS = b'.!?:;")'
MOST_KNOWN = 10_000
UNKNOWN: Any = object()
TAIL = re.compile(rb"-[a-z]{2,8}\b")
NUMBERED = re.compile(rb"\d{1,3}(?:st|nd|rd|th) $")


def discover(buffer: Buffer, words: Words, listed: pl.DataFrame, gazetteer: Gazetteer, is_prose: Mask) -> pl.DataFrame:
    """Spans of names that nobody listed, in the columns of FOUND_SCHEMA.

    `is_prose` tells the texts in which a capital tells a name: bodies, and headlines of which most words are small.
    """
    cover = covering(words, listed, gazetteer.kinds)
    runs = open_runs(buffer, words, cover, gazetteer, is_prose[buffer.rows(words.begin)])
    found: list[tuple[int, int, str, str, str]] = []
    types_by_last: dict[int, str] = {}
    known, content = _known(gazetteer), buffer.content
    shown = Shown(buffer, words, cover, runs)
    joined = _is_joined(buffer, words, runs).tolist()
    edges = zip(runs.first.tolist(), runs.last.tolist(), joined, strict=True)
    around = (_lefts(buffer, words, runs), _afters(buffer, words, runs), _roles(buffer, words, runs, gazetteer.cues))
    for nr, (first, last, is_joined), run in zip(count(), edges, zip(*shown.keys, *around, strict=True), strict=False):
        beside = _beside(buffer, words, cover, types_by_last, first, last) if is_joined else ""
        key = (*run, beside)
        shape = known.get(key, UNKNOWN)
        if shape is UNKNOWN:
            if len(known) >= MOST_KNOWN:
                known.clear()
            shape = known[key] = classify(gazetteer, shown.run(nr, *key[2:]))
        if shape:
            types_by_last[first + shape.last] = shape.entity_type
            begin, end = int(words.begin[first + shape.first]), int(words.end[first + shape.last])
            tail = TAIL.match(content, end) if shape.entity_type == "PERSON" else None
            end = tail.end() if tail else end
            number = NUMBERED.search(content, max(0, begin - 6), begin) if shape.entity_type == "ORG" else None
            begin = number.start() if number else begin
            canonical = shape.canonical or content[begin:end].decode()
            found.append((begin, end, shape.entity_type, canonical, shape.rule))
    return drop_covered(pl.DataFrame(found, schema=FOUND_SCHEMA, orient="row"))


@lru_cache(maxsize=2)
def _known(gazetteer: Gazetteer) -> dict[tuple[Any, ...], Shape | None]:
    """What the rules said of runs, by all that they look at: most runs come again."""
    return {}


class Shown:
    """Runs as they are printed, to be told apart, and in parts, for the rules."""

    def __init__(self, buffer: Buffer, words: Words, cover: Cover, runs: Runs) -> None:
        """Look up the words of all runs at once."""
        numbers = runs.words
        self.edges = np.append(0, np.cumsum(runs.sizes)).tolist()
        self.words, self.kinds = words.text.gather(numbers).to_list(), cover.kind[numbers].tobytes()
        self.glue = _glue(buffer, words, numbers)
        texts = buffer.windows(words.begin[runs.first], words.end[runs.last]).to_list()
        kinds = [self.kinds[begin:end] for begin, end in pairwise(self.edges)]
        self.keys = (texts, kinds, (runs.start - runs.first).tolist())

    def run(self, nr: int, start: int, left: str, after: str, role: str, beside: str) -> Run:
        """A run in parts; what stands before its name is an opening word of its own, if it has one."""
        begin, end = self.edges[nr], self.edges[nr + 1]
        words, kinds = tuple(self.words[begin:end]), tuple(KINDS[kind] for kind in self.kinds[begin:end])
        before = words[start - 1].lower() if start else left
        return Run(words, kinds, ("", *self.glue[begin + 1 : end]), start, before, after, role, beside)


def _glue(buffer: Buffer, words: Words, numbers: Offsets) -> list[str]:
    """What stands between each word and the one before it; anything for the first of a run."""
    begin, end = words.begin[numbers], words.end[np.maximum(numbers, 1) - 1]
    glue: list[str] = np.where(buffer.at(end) == 0x2D, "-", " ").tolist()
    for nr in np.flatnonzero((begin - end > 1) & np.append(False, np.diff(numbers) == 1)).tolist():
        glue[nr] = buffer.content[end[nr] : begin[nr]].decode()
    return glue


def _lefts(buffer: Buffer, words: Words, runs: Runs) -> list[str]:
    """The words before each run that begins with its name; see `_last_words`."""
    begin = words.begin[runs.first]
    may_be = (runs.start == runs.first) & (buffer.at(begin - 1) == 0x20) & ~np.isin(buffer.at(begin - 2), list(STOPS))
    return [
        _last_words(buffer.content[max(0, at - LEFT_BYTES) : at]) if one else ""
        for at, one in zip(begin.tolist(), may_be.tolist(), strict=True)
    ]


def _afters(buffer: Buffer, words: Words, runs: Runs) -> list[str]:
    """The small word right after each run, '' for none."""
    end = words.end[runs.last]
    afters, first = [""] * len(end), buffer.at(end + 1)
    is_small = np.isin(buffer.at(end), list(b" -")) & (first >= 0x61) & (first <= 0x7A)
    for nr in np.flatnonzero(is_small).tolist():
        found = SMALL_WORD.match(buffer.content, end[nr], end[nr] + RIGHT_BYTES)
        afters[nr] = found[1].decode() if found else ""
    return afters


def _roles(buffer: Buffer, words: Words, runs: Runs, cues: Cues) -> list[str]:
    """What stands after a comma says of each run, '' for nothing; see `_role`."""
    end = words.end[runs.last]
    roles = [""] * len(end)
    for nr in np.flatnonzero(buffer.holds(b", ", end)).tolist():
        right = buffer.content[end[nr] : end[nr] + RIGHT_BYTES].decode(errors="ignore").partition("\n")[0]
        roles[nr] = _role(right, cues)
    return roles


def _is_joined(buffer: Buffer, words: Words, runs: Runs) -> Mask:
    """Whether `and`, `or` or a comma joins each run with the word before it, or the first two with the one after."""
    begins, ends = np.append(words.begin, len(buffer.bytes)), np.append(0, words.end)
    before, after = (ends[runs.first], begins[runs.first]), (ends[runs.last + 1], begins[runs.last + 1])
    is_listed: Mask = (before[1] - before[0] == 2) & buffer.holds(b", ", before[0])
    for join in JOINS:
        for from_, to in (before, after):
            is_listed |= (to - from_ == len(join)) & buffer.holds(join, from_)
    return is_listed


def _role(right: str, cues: Cues) -> str:
    """What the words after a comma say the name is: `, a village in …`, `, Director of …`, `, who …`, `, 34,`."""
    office = OFFICE.match(right)
    if AGED.match(right) or right.startswith(", who ") or (office and cues.has("title", office[1])):
        return "person"
    found = APPOSED.match(right)
    words = HEAD_ENDS.sub("", found[1].lower()).split() if found else []
    roles = (role for word in words[:-3:-1] for kind, role in ROLES.items() if cues.has(kind, word))
    return next(roles, "")


def _beside(buffer: Buffer, words: Words, cover: Cover, found: dict[int, str], first: int, last: int) -> str:
    """Type of the name, listed or found, that `and` joins with the run, or a list of which the run is part."""
    content, count = buffer.content, len(words.begin)
    before = content[words.end[first - 1] : words.begin[first]] if first else b""
    after = content[words.end[last] : words.begin[last + 1]] if last + 1 < count else b""
    if before in JOINS or (before == b", " and (after in JOINS or after == b", ")):
        return found.get(first - 1) or cover.type_of(first - 1)
    return cover.type_of(last + 1) if after in JOINS else ""


def _last_words(before: bytes) -> str:
    """The last two words before a run, three with `of the`, in small letters; '' across an end of sentence or line."""
    before = before.rpartition(b"\n")[2]
    if not before.endswith(b" "):
        return ""
    most = 3 if before.endswith(b" of the ") else 2
    parts = before[:-1].rsplit(b" ", most)[-most:]
    tail = parts[-1].rstrip(b",")
    if tail.endswith((b".", b"!", b"?", b":", b";", b'"', b")")):
        return ""
    return b" ".join([*parts[:-1], tail]).decode(errors="ignore").lower().strip("\"'(,.")
