"""Rows of seeds/cues.csv -> words that tell what a name is."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

NO_NAME = ("not_a_name", "org_head", "event_head", "gpe_head", "location_head", "starter")
MANY = ("word", "given_name")
NOTHING: frozenset[str] = frozenset()


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
        return word in self.by_kind.get(kind, NOTHING)

    def pattern(self, *kinds: str) -> str:
        """Regex of the cues of these kinds, one or another, to be put in a group."""
        return "|".join(sorted(NOTHING.union(*(self.by_kind.get(kind, NOTHING) for kind in kinds))))

    @cached_property
    def by_word(self) -> dict[str, tuple[str, ...]]:
        """The kinds of each cue, but for those of which there are thousands: words of the language and first names."""
        kinds: dict[str, tuple[str, ...]] = {}
        for kind, cues in self.by_kind.items():
            if kind not in MANY:
                kinds |= {cue: (*kinds.get(cue, ()), kind) for cue in cues}
        return kinds

    @cached_property
    def no_names(self) -> frozenset[str]:
        """Words that speak against a person's or a bare name: heads of institutions and places, common openers."""
        return frozenset().union(*(self.by_kind.get(kind, frozenset()) for kind in NO_NAME))
