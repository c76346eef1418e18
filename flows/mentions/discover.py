"""Runs of capitalised words that no list explains -> names, by their shape and by the words around them."""

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import polars as pl

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer, Offsets
from flows.mentions.words import Words

FOUND_SCHEMA = {
    "begin": pl.Int64,
    "end": pl.Int64,
    "entity_type": pl.String,
    "canonical": pl.String,
    "rule": pl.String,
    "confidence": pl.Float64,
}
SURNAME = re.compile(
    r"[A-Z][a-z'-]*(?:[oe]v|[oe]va|y?in|ina|sky|skiy|skaya|enko|bek|bekov|bayev|bayeva|baev|uly|uulu|kyzy|qizi|zoda|zade|"
    r"zhan|yan|ian|shvili|dze|oglu|ova|eva|ovich|evich|ogly|nov|nova|khan|jon|din|ullah|allah)$"
)
NAME_WORD = re.compile(r"[A-Z](?:[a-z'-]+|\.)?(?:[A-Z][a-z]+)?$")
TOKEN = re.compile(r"[^\s]+")
MORE = re.compile(rb" (?:of|for|on)(?: the)? (?=[A-Z])")
AND = re.compile(rb" and (?=[A-Z])")
Mask = npt.NDArray[np.bool_]
LEFT_BYTES, RIGHT_BYTES = 40, 24
MAX_WORDS = 9
SMALL_HEAD = re.compile(
    rb" (?:region|oblast|province|district|county|prefecture|krai|city|village|valley|river|lake|mountains|desert|basin"
    rb"|reservoir|canal|gorge|peninsula|glacier)\b"
)


@dataclass(frozen=True)
class Shape:
    """A name inside a run: its words from and to, its type, the rule that tells, how sure it is."""

    first: int
    last: int
    entity_type: str
    rule: str
    confidence: float
    canonical: str | None = None


