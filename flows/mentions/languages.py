"""Demonyms that are languages -> no mentions: `in Russian`, `Kazakh-speaking`, `it sounds like Uzbek`."""

import re

import numpy as np
import polars as pl

from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer, Mask, Offsets
from flows.mentions.spans import without
from flows.mentions.surroundings import AFTER, BEFORE, beside

REACH = 80
JOINED = re.compile(rb"(?: with [a-z ]{1,24})?,? (?:and |or )?(?:[A-Z][a-z]+,? (?:and |or )?)?(?:some |a little )?")
CLAUSES = (b", and ", b", or ")  # that go on after two at least, and after no `and`: in Kazakh, and Russian guests came
INTO = r"^ into [A-Z]"
NEXT = r"^(?:'s)?[ -]([A-Za-z]+)"
LIKE = r"\b(?:(?:sound|sounds|sounded|sounding) like (?:a )?|translat[a-z]+ from (?:the )?)$"
CALLED = r"\b[Ll]anguages?\b[^.;:!?\n]* (?:is|are|was|were|be|became|remain|remains|remained)(?: still| also| only)? $"
OWNERS = ("my", "your", "his", "her", "its", "our", "their")  # no name stands before them: Polish your shoes
OBJECTS = (*OWNERS, "the", "it", "them", "up")
OWNED = r"^(?:[.;:)\"\n]|$| (?:is|was|improved|sounds|sounded|became|got|needs|good|bad|poor|better|worse|perfect|weak)\b)"  # his Kazakh is …
PRONOUNS = "he|she|they|we|you|I|people|everyone"
GLUE = re.compile(rb",? (?:and |or )?|/")  # Kazakh, Russian and English
SPEECH = (
    r"\b(?:(?i:languages?|tongues?|dialects?|signs?|alphabets?|scripts?|lessons|subtitles|dictionar(?:y|ies))|speaks?|spoken?"
    r"|speaking|fluent|translat[a-z]+|interpret(?:s|er|ers|ed))\b[^.;:!?\n]*$"
)
STOP = r"[.!?\n]"
BARE = (
    r"^(?:[;:!?)\"\n]|,\"|\.[^.]|$|, [^A-Z]| (?:{})\b| as (?:an?|the|their|his|her|its) [a-z ]{{0,20}}(?:language|tongue|one)|"
    r" (?:first|second|third|alone|none)[.,;]| and (?:the|\d))"
)
SIGNS = list(b',.;:!?)"\n')
PREPOSITION = r"\b(?:of|in|into|from|to|with|about) $"
ARTICLE = r"\b(?i:an?|the|this|that|another|each|every|one|any|no)(?: [a-z-]+){0,2} $"
IS = r"^ (?:is|was|has|isn't|wasn't|remains|became|becomes)\b"  # people would be a Kazakh or the Kazakhs
THAT = r"\b(?:that|and|but|while|where|because|if|as|though|when|;|,) $|[.!?;:\"\n] ?\"?$|^$"
FOR = r"^ for (?:\"|[a-z-]+[.,;\"])"  # is Kazakh for river
CAPITAL_OR_SIGN = r"(?:\b[A-Z][^ ]*|[^a-z]) $"


