"""Short lines -> whether they print an article's author, day, category or comments, by phrases of seeds/phrases.csv."""

import re
from collections.abc import Iterable, Sequence

import polars as pl

from flows.parsing.normalise import LETTERS

WORD = rf"\p{{Lu}}[{LETTERS}0-9.'-]*"
NAME = rf"{WORD}(?:,? (?:and |& )?{WORD})*"
GAP = r"(?: ?[|·•/,;-] ?| )"
DAY = r"[0-9]{1,2}"
YEAR = r"(?:,? [0-9]{4})?"
TIME = rf"\b{DAY}[:.][0-9]{{2}}\b(?: ?[AaPp]\.?[Mm]\b\.?)?(?: \(?(?:UTC|GMT)(?:[+-]{DAY})?\)?)?"
NUMBER = r"\b[0-9][0-9,.]*[KkMm]?\b"
FIELDS = {"{name}": NAME, "{words}": r"\S.*"}


def with_fields(line: pl.Expr, months: Iterable[str]) -> pl.Expr:
    """The line with {date}, {time} and {number} in the place of each; `months` are in lower case, met in any."""
    month = rf"\b(?i:{'|'.join(months)})\b\.?"
    date = rf"(?:[{LETTERS}]+, )?\b(?:{DAY} {month}{YEAR}|{month} {DAY}{YEAR}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})\b"
    for pattern, field in ((date, "{date}"), (TIME, "{time}"), (NUMBER, "{number}")):
        line = line.str.replace_all(pattern, field)
    return line


def metadata_pattern(needed: Sequence[str], others: Sequence[str]) -> str:
    """Regex of a line `with_fields` that consists of phrases with gaps between them, one or more `needed` ones.

    Phrases are met in any case; {name} are capitalised words, {words} any.
    """
    one, each = _any_of(needed), _any_of([*needed, *others])
    return f"^(?:{each}{GAP})*{one}(?:{GAP}{each})*$"


def _any_of(phrases: Sequence[str]) -> str:
    """Regex of one of the phrases; those that end with the same field share its pattern."""
    words: dict[str, list[str]] = {}
    for phrase in phrases:
        field = next(filter(phrase.endswith, FIELDS), "")
        words.setdefault(field, []).append(re.escape(phrase.removesuffix(field)))
    parts = (f"(?i:{'|'.join(starts)}){FIELDS.get(field, '')}" for field, starts in words.items())
    return f"(?:{'|'.join(parts)})"