def discover(buffer: Buffer, words: Words, listed: pl.DataFrame, gazetteer: Gazetteer, rows: pl.Series) -> pl.DataFrame:
    """Spans of names that nobody listed, in the columns of FOUND_SCHEMA; `rows` are the texts that are bodies.

    In headlines every word may be a capital, so nothing is discovered there.
    """
    types = listed.join(gazetteer.names.select("name_id", "entity_type", "form"), on="name_id", how="left")
    covering = _covering(words, types)
    runs = _open_runs(buffer, words, covering, gazetteer, np.isin(buffer.rows(words.begin), rows.to_numpy()))
    classify = lru_cache(maxsize=100_000)(lambda *key: _classify(gazetteer, *key))
    found = []
    for first, last in runs:
        if first == last and not _has_cue(buffer, int(words.begin[first]), int(words.end[first])):
            continue
        first, last = _extended(buffer, words, gazetteer, first, last)
        begin, end = int(words.begin[first]), int(words.end[last])
        text = buffer.content[begin:end].decode()
        left = _last_words(buffer.content[max(0, begin - LEFT_BYTES) : begin])
        right = _first_word(buffer.content[end : end + RIGHT_BYTES])
        kinds = covering.kinds(first, last)
        starts = tuple((words.begin[first : last + 1] - begin).tolist())
        shape = classify(text, starts, kinds, left, right)
        if shape:
            start, stop = int(words.begin[first + shape.first]), int(words.end[first + shape.last])
            surface = buffer.content[start:stop].decode()
            canonical = shape.canonical or surface
            if gazetteer.no_names.isdisjoint((surface, canonical)):
                found.append((start, stop, shape.entity_type, canonical, shape.rule, shape.confidence))
    return pl.DataFrame(found, schema=FOUND_SCHEMA, orient="row")


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

    A single word may be one only between `of` and a small word, or before a small head such as `region`.
    """
    if not len(words.begin):
        return []
    common = gazetteer.cues.by_kind["starter"] | gazetteer.cues.by_kind["calendar"]
    is_common = buffer.slices(words.begin, words.end).is_in(list(common)).to_numpy()
    is_open = (covering.name < 0) & in_body & ~is_common
    firsts = np.flatnonzero(np.append(True, words.run[1:] != words.run[:-1]))
    lasts = np.append(firsts[1:] - 1, len(words.run) - 1)
    holds = np.add.reduceat(is_open, firsts) > 0
    follows = np.append(buffer.bytes, [0, 0])[words.end[lasts] + 1]
    holds &= (
        (firsts < lasts) | ((follows >= 0x61) & (follows <= 0x7A)) | (buffer.bytes[words.begin[firsts] - 2] == 0x66)
    )
    return list(zip(firsts[holds].tolist(), lasts[holds].tolist(), strict=True))


def _extended(buffer: Buffer, words: Words, gazetteer: Gazetteer, first: int, last: int) -> tuple[int, int]:
    """A run that ends with the opener of an institution goes on over `of`: Agency for Strategic Planning."""
    opener = buffer.content[words.begin[last] : words.end[last]].decode()
    if not gazetteer.cues.has("org_opener", opener):
        return first, last
    link = MORE.match(buffer.content, words.end[last])
    reach = last
    while link and reach + 1 < len(words.begin) and words.begin[reach + 1] == link.end() and reach - first < MAX_WORDS:
        run = words.run[reach + 1]
        while reach + 1 < len(words.run) and words.run[reach + 1] == run:
            reach += 1
        link = AND.match(buffer.content, words.end[reach]) if opener in ("Ministry", "Committee", "Agency") else None
    return first, reach


def _classify(
    gazetteer: Gazetteer, text: str, starts: tuple[int, ...], kinds: tuple[str, ...], left: str, right: str
) -> Shape | None:
    """What a run is, or None: the first of the rules that can tell."""
    words = [_word(text, start) for start in starts]
    cues = gazetteer.cues
    if len(words) == 2 and text[starts[1] - 1] == "-" and not left.endswith(tuple(cues.by_kind["lower_title"])):
        return None
    first = 0
    while first < len(words) and (cues.has("starter", words[first]) and not kinds[first].endswith("+")):
        first += 1
    if (
        first == len(words)
        or len(words) - first > MAX_WORDS
        or any(cues.has("calendar", word) for word in words[first:])
    ):
        return None
    for rule in RULES:
        shape = rule(gazetteer, words, kinds, first, left, right)
        if shape and any(not kind for kind in kinds[shape.first : shape.last + 1]):
            return shape
    return None


def _institution(
    g: Gazetteer, words: list[str], kinds: tuple[str, ...], first: int, left: str, right: str
) -> Shape | None:
    """`… JSC`, `… Agency`, `Agency for …`."""
    last, cues = len(words) - 1, g.cues
    while first < last and cues.has("title", words[first]) and not cues.has("org_opener", words[first]):
        first += 1
    if last - first < 1:
        return None
    if cues.has("org_suffix", words[last]):
        return Shape(first, last, "ORG", "company_suffix", 0.9)
    opens = next((at for at in range(first, last) if cues.has("org_opener", words[at])), None)
    if cues.has("org_head", words[last]) and _is_free(g, words, kinds, first, last):
        return Shape(first, last, "ORG", "institution_head", 0.8)
    if opens is not None and opens - first <= 2 and not cues.has("org_head", words[last]) and "of" in left.split()[-1:]:
        return None
    return None if opens is None or opens == last - 0 else _opened(g, words, kinds, first, opens)


def _opened(g: Gazetteer, words: list[str], kinds: tuple[str, ...], first: int, opens: int) -> Shape | None:
    """An institution whose head comes first, over `of` or `for`; its run was extended."""
    return Shape(first, len(words) - 1, "ORG", "institution_of", 0.75) if opens - first <= 3 else None


def _is_free(g: Gazetteer, words: list[str], kinds: tuple[str, ...], first: int, last: int) -> bool:
    """Whether a head that is also a common word has before it a word that nobody lists."""
    return not g.cues.has("weak_head", words[last]) or not kinds[first]


def _event(g: Gazetteer, words: list[str], kinds: tuple[str, ...], first: int, left: str, right: str) -> Shape | None:
    """`… Summit`, `… Forum`, `… Games`."""
    last = len(words) - 1
    if last - first < 1 or not g.cues.has("event_head", words[last]) or not _is_free(g, words, kinds, first, last):
        return None
    return Shape(first, last, "EVENT", "event_head", 0.8)


def _place(g: Gazetteer, words: list[str], kinds: tuple[str, ...], first: int, left: str, right: str) -> Shape | None:
    """`… River`, `Lake …`, `… District`, `the city of …`, `… village`."""
    last, cues = len(words) - 1, g.cues
    if last - first >= 1 and cues.has("gpe_head", words[last]) and _is_free(g, words, kinds, first, last):
        return Shape(first, last, "GPE_OTHER", "place_head", 0.8)
    if last - first >= 1 and cues.has("location_head", words[last]) and _is_free(g, words, kinds, first, last):
        return Shape(first, last, "LOCATION", "location_head", 0.75)
    if last - first == 1 and cues.has("location_opener", words[first]) and not kinds[last]:
        return Shape(first, last, "LOCATION", "location_opener", 0.75)
    if last - first <= 1 and not kinds[first]:
        if cues.has("place_cue", left):
            return Shape(first, last, "GPE_OTHER", "place_cue", 0.8)
        if cues.has("lower_head", right) and right not in ("summit", "forum", "bank", "field", "pass"):
            kind = "GPE_OTHER" if right in LOWER_GPE else "LOCATION"
            name = " ".join(words[first : last + 1])
            canonical = name if right in ("city", "village") else f"{name} {right.capitalize()}"
            return Shape(first, last, kind, "lower_head", 0.7, canonical)
    return None


LOWER_GPE = ("region", "oblast", "province", "district", "county", "prefecture", "krai", "city", "village", "velayat")


def _person(g: Gazetteer, words: list[str], kinds: tuple[str, ...], first: int, left: str, right: str) -> Shape | None:
    """`Foreign Minister Murat Nurtleu`, a known first name with a surname, a surname's ending."""
    cues, last = g.cues, len(words) - 1
    start = first
    while start <= last and (_is_setting(kinds[start]) or cues.has("title", words[start])):
        start += 1
    has_title = any(cues.has("title", word) for word in words[first:start])
    name = words[start:]
    if not name or len(name) > 4 or any(_is_no_name(g, word) for word in name):
        return None
    inner = kinds[start:]
    if any(kind.endswith("+") for kind in inner) or not all(NAME_WORD.match(word) for word in name):
        return None
    if len(name) > 1 and any(kind in ("COUNTRY", "LOCATION", "ORG", "EVENT") for kind in inner[1:]):
        return None
    has_cue = has_title or (left.rpartition(" ")[2] in cues.by_kind.get("lower_title", ()))
    if len(name) == 1:
        return Shape(start, last, "PERSON", "title_surname", 0.55) if has_title and not kinds[start] else None
    is_given, is_surname = name[0] in g.given_names, bool(SURNAME.match(name[-1]))
    if inner[-1] == "PERSON" and not (is_given or has_cue):
        return None
    if has_cue and (is_given or is_surname or len(name) <= 3):
        return Shape(start, last, "PERSON", "title_name", 0.9)
    if is_given and (is_surname or not kinds[last]):
        return Shape(start, last, "PERSON", "given_name", 0.85 if is_surname else 0.7)
    if is_surname and not kinds[start]:
        return Shape(start, last, "PERSON", "surname_ending", 0.7)
    return None


