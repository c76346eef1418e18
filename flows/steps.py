"""What a run does, step by step: plain functions, which flows/ingest.py makes tasks of."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from flows import seeds, workers
from flows.dumps import raw
from flows.dumps.read import read
from flows.mentions.match import match
from flows.progress import tell
from flows.references import gazetteer
from flows.reports.quality import write_quality
from flows.settings import Settings
from flows.summary import Summary
from flows.warehouse import audit_log, build, checks, known, load, places, release

if TYPE_CHECKING:
    from flows.quality.refusal import Audited


def load_batch(connection: build.Connection, where: places.Places, batch: load.Batch, summary: Summary) -> None:
    """An audited batch to the raw store, then to the build database: what is loaded can always be made again."""
    raw.write(where.raw, batch.raw)
    load.load(connection, batch, summary.run_id, seeds.parser_version(), seeds.gazetteer_version())
    build.settle(connection, build.UNSETTLED_MIB)


def rematch(connection: build.Connection, stale: pl.DataFrame) -> None:
    """Prints that another gazetteer matched, matched anew."""
    load.rematch(connection, stale, match(stale, gazetteer()), seeds.gazetteer_version())
    tell.get()(f"matched {stale.height:,} known texts with the new gazetteer")


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
