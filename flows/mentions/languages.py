"""Demonyms that are languages -> no mentions: `in Russian`, `Kazakh-speaking`, `it sounds like Uzbek`."""

import re

import numpy as np
import polars as pl

from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer
from flows.mentions.spans import without
from flows.mentions.surroundings import AFTER, BEFORE, beside

REACH = 80
SPOKEN = ("COUNTRY", "GPE_OTHER")
JOINED = re.compile(rb"(?: with [a-z ]{1,24})?,? (?:and |or )?(?:[A-Z][a-z]+,? (?:and |or )?)?(?:some |a little )?")
INTO = r"^ into [A-Z]"
LIKE = r"\b(?:(?:sound|sounds|sounded|sounding) like (?:a )?|translat[a-z]+ from (?:the )?)$"
CALLED = r"\b[Ll]anguages?\b[^.;:!?\n]* (?:is|are|was|were|be|became|remain|remains|remained)(?: still| also| only)? $"
OWNERS = ("my", "your", "his", "her", "its", "our", "their")  # no name stands before them: Polish your shoes
OWNED = r"^(?:[.;:)\"\n]|$| (?:is|was|improved)\b)"  # his Kazakh is …
PRONOUNS = "he|she|they|we|you|I|people|everyone"


def drop_languages(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans without demonyms that are languages, what `and` joins with these, and words that are no names."""
    demonyms = beside(spans.filter((pl.col("form") == "demonym") & pl.col("entity_type").is_in(SPOKEN)), buffer, REACH)
    told = demonyms.with_columns(before=BEFORE, after=AFTER).select(_is_language(gazetteer)).to_series()
    is_language, begin, end = told.to_numpy(writable=True), demonyms["begin"], demonyms["end"]
    for at in np.flatnonzero(is_language).tolist():
        while at + 1 < len(begin) and JOINED.fullmatch(buffer.content, end[at], begin[at + 1]):
            at += 1
            is_language[at] = True
    return without(spans, begin.filter(pl.Series(is_language)))


def _is_language(gazetteer: Gazetteer) -> pl.Expr:
    """Whether `left`, `right`, `before` and `after` tell that a demonym is a language."""
    words = {kind: sorted(gazetteer.cues.by_kind.get(f"language_{kind}", NOTHING)) for kind in KINDS}
    left, right, before, after = (pl.col(name) for name in ("left", "right", "before", "after"))
    follows, verbs = "|".join(words["follows"]), "|".join(words["verb"])
    ends = right.str.contains(rf"^(?:[.,;:)\"\n]|$| (?:{follows})\b)")
    is_in = before.is_in(["in", "into"]) | left.str.contains(r"\bin [A-Z][a-z]+,? (?:and )?$")
    return pl.any_horizontal(
        after.is_in(words["next"]) | right.str.starts_with("-speak"),
        before.is_in(words["before"]) & (after.is_null() | after.is_in([*words["follows"], "in"])),
        after.is_in(OWNERS),
        is_in & ends,
        before.str.to_lowercase().is_in(OWNERS) & right.str.contains(OWNED),
        (before == "in") & right.str.contains("^(?:,| and|, and) [A-Z]"),
        (before == "from") & right.str.contains(INTO),
        ~before.is_in(["a", "an"]).fill_null(False)
        & right.str.contains(rf"^ (?:{PRONOUNS})(?: [a-z]+)? (?:{verbs})\b"),
        right.str.contains(rf"^ (?:is|are|was|were|be)(?: [a-z]+)? (?:{verbs})\b"),
        left.str.contains(LIKE),
        left.str.contains(CALLED) & ends,
    ).fill_null(False)


KINDS = ("next", "before", "follows", "verb")
