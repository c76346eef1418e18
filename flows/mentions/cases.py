"""Runs of words -> what the rules look at of each: runs that look alike are one case, which is judged once."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from flows.mentions.contexts import afters, lefts, roles
from flows.mentions.covers import KINDS, TYPES, Cover
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.looks import Run, Shape
from flows.mentions.offsets import Buffer, Mask, Offsets
from flows.mentions.runs import Runs
from flows.mentions.shapes import classify
from flows.mentions.words import Words

SEEN = ("text", "kinds", "start", "left", "after", "role", "beside")
NAMES_OF_TYPES = pl.Series(("", *TYPES))
TO = (b" to ",)
JOINS = (b" and ", b" or ", b", and ")
COMMA = (b", ",)
CITY = 1 + TYPES.index("GPE_OTHER")
MOST_KNOWN = 10_000
UNKNOWN: Any = object()
Case = tuple[Any, ...]


@dataclass(frozen=True)
class Beside:
    """What `and` joins with each run: the number of its type in NAMES_OF_TYPES, 0 for nothing.

    `depth` is 1 where that may yet turn out to be a name that nobody listed, 2 where this hangs on a further one.
    """

    types: npt.NDArray[np.uint8]
    depth: npt.NDArray[np.uint8]

    @classmethod
    def of(cls, buffer: Buffer, words: Words, cover: Cover, runs: Runs) -> "Beside":
        """The listed name that `and` joins with each run, a list of which it is part, or a city before `to`."""
        begins, ends = np.append(words.begin, len(buffer.bytes)), np.append(0, words.end)
        before, after = (ends[runs.first], begins[runs.first]), (ends[runs.last + 1], begins[runs.last + 1])
        goes_on = _holds(buffer, *after, JOINS)
        is_listed = _holds(buffer, *before, COMMA) & (goes_on | _holds(buffer, *after, COMMA))
        is_after = (runs.first > 0) & (_holds(buffer, *before, JOINS) | is_listed)
        types = np.append((cover.kind + 1) // 2, 0)
        is_after |= (runs.first > 0) & _holds(buffer, *before, TO) & (types[runs.first - 1] == CITY)
        named = np.where(is_after, types[runs.first - 1], np.where(goes_on, types[runs.last + 1], 0))
        is_open = is_after & runs.holds(runs.first - 1)
        depth = is_open.astype(np.uint8) + (is_open & runs.only(is_open).holds(runs.first - 1))
        return cls(named.astype(np.uint8), depth)


def _holds(buffer: Buffer, begin: Offsets, end: Offsets, joins: tuple[bytes, ...]) -> Mask:
    """Whether one of the joins is all that stands between global bytes."""
    found: Mask = np.logical_or.reduce([(end - begin == len(join)) & buffer.holds(join, begin) for join in joins])
    return found


class Cases:
    """The runs of a buffer as the rules see them."""

    def __init__(self, buffer: Buffer, words: Words, cover: Cover, runs: Runs, gazetteer: Gazetteer) -> None:
        """Look at all runs at once; `seen` has a row a run, with `nr` and the columns of SEEN."""
        self.buffer, self.words, self.cover, self.runs, self.gazetteer = buffer, words, cover, runs, gazetteer
        self.beside = Beside.of(buffer, words, cover, runs)
        kinds = Buffer.strings(cover.kind[runs.words] + ord("a"), np.append(0, np.cumsum(runs.sizes)))
        self.seen = pl.DataFrame(
            {
                "nr": np.arange(len(runs.first)),
                "text": buffer.windows(words.begin[runs.first], words.end[runs.last]),
                "kinds": kinds,
                "start": runs.start - runs.first,
                "left": lefts(buffer, words, runs),
                "after": afters(buffer, words, runs),
                "role": roles(buffer, words, runs, gazetteer.cues),
                "beside": NAMES_OF_TYPES.gather(self.beside.types),
            }
        )

    def shapes(self, cases: list[Case], numbers: Offsets) -> list[Shape | None]:
        """What the rules say of cases, each with the number of a run that is one of them."""
        known = _known(self.gazetteer)
        shapes = [known.get(case, UNKNOWN) for case in cases]
        new = [at for at, shape in enumerate(shapes) if shape is UNKNOWN]
        if len(known) + len(new) > MOST_KNOWN:
            known.clear()
        runs = self._runs([cases[at] for at in new], numbers[new]) if new else []
        for at, run in zip(new, runs, strict=True):
            shapes[at] = known[cases[at]] = classify(self.gazetteer, run)
        return shapes

    def _runs(self, cases: list[Case], numbers: Offsets) -> list[Run]:
        """Runs in parts; what stands before a name is an opening word of its own, if it has one."""
        runs = self.runs.only(numbers)
        at = runs.words
        texts, glue, kinds = self.words.text.gather(at).to_list(), self._glue(at), self.cover.kind[at].tolist()
        parts, by_word = [], self.gazetteer.cues.by_word
        for case, (begin, end) in zip(cases, pairwise(np.append(0, np.cumsum(runs.sizes)).tolist()), strict=True):
            _, _, start, left, *around = case
            words, held = tuple(texts[begin:end]), tuple(map(KINDS.__getitem__, kinds[begin:end]))
            before = words[start - 1].lower() if start else left
            cues = frozenset(chain.from_iterable(by_word[word] for word in words if word in by_word))
            joins, nearest = ("", *glue[begin + 1 : end]), before.rpartition(" ")[2]
            parts.append(Run(words, len(words) - 1, cues, held, joins, start, before, nearest, *around))
        return parts

    def _glue(self, numbers: Offsets) -> list[str]:
        """What stands between each word and the one before it; anything for the first of a run."""
        begin, end = self.words.begin[numbers], self.words.end[np.maximum(numbers, 1) - 1]
        glue: list[str] = np.where(self.buffer.at(end) == 0x2D, "-", " ").tolist()
        for nr in np.flatnonzero((begin - end > 1) & np.append(False, np.diff(numbers) == 1)).tolist():
            glue[nr] = self.buffer.content[end[nr] : begin[nr]].decode()
        return glue


@lru_cache(maxsize=2)
def _known(gazetteer: Gazetteer) -> dict[Case, Shape | None]:
    """What the rules said of cases: many come again in the next batch."""
    return {}
