"""Demonyms that are languages -> no mentions: `in Russian`, `Kazakh-speaking`, `it sounds like Uzbek`."""

import re

import polars as pl

from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer
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
    told = demonyms.with_columns(before=BEFORE, after=AFTER).select("begin", "end", is_first=_is_language(gazetteer))
    languages, last_end = [], -1
    for begin, end, is_language in told.iter_rows():
        if is_language or (last_end >= 0 and JOINED.fullmatch(buffer.content, last_end, begin)):
            languages.append(begin)
            last_end = end
        else:
            last_end = -1
    return spans.filter(~pl.col("begin").is_in(languages))


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
