"""Runs of capitalised words that no list explains -> names, by their shape and by the words around them."""

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt
import polars as pl

from flows.mentions.cues import Cues
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
PARTICLE = re.compile(
    rb" (?:van|von|de|der|den|le|la|del|di|da|dos|bin|ibn|al|el|ul|ter)(?: (?:der|den|la|las|los))?[ -](?=[A-Z])"
)
AND = re.compile(rb" and (?=[A-Z])")
LIST = re.compile(rb", (?=(?:[A-Z][a-z]+,? )+and [A-Z])")
SMALL_WORD = re.compile(
    r"[ -](?:(?:oil|gas|gold|copper|coal|uranium|lithium|tungsten|border|mountain|rural) (?=[a-z]))?([a-z]+)"
)
APPOSED = re.compile(r",(?: (?:a|an|the|then|now|former|who|whose))+ ?([\w' -]{0,56})")
OFFICE = re.compile(r", (?:the )?([A-Z][a-z]+) (?:of|at|for) ")
AGED = re.compile(r", \d\d[,.]")
HEAD_ENDS = re.compile(r" (?:of|at|in|from|for|with|and|on|to|by|who|that|which|based|near|under)\b.*")
JOINS = (b" and ", b" or ", b", and ")
ROLES = {"lower_title": "person", "org_noun": "organisation", "place_noun": "place"}
Mask = npt.NDArray[np.bool_]
LEFT_BYTES, RIGHT_BYTES = 40, 56
MAX_WORDS = 9
TAIL = re.compile(rb"-[a-z]{2,8}\b")
NUMBERED = re.compile(rb"\d{1,3}(?:st|nd|rd|th) $")


def discover(buffer: Buffer, words: Words, listed: pl.DataFrame, gazetteer: Gazetteer, rows: pl.Series) -> pl.DataFrame:
    """Spans of names that nobody listed, in the columns of FOUND_SCHEMA.

    `rows` are the texts in which a capital tells a name: bodies, and headlines of which most words are small.
    """
    types = listed.join(gazetteer.names.select("name_id", "entity_type", "form"), on="name_id", how="left")
    covering = _covering(words, types)
    runs = _open_runs(buffer, words, covering, gazetteer, np.isin(buffer.rows(words.begin), rows.to_numpy()))
    found: list[tuple[int, int, str, str, str, float]] = []
    types_by_last: dict[int, str] = {}
    classify_run = lru_cache(maxsize=50_000)(partial(classify, gazetteer))
    for first, last in runs:
        first, last = _extended(buffer, words, covering, gazetteer, first, last)
        beside = _beside(buffer, words, covering, types_by_last, first, last)
        run = _run(buffer, words, covering, gazetteer, first, last, beside)
        shape = classify_run(run) if run else None
        if shape:
            types_by_last[first + shape.last] = shape.entity_type
            start, stop = int(words.begin[first + shape.first]), int(words.end[first + shape.last])
            tail = TAIL.match(buffer.content, stop) if shape.entity_type == "PERSON" else None
            stop = tail.end() if tail else stop
            number = NUMBERED.search(buffer.content, max(0, start - 6), start) if shape.entity_type == "ORG" else None
            start = number.start() if number else start
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

    A single word may be one only after a small word, after a comma or before one.
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
    is_small = (precedes >= 0x61) & (precedes <= 0x7A)
    is_inside = (buffer.bytes[words.begin[firsts] - 1] == 0x20) & (is_small | (precedes == 0x2C))
    holds &= (firsts < lasts) | is_inside | (follows == 0x2C)
    return list(zip(firsts[holds].tolist(), lasts[holds].tolist(), strict=True))


def _extended(
    buffer: Buffer, words: Words, covering: Cover, gazetteer: Gazetteer, first: int, last: int
) -> tuple[int, int]:
    """A run that ends with the opener of an institution goes on over `of`: Agency for Strategic Planning.

    Over `and` and commas it goes on only to words that no list explains: … for Water, Environment and Health. One that
    ends with a first name goes on over a particle: Boris van der Vorst.
    """
    opener = buffer.content[words.begin[last] : words.end[last]].decode()
    if opener in gazetteer.given_names:
        return first, _over_particle(buffer, words, last)
    if not any(gazetteer.cues.has(kind, opener) for kind in ("org_opener", "event_opener", "event_going_on")):
        return first, last
    link, reach = MORE.match(buffer.content, words.end[last]), last
    while link and reach + 1 < len(words.begin) and words.begin[reach + 1] == link.end() and reach - first < MAX_WORDS:
        run = words.run[reach + 1]
        ahead = reach + int(np.searchsorted(words.run[reach + 1 :], run, side="right"))
        if link.re is not MORE and (covering.name[reach + 1 : ahead + 1] >= 0).any():
            break
        reach = ahead
        link = next(
            (found for sign in (AND, LIST, MORE) if (found := sign.match(buffer.content, words.end[reach]))), None
        )
    return first, reach


def _over_particle(buffer: Buffer, words: Words, last: int) -> int:
    """The last word of a name that goes on over a particle."""
    link = PARTICLE.match(buffer.content, words.end[last])
    if not link or last + 1 == len(words.begin) or words.begin[last + 1] != link.end():
        return last
    return last + int(np.searchsorted(words.run[last + 1 :], words.run[last + 1], side="right"))


def _run(
    buffer: Buffer, words: Words, covering: Cover, gazetteer: Gazetteer, first: int, last: int, beside: str
) -> Run | None:
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
    return Run(texts, kinds, glue, start, left, after[1] if after else "", _role(right, cues), beside)


def _role(right: str, cues: Cues) -> str:
    """What the words after a comma say the name is: `, a village in …`, `, Director of …`, `, who …`, `, 34,`."""
    office = OFFICE.match(right)
    if AGED.match(right) or right.startswith(", who ") or (office and cues.has("title", office[1])):
        return "person"
    found = APPOSED.match(right)
    words = HEAD_ENDS.sub("", found[1].lower()).split() if found else []
    return next((role for kind, role in ROLES.items() if words and cues.has(kind, words[-1])), "")


def _beside(buffer: Buffer, words: Words, covering: Cover, found: dict[int, str], first: int, last: int) -> str:
    """Type of the name, listed or found, that `and` joins with the run, or a list of which the run is part."""
    content, count = buffer.content, len(words.begin)
    before = content[words.end[first - 1] : words.begin[first]] if first else b""
    after = content[words.end[last] : words.begin[last + 1]] if last + 1 < count else b""
    if before in JOINS or (before == b", " and (after in JOINS or after == b", ")):
        return found.get(first - 1) or covering.kinds(first - 1, first - 1)[0].rstrip("+")
    return covering.kinds(last + 1, last + 1)[0].rstrip("+") if after in JOINS else ""


def _last_words(before: bytes) -> str:
    """The last two words before a run, three before `the`, in small letters; '' across the end of a sentence."""
    if not before.endswith(b" "):
        return ""
    most = 3 if before.endswith(b" the ") else 2
    parts = before[:-1].rsplit(b" ", most)[-most:]
    tail = parts[-1].rstrip(b",")
    if tail.endswith((b".", b"!", b"?", b":", b";", b'"', b")")):
        return ""
    return b" ".join([*parts[:-1], tail]).decode(errors="ignore").lower().strip("\"'(,.")
