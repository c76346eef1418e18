"""Text as printed -> text as compared."""

import sys
import unicodedata
from functools import cache

import polars as pl

APOSTROPHES = "\u2018\u2019\u201a\u201b\u2032\u00b4\u0060\u02bc\u02b9\uff07"
QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
PLAIN = {**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(QUOTES, '"'), **dict.fromkeys(DASHES, "-")}
SPACE = r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+"


def plain(text: pl.Expr) -> pl.Expr:
    """Quotes and dashes made plain, white space collapsed and stripped; case stays."""
    marked = text.str.replace_many(list(PLAIN), list(PLAIN.values()))
    return marked.str.replace_all(SPACE, " ").str.strip_chars(" ")


def normalised(text: pl.Expr) -> pl.Expr:
    """The contract's normalised text: NFKC, case folded, quotes and dashes made plain, white space collapsed."""
    marked = text.str.replace_many(list(PLAIN), list(PLAIN.values())).str.normalize("NFKC")
    folded = marked.str.to_lowercase().str.replace_many(list(_folds()), list(_folds().values()))
    return folded.str.replace_all(r"\s+", " ").str.strip_chars(" ")


@cache
def _folds() -> dict[str, str]:
    """Lower-case letters that case folding changes further, such as the German sharp s."""
    letters = (chr(code) for code in range(0x80, sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Ll")
    return {letter: letter.casefold() for letter in letters if letter.casefold() != letter}
