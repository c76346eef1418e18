"""Words and listed names -> which name holds each word, and of what type it is."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from flows.mentions.offsets import Mask, Offsets, count_up_to
from flows.mentions.words import Words

TYPES = ("PERSON", "COUNTRY", "GPE_OTHER", "ORG", "EVENT", "LOCATION")
KINDS = ("", *(kind for name in TYPES for kind in (name, f"{name}+")))
IS_PART = np.array([kind.endswith("+") for kind in KINDS])


@dataclass(frozen=True)
class Cover:
    """For each word the listed name that holds it: -1 none; and the number of its kind in KINDS.

    A kind is the type of that name, with `+` where the name holds more words; '' where no name holds the word.
    """

    name: Offsets
    kind: npt.NDArray[np.uint8]

    @property
    def is_part(self) -> Mask:
        """Whether each word is held by a name of more words."""
        is_part: Mask = IS_PART[self.kind]
        return is_part


def kind_numbers(types: pl.Series) -> npt.NDArray[np.uint8]:
    """The number in KINDS of each type of entity."""
    numbers = types.replace_strict(TYPES, range(1, 2 * len(TYPES), 2), return_dtype=pl.UInt8)
    return numbers.to_numpy()


def covering(words: Words, listed: pl.DataFrame, kinds: npt.NDArray[np.uint8]) -> Cover:
    """The cover of the words by listed names (begin, end, name_id), which come in order and do not overlap.

    `kinds` are the kind numbers of the names by name_id.
    """
    none = np.full(len(words.begin), -1, dtype=np.int64)
    if not listed.height:
        return Cover(none, np.zeros(len(none), dtype=np.uint8))
    begin, end = listed["begin"].to_numpy(), listed["end"].to_numpy()
    at = count_up_to(begin, words.begin) - 1
    inside = (at >= 0) & (words.end <= end[at])
    is_part = inside & ((words.begin > begin[at]) | (words.end < end[at]))
    kind = np.where(inside, kinds[listed["name_id"].to_numpy()][at], 0) + is_part
    return Cover(np.where(inside, at, none), kind.astype(np.uint8))
