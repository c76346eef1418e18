"""Many texts -> one buffer, in which byte offsets and code points are turned into each other at once."""

import numpy as np
import numpy.typing as npt
import polars as pl

Offsets = npt.NDArray[np.int64]
STOP, CLOSER, SPACE, OPENER, UPPER = (
    np.isin(np.arange(256), list(signs)) for signs in (b".!?", b"\"')]", b" \n\t", b"\"'(", bytes(range(65, 91)))
)


class Buffer:
    """The UTF-8 bytes of the texts, one after the other, two line feeds between them."""

    def __init__(self, texts: pl.Series) -> None:
        """Join the texts; `starts` is the global byte at which each begins."""
        self.content = b"\n\n".join(text.encode() for text in texts)
        self.bytes = np.frombuffer(self.content, dtype=np.uint8)
        sizes = texts.str.len_bytes().to_numpy().astype(np.int64)
        self.starts: Offsets = np.concatenate(([0], np.cumsum(sizes + 2)[:-1])) if len(sizes) else sizes
        self.ends: Offsets = self.starts + sizes
        self._begins = (self.bytes & 0xC0) != 0x80
        self._points = np.concatenate(([0], np.cumsum(self._begins, dtype=np.int32)))

    def rows(self, at: Offsets) -> Offsets:
        """Number of the text that holds each global byte."""
        found: Offsets = np.searchsorted(self.starts, at, side="right") - 1
        return found

    def code_points(self, at: Offsets) -> Offsets:
        """Number of the code point, over all texts, that begins at each global byte."""
        return self._points[at].astype(np.int64)

    def bytes_at(self, points: Offsets) -> Offsets:
        """Global byte at which each code point, numbered over all texts, begins."""
        found: Offsets = np.append(np.flatnonzero(self._begins), len(self.bytes))[points]
        return found

    def slices(self, begin: Offsets, end: Offsets) -> list[str]:
        """The texts between global bytes."""
        return [self.content[start:stop].decode() for start, stop in zip(begin.tolist(), end.tolist(), strict=True)]

    def sentences(self, text: Offsets, at: Offsets) -> Offsets:
        """Number of the sentence, from 1, in its text, that holds each global byte."""
        ends = self._sentence_ends()
        before = np.searchsorted(ends, at, side="right") - np.searchsorted(ends, self.starts[text], side="right")
        return before + 1

    def _sentence_ends(self) -> Offsets:
        """Global bytes at which a sentence begins after another: a stop, not after a capital, white space, a capital."""
        content = np.append(self.bytes, np.zeros(8, dtype=np.uint8))
        stop = np.flatnonzero(STOP[self.bytes])
        stop = stop[~UPPER[content[stop - 1]]]
        after = stop + 1
        for _ in range(2):
            after = after + CLOSER[content[after]]
        begin = after + 1
        begin = begin + SPACE[content[begin]]
        opened = begin + OPENER[content[begin]]
        is_begin = SPACE[content[after]] & (UPPER[content[opened]] | (content[opened] >= 0x80))
        breaks = np.flatnonzero((self.bytes[:-1] == 0x0A) & (self.bytes[1:] == 0x0A)) + 2
        return np.unique(np.concatenate((begin[is_begin], breaks)))
