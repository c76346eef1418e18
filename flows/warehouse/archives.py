"""What became of the records of archives -> ops.archives and ops.passed_records."""

import polars as pl

from flows.dumps.archives.records import Tally
from flows.warehouse.build import Connection, insert, transaction
from flows.warehouse.load import utc

RESOLVED = """
UPDATE quality.quarantine SET resolved_run_id = $run
WHERE resolved_run_id IS NULL
  AND capture_id IN (SELECT capture_id FROM ops.capture_files SEMI JOIN whole_archives USING (uri))
"""


def log(connection: Connection, tallies: list[Tally], run_id: str) -> None:
    """Record archives all of whose records are loaded: from now on they are known.

    One that is whole now has no refusal of its own any more.
    """
    if not tallies:
        return
    rows = [_row(tally, run_id) for tally in tallies]
    passed = [
        {"uri": tally.uri, "rule": rule, "host": host, "record_count": count}
        for tally in tallies
        for (rule, host), count in sorted(tally.passed.items(), key=str)
    ]
    whole = [tally.uri for tally in tallies if tally.is_whole]
    with transaction(connection):
        connection.register("whole_archives", pl.DataFrame({"uri": whole}, schema={"uri": pl.String}))
        connection.execute(RESOLVED, {"run": run_id})
        connection.execute("DELETE FROM ops.capture_files WHERE uri IN (SELECT uri FROM whole_archives)")
        connection.unregister("whole_archives")
        for table in ("ops.archives", "ops.passed_records"):
            connection.execute(f"DELETE FROM {table} WHERE list_contains(?, uri)", [[tally.uri for tally in tallies]])
        insert(connection, "ops.archives", pl.DataFrame(rows))
        schema = {"uri": pl.String, "rule": pl.String, "host": pl.String, "record_count": pl.Int64}
        insert(connection, "ops.passed_records", pl.DataFrame(passed, schema=schema))


def _row(tally: Tally, run_id: str) -> dict[str, object]:
    return {
        "uri": tally.uri,
        "size_bytes": tally.size,
        "modified_at": utc(tally.modified_ns),
        "reading": tally.reading,
        "record_count": tally.record_count,
        "taken_count": tally.taken,
        "refused_count": tally.refused,
        "passed_count": tally.passed.total(),
        "is_whole": tally.is_whole,
        "run_id": run_id,
    }
