"""New dumps to a new release, in plain functions: the chain that flows/ingest.py runs as tasks."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import polars as pl

from flows import backfill
from flows.dumps import raw
from flows.dumps.archives.terms import terms_of
from flows.dumps.find import find
from flows.feed import load_all
from flows.look import Work, look
from flows.references import gazetteer
from flows.reports.quality import write_quality
from flows.runs import (
    begin,
    close_run,
    finish,
    new_run_id,
    nothing_new,
    refusal,
    require_build,
    undo_refused,
    write_report,
)
from flows.settings import Settings
from flows.steps import Steps
from flows.summary import Summary
from flows.warehouse import build, lake, locks, places


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
