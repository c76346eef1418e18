"""Text -> the same text, character for character, in plain signs: what names are matched on."""

import unicodedata
from functools import cache

import polars as pl

SIGNS = {
    "'": "\u2018\u2019\u201a\u201b\u2032\u00b4\u0060\u02bc\u02bb",
    '"': "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
    " ": "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t",
    "*": "\u2022\u00b7\u25aa\u25cf\u2026\u00a7\u00b6\u2020\u2021\u00ae\u2122\u00a9\ufffd",
    "$": "\u20ac\u00a3\u00a5\u20bd\u20b8\u20ba",
}
LATIN = (0x00C0, 0x0250)
UNDECOMPOSED = {"ı": "i", "ə": "a", "Ə": "A", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "s"}


def plain_text(text: pl.Expr) -> pl.Expr:
    """Signs and Latin letters as ASCII; one character for one, so that offsets in code points stay."""
    return text.str.replace_many(list(_plain()), list(_plain().values()))


@cache
def _plain() -> dict[str, str]:
    """The sign or letter that stands for each other one."""
    letters = {}
    for code in range(*LATIN):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            letters[chr(code)] = base
    return {**{sign: plain for plain, signs in SIGNS.items() for sign in signs}, **letters, **UNDECOMPOSED}