def drop_languages(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans without demonyms that are languages, what `and` joins with these, and words that are no names."""
    demonyms = beside(spans.filter(pl.col("name_id").is_in(gazetteer.languages.implode())), buffer, REACH)
    begin, end = demonyms["begin"].to_numpy(), demonyms["end"].to_numpy()
    told = demonyms.with_columns(before=BEFORE, after=AFTER).select(_is_language(gazetteer)).to_series()
    is_language = _joined(told.to_numpy(), begin, end, buffer)
    is_language = _joined(is_language | _are_bare(demonyms, is_language, buffer, gazetteer), begin, end, buffer)
    return without(spans, demonyms["begin"].filter(pl.Series(is_language)))


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


def _are_bare(demonyms: pl.DataFrame, told: Mask, buffer: Buffer, gazetteer: Gazetteer) -> Mask:
    """Whether each is the name of a language that no noun follows, alone or in a list: `a test of Kazakh and Russian`.

    No article goes before it and no form of `to be`; people would be `the Kazakhs`, or `is Kazakh`. A sign and `as` go
    before it only where a sentence has spoken of languages: `speaks four, Turkish among them`.
    """
    flags = np.zeros(demonyms.height, dtype=np.bool_)
    if not demonyms.height:
        return flags
    kinds = gazetteer.cues.by_kind
    begin, end = demonyms["begin"].to_numpy(), demonyms["end"].to_numpy()
    firsts, lasts = _lists(begin, end, buffer)
    words = kinds.get("language_ends", NOTHING)
    letters = {word[:2].encode() for word in words} | {b"as"}
    may_end = np.isin(buffer.at(end[lasts]), SIGNS) | buffer.begins(end[lasts] + 1, letters)
    may_end[may_end] = demonyms["right"].gather(lasts[may_end]).str.contains(BARE.format("|".join(sorted(words))))
    firsts, lasts = firsts[may_end], lasts[may_end]
    people = "|".join(sorted(kinds.get("language_never_after", NOTHING)))
    no_speech, never = rf"{ARTICLE}|\b(?:{people}) $", rf"{CAPITAL_OR_SIGN}|\bas $|(?:^|\n)$"
    lefts = demonyms["left"].gather(firsts)
    speech = _in_speech(lefts, firsts, told, begin, end)
    is_people = lefts.str.contains(no_speech) | (lefts.str.contains(never) & ~speech)
    is_bare = lefts.str.contains(PREPOSITION) | ~is_people
    firsts, lasts, speech = firsts[is_bare], lasts[is_bare], speech.filter(is_bare)
    alone, listed = kinds.get("language", NOTHING), kinds.get("language_or_people", NOTHING)
    is_one = firsts == lasts
    ones = buffer.windows(begin[firsts[is_one]], end[firsts[is_one]])
    flags[firsts[is_one]] = ones.is_in(list(alone)) | (ones.is_in(list(listed)) & speech.filter(pl.Series(is_one)))
    for first, last in zip(firsts[~is_one].tolist(), lasts[~is_one].tolist(), strict=True):
        names = [buffer.content[begin[nr] : end[nr]].decode() for nr in range(first, last + 1)]
        flags[first : last + 1] = any(name in alone for name in names) and all(name in alone | listed for name in names)
    return flags


def _in_speech(lefts: pl.Series, firsts: Offsets, told: Mask, begin: Offsets, end: Offsets) -> pl.Series:
    """Whether the sentence before each of the `firsts` speaks of languages, or has a demonym that is one."""
    before = np.maximum(firsts - 1, 0)
    gap = pl.Series("gap", np.where(told[before] & (firsts > 0), begin[firsts] - end[before], REACH + 1))
    between = pl.DataFrame({"left": lefts, "gap": gap}).filter(gap <= REACH)
    near = np.zeros(len(firsts), dtype=np.bool_)
    near[(gap <= REACH).to_numpy()] = between.select(~pl.col("left").str.tail("gap").str.contains(STOP)).to_series()
    return lefts.str.contains(SPEECH) | pl.Series(near)


def _lists(begin: Offsets, end: Offsets, buffer: Buffer) -> tuple[Offsets, Offsets]:
    """The first and the last of those that only a comma, `and`, `or` or a slash joins; one alone is both."""
    is_next = np.append(False, begin[1:] - end[:-1] <= len(", and "))
    for nr in np.flatnonzero(is_next).tolist():
        is_next[nr] = GLUE.fullmatch(buffer.content, end[nr - 1], begin[nr]) is not None
    firsts = np.flatnonzero(~is_next)
    return firsts, np.append(firsts[1:], len(begin)) - 1


def _is_language(gazetteer: Gazetteer) -> pl.Expr:
    """Whether `left`, `right`, `before` and `after` tell that a demonym is a language."""
    words = {kind: sorted(gazetteer.cues.by_kind.get(f"language_{kind}", NOTHING)) for kind in KINDS}
    no_adverbs = list(gazetteer.cues.by_kind.get("not_adverb", NOTHING))
    left, right, before, after = (pl.col(name) for name in ("left", "right", "before", "after"))
    follows, verbs, sung = "|".join(words["follows"]), "|".join(words["verb"]), "|".join(words["sung"])
    others = "|".join(words["only"])
    ends = right.str.contains(rf"^(?:[.,;:)\"\n]|$| (?:{follows})\b)")
    ends |= after.str.ends_with("ly").fill_null(False) & ~after.is_in(no_adverbs)
    is_in = before.is_in(["in", "into"]) | left.str.contains(r"\bin [A-Z][a-z]+,? (?:and )?$")
    return pl.any_horizontal(
        (after == "speaker") & (before != "the").fill_null(True) & ~right.str.contains("^ speaker [A-Z]"),
        right.str.extract(NEXT).str.to_lowercase().is_in(words["next"]) | right.str.contains("^-[Ss]peak"),
        left.str.contains(rf"\b(?:{others}),? (?:(?:and|or) )?(?:some |a little )?$") & ends,
        right.str.contains(rf"^(?:,|,? (?:and|or)) (?:{others})\b"),
        left.str.contains(rf"\b(?:{sung}) (?:in|into) $"),
        before.is_in(words["before"])
        & ~left.str.contains("-[a-z]+ $")
        & (after.is_null() | after.is_in([*words["follows"], "in"])),
        after.is_in(OBJECTS),
        is_in & ends,
        before.str.to_lowercase().is_in(OWNERS) & right.str.contains(OWNED),
        (before == "in") & right.str.contains("^(?:,| and|, and) [A-Z]"),
        (before == "from") & right.str.contains(INTO),
        ~before.is_in(["a", "an"]).fill_null(False)
        & right.str.contains(rf"^ (?:{PRONOUNS})(?: [a-z]+)? (?:{verbs})\b"),
        ~left.str.contains(ARTICLE)
        & right.str.contains(rf"^ (?:(?:are|were|be)(?: [a-z]+)?|(?:is|was)(?: [a-z]+){{0,3}}) (?:{verbs})\b"),
        right.str.contains(r"^ (?:is|was|are) [a-z ]{0,24}language"),
        right.str.contains(r"^ (?:an? |its )?(?:new |Latin |Cyrillic |Arabic ){0,2}(?:alphabet|script|orthography)\b"),
        left.str.contains(LIKE),
        right.str.contains(IS) & left.str.contains(THAT),
        before.is_in(["is", "means", "was"]) & right.str.contains(FOR),
        left.str.contains(rf"\bin (?:{'|'.join(words['before'])}) $") & ends,
        left.str.contains(CALLED) & ends,
    ).fill_null(False)


KINDS = ("next", "before", "follows", "verb", "only", "sung")
