"""New dumps to a new release, in plain functions: the chain that flows/ingest.py runs as tasks."""

import json
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from flows import backfill, matched, seeds, workers
from flows.batch import Asked, Part, ask, loadable
from flows.dumps import raw
from flows.dumps.archives.records import Record, Tally
from flows.dumps.archives.records import told as told_of
from flows.dumps.archives.terms import terms_of
from flows.dumps.batches import batches
from flows.dumps.find import find
from flows.dumps.read import decode_all, read
from flows.dumps.sources import items, parted
from flows.errors import InputError, RefusedError
from flows.look import Work, file_rows, look
from flows.mentions.match import match
from flows.progress import Step, watch
from flows.references import gazetteer
from flows.reports.quality import write_quality
from flows.settings import SCHEMA_VERSION, Settings
from flows.summary import Summary
from flows.warehouse import archives, audit_log, build, checks, known, lake, ledger, load, locks, places, release
from flows.warehouse.sql_files import sql_version

if TYPE_CHECKING:
    from flows.quality.refusal import Audited

REMATCH_PRINTS = 2000
progress: ContextVar[Callable[[str], None]] = ContextVar("progress", default=lambda line: None)


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


def load_batch(connection: build.Connection, where: places.Places, batch: load.Batch, summary: Summary) -> None:
    """An audited batch to the raw store, then to the build database: what is loaded can always be made again."""
    raw.write(where.raw, batch.raw)
    load.load(connection, batch, summary.run_id, seeds.parser_version(), seeds.gazetteer_version())
    build.settle(connection, build.UNSETTLED_MIB)


def rematch(connection: build.Connection, stale: pl.DataFrame) -> None:
    """Prints that another gazetteer matched, matched anew."""
    load.rematch(connection, stale, match(stale, gazetteer()), seeds.gazetteer_version())
    progress.get()(f"matched {stale.height:,} known texts with the new gazetteer")


def recompute(connection: build.Connection, summary: Summary) -> int:
    """Touched articles, made anew."""
    return load.recompute(connection, summary.run_id, seeds.gazetteer_version())


def check(connection: build.Connection, settings: Settings, summary: Summary) -> str | None:
    """Judge the warehouse with what the run made of it; returns why the run is refused, or None."""
    is_whole = checks.must_be_whole(connection, summary.run_id)
    results, failures = checks.check_warehouse(connection, settings.max_failures, is_whole=is_whole)
    audit_log.add(connection, results, failures, summary.run_id, "warehouse")
    audit_log.prune(connection, settings.keep_failure_runs)
    summary.fingerprint = release.fingerprint(connection)
    summary.add_warnings(results)
    failed = results.filter(~pl.col("is_success") & (pl.col("severity") == "critical"))
    if failed.height:
        first = failed.row(0, named=True)
        names = ", ".join(failed["check_name"])
        return f"sql/4_checks failed: {names} (of {first['table_name']}: {first['observed_value']})"
    done, refused, why = known.unjudged(connection)
    if refused > settings.max_refused_share * done:
        share = f"{refused} of {done} new dumps were refused"
        return f"{share}, more than {settings.max_refused_share:.0%} (first: {why})"
    return None


def publish(where: places.Places, passed: str, keep: int, built: Path | None = None) -> Path:
    """The closed build database, or another in its stead, to the published file."""
    return release.release(where, passed, keep, built)


def report(where: places.Places, settings: Settings, reason: str | None, built: Path | None = None) -> Path:
    """What the run checked and found, to quality.html; a refused run is not undone yet. `built`: another build."""
    with build.opened(where, settings.memory_mib, built) as connection:
        return write_quality(where, connection, settings.keep_releases, reason)


@dataclass(frozen=True)
class Steps:
    """The steps of a run: the plain functions, or the same as Prefect tasks."""

    read: Callable[..., tuple[pl.DataFrame, pl.DataFrame, dict[str, str]]] = read
    refine: Callable[..., "Audited"] = workers.refine
    crew: Callable[..., AbstractContextManager[Any]] = workers.crew
    submit: Callable[..., workers.Result] = workers.submit
    load: Callable[..., None] = load_batch
    rematch: Callable[..., None] = rematch
    recompute: Callable[..., int] = recompute
    check: Callable[..., str | None] = check
    publish: Callable[..., Path] = publish
    report: Callable[..., Path] = report


def look_for_work(settings: Settings, *, rehash: bool = False) -> Work:
    """What there is to do, told without doing it. Raises InputError when nothing can be read or written."""
    where = places.places(settings.warehouse, may_be_lake=True)
    files = find(settings.dumps)
    gazetteer()  # bad decisions are told before anything is made
    with locks.locked(where, "look", settings.lock_wait_seconds):
        require_build(where)
        with build.opened(where, settings.memory_mib) as connection:
            build.prepare(connection)
            return look(connection, where, files, terms_of(settings), rehash=rehash)


