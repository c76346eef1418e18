"""A buffer of texts -> the spans of listed names: on word boundaries, the longest first."""

import itertools
from dataclasses import dataclass

import ahocorasick_rs
import numpy as np
import numpy.typing as npt
import polars as pl

from flows.mentions.offsets import Buffer, Mask, Offsets

WORD = np.array([chr(byte).isalnum() or byte in b"_$" or byte >= 0x80 for byte in range(256)])  # US$5 is money
NO_WORD = r"[\x00-\x7F&&[^0-9A-Za-z_]]"
SHORT = 4  # bytes by which ahocorasick tells where one of few names may begin
SPAN_SCHEMA = {"begin": pl.Int64, "end": pl.Int64, "name_id": pl.UInt32}
Triples = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Automata:
    """Names to be found in a pass: `longest` goes on behind the longest at a place, `every` tells all of them.

    The few names that begin with a small letter are looked for apart from the others, and short ones apart from these:
    for their sake each word of a text would be gone into, which takes a quarter longer. `longest` has automata beside
    the numbers of their names; `reach` is the size of the longest name in bytes, `is_word` tells which are one word.
    """

    longest: tuple[tuple[Offsets, ahocorasick_rs.BytesAhoCorasick], ...]
    every: ahocorasick_rs.BytesAhoCorasick
    reach: int
    is_word: Mask

    @classmethod
    def of(cls, names: pl.Series) -> "Automata":
        """The automata of the names; a name is told by its number."""
        patterns, leftmost = [name.encode() for name in names], ahocorasick_rs.MatchKind.LeftmostLongest
        is_small, is_short = names.str.contains("^[a-z]"), names.str.len_bytes() < SHORT
        groups = [kind.arg_true().to_list() for kind in (~is_small, is_small & ~is_short, is_small & is_short)]
        return cls(
            tuple(
                (np.array(group), ahocorasick_rs.BytesAhoCorasick([patterns[nr] for nr in group], matchkind=leftmost))
                for group in groups
                if group
            ),
            ahocorasick_rs.BytesAhoCorasick(patterns),
            max(map(len, patterns), default=0),
            ~names.str.contains(NO_WORD).to_numpy(),
        )

    def find(self, content: bytes) -> Triples:
        """The longest names at each place, by place: name_id, begin and end. Those of one group do not overlap."""
        parts = [np.zeros((0, 3), dtype=np.int64)]
        for numbers, automaton in self.longest:
            found = _triples(automaton.find_matches_as_indexes(content))
            found[:, 0] = numbers[found[:, 0]]
            parts.append(found)
        both = np.concatenate(parts)
        return both[by_place(both[:, 1], both[:, 2])]


def find_listed(buffer: Buffer, automata: Automata, tails: Offsets) -> pl.DataFrame:
    """Spans of names (begin, end in global bytes; name_id), none overlapping another, in order.

    `tails` are the last bytes of each name that are no part of its span: `, Georgia` of `Athens, Georgia`. The longest
    name at a place is right where it stands free. One word that does not (`China` in `Chinatown`) holds no other.
    Where names of more words do not, have a tail, or begin inside another, the names that begin inside are looked for
    one by one; where one of those reaches into the next name, inside that as well.
    """
    found = automata.find(buffer.content)
    is_free = _on_boundaries(buffer.bytes, found[:, 1], found[:, 2])
    is_loose = (~is_free & ~automata.is_word[found[:, 0]]) | (tails[found[:, 0]] > 0)
    is_loose[1:] |= found[1:, 1] < np.maximum.accumulate(found[:-1, 2])
    inside, new = [], np.flatnonzero(is_loose)
    while len(new):
        owner, names = _inside(buffer, automata, found[new])
        inside.append(names)
        new = _reached(found, new[owner], names[:, 2])
        new = new[~is_loose[new]]
        is_loose[new] = True
    found = np.concatenate((found[is_free], *inside))
    tail = tails[found[:, 0]]
    found[:, 2] -= tail
    found = found[by_place(found[:, 1], found[:, 2], tail)]
    found = found[longest(found[:, 1], found[:, 2])]
    return pl.DataFrame({"begin": found[:, 1], "end": found[:, 2], "name_id": found[:, 0]}, schema=SPAN_SCHEMA)


