"""A warehouse -> its freshness; a lake -> the same in fewer files and snapshots."""

from datetime import date, timedelta
from typing import Any

from flows.warehouse import lake
from flows.warehouse.build import opened
from flows.warehouse.load import now
from flows.warehouse.places import Lake, Places
from flows.warehouse.query import released


def freshness(where: Places, as_of: date) -> dict[str, Any]:
    """Last capture, last rate and days since, at a day: the row of report.freshness(as_of)."""
    with released(where) as connection:
        rows = connection.sql("FROM report.freshness($day)", params={"day": as_of}).pl()
    return rows.row(0, named=True)


def tend(where: Lake, memory_mib: int, days: int) -> dict[str, int]:
    """Merge a lake's small files, drop snapshots older than so many days, and files that nothing needs for a day.

    Returns the rows that DuckLake tells of each step, by its name. Readers of kept snapshots notice nothing.
    """
    past = {"past": now() - timedelta(days=days)}
    yesterday = {"past": now() - timedelta(days=1)}
    steps = (
        ("merged", f"ducklake_merge_adjacent_files('{lake.NAME}')", None),
        ("rewritten", f"ducklake_rewrite_data_files('{lake.NAME}')", None),
        ("expired", f"ducklake_expire_snapshots('{lake.NAME}', older_than => $past)", past),
        ("removed", f"ducklake_cleanup_old_files('{lake.NAME}', older_than => $past)", yesterday),
        ("orphans", f"ducklake_delete_orphaned_files('{lake.NAME}', older_than => $past)", yesterday),
    )
    with opened(where, memory_mib) as connection:
        return {name: len(connection.execute(f"CALL {call}", values or {}).fetchall()) for name, call, values in steps}
