"""A country at the end of a name that nobody listed -> no country: `by Zulpcom Georgia`, `the Digital Kazakhstan plan`."""

import numpy as np
import polars as pl

from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer, Mask
from flows.mentions.spans import without
from flows.mentions.surroundings import beside
from flows.mentions.words import Words

NAME = r"[a-z,(] (?:[A-Z][\w'-]* )?([A-Z][A-Za-z&.]*) $"
ENDS = r"^(?:[.,;:)!?\"\n]| [a-z]|$)"


def drop_offshoots(
    spans: pl.DataFrame, words: Words, buffer: Buffer, gazetteer: Gazetteer, texts: pl.DataFrame
) -> pl.DataFrame:
    """The spans without countries that end a name within a sentence of a body.

    Before one stands a word with a capital that no span holds, and before that a small word. That word is none of the
    language, for headings run into sentences (`An Uneasy Neighbor Kazakhstan says`), but for those of programmes.
    """
    is_country = pl.col("name_id").is_in(gazetteer.country_nouns.implode())
    bodies = texts.filter(pl.col("field") == "body")["row"]
    is_free = (pl.col("end").shift(1) + 1 < pl.col("begin")).fill_null(True)
    may_be = spans.with_columns(is_free=is_free).filter(is_country).select("begin", "end", "row", "is_free")
    may_be = may_be.filter(pl.col("is_free") & pl.col("row").is_in(bodies.implode()))
    behind = beside(may_be.filter(pl.Series(_are_behind(may_be, words), dtype=pl.Boolean)), buffer)
    named = behind.with_columns(word=pl.col("left").str.extract(NAME)).drop_nulls("word")
    named = named.filter(pl.col("right").str.contains(ENDS))
    openers, cues = gazetteer.cues.by_kind.get("programme_opener", NOTHING), gazetteer.cues
    opens = [word in openers or not (cues.has("word", word.lower()) or word in cues.by_word) for word in named["word"]]
    return without(spans, named.filter(pl.Series(opens, dtype=pl.Boolean))["begin"])


def _are_behind(countries: pl.DataFrame, words: Words) -> Mask:
    """Whether a word with a capital stands right before each."""
    begin = countries["begin"].to_numpy()
    nr = np.searchsorted(words.begin, begin)
    before = np.maximum(nr - 1, 0)
    behind: Mask = (nr > 0) & (words.end[before] + 1 == begin) & (words.run[before] == words.run[np.minimum(nr, len(words.run) - 1)])
    return behind
