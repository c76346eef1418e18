"""Runs of capitalised words that no list explains -> names, by their shape and by the words around them."""

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt
import polars as pl

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer, Offsets
from flows.mentions.shapes import Run, classify
from flows.mentions.spans import drop_covered
from flows.mentions.words import Words

FOUND_SCHEMA = {
    "begin": pl.Int64,
    "end": pl.Int64,
    "entity_type": pl.String,
    "canonical": pl.String,
    "rule": pl.String,
    "confidence": pl.Float64,
}
MORE = re.compile(rb" (?:of|for|on)(?: the)? (?=[A-Z])")
AND = re.compile(rb" and (?=[A-Z])")
SMALL_WORD = re.compile(r"[ -]([a-z]+)")
APPOSED = re.compile(r", an? ([\w' -]{3,48})")
Mask = npt.NDArray[np.bool_]
LEFT_BYTES, RIGHT_BYTES = 40, 56
MAX_WORDS = 9
TAIL = re.compile(rb"-[a-z]{2,8}\b")


def discover(buffer: Buffer, words: Words, listed: pl.DataFrame, gazetteer: Gazetteer, rows: pl.Series) -> pl.DataFrame:
    """Spans of names that nobody listed, in the columns of FOUND_SCHEMA.

    `rows` are the texts in which a capital tells a name: bodies, and headlines of which most words are small.
    """
    types = listed.join(gazetteer.names.select("name_id", "entity_type", "form"), on="name_id", how="left")
    covering = _covering(words, types)
    runs = _open_runs(buffer, words, covering, gazetteer, np.isin(buffer.rows(words.begin), rows.to_numpy()))
    found = []
    classify_run = lru_cache(maxsize=50_000)(partial(classify, gazetteer))
    for first, last in runs:
        first, last = _extended(buffer, words, covering, gazetteer, first, last)
        run = _run(buffer, words, covering, gazetteer, first, last)
        shape = classify_run(run) if run else None
        if shape:
            start, stop = int(words.begin[first + shape.first]), int(words.end[first + shape.last])
            tail = TAIL.match(buffer.content, stop) if shape.entity_type == "PERSON" else None
            stop = tail.end() if tail else stop
            canonical = shape.canonical or buffer.content[start:stop].decode()
            found.append((start, stop, shape.entity_type, canonical, shape.rule, shape.confidence))
    return drop_covered(pl.DataFrame(found, schema=FOUND_SCHEMA, orient="row"))


@dataclass(frozen=True)
class Cover:
    """For each word the listed name that holds it: -1 none; whether that name holds more words; the names' types."""

    name: Offsets
    is_part: Mask
    types: list[str]

    def kinds(self, first: int, last: int) -> tuple[str, ...]:
        """Types that hold the words from first to last, `+` where the name holds more words, '' for none."""
        return tuple(
            "" if name < 0 else self.types[name] + ("+" if part else "")
            for name, part in zip(
                self.name[first : last + 1].tolist(), self.is_part[first : last + 1].tolist(), strict=True
            )
        )


def _covering(words: Words, types: pl.DataFrame) -> Cover:
    begin, end = types["begin"].to_numpy(), types["end"].to_numpy()
    if not len(begin):
        none = np.full(len(words.begin), -1, dtype=np.int64)
        return Cover(none, none > 0, [])
    at = np.searchsorted(begin, words.begin, side="right") - 1
    inside = (at >= 0) & (words.end <= end[at])
    is_part = inside & ((words.begin > begin[at]) | (words.end < end[at]))
    return Cover(np.where(inside, at, -1), is_part, types["entity_type"].to_list())


