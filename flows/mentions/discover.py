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
SURNAME = re.compile(
    r"[A-Z][a-z'-]*(?:[oe]v|[oe]va|y?in|ina|sky|skiy|skaya|enko|bek|bekov|bayev|bayeva|baev|uly|uulu|kyzy|qizi|zoda|zade|"
    r"zhan|yan|ian|shvili|dze|oglu|ova|eva|ovich|evich|ogly|nov|nova|khan|jon|din|ullah|allah)$"
)
NAME_WORD = re.compile(r"[A-Z](?:[a-z'-]+|\.)?(?:[A-Z][a-z]+)?$")
MORE = re.compile(rb" (?:of|for|on)(?: the)? (?=[A-Z])")
MORE_TEXT = re.compile(r" (?:of|for|on)(?: the)? ")
AND = re.compile(rb" and (?=[A-Z])")
SMALL_WORD = re.compile(r"[ -]([a-z]+)")
APPOSED = re.compile(r", an? ([\w' -]{3,48})")
Mask = npt.NDArray[np.bool_]
LEFT_BYTES, RIGHT_BYTES = 40, 56
MAX_WORDS = 9
MAX_BYTES = 500  # of a run: no name is longer, and a page may be one word
TAIL = re.compile(rb"-[a-z]{2,8}\b")


@dataclass(frozen=True)
class Shape:
    """A name inside a run: its words from and to, its type, the rule that tells, how sure it is."""

    first: int
    last: int
    entity_type: str
    rule: str
    confidence: float
    canonical: str | None = None


@dataclass(frozen=True)
class Run:
    """A run of capitalised words, with what stands around it.

    words · kinds (type of the listed name that holds each, `+` where that name holds more) · glue (what joins each word
    to the one before) · first (the first word that is no common opening word) · left (the two words before it, in small
    letters) · after (the small word right after it) · apposed (the words of `, a …` after it).
    """

    words: tuple[str, ...]
    kinds: tuple[str, ...]
    glue: tuple[str, ...]
    first: int
    left: str
    after: str
    apposed: tuple[str, ...]

    @property
    def last(self) -> int:
        """Number of the last word."""
        return len(self.words) - 1

    @property
    def before(self) -> str:
        """The word before the run."""
        return self.left.rpartition(" ")[2]

    def text(self, first: int, last: int) -> str:
        """Words from first to last as they are joined."""
        return "".join(
            glue + word for glue, word in zip(self.glue[first : last + 1], self.words[first : last + 1], strict=True)
        )[len(self.glue[first]) :]


def discover(buffer: Buffer, words: Words, listed: pl.DataFrame, gazetteer: Gazetteer, rows: pl.Series) -> pl.DataFrame:
    """Spans of names that nobody listed, in the columns of FOUND_SCHEMA.

    `rows` are the texts in which a capital tells a name: bodies, and headlines of which most words are small.
    """
    types = listed.join(gazetteer.names.select("name_id", "entity_type", "form"), on="name_id", how="left")
    covering = _covering(words, types)
    runs = _open_runs(buffer, words, covering, gazetteer, np.isin(buffer.rows(words.begin), rows.to_numpy()))
    found = []
    classify = lru_cache(maxsize=50_000)(partial(_classify, gazetteer))
    for first, last in runs:
        first, last = _extended(buffer, words, covering, gazetteer, first, last)
        run = _run(buffer, words, covering, gazetteer, first, last)
        shape = classify(run) if run else None
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
    """The run from first to last, or None where it is no name's size or holds nothing but common words or a day."""
    if last - first >= MAX_WORDS + 3 or words.end[last] - words.begin[first] > MAX_BYTES:
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


def _classify(gazetteer: Gazetteer, run: Run) -> Shape | None:
    """What a run is, or None: the first of the rules that can tell."""
    for rule in RULES:
        shape = rule(gazetteer, run)
        if shape and any(not kind for kind in run.kinds[shape.first : shape.last + 1]):
            return shape
    return None


def _institution(g: Gazetteer, run: Run) -> Shape | None:
    """`… JSC`, `… Agency`, `Agency for …`."""
    first, last, cues = run.first, run.last, g.cues
    while first < last and cues.has("title", run.words[first]) and not cues.has("org_opener", run.words[first]):
        first += 1
    if last == first:
        return None
    if cues.has("org_suffix", run.words[last]):
        return Shape(first, last, "ORG", "company_suffix", 0.9)
    opens = next((at for at in range(first, last) if _opens(g, run, at)), None)
    if opens is not None and opens - first <= 4:
        return Shape(first, last, "ORG", "institution_of", 0.75)
    if cues.has("org_head", run.words[last]) and _is_free(g, run, first):
        return Shape(first, last, "ORG", "institution_head", 0.8)
    return None