def execute(
    settings: Settings, steps: Steps | None = None, *, rehash: bool = False, choice: backfill.Choice | None = None
) -> Summary:
    """New dumps to a new release; or, of a backfill, what it chooses, new or known.

    Where there is nothing to do, nothing is released. Raises RefusedError when the audit refuses the run.
    """
    steps = steps or Steps()
    where = places.places(settings.warehouse, may_be_lake=True)
    files = find(settings.dumps)
    summary = Summary(run_id=new_run_id(), captures_seen=len(files))

    def make(connection: build.Connection) -> Summary:
        chosen = files
        raw.sweep(where.raw)
        if choice:
            chosen, left = backfill.choose(connection, where, files, choice)
            summary.captures_seen = len(chosen)
            summary.notes += [f"{left:,} new dumps are not chosen and wait for the next run"] * (left > 0)
        work = look(connection, where, chosen, terms_of(settings), rehash=rehash or choice is not None)
        if work.is_empty:
            return replace(nothing_new(where, work), notes=summary.notes)
        begin(connection, summary, "backfill" if choice else "ingest")
        summary.files_forgotten = work.passed_over
        load_all(connection, where, work, settings, summary, steps)
        summary.articles_touched = steps.recompute(connection, summary)
        summary.reason = steps.check(connection, settings, summary)
        finish(connection, where, summary)
        return summary

    with locks.locked(where, "run", settings.lock_wait_seconds):
        if isinstance(where, places.Lake):
            return commit(where, settings, summary, steps, make)
        require_build(where)
        undo_refused(where, settings)
        with build.opened(where, settings.memory_mib) as connection:
            found = make(connection)
            if found is not summary:
                return found
        close_run(where, settings, summary, steps)
        summary.is_held = where.hold.exists()
    return summary


def commit(
    where: places.Lake,
    settings: Settings,
    summary: Summary,
    steps: Steps,
    make: Callable[[build.Connection], Summary],
) -> Summary:
    """A run on a lake: `make` all of it in one transaction, and commit what passed.

    Of a refused one only the audit stays, in a snapshot of its own. Raises RefusedError for it, InputError where
    another run was quicker.
    """
    audit: dict[str, pl.DataFrame] = {}
    with build.opened(where, settings.memory_mib) as connection:
        build.prepare(connection)
        try:
            with lake.whole(connection):
                found = make(connection)
                if found is not summary:
                    return found
                if summary.reason:
                    audit = lake.audit_of(connection, summary.run_id)
                    shown = partial(write_quality, where, connection, settings.keep_releases)
                    as_it_is = replace(steps, report=lambda _, __, reason, ___: shown(reason))
                    write_report(where, settings, summary, as_it_is)
                    raise refusal(summary, "Mend or remove the cause, then run again")
        finally:
            if audit:
                with lake.whole(connection):
                    for table, rows in audit.items():
                        build.insert(connection, table, rows)
    write_report(where, settings, summary, steps)
    return summary


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


def refusal(summary: Summary, advice: str) -> RefusedError:
    """Why the run is refused, what that means, and where its report lies."""
    told = summary.report_error or f"Rows and checks: {summary.report}"
    return RefusedError(f"{summary.reason}; nothing is released. {advice}. {told}", summary)


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


def undo_refused(where: places.Places, settings: Settings) -> None:
    """Prepare the build; where a refused run was killed before it was undone, undo it: it must not be released."""
    with build.opened(where, settings.memory_mib) as connection:
        build.prepare(connection)
        is_left = known.holds_refused(connection)
    if is_left:
        release.undo(where)


def require_build(where: places.Places) -> None:
    """A build that is gone is rebuilt, never begun anew: files may be gone that the warehouse still knows.

    Raises InputError where it is gone, and a ledger or a release tells that there was one.
    """
    if not where.build.is_file() and ledger.sources(where):
        raise InputError(
            f"{where.build}: the build database is gone; `steppe rebuild` makes it anew from the raw store, and what is"
            " released stays as it is until then"
        )


def load_all(
    connection: build.Connection,
    where: places.Places,
    work: Work,
    settings: Settings,
    summary: Summary,
    steps: Steps,
) -> None:
    """Known texts of another gazetteer, new dumps, then what is left of another parser, a batch at a time.

    Dumps first: a file that is read anyway, with what its manifest says now, spares a look into the raw store.
    """
    rematch_all(connection, steps)
    size = sum(file.size for file in work.files)
    load_parts(connection, where, _new_parts(work, settings, steps), size, settings, summary, steps)
    loaded = known.loads(connection, pl.Series("capture_id", work.stored, pl.String))
    stale = loaded.filter(pl.col("parser_version") != seeds.parser_version())["capture_id"].sort().to_list()
    load_stored(connection, where, stale, settings, summary, steps)


