"""Many texts -> one buffer, in which byte offsets and code points are turned into each other at once."""

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

Offsets = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
GAP = "\n\n"
SHORT = 12  # bytes of a text that its view holds
MOST_BYTES = 2**31 - 1  # that a view can tell
CLOSER, SPACE, OPENER, UPPER = (
    np.isin(np.arange(256), list(signs)) for signs in (b"\"')]", b" \n\t", b"\"'(", bytes(range(65, 91)))
)


def count_up_to(places: Offsets, at: Offsets) -> Offsets:
    """How many of the places are up to each global byte, as searchsorted tells, which looks for each anew.

    Raises ValueError where the bytes do not come in order, as the places must.

    >>> count_up_to(np.array([2, 5, 5]), np.array([1, 2, 4, 5, 9])).tolist()
    [0, 1, 1, 3, 3]
    """
    if (at[1:] < at[:-1]).any():
        raise ValueError("bytes must come in order")
    first = np.searchsorted(at, places)
    return np.cumsum(np.bincount(first, minlength=len(at) + 1)[: len(at)])


class Buffer:
    """The UTF-8 bytes of the texts, one after the other, two line feeds after each."""

    def __init__(self, texts: pl.Series) -> None:
        """Join the texts; `starts` is the global byte at which each begins."""
        joined = (texts + GAP).to_arrow()
        offsets = np.frombuffer(joined.buffers()[1], dtype=np.int64)[: len(texts) + 1]
        self._joined = joined.buffers()[2] if len(texts) else pa.py_buffer(b"")
        self.bytes = np.frombuffer(self._joined, dtype=np.uint8)
        self.starts: Offsets = offsets[:-1]
        self.ends: Offsets = offsets[1:] - len(GAP)
        self._inner: Offsets = np.flatnonzero(self.bytes.view(np.int8) < -64)  # 0x80 to 0xBF: not the first of a sign
        self._inner_points = self._inner - np.arange(len(self._inner))

    @cached_property
    def content(self) -> bytes:
        """The bytes as Python has them."""
        content: bytes = self._joined.to_pybytes()
        return content

    def rows(self, at: Offsets) -> Offsets:
        """Number of the text that holds each global byte; these come in order."""
        return count_up_to(self.starts, at) - 1

    def code_points(self, at: Offsets) -> Offsets:
        """Number of the code point, over all texts, that begins at each global byte: inner bytes do not count."""
        return at - np.searchsorted(self._inner, at)

    def bytes_at(self, points: Offsets) -> Offsets:
        """Global byte at which each code point, numbered over all texts, begins."""
        return points + np.searchsorted(self._inner_points, points, side="right")

    def at(self, places: Offsets) -> npt.NDArray[np.uint8]:
        """The byte at each global byte; past the end the last, a line feed."""
        return np.take(self.bytes, places, mode="clip")

    def holds(self, sign: bytes, places: Offsets) -> Mask:
        """Whether the sign or signs stand at each global byte."""
        found = np.ones(len(places), dtype=np.bool_)
        for number, byte in enumerate(sign):
            found &= self.at(places + number) == byte
        return found

    def begins(self, places: Offsets, pairs: Iterable[bytes]) -> Mask:
        """Whether one of the pairs of bytes stands at each global byte: whether a longer look is worth while."""
        table = np.zeros(2**16, dtype=np.bool_)
        table[[int.from_bytes(pair[:2]) for pair in pairs]] = True
        found: Mask = table[self.at(places).astype(np.uint16) << 8 | self.at(places + 1)]
        return found

    def windows(self, begin: Offsets, end: Offsets) -> pl.Series:
        """The texts between global bytes of any spans, without the signs that their edges cut.

        They are views over the buffer as Arrow lays them out: size, then a text of up to twelve bytes itself, else its
        first four, the number of the buffer and where in it the text begins. Raises ValueError past 2 GiB.
        """
        if len(self.bytes) > MOST_BYTES:
            raise ValueError("texts of more than 2 GiB at once cannot be looked at")
        begin, end = np.maximum(begin, 0), np.minimum(end, len(self.bytes))
        for _ in range(3 if len(self._inner) else 0):
            begin = begin + self._is_inner(begin)
            end = end - self._is_inner(end)
        size = np.maximum(end - begin, 0)
        views = np.zeros((len(begin), 4), dtype=np.int32)
        views[:, 0], views[:, 3] = size, begin
        views[:, 1] = self.at(begin[:, None] + np.arange(4)).view(np.int32)[:, 0]
        is_short = size <= SHORT
        texts = self.at(begin[is_short, None] + np.arange(SHORT))
        texts[np.arange(SHORT) >= size[is_short, None]] = 0
        views[is_short, 1:] = texts.view(np.int32)
        buffers = [None, pa.py_buffer(views), self._joined]
        return pl.Series("text", pa.Array.from_buffers(pa.string_view(), len(begin), buffers))

    @staticmethod
    def strings(signs: npt.NDArray[np.uint8], edges: Offsets) -> pl.Series:
        """The texts between the edges of one array of bytes."""
        buffers = [None, pa.py_buffer(edges), pa.py_buffer(signs)]
        return pl.Series("text", pa.Array.from_buffers(pa.large_string(), len(edges) - 1, buffers))

    def _is_inner(self, places: Offsets) -> Mask:
        """Whether the byte at each global byte goes on a sign."""
        inner: Mask = (self.at(places) & 0xC0) == 0x80
        return inner

    def slices(self, begin: Offsets, end: Offsets) -> pl.Series:
        """The texts between global bytes of spans that come in order and do not overlap.

        The bytes are not copied one by one: spans and the gaps between them are one array of strings over the buffer.
        """
        if not len(begin):
            return pl.Series("text", [], pl.String)
        edges = np.append(np.column_stack((begin, end)).ravel(), end[-1]).astype(np.int64)
        if (edges[1:] < edges[:-1]).any() or edges[0] < 0 or edges[-1] > len(self.bytes):
            raise ValueError("spans must come in order, apart from each other and inside the buffer")
        buffers = [None, pa.py_buffer(edges), self._joined]
        both = pa.Array.from_buffers(pa.large_string(), len(edges) - 1, buffers)
        return pl.Series("text", both).gather_every(2)

    def between_points(self, first: Offsets, last: Offsets) -> pl.Series:
        """The texts between code points, numbered over all texts, of spans as `slices` takes them."""
        return self.slices(self.bytes_at(first), self.bytes_at(last))

    def sentences(self, text: Offsets, at: Offsets) -> Offsets:
        """Number of the sentence, from 1, in its text, that holds each global byte; these come in order."""
        begins = self._sentence_begins()
        return count_up_to(begins, at) - count_up_to(begins, self.starts)[text] + 1

    def _sentence_begins(self) -> Offsets:
        """Global bytes at which sentences begin: a stop after no capital, white space, a capital."""
        stop = np.flatnonzero((self.bytes == 0x2E) | (self.bytes == 0x21) | (self.bytes == 0x3F))
        stop = stop[~UPPER[self.bytes[stop - 1]]]
        after = stop + 1
        for _ in range(2):
            after = after + CLOSER[self.at(after)]
        begin = after + 1
        begin = begin + SPACE[self.at(begin)]
        opened = self.at(begin + OPENER[self.at(begin)])
        is_begin = SPACE[self.at(after)] & (UPPER[opened] | (opened >= 0x80))
        feeds = np.flatnonzero(self.bytes == 0x0A)
        breaks = feeds[:-1][np.diff(feeds) == 1] + 2
        both = np.sort(np.concatenate((begin[is_begin], breaks)), kind="stable")
        sentences: Offsets = both[np.append(True, both[1:] != both[:-1])[: len(both)]]
        return sentences