def _opens(g: Gazetteer, run: Run, at: int) -> bool:
    """Whether an institution's name goes on from this word over `of`, `for` or `on`."""
    return g.cues.has("org_opener", run.words[at]) and MORE_TEXT.fullmatch(run.glue[at + 1]) is not None


def _is_free(g: Gazetteer, run: Run, first: int) -> bool:
    """Whether a head that is also a common word has before it a word that nobody lists."""
    return not g.cues.has("weak_head", run.words[run.last]) or any(not kind for kind in run.kinds[first : run.last])


def _event(g: Gazetteer, run: Run) -> Shape | None:
    """`… Summit`, `… Forum`, `… Games`, `Battle of …`."""
    first, last = run.first, run.last
    if last == first:
        return None
    if g.cues.has("event_opener", run.words[first]) and run.glue[first + 1] == " of ":
        return Shape(first, last, "EVENT", "event_opener", 0.75)
    if not g.cues.has("event_head", run.words[last]) or not _is_free(g, run, first):
        return None
    return Shape(first, last, "EVENT", "event_head", 0.8)


def _place(g: Gazetteer, run: Run) -> Shape | None:
    """`… River`, `Lake …`, `… District`, `the city of …`, `… village`."""
    first, last, cues = run.first, run.last, g.cues
    if last > first and cues.has("gpe_head", run.words[last]) and _is_free(g, run, first):
        return Shape(first, last, "GPE_OTHER", "place_head", 0.8)
    if (
        last > first
        and cues.has("location_head", run.words[last])
        and (_is_free(g, run, first) or run.kinds[first] == "PERSON")
    ):
        return Shape(first, last, "LOCATION", "location_head", 0.75)
    if last - first == 1 and cues.has("location_opener", run.words[first]) and not run.kinds[last]:
        return Shape(first, last, "LOCATION", "location_opener", 0.75)
    if last - first > 2 or run.kinds[first] or not g.cues.no_names.isdisjoint(run.words[first:]):
        return None
    if cues.has("place_cue", run.left):
        return Shape(first, last, "GPE_OTHER", "place_cue", 0.8)
    return _small_head(g, run)


def _small_head(g: Gazetteer, run: Run) -> Shape | None:
    """`Yelimai` district, `Zilan` stream: the head stays outside, the canonical name takes it in."""
    head, name = run.after, run.text(run.first, run.last)
    if g.cues.has("lower_river", head):
        return Shape(run.first, run.last, "LOCATION", "small_head", 0.7, f"{name} River")
    if g.cues.has("lower_place", head) or head in ("settlement", "suburb"):
        return Shape(run.first, run.last, "GPE_OTHER", "small_head", 0.75)
    if g.cues.has("lower_head", head):
        kind = "GPE_OTHER" if head in LOWER_GPE else "LOCATION"
        return Shape(run.first, run.last, kind, "small_head", 0.7, f"{name} {head.capitalize()}")
    return None


def _person(g: Gazetteer, run: Run) -> Shape | None:
    """`Foreign Minister Murat Nurtleu`, a known first name with a surname, a surname's ending."""
    cues, last, start = g.cues, run.last, run.first
    while start <= last and _is_before_name(g, run, start):
        start += 1
    has_title = any(cues.has("title", word) for word in run.words[run.first : start])
    if (
        last - start >= 2
        and run.words[start] not in g.given_names
        and run.words[start + 1] in g.given_names
        and not run.kinds[start]
    ):
        start, has_title = start + 1, True
    name, kinds = run.words[start:], run.kinds[start:]
    if not name or len(name) > 4 or not _may_be_person(g, run, start):
        return None
    has_cue = has_title or cues.has("lower_title", run.before)
    if len(name) == 1:
        return Shape(start, last, "PERSON", "title_surname", 0.55) if has_title and not kinds[0] else None
    is_given, is_surname = name[0] in g.given_names, bool(SURNAME.match(name[-1]))
    if kinds[-1] == "PERSON" and not (is_given or has_cue):
        return None
    if has_cue and (is_given or is_surname or len(name) <= 3):
        return Shape(start, last, "PERSON", "title_name", 0.9)
    if is_given and (is_surname or not kinds[-1]):
        return Shape(start, last, "PERSON", "given_name", 0.85 if is_surname else 0.7)
    says = cues.has("say_verb", run.after) and len(name) == 2 and not any(kinds)
    is_plain = all(cues.has("word", one.lower()) for one in name)
    if (is_surname or says) and not kinds[0] and len(name) <= 3 and not is_plain:
        return Shape(start, last, "PERSON", "surname_ending" if is_surname else "says", 0.65)
    return None


