"""A buffer of texts -> its capitalised words, in runs that may be one name."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from flows.mentions.offsets import Buffer, Offsets

UPPER = np.array([0x41 <= byte <= 0x5A for byte in range(256)])
LETTER = np.array([chr(byte).isalnum() and byte < 0x80 for byte in range(256)])
JOINED = np.array([LETTER[byte] or byte == 0x5F or byte >= 0x80 for byte in range(256)])
GLUE = (0x20, 0x2D)


@dataclass(frozen=True)
class Words:
    """Capitalised words: where each begins and ends (global bytes), and the number of its run."""

    begin: Offsets
    end: Offsets
    run: Offsets


def capitalised(buffer: Buffer) -> Words:
    """Words that begin with a capital; those that only a space, a hyphen or an initial's stop parts share a run."""
    content = buffer.bytes
    if not len(content):
        none = np.zeros(0, dtype=np.int64)
        return Words(none, none, none)
    joined = JOINED[content]
    is_start = joined & ~np.append(False, joined[:-1])
    is_end = joined & ~np.append(joined[1:], False)
    begin, end = np.flatnonzero(is_start), np.flatnonzero(is_end) + 1
    is_upper = UPPER[content[begin]]
    begin, end = begin[is_upper], end[is_upper]
    return Words(begin, end, np.cumsum(~_is_linked(content, begin, end)))


def _is_linked(content: npt.NDArray[np.uint8], begin: Offsets, end: Offsets) -> npt.NDArray[np.bool_]:
    """Whether each word goes on the run of the word before it."""
    gap = np.append(0, begin[1:] - end[:-1])
    after = content[np.minimum(np.append(0, end[:-1]), len(content) - 1)]
    is_initial = np.append(False, (end - begin)[:-1] == 1) & (gap == 2) & (after == 0x2E)
    linked: npt.NDArray[np.bool_] = ((gap == 1) & np.isin(after, GLUE)) | is_initial
    return linked
