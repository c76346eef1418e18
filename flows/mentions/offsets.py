"""Many texts -> one buffer, in which byte offsets and code points are turned into each other at once."""

import re

import numpy as np
import numpy.typing as npt
import polars as pl

Offsets = npt.NDArray[np.int64]
SENTENCE_END = re.compile(rb"(?<![A-Z])[.!?][\"')\]]*\s+(?=[\"'(]?[A-Z\x80-\xff])|\n\n")


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
        ends = np.fromiter((match.end() for match in SENTENCE_END.finditer(self.content)), np.int64)
        before = np.searchsorted(ends, at, side="right") - np.searchsorted(ends, self.starts[text], side="right")
        return before + 1
