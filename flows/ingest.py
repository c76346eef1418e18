"""Flow: new dumps to a new release."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from flows import cluster, pipeline, recover, workers
from flows.dumps.read import read
from flows.errors import InputError, RefusedError
from flows.idle import idle
from flows.markdown import escaped
from flows.settings import Settings, quiet_environment
from flows.summary import Summary
from flows.warehouse import places

quiet_environment()

from prefect import flow, task  # noqa: E402 - after the environment that keeps it quiet
from prefect.artifacts import create_link_artifact, create_markdown_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.context import FlowRunContext  # noqa: E402
from prefect.settings import PREFECT_API_URL, temporary_settings  # noqa: E402

OPTIONS: dict[str, Any] = {"cache_policy": NO_CACHE, "persist_result": False}


def linked_report(where: places.Places, settings: Settings, reason: str | None, built: Path | None = None) -> Path:
    """The data-quality report, and an artifact that links to it and names its path: browsers may refuse such links."""
    path = pipeline.report(where, settings, reason, built)
    create_link_artifact(
        path.as_uri(), link_text=path.name, key="quality-report", description=f"What was checked and found: `{path}`"
    )
    return path


TASKS = pipeline.Steps(
    read=task(name="read", retries=2, retry_delay_seconds=1, **OPTIONS)(read),
    refine=task(name="parse-match-audit", **OPTIONS)(workers.refine),
    submit=lambda step, order, crew: step.submit(order, crew) if crew.size else workers.submit(step, order, crew),
    load=task(name="load", **OPTIONS)(pipeline.load_batch),
    rematch=task(name="rematch", **OPTIONS)(pipeline.rematch),
    recompute=task(name="recompute", **OPTIONS)(pipeline.recompute),
    check=task(name="check", **OPTIONS)(pipeline.check),
    publish=task(name="release", **OPTIONS)(pipeline.publish),
    report=task(name="quality-report", **OPTIONS)(linked_report),
)
REFINE_AFAR = task(name="parse-match-audit", **OPTIONS)(cluster.refine)


@contextmanager
def engine(settings: Settings) -> Iterator[pipeline.Steps]:
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


@flow(name="ingest", description="New dumps to a new, audited release.")
def ingest(dumps: list[str], warehouse: Path, rehash: bool = False, settings: Settings | None = None) -> Summary:
    """New dumps to a new release.

    Args:
        dumps: Files, folders or globs of raw dumps.
        warehouse: The published DuckDB file; its state lies beside it.
        rehash: Read known files again instead of trusting size and time.
        settings: Other settings; those of the environment where left out.

    Returns:
        What the run did.

    Raises:
        RefusedError: The audit refuses the run; nothing is released.
    """
    settings = (settings or Settings()).model_copy(update={"dumps": dumps, "warehouse": warehouse})
    try:
        with engine(settings) as steps:
            summary = recover.recover(settings, steps)
            if summary is None or not pipeline.look_for_work(settings, rehash=rehash).is_empty:
                summary = pipeline.execute(settings, steps, rehash=rehash)
    except RefusedError as error:
        create_markdown_artifact(
            f"# Steppe run refused\n\n{escaped(str(error))}\n",
            key="ingest-summary",
            description="Why nothing is released",
        )
        raise
    create_markdown_artifact(summary.markdown(), key="ingest-summary", description="What the run did")
    return summary
