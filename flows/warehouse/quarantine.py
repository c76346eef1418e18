"""quality.quarantine -> what stands, one refusal with all of it, and captures that a replay processes again."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import duckdb
import polars as pl

from flows.errors import BusyError, InputError
from flows.warehouse.build import Connection
from flows.warehouse.locks import locked
from flows.warehouse.places import Places
from flows.warehouse.query import released

ROWS = """
SELECT
    quarantine.*, list_sort(files.uris) AS uris, runs.started_at AS first_at
FROM quality.quarantine
LEFT JOIN (SELECT capture_id, list(uri) AS uris FROM ops.capture_files GROUP BY capture_id) AS files
    ON quarantine.capture_id = files.capture_id
LEFT JOIN ops.runs ON quarantine.first_run_id = runs.run_id
WHERE {which}
ORDER BY quarantine.reason, files.uris[1], quarantine.capture_id, quarantine.line_start, quarantine.quarantine_id
"""
# A refused run was undone: its dumps are in no load log, and what it refused matters until a later run passes.
STANDS = """quarantine.resolved_run_id IS NULL AND (
    quarantine.capture_id IN (SELECT capture_id FROM ops.loads)
    OR runs.run_number > (SELECT coalesce(max(run_number), 0) FROM ops.runs WHERE status = 'passed')
)"""


@contextmanager
def latest(where: Places) -> Iterator[Connection]:
    """The build database, for reading: it knows refused runs too. Where it cannot be locked, the release.

    Raises InputError when there is neither.
    """
    with ExitStack() as stack:
        try:
            if not where.build.is_file():
                connection = stack.enter_context(released(where))
            else:
                stack.enter_context(locked(where, "look at the quarantine"))
                connection = stack.enter_context(duckdb.connect(str(where.build), read_only=True))
        except (BusyError, InputError):  # a run holds it, or the place is read-only
            connection = stack.enter_context(released(where))
        yield connection


def rows(connection: Connection, reason: str | None = None, *, also_resolved: bool = False) -> pl.DataFrame:
    """Refusals that stand, or all: quality.quarantine with uris, and first_at (start of the first run, UTC)."""
    which = ["TRUE" if also_resolved else STANDS, "quarantine.reason = $reason" if reason else "TRUE"]
    return connection.sql(ROWS.format(which=" AND ".join(which)), params={"reason": reason} if reason else {}).pl()


def one(connection: Connection, beginning: str) -> pl.DataFrame:
    """The refusal whose id is, or alone begins with, what is given. Raises InputError for none, or several."""
    found = connection.sql(
        ROWS.format(which="starts_with(quarantine_id, $beginning)"), params={"beginning": beginning}
    ).pl()
    if found.height == 1:
        return found
    if found.is_empty():
        raise InputError(f"{beginning}: no refusal has this id; `steppe quarantine list --all` tells them")
    some = ", ".join(found["quarantine_id"].head(3))
    raise InputError(f"{beginning}: {found.height} refusals begin so ({some} ...); give more of the id")


def brought(connection: Connection, run_id: str) -> pl.DataFrame:
    """What the run put in quarantine for the first time, by reason: reason, dump_count, line_count."""
    query = """
    SELECT reason, COUNT(*) FILTER (WHERE line_start IS NULL) AS dump_count, COUNT(line_start) AS line_count
    FROM quality.quarantine
    WHERE first_run_id = $run AND resolved_run_id IS NULL
    GROUP BY reason
    ORDER BY reason
    """
    return connection.sql(query, params={"run": run_id}).pl()
