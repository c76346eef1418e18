"""The flow run at work -> its tags, its log and how far it is: what the three flows share of Prefect."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import cast
from uuid import UUID

from flows import progress
from flows.settings import quiet_environment
from flows.terminal import one_line

quiet_environment()

from prefect.artifacts import create_progress_artifact, update_progress_artifact  # noqa: E402
from prefect.client.orchestration import get_client  # noqa: E402
from prefect.logging import get_run_logger  # noqa: E402
from prefect.runtime import flow_run  # noqa: E402


@contextmanager
def watched(key: str) -> Iterator[None]:
    """While it lasts, what is told goes to the run's log too, and how far it is to a progress artifact."""
    artifact = cast(UUID, create_progress_artifact(0.0, key=key, description="Read and loaded, in per cent"))
    log, say, show = get_run_logger(), progress.tell.get(), progress.watch.get()

    def tell(line: str) -> None:
        say(line)
        log.info(one_line(line))

    def see(step: progress.Step) -> None:
        show(step)
        if step.total:
            update_progress_artifact(artifact, 100 * step.done / step.total)

    told, seen = progress.tell.set(tell), progress.watch.set(see)
    try:
        yield
    finally:
        progress.tell.reset(told)
        progress.watch.reset(seen)
    update_progress_artifact(artifact, 100.0)


def warn(lines: Iterable[str]) -> None:
    """Warnings in the run's log."""
    for line in lines:
        get_run_logger().warning(one_line(line))


def tag(*tags: str) -> None:
    """Add tags to the run, that say what it did. To be called once."""
    with get_client(sync_client=True) as client:
        client.update_flow_run(UUID(flow_run.id), tags=sorted({*flow_run.tags, *map(one_line, tags)}))


def links() -> dict[str, str]:
    """Where the run is shown, as far as a server with pages runs it."""
    return {"flow_run": flow_run.ui_url} if flow_run.ui_url else {}
