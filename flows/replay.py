"""Quarantined captures, processed again with today's parser, settings and manifests -> a new release."""

from dataclasses import dataclass

import polars as pl

from flows import feed, runs
from flows.dumps import raw
from flows.dumps.archives.records import archive_of
from flows.dumps.archives.terms import terms_of
from flows.errors import InputError
from flows.look import existing, look, read_manifests
from flows.settings import Settings
from flows.steps import Steps
from flows.summary import Summary
from flows.warehouse import build, known, locks, places, quarantine


@dataclass(frozen=True)
class Outcome:
    """What a replay changed: the run, and rows of quality.quarantine that are resolved, still refused, and new.

    `lost` are chosen refusals whose bytes are neither in the raw store nor in their file: nothing to process again.
    """

    summary: Summary
    resolved: pl.DataFrame
    still_refused: pl.DataFrame
    new: pl.DataFrame
    lost: pl.DataFrame


def replay(
    settings: Settings, beginning: str | None = None, reason: str | None = None, steps: Steps | None = None
) -> Outcome:
    """Process again the captures of one refusal, of a reason, or of all that stand; a run with audit and release.

    Bytes and manifests are read where they lie, else from the raw store. What is no longer refused is resolved; a
    replay that changes nothing changes no fact. As in every run, captures of another parser are redone too, so that no
    release mixes parsers. Raises InputError when nothing can be replayed, RefusedError when the audit refuses.
    """
    steps = steps or Steps()
    where = places.places(settings.warehouse)
    if not where.state.is_dir():
        raise InputError(f"{where.published}: no warehouse there yet; make one with `steppe run`")
    summary = Summary(run_id=runs.new_run_id())
    with locks.locked(where, "replay", settings.lock_wait_seconds):
        runs.require_build(where)
        with build.opened(where, settings.memory_mib) as connection:
            build.prepare(connection)
            before = quarantine.rows(connection)
            chosen, lost = _choose(connection, where, beginning, reason)
            summary.captures_seen = chosen["capture_id"].n_unique()
            files = existing(chosen["uris"].explode().drop_nulls().unique().sort().to_list())
            read_manifests(files)
            runs.begin(connection, summary, "replay")
            known.mark(connection, chosen["capture_id"].unique())
            work = look(connection, where, files, terms_of(settings), rehash=True)
            feed.load_all(connection, where, work, settings, summary, steps)
            summary.articles_touched = steps.recompute(connection, summary)
            summary.reason = steps.check(connection, settings, summary)
            runs.finish(connection, where, summary)
            after = quarantine.rows(connection)
        runs.close_run(where, settings, summary, steps, "The quarantine stays as it was")
        summary.is_held = where.hold.exists()
    return Outcome(
        summary,
        resolved=before.join(after, on="quarantine_id", how="anti"),
        still_refused=after.join(chosen, on="quarantine_id", how="semi"),
        new=after.join(before, on="quarantine_id", how="anti"),
        lost=lost,
    )


def _choose(
    connection: build.Connection, where: places.Places, beginning: str | None, reason: str | None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Refusals to process again, and those of them whose bytes are gone."""
    found = quarantine.one(connection, beginning) if beginning else quarantine.rows(connection, reason)
    if beginning and found["resolved_run_id"][0]:
        raise InputError(f"{beginning}: resolved by run {found['resolved_run_id'][0]}; nothing to replay")
    if found.is_empty():
        raise InputError(f"nothing stands in quarantine{f' for {reason}' if reason else ''}; nothing to replay")
    held = raw.index(where.raw)["capture_id"]
    uris = found["uris"].explode().drop_nulls().unique().to_list()
    there = {file.uri for file in existing(uris)}
    lies = [uri for uri in uris if archive_of(uri) in there]
    has_file = pl.col("uris").list.eval(pl.element().is_in(lies)).list.any().fill_null(False)
    logged = known.loads(connection, found["capture_id"])["capture_id"]
    is_there = (pl.col("capture_id").is_in(held.implode()) & pl.col("capture_id").is_in(logged.implode())) | has_file
    chosen, lost = found.filter(is_there), found.filter(~is_there)
    if chosen.is_empty():
        gone = ", ".join((lost["uris"].explode().drop_nulls().to_list() or lost["capture_id"].to_list())[:3])
        raise InputError(
            f"{gone}: neither its file nor its bytes are there; put the file back, then `steppe run` with it"
        )
    return chosen, lost
