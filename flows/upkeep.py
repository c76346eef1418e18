"""Flow: freshness, backup and pruning of a warehouse."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from flows.settings import quiet_environment
from flows.warehouse import load
from flows.warehouse import upkeep as care
from flows.warehouse.places import locked, places

quiet_environment()

from prefect import flow, task  # noqa: E402 - after the environment that keeps it quiet
from prefect.artifacts import create_markdown_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402


@flow(name="upkeep", description="Freshness, backup and pruning of a warehouse.")
def upkeep(
    warehouse: Annotated[Path, Field(description="The published DuckDB file.")],
    backups: Annotated[Path | None, Field(description="Folder of backups; X.state/backups where left out.")] = None,
    keep: Annotated[int, Field(ge=1, description="Backups and releases that stay.")] = 3,
    fresh_days: Annotated[int, Field(ge=0, description="Days without a capture before it is called stale.")] = 7,
) -> dict[str, Any]:
    """Back the release up, prune old files, tell its freshness. Raises InputError when nothing is released."""
    where = places(warehouse)
    folder = backups or where.state / "backups"
    saved = backup_task(warehouse, folder)
    pruned = prune_task(warehouse, folder, keep)
    fresh = care.freshness(where, load.now().date())
    is_stale = _is_stale(fresh, fresh_days)
    rows = {"backup": saved.name, "pruned": len(pruned), **fresh, "stale": is_stale}
    table = "\n".join(f"| {name} | {value} |" for name, value in rows.items())
    note = f"# Steppe upkeep\n\n| | |\n|---|---|\n{table}\n"
    create_markdown_artifact(note, key="upkeep-summary", description="Freshness, backup and pruning")
    return rows


@task(name="back-up", retries=2, retry_delay_seconds=5, cache_policy=NO_CACHE, persist_result=False)
def backup_task(warehouse: Path, folder: Path) -> Path:
    """The released file to the folder of backups."""
    return care.back_up(places(warehouse), folder)


@task(name="prune", retries=2, retry_delay_seconds=1, cache_policy=NO_CACHE, persist_result=False)
def prune_task(warehouse: Path, folder: Path, keep: int) -> list[Path]:
    """All but the newest backups and releases, away."""
    where = places(warehouse)
    with locked(where):
        return care.prune(folder, keep) + care.prune(where.releases, keep)


def _is_stale(fresh: dict[str, Any], fresh_days: int) -> bool:
    last = fresh.get("last_captured_on")
    return not isinstance(last, date) or (load.now().date() - last).days > fresh_days
