"""The raw store and the ledger -> the same warehouse anew, beside the old one, and swapped at the end."""

from pathlib import Path

import polars as pl

from flows import feed, runs
from flows.dumps import raw
from flows.dumps.archives.terms import terms_of
from flows.dumps.batches import batches
from flows.dumps.read import read
from flows.dumps.sources import items, parted
from flows.errors import InputError
from flows.look import existing
from flows.settings import SCHEMA_VERSION, Settings
from flows.steps import Steps
from flows.summary import Summary
from flows.warehouse import build, changes, known, ledger, locks, places, releases, takedown

MOST_NAMED = 10
REFUSED = "SELECT capture_id FROM quality.quarantine WHERE line_start IS NULL AND resolved_run_id IS NULL"
SAME_LOADS = """
UPDATE ops.loads SET run_id = earlier.run_id, first_run_id = earlier.{age}, recorded_at = earlier.recorded_at
FROM history.ops.loads AS earlier
WHERE loads.capture_id = earlier.capture_id
  AND loads.parser_version = earlier.parser_version
  AND loads.metadata_hash = earlier.metadata_hash
"""
UNREAD_LOADS = """
INSERT INTO ops.loads BY NAME
SELECT {columns} FROM history.ops.loads AS earlier
WHERE capture_id NOT IN (SELECT capture_id FROM ops.loads)
  AND capture_id NOT IN (SELECT capture_id FROM ops.forgotten)
  AND capture_id IN (SELECT capture_id FROM quality.quarantine WHERE line_start IS NULL)
"""


def why_needed(settings: Settings) -> str | None:
    """Why runs cannot go on before a rebuild: the build database is gone, or of an older schema. None where they can.

    Raises InputError for a warehouse of a newer Steppe.
    """
    where = places.places(settings.warehouse)
    if not where.build.is_file():
        return "the build database is gone" if ledger.sources(where) else None
    with (
        locks.locked(where, "look", settings.lock_wait_seconds),
        build.opened(where, settings.memory_mib) as connection,
    ):
        found = build.schema_version(connection)
    if found is None or found >= SCHEMA_VERSION:
        build.refuse_newer(found)
        return None
    return f"the warehouse is of schema {found}, this Steppe makes {SCHEMA_VERSION}"


def rebuild(settings: Settings, steps: Steps | None = None, *, give_up: bool = False) -> Summary:
    """The same warehouse anew from the raw store, audited and released; the old one stays until then.

    Needs none of the original files. Killed anywhere, it is started again from the beginning. `give_up` drops captures
    whose bytes are nowhere. Raises InputError where bytes are missing, RefusedError when the audit refuses.
    """
    steps = steps or Steps()
    where = places.places(settings.warehouse)
    summary = Summary(run_id=runs.new_run_id())
    file = where.work / "rebuild.duckdb"
    with locks.locked(where, "rebuild", settings.lock_wait_seconds):
        sources = ledger.sources(where)
        if not sources:
            raise InputError(
                f"{where.state}: neither ledger nor release tells what to rebuild; run `steppe run` on the dumps, or"
                " `steppe restore` a backup"
            )
        build.refuse_newer(ledger.schema_of(sources[0]))
        raw.sweep(where.raw)
        with build.opened(where, settings.memory_mib, file) as connection:
            _fill(connection, where, sources[0], settings, summary, steps, give_up=give_up)
        if summary.reason:
            runs.write_report(where, settings, summary, steps, file)
            raise runs.refusal(summary, "The old warehouse stays as it is")
        steps.publish(where, str(summary.fingerprint), settings.keep_releases, file)
        places.log_of(where.build).unlink(missing_ok=True)
        file.replace(where.build)
        runs.write_report(where, settings, summary, steps)
    return summary


