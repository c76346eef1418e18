"""A capture -> nothing but its id: a takedown, as a run with audit and release."""

import json

from flows import feed, runs
from flows.dumps import raw
from flows.errors import InputError
from flows.settings import Settings
from flows.steps import Steps
from flows.summary import Summary
from flows.warehouse import build, compact, locks, places, release, takedown


def forget(settings: Settings, capture_id: str, reason: str | None = None, steps: Steps | None = None) -> Summary:
    """Take a capture out for good: facts, prints that only it held, quarantine, raw bytes, releases, X.state/backups.

    Its id goes to ops.forgotten, and no later run loads the same bytes. Killed anywhere, it is to be called again.
    Raises InputError for an id that nothing knows, RefusedError when the audit refuses; then nothing is taken out.
    """
    steps = steps or Steps()
    where = places.places(settings.warehouse)
    summary = Summary(run_id=runs.new_run_id())
    with locks.locked(where, "forget", settings.lock_wait_seconds):
        runs.require_build(where)
        _refuse_another(settings, capture_id)
        runs.undo_refused(where, settings)
        with build.opened(where, settings.memory_mib) as connection:
            _require_known(connection, where, capture_id)
            _begin(where, capture_id, reason)
            runs.begin(connection, summary, "forget")
            take_out(connection, {capture_id: reason}, settings, summary, steps)
            runs.finish(connection, where, summary)
        if summary.reason:
            runs.write_report(where, settings, summary, steps)
            release.undo(where)
            where.takedown.unlink()
            raise runs.refusal(summary, "Nothing is taken out")
        compact.compact(where, settings.memory_mib)
        published = where.release()
        if where.hold.exists() and published and takedown.holds(published, capture_id):
            where.hold.unlink()
            summary.notes.append("the release that a rollback had published held the capture: the hold is lifted")
        steps.publish(where, str(summary.fingerprint), settings.keep_releases)
        summary.notes += takedown.clear(where, capture_id)
        runs.write_report(where, settings, summary, steps)
        summary.is_held = where.hold.exists()
        where.takedown.unlink()
    return summary


def take_out(
    connection: build.Connection,
    captures: dict[str, str | None],
    settings: Settings,
    summary: Summary,
    steps: Steps,
) -> None:
    """Captures, each with its reason, out of an open build database; then recomputed, scrubbed and judged."""
    for capture_id, reason in captures.items():
        takedown.take_out(connection, capture_id, summary.run_id, reason)
    feed.rematch_all(connection, steps)
    summary.articles_touched = steps.recompute(connection, summary)
    for capture_id in captures:
        takedown.scrub(connection, capture_id)
    summary.reason = steps.check(connection, settings, summary)


def _begin(where: places.Places, capture_id: str, reason: str | None) -> None:
    """Note what is being taken out, so that a takedown that is killed gets finished."""
    temporary = where.work / where.takedown.name
    temporary.write_text(json.dumps({"capture_id": capture_id, "reason": reason}), encoding="utf-8")
    temporary.replace(where.takedown)


def unfinished(settings: Settings) -> tuple[str, str | None] | None:
    """Capture and reason of a takedown that was cut short, or None."""
    where = places.places(settings.warehouse)
    try:
        told = json.loads(where.takedown.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise InputError(f"{where.takedown}: cannot be read; call `steppe forget` again, then remove it") from error
    return told["capture_id"], told["reason"]


def _refuse_another(settings: Settings, capture_id: str) -> None:
    cut_short = unfinished(settings)
    if cut_short and cut_short[0] != capture_id:
        raise InputError(
            f"the takedown of {cut_short[0]} was cut short; finish it first with `steppe forget {cut_short[0]}`"
        )


def _require_known(connection: build.Connection, where: places.Places, capture_id: str) -> None:
    query = """
    SELECT 1 FROM ops.loads WHERE capture_id = $capture
    UNION ALL SELECT 1 FROM ops.capture_files WHERE capture_id = $capture
    UNION ALL SELECT 1 FROM ops.forgotten WHERE capture_id = $capture
    """
    if where.takedown.exists() or connection.execute(query, {"capture": capture_id}).fetchone():
        return
    if capture_id not in raw.index(where.raw)["capture_id"]:
        raise InputError(f"{capture_id}: no capture has this id; ops.loads and ops.capture_files tell the whole ids")
