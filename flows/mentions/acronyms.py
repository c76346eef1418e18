"""`Full Name (FN)` -> FN stands for it everywhere in the article."""

import re
from functools import lru_cache

import numpy as np
import polars as pl

from flows.mentions.cues import Cues
from flows.mentions.offsets import UPPER, Buffer
from flows.mentions.spans import add_spans
from flows.mentions.words import Words

DEFINITION = re.compile(rb" \(([A-Z][A-Za-z]{0,4}[A-Z][A-Za-z0-9+&]{0,7})\)")
SMALL = re.compile(r"\b(?:of|the|and|for|in|on|to|de|la)\b")
INSIDE = ("of", "the", "and", "for", "in", "on")
WORD = rf"(?:[A-Z][\w'&-]*|{'|'.join(INSIDE)})"
LONG_FORM = re.compile(rf"({WORD}(?: {WORD})*)$")
LONG_FORM_BYTES = 120


def link_acronyms(spans: pl.DataFrame, words: Words, buffer: Buffer, texts: pl.DataFrame, cues: Cues) -> pl.DataFrame:
    """The spans with every occurrence, in its own article, of an acronym that the article defines.

    What defines it is a mention, too, if nothing else has found it: `Zilpan Ventures Kazakhstan (ZVK)`.
    """
    defined = _definitions(spans, buffer, texts, cues)
    if not defined.height:
        return spans
    places = words.spelled(buffer, defined["acronym"].unique()).rename({"word": "acronym"})
    places = places.with_columns(texts["print"].gather(places["row"]))
    new = places.join(defined, on=["print", "acronym"], how="inner").with_columns(
        form=pl.lit("acronym"), rule=pl.lit("defined_acronym"), is_metonym=pl.lit(False)
    )
    forms = defined.drop_nulls("begin").with_columns(
        form=pl.lit("discovered"), rule=pl.lit("defined_acronym"), is_metonym=pl.lit(False)
    )
    return add_spans(spans, pl.concat([new.select(spans.columns), forms.select(spans.columns)]))


def _definitions(spans: pl.DataFrame, buffer: Buffer, texts: pl.DataFrame, cues: Cues) -> pl.DataFrame:
    """What each article defines, once an acronym: print, acronym and what the name before it stands for."""
    at = np.flatnonzero(buffer.bytes == 0x28) - 1
    at = at[buffer.holds(b" (", at) & UPPER[buffer.at(at + 2)]]
    at = at[np.logical_or.reduce([UPPER[buffer.at(at + number)] for number in range(3, 8)])]
    begins, ends = spans["begin"].to_numpy(), spans["end"].to_numpy()
    before = np.searchsorted(ends, at)
    is_named = np.append(ends, -1)[before] == at
    named, new = [], []
    for end, span, is_name in zip(at.tolist(), before.tolist(), is_named.tolist(), strict=True):
        match = DEFINITION.match(buffer.content, end)
        acronym = match[1].decode() if match else ""
        if match and is_name and fits(buffer.content[begins[span] : end].decode(), acronym):
            named.append((end, acronym, span))
        elif match and (long_form := _long_form(buffer, end, acronym, cues)):
            new.append((end, acronym, long_form))
    both = [_as_named(named, spans), _as_new(new, buffer, texts)]
    defined = pl.concat(both, how="diagonal_relaxed").sort("at", maintain_order=True).drop("at")
    return defined.unique(["print", "acronym"], keep="first", maintain_order=True)


def _as_named(rows: list[tuple[int, str, int]], spans: pl.DataFrame) -> pl.DataFrame:
    """Acronyms of names that are spans already: they stand for the same."""
    found = pl.DataFrame(rows, schema={"at": pl.Int64, "acronym": pl.String, "span": pl.UInt32}, orient="row")
    return found.hstack(spans.select(MEANING)[found["span"]]).drop("span")


def _as_new(rows: list[tuple[int, str, str]], buffer: Buffer, texts: pl.DataFrame) -> pl.DataFrame:
    """Acronyms of names that nothing else found: organisations."""
    found = pl.DataFrame(rows, schema={"at": pl.Int64, "acronym": pl.String, "canonical": pl.String}, orient="row")
    prints = texts["print"].gather(buffer.rows(found["at"].to_numpy()))
    size = pl.col("canonical").str.len_bytes().cast(pl.Int64)
    row = pl.Series("row", buffer.rows(found["at"].to_numpy()), pl.UInt32)
    return found.with_columns(prints, row, entity_type=pl.lit("ORG"), begin=pl.col("at") - size, end=pl.col("at"))


MEANING = ("print", "name_id", "entity", "entity_type", "country_code", "canonical")


@lru_cache(maxsize=4096)
def fits(long_form: str, acronym: str) -> bool:
    """Whether the acronym's letters begin words of the long form, in order, the first letter with the first word.

    >>> fits("State Tax Committee", "STC"), fits("Organization of Turkic States", "OTS"), fits("Kazakhstan", "AIF")
    (True, True, False)
    """
    initials = [word[0].lower() for word in re.split(r"[\s-]+", SMALL.sub(" ", long_form)) if word]
    letters = [letter.lower() for letter in acronym if letter.isalpha()]
    if not initials or not letters or initials[0] != letters[0]:
        return False
    at = 0
    for letter in letters:
        while at < len(initials) and initials[at] != letter:
            at += 1
        if at == len(initials):
            return letters[1:] == [] or all(one in long_form.lower() for one in letters) and len(initials) >= 2
        at += 1
    return True


def _long_form(buffer: Buffer, end: int, acronym: str, cues: Cues) -> str | None:
    """The words before a bracket whose capitals are the acronym, as Schwartz and Hearst (2003) look for them."""
    if not (acronym.isalpha() and acronym.isupper()):
        return None
    before = buffer.content[max(0, end - LONG_FORM_BYTES) : end].decode(errors="ignore")
    last = before.rpartition(" ")[2]
    if last not in INSIDE and last[:1] != acronym[-1] and not cues.has("org_head", last):
        return None
    tail = LONG_FORM.search(before)
    if not tail:
        return None
    parts = tail[1].split(" ")
    for start in range(len(parts)):
        words = parts[start:]
        initials = "".join(word[0] for word in words if word[0].isupper())
        is_whole = initials == acronym or (initials[:-1] == acronym and cues.has("org_head", words[-1]))
        if words[0][0].isupper() and is_whole and len(words) >= 2:
            return None if any(cues.has("not_a_name", word) for word in words) else " ".join(words)
    return None