def _fill(
    connection: build.Connection,
    where: places.Places,
    source: Path,
    settings: Settings,
    summary: Summary,
    steps: Steps,
    *,
    give_up: bool,
) -> None:
    """Everything of a new build database: history, captures, recomputed articles, verdicts."""
    build.prepare(connection)
    with ledger.attached(connection, source):
        ledger.carry(connection)
        takedown.drop_forgotten(connection)
        refused_before = connection.sql(REFUSED).pl()["capture_id"]
        captures = _kept(connection, where, settings, give_up=give_up)
        summary.captures_seen = len(captures)
        runs.begin(connection, summary, "rebuild")
        feed.load_stored(connection, where, captures, settings, summary, steps)
        has_ages = ledger.has_ages(connection)
        connection.execute(SAME_LOADS.format(age="first_run_id" if has_ages else "run_id"))
        connection.execute(UNREAD_LOADS.format(columns="*" if has_ages else "*, run_id AS first_run_id"))
    summary.articles_touched = steps.recompute(connection, summary)
    _trace(connection, where, summary)
    lenient = settings.model_copy(update={"max_refused_share": 1.0})
    summary.reason = steps.check(connection, lenient, summary) or _newly_refused(
        connection, refused_before, len(captures), settings
    )
    runs.finish(connection, where, summary)


def _trace(connection: build.Connection, where: places.Places, summary: Summary) -> None:
    """What differs from the facts of the newest release, to ops.changes: other code may read otherwise."""
    told = [path for path in ledger.sources(where) if path == releases.newest(where)]
    if told:
        with ledger.attached(connection, told[0]):
            if ledger.has_ages(connection):
                with build.transaction(connection):
                    changes.trace_rebuilt(connection, summary.run_id)


def _kept(connection: build.Connection, where: places.Places, settings: Settings, *, give_up: bool) -> list[str]:
    """The captures to rebuild, all of them in the raw store now; what it lacked is read where it lay.

    Raises InputError that names those whose bytes are nowhere.
    """
    wanted = ledger.wanted(connection)
    missing = _not_held(wanted, where)
    if missing.len():
        _keep_again(connection, missing, where, settings)
        missing = _not_held(wanted, where)
    if missing.len() and not give_up:
        raise InputError(_told(connection, missing))
    for table in ("ops.capture_files", "quality.quarantine"):
        connection.execute(f"DELETE FROM {table} WHERE list_contains(?, capture_id)", [missing.to_list()])
    return wanted.filter(~wanted.is_in(missing.implode())).to_list()


def _not_held(captures: pl.Series, where: places.Places) -> pl.Series:
    held = raw.index(where.raw)["capture_id"]
    return captures.filter(~captures.is_in(held.implode()))


def _keep_again(connection: build.Connection, missing: pl.Series, where: places.Places, settings: Settings) -> None:
    """Read what the store lacks from the files where it lay, as far as they still hold it."""
    there = existing(known.files_of(connection, missing)["uri"].to_list())
    for part in batches(items(there, terms_of(settings)), settings.batch_dumps, settings.batch_mib * 2**20):
        texts, refused, _ = read(parted(part)[0], settings.max_dump_mib * 2**20)
        held = pl.concat([frame.select(list(raw.RAW_SCHEMA)) for frame in (texts, refused)])
        raw.write(where.raw, held.filter(pl.col("capture_id").is_in(missing.implode())))


def _told(connection: build.Connection, missing: pl.Series) -> str:
    lay = known.files_of(connection, missing).unique("capture_id", keep="first", maintain_order=True)
    some = [f"{capture_id} ({uri})" for capture_id, uri in lay.select("capture_id", "uri").head(MOST_NAMED).iter_rows()]
    more = f" and {missing.len() - len(some):,} more" if missing.len() > len(some) else ""
    return (
        f"{missing.len():,} captures are neither in the raw store nor where they lay: {', '.join(some)}{more}. Put the"
        " files back, or give these captures up with `steppe rebuild --give-up-missing`; the release stays as it is"
    )


def _newly_refused(connection: build.Connection, before: pl.Series, count: int, settings: Settings) -> str | None:
    """Why the rebuild is refused: too large a share of what was loaded would be lost to the quarantine."""
    now = connection.sql(REFUSED).pl()["capture_id"]
    lost = now.filter(~now.is_in(before.implode()))
    if lost.len() > settings.max_refused_share * count:
        return f"{lost.len():,} of {count:,} captures would be refused that were loaded before (first: {lost[0]})"
    return None