RULES = (_institution, _event, _person, _place)


def _is_setting(kind: str) -> bool:
    """Whether a listed name before a title says whose it is: Kazakh Foreign Minister."""
    return kind.rstrip("+") in ("COUNTRY", "ORG", "LOCATION") or kind == "GPE_OTHER+"


def _is_no_name(g: Gazetteer, word: str) -> bool:
    return any(
        g.cues.has(kind, word)
        for kind in ("not_a_name", "org_head", "event_head", "gpe_head", "location_head", "starter")
    )


def _word(text: str, start: int) -> str:
    match = re.compile(r"[\w'’]+\.?").match(text, start)
    return match[0].rstrip(".") if match else ""


def _has_cue(buffer: Buffer, begin: int, end: int) -> bool:
    """Whether a single word can be told to be a name: `the city of …`, `… region`."""
    return buffer.content[begin - 4 : begin] == b" of " or SMALL_HEAD.match(buffer.content, end) is not None


def _last_words(before: bytes) -> str:
    """The last two words before a run, in small letters; '' across the end of a sentence."""
    if not before.endswith(b" "):
        return ""
    parts = before[:-1].rsplit(b" ", 2)[-2:]
    tail = parts[-1].rstrip(b",")
    if tail.endswith((b".", b"!", b"?", b":", b";", b'"', b")")):
        return ""
    return b" ".join([*parts[:-1], tail]).decode(errors="ignore").lower().strip("\"'(,.")


def _first_word(after: bytes) -> str:
    match = re.match(rb"[ -]([a-z]+)", after)
    return match[1].decode() if match else ""
