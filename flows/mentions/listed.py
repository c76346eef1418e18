"""A buffer of texts -> the spans of listed names: on word boundaries, the longest first."""

import ahocorasick_rs
import numpy as np
import numpy.typing as npt
import polars as pl

from flows.mentions.offsets import Buffer, Offsets

WORD = np.array([chr(byte).isalnum() or byte == 0x5F or byte >= 0x80 for byte in range(256)])
SPAN_SCHEMA = {"begin": pl.Int64, "end": pl.Int64, "name_id": pl.UInt32}


def find_listed(buffer: Buffer, automaton: ahocorasick_rs.BytesAhoCorasick, tails: Offsets) -> pl.DataFrame:
    """Spans of names (begin, end in global bytes; name_id), none overlapping another, in order.

    `tails` are the last bytes of each name that are no part of its span: `, Georgia` of `Athens, Georgia`.
    """
    matches = automaton.find_matches_as_indexes(buffer.content, overlapping=True)
    found = np.array(matches, dtype=np.int64).reshape(-1, 3)
    keep = _on_boundaries(buffer.bytes, found[:, 1], found[:, 2])
    found = found[keep]
    tail = tails[found[:, 0]]
    found[:, 2] -= tail
    found = found[np.lexsort((-tail, -found[:, 2], found[:, 1]))]
    found = found[longest(found[:, 1], found[:, 2])]
    return pl.DataFrame({"begin": found[:, 1], "end": found[:, 2], "name_id": found[:, 0]}, schema=SPAN_SCHEMA)


def _on_boundaries(content: npt.NDArray[np.uint8], begin: Offsets, end: Offsets) -> npt.NDArray[np.bool_]:
    """Whether each name stands free: no letter or digit touches a letter or digit of it."""
    if not len(begin):
        return np.zeros(0, dtype=np.bool_)
    before = np.where(begin > 0, content[begin - 1], 0x20)
    after = np.where(end < len(content), content[np.minimum(end, len(content) - 1)], 0x20)
    kept: npt.NDArray[np.bool_] = ~(WORD[before] & WORD[content[begin]]) & ~(WORD[after] & WORD[content[end - 1]])
    return kept


def longest(begin: Offsets, end: Offsets) -> npt.NDArray[np.bool_]:
    """Which spans stay when the leftmost, then the longest wins. Spans come sorted by begin, then longest first.

    >>> longest(np.array([0, 0, 5, 12]), np.array([10, 4, 14, 20])).tolist()
    [True, False, False, True]
    """
    keep = np.zeros(len(begin), dtype=np.bool_)
    if not len(begin):
        return keep
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
