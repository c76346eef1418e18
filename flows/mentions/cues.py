"""Rows of seeds/cues.csv -> words that tell what a name is."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Cues:
    """Words by kind, such as `org_head` (Ministry), `title` (President) or `starter` (The)."""

    by_kind: dict[str, frozenset[str]]

    @classmethod
    def of(cls, rows: pl.DataFrame) -> "Cues":
        """The cues of a frame with `cue` and `kind`."""
        kinds = rows.group_by("kind").agg("cue")
        return cls({kind: frozenset(cues) for kind, cues in kinds.iter_rows()})

    def has(self, kind: str, word: str) -> bool:
        """Whether the word is a cue of this kind."""
        return word in self.by_kind.get(kind, frozenset())
