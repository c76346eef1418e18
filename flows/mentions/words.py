"""A buffer of texts -> its capitalised words, in runs that may be one name."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from flows.mentions.offsets import Buffer, Offsets

UPPER = np.array([0x41 <= byte <= 0x5A for byte in range(256)])
LETTER = np.array([chr(byte).isalnum() and byte < 0x80 for byte in range(256)])
JOINED = np.array([LETTER[byte] or byte == 0x5F or byte >= 0x80 for byte in range(256)])
GLUE = (0x20, 0x2D)
APOSTROPHE = 0x27
ENDINGS = ("s", "d", "m", "t", "re", "ve", "ll")


@dataclass(frozen=True)
class Words:
    """Capitalised words: where each begins and ends (global bytes), and the number of its run."""

    begin: Offsets
    end: Offsets
    run: Offsets

    def only(self, chosen: npt.NDArray[np.bool_]) -> "Words":
        """Those of the words that are chosen."""
        return Words(self.begin[chosen], self.end[chosen], self.run[chosen])

    def spelled(self, buffer: Buffer, wanted: pl.Series) -> pl.DataFrame:
        """Where the wanted words stand: begin and end (global bytes), row of the text, word."""
        rows = pl.Series("row", buffer.rows(self.begin), pl.UInt32)
        frame = pl.DataFrame({"begin": self.begin, "end": self.end, "row": rows})
        return frame.with_columns(word=buffer.slices(self.begin, self.end)).filter(
            pl.col("word").is_in(wanted.implode())
        )


def capitalised(buffer: Buffer) -> Words:
    """Words that begin with a capital; those that only a space, a hyphen or an initial's stop parts share a run."""
    content = buffer.bytes
    if not len(content):
        none = np.zeros(0, dtype=np.int64)
        return Words(none, none, none)
    joined = JOINED[content]
    joined[_inner_apostrophes(content)] = True
    is_start = joined & ~np.append(False, joined[:-1])
    is_end = joined & ~np.append(joined[1:], False)
    begin, end = np.flatnonzero(is_start), np.flatnonzero(is_end) + 1
    is_upper = UPPER[content[begin]]
    begin, end = begin[is_upper], end[is_upper]
    return Words(begin, end, np.cumsum(~_is_linked(content, begin, end)))


def _inner_apostrophes(content: npt.NDArray[np.uint8]) -> Offsets:
    """Apostrophes inside a word (O'Keeffe, Farg'ona), not before the ending of a possessive or a contraction."""
    padded = np.append(content, np.zeros(4, dtype=np.uint8))
    at = np.flatnonzero(content == APOSTROPHE)
    at = at[(at > 0) & LETTER[content[at - 1]] & LETTER[padded[at + 1]]]
    is_ending = np.zeros(len(at), dtype=np.bool_)
    for ending in ENDINGS:
        is_same = ~LETTER[padded[at + 1 + len(ending)]]
        for place, letter in enumerate(ending.encode(), start=1):
            is_same &= (padded[at + place] | 0x20) == letter
        is_ending |= is_same
    inner: Offsets = at[~is_ending]
    return inner


def _is_linked(content: npt.NDArray[np.uint8], begin: Offsets, end: Offsets) -> npt.NDArray[np.bool_]:
    """Whether each word goes on the run of the word before it."""
    gap = np.append(0, begin[1:] - end[:-1])
    after = content[np.minimum(np.append(0, end[:-1]), len(content) - 1)]
    is_initial = np.append(False, (end - begin)[:-1] == 1) & (gap == 2) & (after == 0x2E)
    linked: npt.NDArray[np.bool_] = ((gap == 1) & np.isin(after, GLUE)) | is_initial
    return linked
