"""Words and listed names -> which name holds each word, and of what type it is."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from flows.mentions.offsets import Mask, Offsets
from flows.mentions.words import Words


@dataclass(frozen=True)
class Cover:
    """For each word the listed name that holds it: -1 none; and the number of its kind among `names`.

    A kind is the type of that name, with `+` where the name holds more words; '' where no name holds the word.
    """

    name: Offsets
    kind: Offsets
    names: tuple[str, ...]

    def kinds(self, words: Offsets) -> list[str]:
        """The kinds of some words."""
        return [self.names[kind] for kind in self.kind[words].tolist()]

    def type_of(self, word: int) -> str:
        """The type of the name that holds one word, '' for none."""
        return self.names[int(self.kind[word])].rstrip("+")

    @property
    def is_part(self) -> Mask:
        """Whether each word is held by a name of more words."""
        return np.array([kind.endswith("+") for kind in self.names])[self.kind]


def covering(words: Words, listed: pl.DataFrame) -> Cover:
    """The cover of the words by listed names (begin, end, entity_type), which come in order and do not overlap."""
    types = listed["entity_type"].unique(maintain_order=True)
    names = ("", *(name for kind in types for name in (kind, f"{kind}+")))
    none = np.full(len(words.begin), -1, dtype=np.int64)
    if not listed.height:
        return Cover(none, none + 1, names)
    begin, end = listed["begin"].to_numpy(), listed["end"].to_numpy()
    at = np.searchsorted(begin, words.begin, side="right") - 1
    inside = (at >= 0) & (words.end <= end[at])
    is_part = inside & ((words.begin > begin[at]) | (words.end < end[at]))
    numbers = listed["entity_type"].replace_strict(types, range(1, 2 * len(types), 2), return_dtype=pl.Int64).to_numpy()
    return Cover(np.where(inside, at, none), np.where(inside, numbers[at] + is_part, 0), names)
