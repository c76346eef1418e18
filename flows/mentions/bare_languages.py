"""Demonyms alone, without a noun -> which are languages: `a test of Kazakh and Russian`, `speaks four, Turkish too`."""

import re

import numpy as np
import polars as pl

from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer, Mask, Offsets

REACH = 80
MANY = 2
GLUE = re.compile(rb",? (?:and |or )?|/|-")  # Kazakh, Russian and English
CLAUSES = (b", and ", b", or ")  # that go on after two at least, and after no `and`: in Kazakh, and Russian guests came
SPEECH = (
    r"\b(?:(?i:languages?|tongues?|dialects?|signs?|alphabets?|scripts?|lessons|subtitles|dictionar(?:y|ies))|speaks?|spoken?"
    r"|speaking|fluent|translat[a-z]+|interpret(?:s|er|ers|ed))\b"
)
SENTENCE = r"[^.;:!?\n]*"
STOP = r"[.!?\n]"
BARE = (
    r"^(?:[;:!?)\"\n]|,\"|\.[^.]|$|, [^A-Z]| (?:{})\b| and (?:the|\d)| (?:first|second|third|alone|none)[.,;]"
    r"| as (?:an?|the|their|his|her|its) [a-z ]{{0,20}}(?:language|tongue|one))"
)
SIGNS = list(b',.;:!?)"\n')
PREPOSITION = r"\b(?:of|in|into|for|from|to|with|without|about) $"
ARTICLE = r"\b(?i:an?|the|this|another|each|every|one|any|no)(?: [a-z-]+){0,2} $"
CAPITAL = r"\b[A-Z][\w'-]* $"


def are_bare(demonyms: pl.DataFrame, told: Mask, buffer: Buffer, gazetteer: Gazetteer) -> Mask:
    """Whether each is the name of a language that no noun follows, alone or in a list: `a test of Kazakh and Russian`.

    `told` are those that are known to be languages. A preposition or a verb of languages goes before one. Where its
    sentence or its article speaks of languages any other word does, but for articles and forms of `to be`: people would
    be `the Kazakhs`, or `is Kazakh`.
    """
    flags = np.zeros(demonyms.height, dtype=np.bool_)
    if not demonyms.height:
        return flags
    kinds = gazetteer.cues.by_kind
    begin, end = demonyms["begin"].to_numpy(), demonyms["end"].to_numpy()
    firsts, lasts = lists(begin, end, buffer)
    words = kinds.get("language_ends", NOTHING)
    letters = {word[:2].encode() for word in words} | {b"as"}
    may_end = np.isin(buffer.at(end[lasts]), SIGNS) | buffer.begins(end[lasts] + 1, letters)
    may_end[may_end] = demonyms["right"].gather(lasts[may_end]).str.contains(BARE.format("|".join(sorted(words))))
    firsts, lasts = firsts[may_end], lasts[may_end]
    lefts = demonyms["left"].gather(firsts)
    rights = demonyms["right"].gather(lasts)
    is_enclosed = lefts.str.ends_with(", ") & rights.str.starts_with(",")  # the firm, Kazakh and Estonian, has …
    speech = _in_speech(lefts, rights, firsts, told, begin, end)
    speech |= _of_languages(demonyms["print"], told).gather(firsts) & ~is_enclosed
    people, verbs = (gazetteer.cues.pattern(f"language_{kind}") for kind in ("never_after", "before"))
    is_people = lefts.str.contains(rf"{ARTICLE}|{CAPITAL}|\b(?:{people}) $")
    is_bare = lefts.str.contains(rf"{PREPOSITION}|\b(?:{verbs}) $") | (speech & ~is_people)
    firsts, lasts, speech = firsts[is_bare], lasts[is_bare], speech.filter(is_bare)
    alone, listed = kinds.get("language", NOTHING), kinds.get("language_or_people", NOTHING)
    is_one = firsts == lasts
    ones = buffer.windows(begin[firsts[is_one]], end[firsts[is_one]])
    flags[firsts[is_one]] = ones.is_in(list(alone)) | (ones.is_in(list(listed)) & speech.filter(pl.Series(is_one)))
    for first, last in zip(firsts[~is_one].tolist(), lasts[~is_one].tolist(), strict=True):
        names = [buffer.content[begin[nr] : end[nr]].decode() for nr in range(first, last + 1)]
        flags[first : last + 1] = any(name in alone for name in names) and all(name in alone | listed for name in names)
    return flags


def _in_speech(
    lefts: pl.Series, rights: pl.Series, firsts: Offsets, told: Mask, begin: Offsets, end: Offsets
) -> pl.Series:
    """Whether the sentence around each of the `firsts` speaks of languages, or has before it a demonym that is one."""
    before = np.maximum(firsts - 1, 0)
    gap = pl.Series("gap", np.where(told[before] & (firsts > 0), begin[firsts] - end[before], REACH + 1))
    between = pl.DataFrame({"left": lefts, "gap": gap}).filter(gap <= REACH)
    near = np.zeros(len(firsts), dtype=np.bool_)
    near[(gap <= REACH).to_numpy()] = between.select(~pl.col("left").str.tail("gap").str.contains(STOP)).to_series()
    speaks = lefts.str.contains(rf"{SPEECH}{SENTENCE}$") | rights.str.contains(rf"^{SENTENCE}{SPEECH}")
    return speaks | pl.Series(near, dtype=pl.Boolean)


def _of_languages(prints: pl.Series, told: Mask) -> pl.Series:
    """Whether the article of each has at least MANY that are known to be languages."""
    return pl.DataFrame({"print": prints, "told": told}).select(pl.col("told").sum().over("print") >= MANY).to_series()


def lists(begin: Offsets, end: Offsets, buffer: Buffer) -> tuple[Offsets, Offsets]:
    """The first and the last of those that only a comma, `and`, `or`, a slash or a hyphen joins; one alone is both."""
    is_next, before = np.append(False, begin[1:] - end[:-1] <= len(", and "))[: len(begin)], b""
    for nr in np.flatnonzero(is_next).tolist():
        before, glue = before if is_next[nr - 1] else b"", buffer.content[end[nr - 1] : begin[nr]]
        is_next[nr] = bool(GLUE.fullmatch(glue)) and (glue not in CLAUSES or before == b", ")
        before = glue
    firsts = np.flatnonzero(~is_next)
    return firsts, np.append(firsts, len(begin))[1:] - 1