def load_stored(
    connection: build.Connection,
    where: places.Places,
    captures: list[str],
    settings: Settings,
    summary: Summary,
    steps: Steps,
) -> None:
    """Captures of the raw store, parsed anew with what ops.capture_files says of them, a batch at a time."""
    parts = _stored_parts(connection, where, captures, settings)
    size = len(captures) * settings.batch_mib * 2**20 // settings.batch_dumps  # as full batches of so many hold
    load_parts(connection, where, parts, size, settings, summary, steps)


def load_parts(
    connection: build.Connection,
    where: places.Places,
    parts: Iterator[Part],
    size: int,
    settings: Settings,
    summary: Summary,
    steps: Steps,
) -> None:
    """Batches refined, some at a time where they hold many bytes (`size`) in all, and loaded in their order.

    A batch with a capture that an earlier one is still at waits for it: what is known of the capture may change.
    """
    ids = where.work / "matched"
    matched.write(ids, known.matched_prints(connection, seeds.gazetteer_version()))
    docs = where.data_docs(summary.run_id)
    began = time.perf_counter()
    under_way: deque[tuple[Part, Asked, workers.Result]] = deque()
    ended: list[Tally] = []
    megabytes = 0.0

    def settle() -> None:
        nonlocal megabytes
        part, asked, refined = under_way.popleft()
        batch = loadable(part, asked, refined.result())
        summary.add(batch)
        steps.load(connection, where, batch, summary)
        archives.log(connection, part.ended, summary.run_id)
        ended.extend(part.ended)
        matched.append(ids, batch.prints["print_id"])
        megabytes += int(batch.raw["raw"].bin.size().sum()) / 1e6
        speed = f"{megabytes:,.2f} MB, {megabytes / (time.perf_counter() - began):,.2f} MB/s so far"
        progress.get()(f"{part.told}; {batch.refused.height:,} refused; {speed}")
        watch.get()(part.step)

    with steps.crew(settings, size) as crew, build.limited(connection, settings.memory_mib // (3 if crew.size else 1)):
        for part in parts:
            while any(part.shares(earlier) for earlier, _, _ in under_way):
                settle()
            asked = ask(connection, part, ids, settings, docs / part.batch_id if settings.data_docs else None)
            under_way.append((part, asked, steps.submit(steps.refine, asked.order, crew)))
            while len(under_way) > crew.size:
                settle()
        while under_way:
            settle()
    ids.unlink()
    summary.notes += told_of(ended)


def _new_parts(work: Work, settings: Settings, steps: Steps) -> Iterator[Part]:
    """New dump files, read a batch at a time."""
    most = settings.batch_mib * 2**20
    size = sum(file.size for file in work.files)
    done = read_bytes = number = 0
    for batch in batches(items(work.files, terms_of(settings)), settings.batch_dumps, most):
        files, ended = parted(batch)
        while files or ended:
            number += 1
            texts, refused, captures = steps.read(files, settings.max_dump_mib * 2**20, most)
            reached = [file for file in files if file.uri in captures]
            done += len(reached)
            files = files[len(reached) :]
            through = [] if files else ended
            read_bytes += sum(one.size for one in [*reached, *through] if not isinstance(one, Record))
            told = f"batch {number}: {done:,} dumps of {len(work.files):,} files"
            step = Step("dumps", read_bytes, size, "bytes")
            yield Part(f"{number:05}", file_rows(reached, captures), texts, refused, told, step, through)
            ended = ended if files else []


def _stored_parts(
    connection: build.Connection, where: places.Places, captures: list[str], settings: Settings
) -> Iterator[Part]:
    """Captures of the raw store, with the files where they lay."""
    done = 0
    stored = raw.batches(where.raw, captures, settings.batch_dumps, settings.batch_mib * 2**20)
    for number, part in enumerate(stored, start=1):
        files = known.files_of(connection, part["capture_id"])
        lay = dict(files.sort("uri", descending=True).select("capture_id", "uri").iter_rows())
        texts, refused = decode_all((capture_id, lay[capture_id], held) for capture_id, held in part.iter_rows())
        done += part.height
        told = f"raw batch {number}: {done:,} of {len(captures):,} captures of the raw store"
        step = Step("known captures", done, len(captures), "captures")
        yield Part(f"raw-{number:05}", files, texts, refused, told, step)


def rematch_all(connection: build.Connection, steps: Steps) -> None:
    """Known texts of another gazetteer, some at a time."""
    while (stale := load.stale_prints(connection, seeds.gazetteer_version(), REMATCH_PRINTS)).height:
        steps.rematch(connection, stale)


def new_run_id() -> str:
    """An id that no other run has, with the time for people; ops.runs.run_number is the order."""
    return f"{load.now():%Y%m%dT%H%M%S%fZ}-{uuid.uuid4().hex[:6]}"


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
