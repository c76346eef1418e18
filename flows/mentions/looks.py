"""What a run of capitalised words looks like with its surroundings: the words of the rules, and what several ask."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from flows.mentions.gazetteer import Gazetteer

SURNAME = re.compile(
    r"[A-Z][a-z'-]*(?:[oe]v|[oe]va|y?in|ina|sky|skiy|skaya|[ei]nski|[eo]wski|[eo]wska|enko|bek|bekov|bayev|bayeva|baev|"
    r"uly|uulu|kyzy|qizi|zoda|zod|zade|zada|zadeh|zhan|yan|ian|shvili|dze|oglu|ova|eva|ovich|evich|ogly|nov|nova|khan|"
    r"jon|din|ullah|allah|nejad|zai|auskas|chuk)$"
)
STRONG_SURNAME = re.compile(r"[A-Z][a-z'-]+(?:[aeiy]ev|[aeiy]eva|ov|ova|enko|shvili|uly|kyzy|qizi|zoda|zade)$")
NAME_WORD = re.compile(r"[A-Z](?:[a-z'-]+|\.)?(?:[A-Z][a-z]+)?$")
PLACES = ("GPE_OTHER", "LOCATION")


@dataclass(frozen=True)
class Shape:
    """A name inside a run: its words from and to, its type, and the rule that tells."""

    first: int
    last: int
    entity_type: str
    rule: str
    canonical: str | None = None


class Run(NamedTuple):
    """A run of capitalised words, with what stands around it.

    words · last (number of the last one) · cues (the kinds of cues among them) · kinds (type of the listed name that
    holds each, `+` where that name holds more) · glue (what joins each word to the one before) · first (the first word
    that is no common opening word) · left (the two words before it, in small letters) · before (the last of these) ·
    after (the small word right after it) · role (`person`, `organisation` or `place`, as the words after a comma tell:
    `, a researcher at …`) · beside (type of the name that `and` joins it with).
    """

    words: tuple[str, ...]
    last: int
    cues: frozenset[str]
    kinds: tuple[str, ...]
    glue: tuple[str, ...]
    first: int
    left: str
    before: str
    after: str
    role: str
    beside: str

    def text(self, first: int, last: int) -> str:
        """Words from first to last as they are joined."""
        return "".join(
            glue + word for glue, word in zip(self.glue[first : last + 1], self.words[first : last + 1], strict=True)
        )[len(self.glue[first]) :]


def is_common(g: Gazetteer) -> Callable[[str], bool]:
    """Whether a word is one of the language, or too short to be a name."""
    return lambda word: g.cues.has("word", word.lower()) or len(word) < 3


def is_free(g: Gazetteer, run: Run, first: int, last: int) -> bool:
    """Whether a head that is also a common word has before it a word that nobody lists."""
    return not g.cues.has("weak_head", run.words[last]) or any(not kind for kind in run.kinds[first:last])


def goes_on(g: Gazetteer, run: Run, at: int) -> bool:
    """Whether an event's name goes on from this word over `of` or `on`: Festival of Asian Cinema."""
    goes_on = at < run.last and run.glue[at + 1].startswith((" of ", " on "))
    return goes_on and g.cues.has("event_going_on", run.words[at])


def may_stand_alone(g: Gazetteer, run: Run) -> bool:
    """Whether the run as a whole may be a name: up to five words, no head of an institution or a place among them."""
    is_short = run.last - run.first <= 4 and not run.kinds[run.first].endswith("+")
    return is_short and g.cues.no_names.isdisjoint(run.words[run.first :])


def may_be_person(g: Gazetteer, run: Run, start: int) -> bool:
    """Whether no word from here on speaks against a person's name."""
    name, kinds = run.words[start:], run.kinds[start:]
    if not g.cues.no_names.isdisjoint(name) or not all(NAME_WORD.match(word) for word in name):
        return False
    if len(name) == 2 and run.glue[start + 1] == "-":
        return False
    inner = ("COUNTRY", "LOCATION", "ORG", "EVENT")
    return not any(kind.endswith("+") or (at and kind in inner) for at, kind in enumerate(kinds))


def is_full_name(g: Gazetteer, run: Run) -> bool:
    """Whether two words are a first name and a surname's ending: the miner Timur Kasenov."""
    first, last = run.words[run.first], run.words[run.last]
    ending = SURNAME if first in g.given_names else STRONG_SURNAME
    return run.last == run.first + 1 and ending.match(last) is not None


def holds_no_name(g: Gazetteer, run: Run) -> bool:
    """Whether a word speaks against a bare name: a title, a head, a common opener."""
    words = run.words[run.first :]
    has_title = "title" in run.cues and any(g.cues.has("title", word) for word in words)
    return has_title or not g.cues.no_names.isdisjoint(words)


def joins_two(run: Run) -> bool:
    """Whether a hyphen joins two words: Franco-Belgian."""
    return run.last == run.first + 1 and run.glue[run.last] == "-"


def is_compound(run: Run) -> bool:
    """Whether a hyphen joins two words of which no country is one: Kyzyl-Kyshtak."""
    return joins_two(run) and "COUNTRY" not in run.kinds[run.first :]
