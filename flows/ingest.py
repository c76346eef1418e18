"""Flow: new dumps to a new release, or known ones again."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import polars as pl

from flows import alerts, cluster, flow_run, pipeline, recover, workers
from flows import steps as plain
from flows.backfill import Choice
from flows.dumps.read import read
from flows.dumps.sources import Item
from flows.errors import InputError, RefusedError
from flows.idle import idle
from flows.settings import Settings, quiet_environment
from flows.steps import Steps
from flows.summary import Summary
from flows.terminal import one_line
from flows.warehouse import load, places
from flows.warehouse.build import Connection

quiet_environment()

from prefect import flow, runtime, task  # noqa: E402 - after the environment that keeps it quiet
from prefect.artifacts import (  # noqa: E402
    create_link_artifact,
    create_markdown_artifact,
    create_table_artifact,
)
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.context import FlowRunContext  # noqa: E402
from prefect.settings import PREFECT_API_URL, temporary_settings  # noqa: E402

RETRIES = 2
RETRY_SECONDS = [2.0, 10.0]
MOST_NAME_CHARS = 150
OPTIONS: dict[str, Any] = {"cache_policy": NO_CACHE, "persist_result": False}


def patient_read(
    files: Sequence[Item], limit: int, most: int | None = None
) -> tuple[pl.DataFrame, pl.DataFrame, dict[str, str]]:
    """What `read` gives. A share that is away may come back: only the last attempt refuses what it cannot read."""
    return read(files, limit, most, raises=runtime.task_run.run_count <= RETRIES)


def told_load(connection: Connection, where: places.Places, batch: load.Batch, summary: Summary) -> None:
    """An audited batch to the build, and a line in the log for each capture that it refuses."""
    rows = batch.refused.select("capture_id", "reason", "detail").iter_rows()
    flow_run.warn(f"capture {capture_id} refused: {reason}: {detail}" for capture_id, reason, detail in rows)
    plain.load_batch(connection, where, batch, summary)


def linked_report(where: places.Places, settings: Settings, reason: str | None, built: Path | None = None) -> Path:
    """The data-quality report, and an artifact that links to it and names its path: browsers may refuse such links."""
    path = plain.report(where, settings, reason, built)
    create_link_artifact(
        path.as_uri(), link_text=path.name, key="quality-report", description=f"What was checked and found: `{path}`"
    )
    return path


def read_name() -> str:
    """What a task run reads; nothing where an archive ends with records that are passed over."""
    files = runtime.task_run.parameters["files"]
    first = f" from {PurePosixPath(files[0].uri).name}" if files else ""
    return one_line(f"read {len(files):,} dumps{first}")[:MOST_NAME_CHARS]


def run_name() -> str:
    """What a flow run is about."""
    asked = runtime.flow_run.parameters
    what = "backfill" if any(asked.get(name) for name in ("since", "until", "path")) else "ingest"
    return one_line(f"{what} {places.name_of(asked['warehouse'])}: {', '.join(asked['dumps'])}")[:MOST_NAME_CHARS]


TASKS = Steps(
    read=task(name="read", task_run_name=read_name, retries=RETRIES, retry_delay_seconds=RETRY_SECONDS, **OPTIONS)(
        patient_read
    ),
    refine=task(name="parse-match-audit", task_run_name="parse-match-audit batch {order.batch_id}", **OPTIONS)(
        workers.refine
    ),
    submit=lambda step, order, crew: step.submit(order, crew) if crew.size else workers.submit(step, order, crew),
    load=task(name="load", task_run_name="load batch {batch.batch_id}", **OPTIONS)(told_load),
    rematch=task(name="rematch", task_run_name="rematch {stale.height} texts", **OPTIONS)(plain.rematch),
    recompute=task(name="recompute", task_run_name="recompute", **OPTIONS)(plain.recompute),
    check=task(name="check", task_run_name="check", **OPTIONS)(plain.check),
    publish=task(name="release", task_run_name="release", **OPTIONS)(plain.publish),
    report=task(name="quality-report", task_run_name="quality-report", **OPTIONS)(linked_report),
)
REFINE_AFAR = task(
    name="parse-match-audit", task_run_name="parse-match-audit batch {parcel.order.batch_id}", **OPTIONS
)(cluster.refine)


@contextmanager
def engine(settings: Settings) -> Iterator[Steps]:
    """The steps of a flow run as tasks: batches are refined on this machine, or by the cluster of the settings.

    Raises InputError where the cluster is not named, not there, or its packages are not installed.
    """
    if settings.engine == "local":
        yield TASKS
        return
    if not settings.scheduler:
        raise InputError("--engine dask needs the address of a scheduler: --scheduler tcp://host:port")
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        raise InputError(cluster.INSTALL) from error
    with DaskTaskRunner(address=settings.scheduler, client_kwargs={"timeout": 10}) as runner:
        size = _workers(runner, settings.scheduler)
        work = places.places(settings.warehouse, may_be_lake=True).work

        def send(parcel: cluster.Parcel) -> Any:
            with temporary_settings({PREFECT_API_URL: _server()}):
                return runner.submit(REFINE_AFAR, {"parcel": parcel})

        yield replace(
            TASKS,
            crew=lambda settings, _: cluster.crew(settings, send, size, work),
            submit=lambda _, order, crew: crew.submit(order),
        )


def _workers(runner: Any, address: str) -> int:
    """How many worker processes the cluster has. Raises InputError where there are none, or no scheduler."""
    try:
        runner.client.wait_for_workers(1, timeout=10)
    except (OSError, ValueError) as error:
        raise InputError(
            f"{address}: no Dask scheduler with a worker answers there; start `dask scheduler` and `dask worker`, or"
            " mend --scheduler"
        ) from error
    return len(runner.client.scheduler_info(n_workers=-1)["workers"])


def _server() -> str:
    """The server of this flow run, also a temporary one: workers would else start their own."""
    context = FlowRunContext.get()
    return str(context.client.api_url) if context else ""


def run(settings: Settings, *, rehash: bool = False) -> Summary:
    """Look for new work; where there is any, run the flow. Raises RefusedError when the audit refuses the run."""
    return idle(settings, rehash=rehash) or ingest(
        dumps=settings.dumps, warehouse=settings.warehouse, rehash=rehash, settings=settings
    )


@flow(name="ingest", flow_run_name=run_name, description="New dumps to a new, audited release.")
def ingest(
    dumps: list[str],
    warehouse: Path,
    rehash: bool = False,
    since: date | None = None,
    until: date | None = None,
    path: str | None = None,
    undated: bool = False,
    settings: Settings | None = None,
) -> Summary:
    """New dumps to a new release; with days or a path, a backfill: the captures that they choose, known or new.

    Args:
        dumps: Files, folders or globs of raw dumps.
        warehouse: The published DuckDB file; its state lies beside it.
        rehash: Read known files again instead of trusting size and time.
        since: First day of capture to redo.
        until: Last day of capture to redo.
        path: Glob of files to redo; it may begin at any folder, and its star crosses folders.
        undated: Redo captures without a day too, where days are asked for.
        settings: Other settings; those of the environment where left out.

    Returns:
        What the run did.

    Raises:
        InputError: Days or settings that cannot be used.
        RefusedError: The audit refuses the run; nothing is released.
    """
    settings = (settings or Settings()).model_copy(update={"dumps": dumps, "warehouse": warehouse})
    choice = Choice(since, until, path, undated)
    choice.require()
    try:
        with flow_run.watched("ingest-progress"):
            summary = work(settings, choice, rehash=rehash)
    except RefusedError as error:
        if isinstance(error.summary, Summary):
            leave(settings, error.summary)
        raise
    leave(settings, summary)
    return summary


def work(settings: Settings, choice: Choice, *, rehash: bool) -> Summary:
    """Put in order what a crash or an older Steppe left, then do what there is to do."""
    with engine(settings) as steps:
        recovered = recover.recover(settings, steps)
        summary = pipeline.execute(settings, steps, rehash=rehash, choice=None if choice.is_all else choice)
    return recovered if recovered and summary.is_idle else summary


def leave(settings: Settings, summary: Summary) -> None:
    """Tell the webhook what a person must know, and leave artifacts and tags."""
    where = places.places(settings.warehouse, may_be_lake=True)
    summary.notes += alerts.of_run(where, settings, summary, flow_run.links())
    create_markdown_artifact(summary.markdown(), key="ingest-summary", description="What the run did")
    if summary.checks.height:
        table = summary.checks.rows(named=True)
        create_table_artifact(table, key="ingest-checks", description="What was checked; what failed stands first")
    outlets = [f"outlet:{outlet}" for outlet in sorted(summary.outlets)]
    quarantined = ["new-quarantine"] * (summary.brought.height > 0)
    flow_run.tag(summary.outcome, f"warehouse:{where.name}", *outlets, *quarantined)
