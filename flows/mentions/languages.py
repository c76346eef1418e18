"""Demonyms that are languages -> no mentions: `in Russian`, `Kazakh-speaking`, `it sounds like Uzbek`."""

import re

import numpy as np
import polars as pl

from flows.mentions.bare_languages import ARTICLE, CLAUSES, REACH, are_bare, lists
from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer, Mask, Offsets
from flows.mentions.spans import without
from flows.mentions.surroundings import AFTER, BEFORE, beside

JOINED = re.compile(
    rb"(?: with [a-z ]{1,24}| \([^()]{1,9}\))?,? (?:and |or )?(?:[A-Z][a-z]+,? (?:and |or )?)?(?:some |a little )?"
)
INTO = r"^ into [A-Z]"
NEXT = r"^(?:'s)?[ -]([A-Za-z]+)"
LIKE = r"\b(?:(?:sound|sounds|sounded|sounding) like (?:a )?|translat[a-z]+ from (?:the )?)$"
KNOWN = r"\b(?:speaks?|spoke|speaking|knows?|knew|understands?|understood|reads?|learned) (?:no|some|any|enough|much) $"
CALLED = r"\b[Ll]anguages?\b[^.;:!?\n]* (?:is|are|was|were|be|became|remain|remains|remained)(?: still| also| only)? $"
OWNERS = ("my", "your", "his", "her", "its", "our", "their")  # no name stands before them: Polish your shoes
OBJECTS = (*OWNERS, "the", "it", "them", "up")
OWNED = r"^(?:[.;:)\"\n]|$| (?:{})\b)"  # his Kazakh is …
PRONOUNS = ("he", "she", "they", "we", "you", "I", "people", "everyone")
BEHIND = ("next", "follows", "verb", "ends", "attribute", "owned")
OTHERS = ("speaker", "speaking", "are", "be", "second", "third", "none")
WORD_BYTES = 16
FOR = r"^ for (?:\"|[a-z-]+[.,;\"])"  # is Kazakh for river


def drop_languages(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans without demonyms that are languages, what `and` joins with these, and words that are no names."""
    demonyms = spans.filter(pl.col("name_id").is_in(gazetteer.languages.implode()))
    demonyms = beside(demonyms.filter(_may_be(demonyms, buffer, gazetteer)), buffer, REACH)
    begin, end = demonyms["begin"].to_numpy(), demonyms["end"].to_numpy()
    told = demonyms.with_columns(before=BEFORE, after=AFTER).select(_is_language(gazetteer)).to_series()
    is_language = _joined(told.to_numpy(), begin, end, buffer)
    is_language = _joined(is_language | are_bare(demonyms, is_language, buffer, gazetteer), begin, end, buffer)
    return without(spans, demonyms["begin"].filter(pl.Series(is_language)))


def _may_be(demonyms: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.Series:
    """Whether the word behind each, or behind the list it is in, is none or one that goes on after a language.

    Most are followed by a noun, and need no longer look.
    """
    begin, end = demonyms["begin"].to_numpy(), demonyms["end"].to_numpy()
    firsts, lasts = lists(begin, end, buffer)
    kinds = gazetteer.cues.by_kind
    known = set().union(*(kinds.get(f"language_{kind}", NOTHING) for kind in BEHIND), OBJECTS, PRONOUNS, OTHERS)
    word = buffer.windows(end[lasts], end[lasts] + WORD_BYTES).str.extract(NEXT).str.to_lowercase()
    may_end = word.is_null() | word.is_in([one.lower() for one in known]) | word.str.ends_with("ly")
    return pl.Series(np.repeat(may_end.to_numpy(), lasts - firsts + 1), dtype=pl.Boolean)


def _joined(is_language: Mask, begin: Offsets, end: Offsets, buffer: Buffer) -> Mask:
    """The flags with those of the demonyms that `and` or a comma joins with a language before them, or a hyphen."""
    flags = is_language.copy()
    for at in np.flatnonzero(is_language).tolist():
        may_go_on = False
        while at + 1 < len(begin) and JOINED.fullmatch(buffer.content, end[at], begin[at + 1]):
            glue = buffer.content[end[at] : begin[at + 1]]
            if glue in CLAUSES and not may_go_on:
                break
            at, may_go_on = at + 1, b" and " not in glue
            flags[at] = True
    is_hyphen = (begin[1:] == end[:-1] + 1) & buffer.holds(b"-", end[:-1])
    flags[:-1] |= flags[1:] & is_hyphen
    return flags


def _is_language(gazetteer: Gazetteer) -> pl.Expr:
    """Whether `left`, `right`, `before` and `after` tell that a demonym is a language."""
    words = {kind: sorted(gazetteer.cues.by_kind.get(f"language_{kind}", NOTHING)) for kind in KINDS}
    no_adverbs = list(gazetteer.cues.by_kind.get("not_adverb", NOTHING))
    left, right, before, after = (pl.col(name) for name in ("left", "right", "before", "after"))
    follows, verbs, others = ("|".join(words[kind]) for kind in ("follows", "verb", "only"))
    owned = "|".join(words["ends"] + words["owned"])
    ends = right.str.contains(rf"^(?:[.,;:)\"\n]|$| \(| (?:{follows})\b)")
    ends |= after.str.ends_with("ly").fill_null(False) & ~after.is_in(no_adverbs)
    is_in = before.str.to_lowercase().is_in(["in", "into"]) | left.str.contains(r"\bin [A-Z][a-z]+,? (?:and )?$")
    return pl.any_horizontal(
        (after == "speaker") & ~left.str.contains("(?:^|[Tt]he )$") & ~right.str.contains("^ speaker (?:[A-Z]|of)"),
        right.str.extract(NEXT).str.to_lowercase().is_in(words["next"]) | right.str.contains("^-[Ss]peak"),
        left.str.contains(rf"\b(?:{others}),? (?:(?:and|or) )?(?:some |a little )?$") & ends,
        right.str.contains(rf"^(?:,|,? (?:and|or)) (?:{others})\b"),
        before.str.to_lowercase().is_in(words["before"])
        & ~left.str.contains("-[a-z]+ $")
        & (after.is_null() | after.is_in([*words["follows"], "in"])),
        after.is_in(OBJECTS),
        is_in & ends,
        before.str.to_lowercase().is_in(OWNERS) & right.str.contains(OWNED.format(owned)),
        (before == "in") & right.str.contains("^(?:,| and|, and) [A-Z]"),
        (before == "from") & right.str.contains(INTO),
        ~before.is_in(["a", "an"]).fill_null(False)
        & right.str.contains(rf"^ (?:{'|'.join(PRONOUNS)})(?: [a-z]+)? (?:{verbs})\b"),
        ~left.str.contains(ARTICLE)
        & right.str.contains(rf"^ (?:(?:are|were|be)(?: [a-z]+)?|(?:is|was)(?: [a-z]+){{0,3}}) (?:{verbs})\b"),
        right.str.contains(r"^ (?:is|was|are) [a-z ]{0,24}language"),
        right.str.contains(rf"^ (?:{'|'.join(words['attribute'])}) (?:language|alphabet|script)"),
        left.str.contains(LIKE),
        left.str.contains(KNOWN) & ends,
        before.is_in(["is", "means", "was"]) & right.str.contains(FOR),
        left.str.contains(rf"\bin (?:{'|'.join(words['before'])}) $") & ends,
        left.str.contains(CALLED) & ends,
    ).fill_null(False)


KINDS = (*BEHIND, "before", "only")
