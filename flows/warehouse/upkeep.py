"""A release -> its freshness."""

from datetime import date
from typing import Any

from flows.warehouse.places import Places
from flows.warehouse.query import released


def freshness(where: Places, as_of: date) -> dict[str, Any]:
    """Last capture, last rate and days since, at a day: the row of report.freshness(as_of)."""
    with released(where) as connection:
        rows = connection.sql("FROM report.freshness($day)", params={"day": as_of}).pl()
    return rows.row(0, named=True)
