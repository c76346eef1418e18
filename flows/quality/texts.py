r"""Columns of text -> what can be told of them: English or not, damaged, marked up, made of words.

Rules for whole columns, not for linguists: each warns, none refuses, and what each gets wrong is measured in
tests/quality/test_texts.py.
"""

import polars as pl

LANGUAGE_WORDS = 50
LANGUAGE_CHARS = 2000
WORDS = 20
ENGLISH = r"(?i)\b(?:the|of|and|to|in|that|for|with|was|by|from|are)\b"
DAMAGE = (
    r"\x{fffd}|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x{84}\x{86}-\x{9f}]"  # no letter: replacement, control characters
    r"|Ã[\x{80}-\x{bf}]|Â[\x{a0}-\x{bf}]|â€|ï»¿"  # UTF-8 read as Latin-1 or Windows-1252
    r"|[ÐÑ][\x{80}-\x{bf}‘’“”•–—˜™š›œžŸ¡-¿]"  # the same of Cyrillic
)
MARKUP = r"</?[A-Za-z][^<>]{0,200}>|&(?:[A-Za-z]{2,8}|#\d{2,5}|#x[0-9A-Fa-f]{2,5});"


def english_share(text: pl.Expr, word_count: pl.Expr) -> pl.Expr:
    """Share of a dozen English function words among the words of the beginning; NULL below LANGUAGE_WORDS words.

    English prose has 0.16 to 0.37; Russian, Kazakh and Uzbek 0 to 0.02, German and Dutch up to 0.06.
    """
    beginning = text.str.slice(0, LANGUAGE_CHARS)
    share = beginning.str.count_matches(ENGLISH) / beginning.str.count_matches(r"\S+")
    return pl.when(word_count >= LANGUAGE_WORDS).then(share)


def damage_count(text: pl.Expr) -> pl.Expr:
    """Places where an encoding went wrong: replacement and control characters, UTF-8 read as something else."""
    return text.str.count_matches(DAMAGE)


def markup_count(text: pl.Expr) -> pl.Expr:
    """HTML tags and entities."""
    return text.str.count_matches(MARKUP)


def letters_a_word(text: pl.Expr, word_count: pl.Expr) -> pl.Expr:
    """Characters per word, white space counted; NULL below WORDS words. English has 5 to 8."""
    return pl.when(word_count >= WORDS).then(text.str.len_chars() / word_count)