def _triples(matches: list[tuple[int, int, int]]) -> Triples:
    """Matches as rows of name_id, begin and end."""
    numbers = itertools.chain.from_iterable(matches)
    return np.fromiter(numbers, dtype=np.int64, count=3 * len(matches)).reshape(-1, 3)


def _inside(buffer: Buffer, automata: Automata, found: Triples) -> tuple[Offsets, Triples]:
    """Free names that begin inside each of those found: the number of the one found, and name_id, begin and end."""
    begin = found[:, 1]
    sizes = np.minimum(found[:, 2] + automata.reach, len(buffer.bytes)) - begin
    edges = np.append(0, np.cumsum(sizes + 1))
    places = np.repeat(begin - edges[:-1], sizes + 1) + np.arange(edges[-1])
    windows = buffer.at(places)
    windows[edges[1:] - 1] = 0
    names = _triples(automata.every.find_matches_as_indexes(windows.tobytes(), overlapping=True))
    owner = np.searchsorted(edges, names[:, 1], side="right") - 1
    names[:, 1:] += (begin - edges[:-1])[owner][:, None]
    kept = (names[:, 1] < found[owner, 2]) & _on_boundaries(buffer.bytes, names[:, 1], names[:, 2])
    return owner[kept], names[kept]


def _reached(found: Triples, owner: Offsets, end: Offsets) -> Offsets:
    """Numbers of those found into which names reach that begin inside an earlier one, their owner."""
    last = np.searchsorted(found[:, 1], end) - 1
    far = last > owner
    reached = [np.arange(one + 1, to + 1) for one, to in zip(owner[far].tolist(), last[far].tolist(), strict=True)]
    return np.unique(np.concatenate(reached)) if reached else np.zeros(0, dtype=np.int64)


def _on_boundaries(content: npt.NDArray[np.uint8], begin: Offsets, end: Offsets) -> Mask:
    """Whether each name stands free: no letter or digit touches a letter or digit of it."""
    if not len(begin):
        return np.zeros(0, dtype=np.bool_)
    before = np.where(begin > 0, content[begin - 1], 0x20)
    after = np.where(end < len(content), content[np.minimum(end, len(content) - 1)], 0x20)
    kept: Mask = ~(WORD[before] & WORD[content[begin]]) & ~(WORD[after] & WORD[content[end - 1]])
    return kept


def by_place(begin: Offsets, end: Offsets, weight: Offsets | int = 0) -> Offsets:
    """The order of spans by begin, then the longest, the heaviest (below 256), the first given.

    One key, nearly in order as it comes, is sorted many times faster than several.
    """
    order: Offsets = np.argsort(begin * 2**28 - (end - begin) * 2**8 - weight, kind="stable")
    return order


def longest(begin: Offsets, end: Offsets) -> Mask:
    """Which spans stay when the leftmost, then the longest wins. Spans come sorted by begin, then longest first.

    >>> longest(np.array([0, 0, 5, 12]), np.array([10, 4, 14, 20])).tolist()
    [True, False, False, True]
    """
    keep = np.zeros(len(begin), dtype=np.bool_)
    if (begin[1:] >= end[:-1]).all():
        return ~keep
    reach = np.maximum.accumulate(end)
    is_head = np.append(True, begin[1:] >= reach[:-1])
    head = np.maximum.accumulate(np.where(is_head, np.arange(len(begin)), 0))
    keep[is_head] = True
    taken: dict[int, int] = {}
    for at in np.flatnonzero(~is_head & (end > end[head])).tolist():
        cluster = int(head[at])
        if begin[at] >= taken.get(cluster, int(end[cluster])):
            keep[at] = True
            taken[cluster] = int(end[at])
    return keep
