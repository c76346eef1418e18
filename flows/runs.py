"""The life of a run: begun in the log, finished there, and released or undone."""

import json
import uuid
from importlib.metadata import version
from pathlib import Path

import polars as pl

from flows import seeds
from flows.errors import InputError, RefusedError
from flows.look import Work
from flows.references import gazetteer
from flows.settings import SCHEMA_VERSION, Settings
from flows.steps import Steps
from flows.summary import Summary
from flows.warehouse import audit_log, build, checks, known, ledger, load, places, release
from flows.warehouse.sql_files import sql_version


def new_run_id() -> str:
    """An id that no other run has, with the time for people; ops.runs.run_number is the order."""
    return f"{load.now():%Y%m%dT%H%M%S%fZ}-{uuid.uuid4().hex[:6]}"


def require_build(where: places.Places) -> None:
    """A build that is gone is rebuilt, never begun anew: files may be gone that the warehouse still knows.

    Raises InputError where it is gone, and a ledger or a release tells that there was one.
    """
    if not where.build.is_file() and ledger.sources(where):
        raise InputError(
            f"{where.build}: the build database is gone; `steppe rebuild` makes it anew from the raw store, and what is"
            " released stays as it is until then"
        )


def undo_refused(where: places.Places, settings: Settings) -> None:
    """Prepare the build; where a refused run was killed before it was undone, undo it: it must not be released."""
    with build.opened(where, settings.memory_mib) as connection:
        build.prepare(connection)
        is_left = known.holds_refused(connection)
    if is_left:
        release.undo(where)


def begin(connection: build.Connection, summary: Summary, flow: str = "ingest") -> None:
    """Dimensions as this version has them, and the run in the log, in a database that is prepared."""
    frames = {
        "entities": gazetteer().entity_table,
        "entity_aliases": gazetteer().alias_table,
        "currencies": seeds.table("currencies"),
    }
    build.replace_dimensions(connection, frames)
    audit_log.replace_catalogue(connection, checks.catalogue())
    versions = {"parser": seeds.parser_version(), "gazetteer": seeds.gazetteer_version(), "sql": sql_version()}
    versions |= {name: version(name) for name in ("polars", "duckdb", "prefect", "great-expectations")}
    row = {
        "run_id": summary.run_id,
        "flow": flow,
        "started_at": load.now(),
        "status": "running",
        "captures_seen": summary.captures_seen,
        "captures_new": 0,
        "captures_quarantined": 0,
        "versions": json.dumps(versions),
        "schema_version": SCHEMA_VERSION,
        "run_number": build.scalar(connection, "SELECT COALESCE(MAX(run_number), 0) + 1 FROM ops.runs"),
    }
    build.insert(connection, "ops.runs", pl.DataFrame([row]))


def finish(connection: build.Connection, where: places.Places, summary: Summary) -> None:
    """The outcome of the run in the log, all of it in the file, and after a pass what a rebuild needs in the ledger."""
    status = "refused" if summary.reason else "passed"
    connection.execute(
        "UPDATE ops.runs SET finished_at = ?, status = ?, captures_new = ?, captures_quarantined = ?, fingerprint = ?"
        " WHERE run_id = ?",
        [load.now(), status, summary.captures_new, summary.captures_quarantined, summary.fingerprint, summary.run_id],
    )
    summary.add_records(connection)
    if not summary.reason:
        checks.note_passed(connection, summary.run_id)
    if isinstance(where, places.Lake):
        return  # its catalog is the ledger, and its transaction still open
    build.settle(connection)
    if not summary.reason:
        ledger.save(connection, where)


def nothing_new(where: places.Places, work: Work) -> Summary:
    """The summary of a run that has nothing to do."""
    current = where.release()
    kept = work.pending.fingerprint if isinstance(where, places.Lake) else None
    return Summary(
        captures_seen=work.seen,
        files_forgotten=work.passed_over,
        fingerprint=release.fingerprint_of(current) if current else kept,
        is_idle=True,
        is_held=where.hold.exists(),
    )


def close_run(
    where: places.Places,
    settings: Settings,
    summary: Summary,
    steps: Steps,
    advice: str = "Mend or remove the cause, then run again",
) -> None:
    """Release what passed, write the report, undo what is refused. Raises RefusedError when the run is refused."""
    if not summary.reason:
        steps.publish(where, str(summary.fingerprint), settings.keep_releases)
    try:
        write_report(where, settings, summary, steps)
    finally:
        if summary.reason:
            release.undo(where)
    if summary.reason:
        raise refusal(summary, advice)


def write_report(
    where: places.Places, settings: Settings, summary: Summary, steps: Steps, built: Path | None = None
) -> None:
    """Have the report written. One that fails does not decide over the run; the summary says what went wrong."""
    try:
        summary.report = steps.report(where, settings, summary.reason, built)
    except Exception as error:
        summary.report_error = (
            f"The quality report was not written ({type(error).__name__}: {' '.join(str(error).split())})"
        )
        summary.report_error += "; mend that, then `steppe quality` writes it"


def refusal(summary: Summary, advice: str) -> RefusedError:
    """Why the run is refused, what that means, and where its report lies."""
    told = summary.report_error or f"Rows and checks: {summary.report}"
    return RefusedError(f"{summary.reason}; nothing is released. {advice}. {told}", summary)