def _is_before_name(g: Gazetteer, run: Run, at: int) -> bool:
    """Whether a word is a title, or a listed name that says whose it is: Kazakh Foreign Minister."""
    kind, word = run.kinds[at], run.words[at]
    if at < run.last and word in g.given_names and kind in ("COUNTRY", "GPE_OTHER") and not run.kinds[at + 1]:
        return False
    if at < run.last and g.cues.has("title_prefix", word) and g.cues.has("title", run.words[at + 1]):
        return True
    return g.cues.has("title", word) or kind.rstrip("+") in ("COUNTRY", "ORG", "LOCATION") or kind == "GPE_OTHER+"


def _may_be_person(g: Gazetteer, run: Run, start: int) -> bool:
    """Whether no word from here on speaks against a person's name."""
    name, kinds = run.words[start:], run.kinds[start:]
    if not g.cues.no_names.isdisjoint(name) or not all(NAME_WORD.match(word) for word in name):
        return False
    if len(name) == 2 and run.glue[start + 1] == "-":
        return False
    inner = ("COUNTRY", "LOCATION", "ORG", "EVENT")
    return not any(kind.endswith("+") or (at and kind in inner) for at, kind in enumerate(kinds))


def _apposition(g: Gazetteer, run: Run) -> Shape | None:
    """`Ulupamir, a village …`, `Helvetas, a Swiss charity`, `the company Primetals`, `in Rossosh`."""
    first, last, cues = run.first, run.last, g.cues
    if not g.cues.no_names.isdisjoint(run.words[first:]) or last - first > 4 or run.kinds[first].endswith("+"):
        return None
    for word in run.apposed:
        if cues.has("place_noun", word):
            return Shape(first, last, "GPE_OTHER", "apposed_place", 0.8)
        if cues.has("org_noun", word):
            return Shape(first, last, "ORG", "apposed_organisation", 0.8)
    if cues.has("org_cue", run.before) and "of" not in run.left.split()[:1]:
        return Shape(first, last, "ORG", "organisation_cue", 0.75)
    name = run.words[first]
    is_single = last == first or (last == first + 1 and run.glue[last] == "-")
    is_common = cues.has("word", name.lower()) or len(name) < 3
    if is_single and not run.kinds[first] and NAME_WORD.match(name) and not is_common:
        if cues.has("in_cue", run.before):
            return Shape(first, last, "GPE_OTHER", "in_place", 0.65)
        if cues.has("from_cue", run.before):
            return Shape(first, last, "GPE_OTHER", "from_place", 0.55)
    return None


def _apposed(right: str) -> tuple[str, ...]:
    """The words after `, a` up to the next comma."""
    found = APPOSED.match(right)
    return tuple(found[1].lower().split()[:4]) if found else ()


def _unknown(g: Gazetteer, run: Run) -> Shape | None:
    """Two to four words of which the first is not listed: most such names are organisations."""
    first, last = run.first, run.last
    if not first <= last - 1 <= first + 2 or any(kind.endswith("+") for kind in run.kinds[first:]):
        return None
    words = run.words[first:]
    if first > 0 or not run.left or any(word in g.cues.no_names or g.cues.has("title", word) for word in words):
        return None
    common = [g.cues.has("word", word.lower()) for word in words]
    is_plain = all(common) or (common[0] and run.kinds[last]) or all(word.isupper() for word in words)
    is_setting = bool(run.kinds[first]) and len(words) == 2
    if is_plain or is_setting or run.glue[first + 1] == "-" or run.kinds[last] == "PERSON":
        return None
    return Shape(first, last, "ORG", "unknown_words", 0.5)


RULES = (_institution, _event, _person, _place, _apposition, _unknown)
LOWER_GPE = ("region", "oblast", "province", "district", "county", "prefecture", "krai", "velayat")


def _last_words(before: bytes) -> str:
    """The last two words before a run, in small letters; '' across the end of a sentence or of a line."""
    before = before.rpartition(b"\n")[2]
    if not before.endswith(b" "):
        return ""
    parts = before[:-1].rsplit(b" ", 2)[-2:]
    tail = parts[-1].rstrip(b",")
    if tail.endswith((b".", b"!", b"?", b":", b";", b'"', b")")):
        return ""
    return b" ".join([*parts[:-1], tail]).decode(errors="ignore").lower().strip("\"'(,.")
