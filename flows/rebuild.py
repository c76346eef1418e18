"""The raw store and the ledger -> the same warehouse anew, beside the old one, and swapped at the end."""

from pathlib import Path

import polars as pl

from flows import pipeline
from flows.dumps import raw
from flows.dumps.batches import batches
from flows.dumps.read import UNREAD, read
from flows.errors import InputError, RefusedError
from flows.look import existing
from flows.settings import SCHEMA_VERSION, Settings
from flows.warehouse import build, ledger, locks, places, release

WANTED = """
SELECT DISTINCT capture_id FROM ops.capture_files
WHERE capture_id NOT IN (SELECT capture_id FROM ops.forgotten) AND capture_id NOT IN (
    SELECT capture_id FROM quality.quarantine WHERE line_start IS NULL AND reason IN $unread
)
ORDER BY capture_id
"""
REFUSED = "SELECT capture_id FROM quality.quarantine WHERE line_start IS NULL AND resolved_run_id IS NULL"
SAME_LOADS = """
UPDATE ops.loads SET run_id = earlier.run_id, recorded_at = earlier.recorded_at
FROM history.ops.loads AS earlier
WHERE loads.capture_id = earlier.capture_id
  AND loads.parser_version = earlier.parser_version
  AND loads.metadata_hash = earlier.metadata_hash
"""
UNREAD_LOADS = """
INSERT INTO ops.loads BY NAME
SELECT * FROM history.ops.loads AS earlier
WHERE capture_id NOT IN (SELECT capture_id FROM ops.loads)
  AND capture_id NOT IN (SELECT capture_id FROM ops.forgotten)
  AND capture_id IN (SELECT capture_id FROM quality.quarantine WHERE line_start IS NULL)
"""


def why_needed(settings: Settings) -> str | None:
    """Why runs cannot go on before a rebuild: the build database is gone, or of an older schema. None where they can.

    Raises InputError for a warehouse of a newer Steppe.
    """
    where = places.places(settings.warehouse)
    told = ledger.sources(where)
    if not told:
        return None
    if not where.build.is_file():
        return "the build database is gone"
    with (
        locks.locked(where, "look", settings.lock_wait_seconds),
        build.opened(where, settings.memory_mib) as connection,
    ):
        found = build.schema_version(connection)
    if found is None or found >= SCHEMA_VERSION:
        build.check_schema(found)
        return None
    return f"the warehouse is of schema {found}, this Steppe makes {SCHEMA_VERSION}"


def rebuild(settings: Settings, steps: pipeline.Steps | None = None, *, give_up: bool = False) -> pipeline.Summary:
    """The same warehouse anew from the raw store, audited and released; the old one stays until then.

    Needs none of the original files. Killed anywhere, it is started again from the beginning. `give_up` drops captures
    whose bytes are nowhere. Raises InputError where bytes are missing, RefusedError when the audit refuses.
    """
    steps = steps or pipeline.Steps()
    where = places.places(settings.warehouse)
    summary = pipeline.Summary(run_id=pipeline.new_run_id())
    file = where.state / "rebuild.duckdb"
    with locks.locked(where, "rebuild", settings.lock_wait_seconds):
        sources = ledger.sources(where)
        if not sources:
            raise InputError(
                f"{where.state}: neither ledger nor release tells what to rebuild; run `steppe run` on the dumps, or"
                " `steppe restore` a backup"
            )
        raw.sweep(where.raw)
        _remove(file)
        with build.opened(where, settings.memory_mib, file) as connection:
            _fill(connection, where, sources[0], settings, summary, steps, give_up=give_up)
        if summary.reason:
            _remove(file)
            raise RefusedError(f"{summary.reason}; nothing is released and the old warehouse stays as it is")
        steps.publish(where, str(summary.fingerprint), settings.keep_releases, file)
        _remove(where.build.with_name(f"{where.build.name}.wal"))
        file.replace(where.build)
    return summary


def _fill(
    connection: build.Connection,
    where: places.Places,
    source: Path,
    settings: Settings,
    summary: pipeline.Summary,
    steps: pipeline.Steps,
    *,
    give_up: bool,
) -> None:
    """Everything of a new build database: history, captures, recomputed articles, verdicts."""
    build.prepare(connection)
    with ledger.attached(connection, source):
        build.check_newer(build.schema_version_of(connection, "history"))
        ledger.carry(connection)
        refused_before = connection.sql(REFUSED).pl()["capture_id"]
        pipeline.begin(connection, summary, "rebuild")
        captures = _kept(connection, where, settings, give_up=give_up)
        summary.captures_seen = len(captures)
        pipeline.load_stored(connection, where, captures, settings, summary, steps)
        connection.execute(SAME_LOADS)
        connection.execute(UNREAD_LOADS)
    summary.articles_touched = steps.recompute(connection)
    lenient = settings.model_copy(update={"max_refused_share": 1.0})
    summary.reason = steps.check(connection, lenient, summary) or _newly_refused(
        connection, refused_before, len(captures), settings
    )
    pipeline.finish(connection, where, summary)


def _kept(connection: build.Connection, where: places.Places, settings: Settings, *, give_up: bool) -> list[str]:
    """The captures to rebuild, all of them in the raw store now; what it lacked is read where it lay.

    Raises InputError that names those whose bytes are nowhere.
    """
    wanted = connection.sql(WANTED, params={"unread": list(UNREAD)}).pl()["capture_id"]
    for held in _found_again(connection, wanted, where, settings):
        raw.write(where.raw, held)
    held = raw.index(where.raw)["capture_id"]
    missing = wanted.filter(~wanted.is_in(held.implode()))
    if missing.len() and not give_up:
        raise InputError(_missing(connection, missing))
    for table in ("ops.capture_files", "quality.quarantine"):
        connection.execute(f"DELETE FROM {table} WHERE list_contains(?, capture_id)", [list(missing)])
    return list(wanted.filter(~wanted.is_in(missing.implode())))
