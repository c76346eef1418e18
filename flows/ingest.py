"""Flow: new dumps to a new release."""

from pathlib import Path
from typing import Any

from flows import pipeline, recover, workers
from flows.dumps.read import read
from flows.errors import RefusedError
from flows.idle import idle
from flows.markdown import escaped
from flows.settings import Settings, quiet_environment
from flows.summary import Summary
from flows.warehouse import places

quiet_environment()

from prefect import flow, task  # noqa: E402 - after the environment that keeps it quiet
from prefect.artifacts import create_link_artifact, create_markdown_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402

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
        summary = recover.recover(settings, TASKS)
        if summary is None or not pipeline.look_for_work(settings, rehash=rehash).is_empty:
            summary = pipeline.execute(settings, TASKS, rehash=rehash)
    except RefusedError as error:
        create_markdown_artifact(
            f"# Steppe run refused\n\n{escaped(str(error))}\n",
            key="ingest-summary",
            description="Why nothing is released",
        )
        raise
    create_markdown_artifact(summary.markdown(), key="ingest-summary", description="What the run did")
    return summary
