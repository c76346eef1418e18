"""Rows of quality.quarantine -> lines for a person: what was refused, where it lies, and the mend."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from flows import seeds
from flows.errors import InputError
from flows.terminal import tame

MOST_CHARS = 120


def require_reason(reason: str) -> None:
    """Raises InputError for a reason that is not on the closed list."""
    known = seeds.table("quarantine_reasons")["reason"]
    if reason not in known:
        raise InputError(f"{reason}: no such reason; the list is {', '.join(known)}")


def counts(rows: pl.DataFrame) -> pl.DataFrame:
    """Refusals by reason: count, grain, reason, meaning, mend; the most frequent first."""
    counted = rows.group_by("reason").agg(count=pl.len()).join(seeds.table("quarantine_reasons"), on="reason")
    return counted.select("count", "grain", "reason", "meaning", "mend").sort(
        "count", "reason", descending=[True, False]
    )


def listed(rows: pl.DataFrame) -> Iterator[str]:
    """Three lines a refusal: id and reason; where it lies; its text, or what was wrong with the dump."""
    for row in rows.iter_rows(named=True):
        resolved = f"  resolved by run {row['resolved_run_id']}" if row["resolved_run_id"] else ""
        yield f"{row['quarantine_id']}  {row['reason']}{resolved}"
        yield f"  {place(row)}"
        yield f"  {_told(row['raw_text'] or row['detail'])[:MOST_CHARS]}"


def place(row: dict[str, Any]) -> str:
    """The first file of the refused dump, with the line; its capture where no file is known."""
    where = row["uris"][0] if row["uris"] else f"capture {row['capture_id']}"
    return _told(where) + (f":{row['line_start']}" if row["line_start"] else "")


def shown(row: dict[str, Any]) -> Iterator[str]:
    """All of one refusal, a line each thing."""
    meaning, mend = seeds.table("quarantine_reasons").filter(reason=row["reason"]).select("meaning", "mend").row(0)
    first = f"{row['first_run_id']}" + (f" of {row['first_at']:%Y-%m-%d %H:%M} UTC" if row["first_at"] else "")
    whole = "the whole dump" + ("" if row["line_count"] is None else f", {row['line_count']} lines")
    yield f"refusal      {row['quarantine_id']}"
    yield f"reason       {row['reason']}: {meaning}"
    yield f"mend         {mend}"
    yield f"detail       {_told(row['detail'])}"
    yield f"capture      {row['capture_id']}"
    for uri in row["uris"] or ["unknown"]:
        yield f"file         {_told(uri)}"
    yield f"lines        {row['line_start']} to {row['line_end']}" if row["line_start"] else f"lines        {whole}"
    if row["raw_text"] is not None:
        yield f"text         {_told(row['raw_text'])}"
    yield f"refused by   run {first}, parser {row['parser_version']}"
    yield f"resolved by  run {row['resolved_run_id'] or 'none: it stands'}"


def _told(text: str) -> str:
    """The text on one line, with nothing in it that a terminal would obey."""
    return tame(text).replace("\n", "\\n")