def _open_runs(
    buffer: Buffer, words: Words, covering: Cover, gazetteer: Gazetteer, in_body: Mask
) -> list[tuple[int, int]]:
    """First and last word of the runs, in bodies, that hold a word no list explains and that may be a name.

    A single word may be one only after a small word or before a comma.
    """
    if not len(words.begin):
        return []
    common = gazetteer.cues.by_kind["starter"] | gazetteer.cues.by_kind["calendar"]
    is_common = buffer.slices(words.begin, words.end).is_in(list(common)).to_numpy()
    is_open = (covering.name < 0) & in_body & ~is_common
    firsts = np.flatnonzero(np.append(True, words.run[1:] != words.run[:-1]))
    lasts = np.append(firsts[1:] - 1, len(words.run) - 1)
    holds = np.add.reduceat(is_open, firsts) > 0
    follows = np.append(buffer.bytes, 0)[words.end[lasts]]
    precedes = buffer.bytes[words.begin[firsts] - 2]
    is_inside = (buffer.bytes[words.begin[firsts] - 1] == 0x20) & (precedes >= 0x61) & (precedes <= 0x7A)
    holds &= (firsts < lasts) | is_inside | (follows == 0x2C)
    return list(zip(firsts[holds].tolist(), lasts[holds].tolist(), strict=True))


def _extended(
    buffer: Buffer, words: Words, covering: Cover, gazetteer: Gazetteer, first: int, last: int
) -> tuple[int, int]:
    """A run that ends with the opener of an institution goes on over `of`: Agency for Strategic Planning.

    Over `and` it goes on only to words that no list explains: … of Language and Literature.
    """
    opener = buffer.content[words.begin[last] : words.end[last]].decode()
    if not (gazetteer.cues.has("org_opener", opener) or gazetteer.cues.has("event_opener", opener)):
        return first, last
    link, reach = MORE.match(buffer.content, words.end[last]), last
    while link and reach + 1 < len(words.begin) and words.begin[reach + 1] == link.end() and reach - first < MAX_WORDS:
        run = words.run[reach + 1]
        ahead = reach + int(np.searchsorted(words.run[reach + 1 :], run, side="right"))
        if link.re is AND and (covering.name[reach + 1 : ahead + 1] >= 0).any():
            break
        reach = ahead
        link = AND.match(buffer.content, words.end[reach]) or MORE.match(buffer.content, words.end[reach])
    return first, reach


def _run(buffer: Buffer, words: Words, covering: Cover, gazetteer: Gazetteer, first: int, last: int) -> Run | None:
    """The run from first to last, or None where it holds nothing but common words or a day."""
    if last - first >= MAX_WORDS + 3:
        return None
    content = buffer.content
    edges = list(zip(words.begin[first : last + 1].tolist(), words.end[first : last + 1].tolist(), strict=True))
    texts = tuple(content[begin:end].decode() for begin, end in edges)
    glue = ("", *(content[one[1] : two[0]].decode() for one, two in itertools.pairwise(edges)))
    kinds = covering.kinds(first, last)
    start, cues = 0, gazetteer.cues
    opens = ("starter", "calendar")
    while start < len(texts) and any(cues.has(kind, texts[start]) for kind in opens) and not kinds[start].endswith("+"):
        start += 1
    if start == len(texts) or any(cues.has("calendar", word) for word in texts[start:]):
        return None
    left = (
        _last_words(content[max(0, edges[0][0] - LEFT_BYTES) : edges[0][0]]) if start == 0 else texts[start - 1].lower()
    )
    right = content[edges[-1][1] : edges[-1][1] + RIGHT_BYTES].decode(errors="ignore").partition("\n")[0]
    after = SMALL_WORD.match(right)
    return Run(texts, kinds, glue, start, left, after[1] if after else "", _apposed(right))


def _apposed(right: str) -> tuple[str, ...]:
    """The words after `, a` up to the next comma."""
    found = APPOSED.match(right)
    return tuple(found[1].lower().split()[:4]) if found else ()


def _last_words(before: bytes) -> str:
    """The last two words before a run, in small letters; '' across the end of a sentence."""
    if not before.endswith(b" "):
        return ""
    parts = before[:-1].rsplit(b" ", 2)[-2:]
    tail = parts[-1].rstrip(b",")
    if tail.endswith((b".", b"!", b"?", b":", b";", b'"', b")")):
        return ""
    return b" ".join([*parts[:-1], tail]).decode(errors="ignore").lower().strip("\"'(,.")
