"""Capitalised words -> the runs of them that may hold a name nobody listed."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from flows.mentions.covers import Cover
from flows.mentions.cues import Cues
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer, Mask, Offsets
from flows.mentions.words import Words

MORE = re.compile(rb" (?:of|for|on)(?: the)? (?=[A-Z])")
MORE_FIRSTS = (b" o", b" f")  # how MORE may begin
AND = re.compile(rb" and (?=[A-Z])")
LIST = re.compile(rb", (?=(?:[A-Z][a-z]+,? )+and [A-Z])")
PARTICLES = b"van von de der den le la del di da dos bin ibn al el ul ter".split()
PARTICLE = re.compile(rb" (?:%s)(?: (?:der|den|la|las|los))?[ -](?=[A-Z])" % b"|".join(PARTICLES))
FIRSTS = {particle[:2] for particle in PARTICLES}
OPENERS = ("org_opener", "event_opener", "event_going_on")
PREFIXED = tuple(b"-%c" % letter for letter in range(65, 91))
MAX_WORDS = 9
MAX_BYTES = 500  # of a run: no name is longer, and a page may be one word


@dataclass(frozen=True)
class Runs:
    """Runs by the numbers of their first and last words, and their first word that is no common opening word."""

    first: Offsets
    last: Offsets
    start: Offsets

    @property
    def sizes(self) -> Offsets:
        """Words in each."""
        return self.last - self.first + 1

    @property
    def words(self) -> Offsets:
        """Numbers of the words of all runs, one run after the other."""
        ends = np.cumsum(self.sizes)
        return np.repeat(self.first - ends + self.sizes, self.sizes) + np.arange(ends[-1] if len(ends) else 0)

    def only(self, which: Offsets | Mask) -> "Runs":
        """Some of the runs."""
        return Runs(self.first[which], self.last[which], self.start[which])

    def holds(self, numbers: Offsets) -> Mask:
        """Whether each word, by number, is in one of the runs."""
        held = self.words
        inside = np.zeros(max(numbers.max(initial=0), held.max(initial=0)) + 2, dtype=np.bool_)
        inside[held] = True
        found: Mask = inside[numbers]
        return found


def open_runs(buffer: Buffer, words: Words, cover: Cover, gazetteer: Gazetteer, is_prose: Mask) -> Runs:
    """The runs, in prose, that hold a word no list explains and that may be a name.

    Without those of more than twelve words, those of opening words alone, those with a day or month in the name, and
    those of a headline's words: `Trouble Is Brewing in the Region`. `All-Russian` begins a name, `All` alone does not.
    """
    cues = gazetteer.cues
    is_opening = words.text.is_in(list(cues.by_kind["calendar"] | cues.by_kind["starter"])).to_numpy()
    opening = words.text.filter(pl.Series(is_opening))
    is_calendar, is_headline = is_opening.copy(), is_opening.copy()
    is_calendar[is_opening] = opening.is_in(list(cues.by_kind["calendar"])).to_numpy()
    is_headline[is_opening] = opening.is_in(list(cues.by_kind["headline_word"])).to_numpy()
    is_opening[is_opening] = ~buffer.begins(words.end[is_opening], PREFIXED)
    first, last = _ends(buffer, words, (cover.name < 0) & is_prose & ~is_opening, cues)
    first, last = _extended(buffer, words, cover, gazetteer, first, last)
    is_short = (last - first < MAX_WORDS + 3) & (words.end[last] - words.begin[first] <= MAX_BYTES)
    first, last = first[is_short], last[is_short]
    others = np.append(np.flatnonzero(~is_opening | cover.is_part), len(words.begin))
    start = others[np.searchsorted(others, first)]
    days, verbs = (np.append(0, np.cumsum(which)) for which in (is_calendar, is_headline))
    begin = np.minimum(start, last)
    is_name = (start <= last) & (days[last + 1] == days[begin]) & (verbs[last + 1] == verbs[begin + 1])
    return Runs(first[is_name], last[is_name], start[is_name])


def _ends(buffer: Buffer, words: Words, is_open: Mask, cues: Cues) -> tuple[Offsets, Offsets]:
    """First and last words of the runs with an open word.

    A single word may be a name only after a small word, after a comma or before one, or where an institution's name
    goes on from it: Bank of Ireland.
    """
    firsts = np.flatnonzero(np.append(True, words.run[1:] != words.run[:-1]))[: len(words.run)]
    lasts = np.append(firsts[1:] - 1, len(words.run) - 1)[: len(firsts)]
    holds = np.zeros(len(firsts), dtype=np.bool_)
    holds[words.run[is_open] - 1] = True
    firsts, lasts = firsts[holds], lasts[holds]
    precedes, follows = buffer.at(words.begin[firsts] - 2), buffer.at(words.end[lasts])
    is_inside = (buffer.at(words.begin[firsts] - 1) == 0x20) & (is_small(precedes) | (precedes == 0x2C))
    opens = buffer.holds(b" of ", words.end[lasts])
    openers = list(frozenset().union(*(cues.by_kind[kind] for kind in OPENERS)))
    opens[opens] = words.text.gather(lasts[opens]).is_in(openers).to_numpy()
    may_be = (firsts < lasts) | is_inside | (follows == 0x2C) | opens
    return firsts[may_be], lasts[may_be]


def is_small(byte: npt.NDArray[np.uint8]) -> Mask:
    """Whether each byte is a small letter."""
    small: Mask = (byte >= 0x61) & (byte <= 0x7A)
    return small


def _extended(
    buffer: Buffer, words: Words, cover: Cover, gazetteer: Gazetteer, first: Offsets, last: Offsets
) -> tuple[Offsets, Offsets]:
    """Runs that end with the opener of an institution go on over `of`: Agency for Strategic Planning.

    Over `and` and commas they go on only to words that no list explains: … for Water, Environment and Health. Those
    that end with a first name go on over a particle: Boris van der Vorst.
    """
    texts, extended = words.text.gather(last), last.copy()
    first = _begun_before_and(buffer, words, cover, gazetteer.cues, first, texts)
    openers = frozenset().union(*(gazetteer.cues.by_kind[kind] for kind in OPENERS))
    openers -= gazetteer.given_names  # those go on over particles alone
    before = np.flatnonzero(buffer.begins(words.end[last], MORE_FIRSTS))
    for nr in before[texts.gather(before).is_in(list(openers)).to_numpy()].tolist():
        extended[nr] = _reach(buffer, words, cover, int(first[nr]), int(last[nr]))
    before = np.flatnonzero(buffer.holds(b" ", words.end[last]) & buffer.begins(words.end[last] + 1, FIRSTS))
    for nr, text in zip(before.tolist(), texts.gather(before), strict=True):
        if text in gazetteer.given_names:
            extended[nr] = _over_particle(buffer, words, int(last[nr]))
    return first, extended


def _begun_before_and(
    buffer: Buffer, words: Words, cover: Cover, cues: Cues, first: Offsets, heads: pl.Series
) -> Offsets:
    """First words of the runs; one that ends with a head begins before `and`: the Music and Art Festival."""
    is_head = heads.is_in(list(cues.by_kind["org_head"] | cues.by_kind["event_head"])).to_numpy()
    before = np.maximum(first - 1, 0)
    is_joined = (words.begin[first] - words.end[before] == 5) & buffer.holds(b" and ", words.end[before])
    begun = first.copy()
    for nr in np.flatnonzero(is_head & is_joined & (cover.name[before] < 0)).tolist():
        start = int(np.searchsorted(words.run, words.run[before[nr]]))
        is_open = (cover.name[start : first[nr]] < 0).all() and first[nr] - start <= 3
        titles = words.text[start : int(first[nr])].is_in(list(cues.by_kind["title"])).any()
        if (
            is_open
            and not titles
            and buffer.content[max(0, words.begin[start] - 4) : words.begin[start]].lower() == b"the "
        ):
            begun[nr] = start
    return begun


def _over_particle(buffer: Buffer, words: Words, last: int) -> int:
    """The last word of a name that goes on over a particle."""
    link = PARTICLE.match(buffer.content, words.end[last])
    if not link or last + 1 == len(words.begin) or words.begin[last + 1] != link.end():
        return last
    return _end_of(words, last + 1)


def _end_of(words: Words, number: int) -> int:
    """The last word of the run that holds this one."""
    return number - 1 + int(np.searchsorted(words.run[number:], words.run[number], side="right"))


def _reach(buffer: Buffer, words: Words, cover: Cover, first: int, last: int) -> int:
    """The last word of a run that goes on over small words."""
    link, reach = MORE.match(buffer.content, words.end[last]), last
    while link and reach + 1 < len(words.begin) and words.begin[reach + 1] == link.end() and reach - first < MAX_WORDS:
        ahead = _end_of(words, reach + 1)
        if link.re is not MORE and (cover.name[reach + 1 : ahead + 1] >= 0).any():
            break
        reach, held = ahead, cover.name[ahead]
        while held >= 0 and reach + 1 < len(words.begin) and cover.name[reach + 1] == held:
            reach += 1  # a listed name is not cut
        link = next(filter(None, (sign.match(buffer.content, words.end[reach]) for sign in (AND, LIST, MORE))), None)
    return reach
