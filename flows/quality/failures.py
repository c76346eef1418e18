"""Rows that broke a check -> their keys and what was seen in them, for quality.check_failures."""

from collections.abc import Iterable

import polars as pl

FAILURE_SCHEMA = {
    "suite": pl.String,
    "check_name": pl.String,
    "table_name": pl.String,
    "record_key": pl.String,
    "detail": pl.String,
}
VALUE_CHARS = 80


def record_key(values: Iterable[object]) -> str | None:
    """The parts of a key joined by ' | '; None where there are none.

    >>> record_key(["9f2c", "KZT", None])
    '9f2c | KZT | NULL'
    """
    return " | ".join("NULL" if value is None else str(value) for value in values) or None


def detail(row: dict[str, object]) -> str | None:
    r"""Columns with their values, on one line; long values are cut, what does not print is escaped.

    >>> detail({"line_end": 41, "raw_text": "two\nlines", "layout": None})
    'line_end: 41; raw_text: two lines; layout: NULL'
    """
    return "; ".join(f"{name}: {_shown(value)}" for name, value in row.items()) or None


def _shown(value: object) -> str:
    text = "NULL" if value is None else " ".join(str(value)[: 4 * VALUE_CHARS].split())
    cut = text if len(text) <= VALUE_CHARS else f"{text[: VALUE_CHARS - 1]}…"
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in cut)
