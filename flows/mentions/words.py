"""A buffer of texts -> its capitalised words, in runs that may be one name."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from flows.mentions.offsets import Buffer, Mask, Offsets

UPPER = np.array([0x41 <= byte <= 0x5A for byte in range(256)])
JOINED = bytes(byte >= 0x80 or chr(byte).isalnum() or byte == 0x5F for byte in range(256))
JOINERS = tuple(
    b"-%s%s" % (word, end) for end in (b"-", b" ") for word in b"al am an au de du e el en i la le on sur ul ur".split()
)
GLUE = np.array([byte in b" -" for byte in range(256)])
LETTER = np.array([byte < 0x80 and chr(byte).isalnum() for byte in range(256)])
APOSTROPHE = 0x27
OWNING = (2, 3)  # bytes of `' ` and `'s `
ENDINGS = (b"s", b"d", b"m", b"t", b"re", b"ve", b"ll")


@dataclass(frozen=True)
class Words:
    """Capitalised words: where each begins and ends (global bytes), the number of its run, and its text."""

    begin: Offsets
    end: Offsets
    run: Offsets
    text: pl.Series

    def spelled(self, buffer: Buffer, wanted: pl.Series) -> pl.DataFrame:
        """Where the wanted words stand: number among the words, begin and end (global bytes), row of the text, word."""
        nr = np.flatnonzero(self.text.is_in(wanted.implode()).to_numpy())
        begin = self.begin[nr]
        rows = pl.Series("row", buffer.rows(begin), pl.UInt32)
        return pl.DataFrame({"nr": nr, "begin": begin, "end": self.end[nr], "row": rows, "word": self.text.gather(nr)})


def capitalised(buffer: Buffer, owners: frozenset[str] = frozenset()) -> Words:
    """Words that begin with a capital, in runs: those that only a space, a hyphen, `&` or an initial's stop parts.

    `owners` are words that go on over their possessive: `Women's Union`.
    """
    joined = np.frombuffer((b"\n" + buffer.content).translate(JOINED), dtype=np.bool_).copy()
    joined[_inner_apostrophes(buffer) + 1] = True
    edges = np.flatnonzero(joined[1:] != joined[:-1])
    begin, end = edges[0::2], edges[1::2]
    upper = np.flatnonzero(UPPER[buffer.bytes[begin]])
    begin, end = begin[upper], end[upper]
    texts = buffer.slices(begin, end)
    is_linked = _is_linked(buffer, begin, end) | _is_owned(buffer, begin, end, texts, owners)
    return Words(begin, end, np.cumsum(~is_linked, dtype=np.int64), texts)


def _is_owned(buffer: Buffer, begin: Offsets, end: Offsets, texts: pl.Series, owners: frozenset[str]) -> Mask:
    """Whether each word belongs to the word before it, one of the owners."""
    before = np.flatnonzero(buffer.at(end[:-1]) == APOSTROPHE)
    before = before[np.isin(begin[before + 1] - end[before], OWNING)]
    owned = np.zeros(len(begin), dtype=np.bool_)
    for nr in before[texts.gather(before).is_in(list(owners)).to_numpy()].tolist():
        owned[nr + 1] = buffer.content[end[nr] : begin[nr + 1]] in (b"' ", b"'s ")
    return owned


def _inner_apostrophes(buffer: Buffer) -> Offsets:
    """Apostrophes inside a word (O'Keeffe, Farg'ona), not before the ending of a possessive or a contraction."""
    at = np.flatnonzero(buffer.bytes == APOSTROPHE)
    at = at[LETTER[buffer.at(at - 1)] & LETTER[buffer.at(at + 1)]]
    is_ending = np.zeros(len(at), dtype=np.bool_)
    for ending in ENDINGS:
        is_same = buffer.holds(ending, at + 1) | buffer.holds(ending.upper(), at + 1)
        is_ending |= is_same & ~LETTER[buffer.at(at + 1 + len(ending))]
    inner: Offsets = at[~is_ending]
    return inner


def _is_linked(buffer: Buffer, begin: Offsets, end: Offsets) -> npt.NDArray[np.bool_]:
    """Whether each word goes on the run of the word before it."""
    gap = np.append(0, begin[1:] - end[:-1])
    after = buffer.at(np.append(0, end[:-1]))
    is_initial = np.append(False, (end - begin)[:-1] == 1) & (gap <= 2) & (after == 0x2E)
    is_ampersand = (gap == 3) & buffer.holds(b" & ", np.append(0, end[:-1]))
    is_joined = (gap >= 3) & (gap <= 6) & (after == 0x2D)
    for nr in np.flatnonzero(is_joined).tolist():
        is_joined[nr] = buffer.content[end[nr - 1] : begin[nr]] in JOINERS
    linked: npt.NDArray[np.bool_] = ((gap == 1) & GLUE[after]) | is_initial | is_ampersand | is_joined
    return linked
