"""A release and a day -> whether each outlet is as fresh as its own rhythm lets expect, and why in words."""

from datetime import date
from typing import Any

import polars as pl

from flows.warehouse.build import Connection
from flows.warehouse.places import Places
from flows.warehouse.query import released

LEAST_GAPS = 10
SCHEMA = {
    "outlet": pl.String,
    "last_captured_on": pl.Date,
    "capture_age_days": pl.Int64,
    "usual_gap_days": pl.Int64,
    "gap_count": pl.Int64,
    "is_stale": pl.Boolean,
    "why": pl.String,
}
ROWS = """
SELECT outlet, last_captured_on, capture_age_days, usual_gap_days, gap_count, capture_count
FROM report.capture_rhythm($day)
ORDER BY outlet
"""


def freshness(where: Places, as_of: date, fresh_days: int) -> pl.DataFrame:
    """A row for each outlet of the release, in SCHEMA. Raises InputError when nothing is released.

    Stale is an outlet whose last dated capture is longer ago than 95% of its last gaps were; where fewer than
    LEAST_GAPS are known, longer ago than `fresh_days`; and one without any dated capture.
    """
    with released(where) as connection:
        return judged(connection, as_of, fresh_days)


def judged(connection: Connection, as_of: date, fresh_days: int) -> pl.DataFrame:
    """The same from an open database."""
    found = connection.sql(ROWS, params={"day": as_of}).pl()
    rows = [dict(zip(SCHEMA, _judged(row, fresh_days), strict=True)) for row in found.iter_rows(named=True)]
    return pl.DataFrame(rows, schema=SCHEMA)


def _judged(row: dict[str, Any], fresh_days: int) -> tuple[object, ...]:
    gaps, usual, age = row["gap_count"], row["usual_gap_days"], row["capture_age_days"]
    has_rhythm = gaps >= LEAST_GAPS
    if age is None:
        told = f"none of its {row['capture_count']:,} captures has a day up to now"
    elif has_rhythm:
        told = f"last captured {age} days ago; usually within {usual} (95% of its last {gaps} gaps)"
    else:
        known = f"{gaps} of {LEAST_GAPS} gaps"
        told = f"last captured {age} days ago; {fresh_days} are allowed until its rhythm is known ({known})"
    is_stale = age is None or age > (usual if has_rhythm else fresh_days)
    return row["outlet"], row["last_captured_on"], age, usual, gaps, is_stale, told


def told(outlets: pl.DataFrame) -> str:
    """Why the outlets, rows in SCHEMA, are stale or fresh: a line, the stale ones first."""
    rows = outlets.sort("is_stale", "outlet", descending=[True, False])
    lines = [
        f"{outlet} is {'stale' if is_stale else 'fresh'}: {why}"
        for outlet, is_stale, why in rows.select("outlet", "is_stale", "why").iter_rows()
    ]
    return "; ".join(lines) or "no captures yet"
