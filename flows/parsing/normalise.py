"""Text as printed -> text as compared."""

import sys
import unicodedata
from collections.abc import Callable
from functools import cache

import polars as pl

APOSTROPHES = "\u2018\u2019\u201a\u201b\u2032\u00b4\u0060\u02bc\u02b9\uff07"
QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
MARKS = ((f"[{APOSTROPHES}]", "'"), (f"[{QUOTES}]", '"'), (f"[{DASHES}]", "-"))
# Letters as few ranges, with what else lies among them: Polars keeps 32 patterns only, and one that holds \p{L}{2,40}
# takes 30 ms to compile for each batch.
LETTERS = r"A-Za-z\x{C0}-\x{1FFF}\x{2C00}-\x{10FFFF}"
UNEVEN_SPACE = r"\s{2,}|[^\S ]"
# Letters that NFKC leaves alone wherever they stand; the no-break space becomes one that is collapsed anyway.
STABLE = r"\x00-\x7f\u00a0\u00a3\u00a7\u00a9\u00ab\u00b0\u00bb\u00c0-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e"
UNSTABLE = rf"[^{STABLE}\u0400-\u0482\u048a-\u052f\u20ac\u20b8\u20bd]"


def plain(text: pl.Expr) -> pl.Expr:
    """Quotes and dashes made plain, white space collapsed and stripped; case stays."""
    return _even(_marked(text))


def normalised(text: pl.Expr) -> pl.Expr:
    """The contract's normalised text: NFKC, case folded, quotes and dashes made plain, white space collapsed."""
    return _even(_marked(text).map_batches(_folded, return_dtype=pl.String, is_elementwise=True))


def _marked(text: pl.Expr) -> pl.Expr:
    for pattern, mark in MARKS:
        text = text.str.replace_all(pattern, mark)
    return text


def _even(text: pl.Expr) -> pl.Expr:
    return text.str.replace_all(UNEVEN_SPACE, " ").str.strip_chars(" ")


def _folded(text: pl.Series) -> pl.Series:
    """NFKC and case folding, each only for the texts that they may change: they cost more than all else."""
    text = _where(text.str.contains(UNSTABLE), text, lambda some: some.str.normalize("NFKC")).str.to_lowercase()
    is_plain = text.str.len_bytes() == text.str.len_chars()
    return _where(~is_plain, text, lambda some: some.str.replace_many(list(_folds()), list(_folds().values())))


def _where(mask: pl.Series, text: pl.Series, change: Callable[[pl.Series], pl.Series]) -> pl.Series:
    rows = mask.arg_true()
    return text.scatter(rows, change(text.gather(rows))) if rows.len() else text


@cache
def _folds() -> dict[str, str]:
    """Lower-case letters that case folding changes further, such as the German sharp s."""
    letters = (chr(code) for code in range(0x80, sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Ll")
    return {letter: letter.casefold() for letter in letters if letter.casefold() != letter}
