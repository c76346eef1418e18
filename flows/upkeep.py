"""Flow: freshness, backup and pruning of a warehouse."""

from datetime import date
from pathlib import Path
from typing import Any

from flows.errors import InputError
from flows.settings import Settings, quiet_environment
from flows.warehouse import load
from flows.warehouse import upkeep as care
from flows.warehouse.backup import back_up
from flows.warehouse.locks import locked
from flows.warehouse.places import Lake, places
from flows.warehouse.releases import prune

quiet_environment()

from prefect import flow, task  # noqa: E402 - after the environment that keeps it quiet
from prefect.artifacts import create_markdown_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402


@flow(name="upkeep", description="Freshness, backup and pruning of a warehouse.")
def upkeep(warehouse: Path, backups: Path | None = None, keep: int = 3, fresh_days: int = 7) -> dict[str, Any]:
    """Back the release up, prune old files, tell its freshness.

    Args:
        warehouse: The published DuckDB file.
        backups: Folder of backups; X.state/backups where left out.
        keep: Backups and releases that stay, at least 1.
        fresh_days: Days without a capture before the warehouse is called stale.

    Returns:
        Name of the backup, files pruned, the row of report.freshness and whether it is stale.

    Raises:
        InputError: Nothing is released, or `keep` is below 1.
    """
    if keep < 1:
        raise InputError(f"keep is {keep}: at least one release and one backup must stay")
    where = places(warehouse, may_be_lake=True)
    if isinstance(where, Lake):
        return _told(tend_task(warehouse), care.freshness(where, load.now().date()), fresh_days)
    folder = backups or where.state / "backups"
    saved = backup_task(warehouse, folder)
    pruned = prune_task(warehouse, folder, keep)
    return _told({"backup": saved.name, "pruned": len(pruned)}, care.freshness(where, load.now().date()), fresh_days)


def _told(done: dict[str, Any], fresh: dict[str, Any], fresh_days: int) -> dict[str, Any]:
    """What was done and how fresh the warehouse is, told to Prefect too."""
    rows = {**done, **fresh, "stale": _is_stale(fresh, fresh_days)}
    table = "\n".join(f"| {name} | {value} |" for name, value in rows.items())
    note = f"# Steppe upkeep\n\n| | |\n|---|---|\n{table}\n"
    create_markdown_artifact(note, key="upkeep-summary", description="Freshness, backup and pruning")
    return rows


@task(name="tend", cache_policy=NO_CACHE, persist_result=False)
def tend_task(warehouse: Path) -> dict[str, int]:
    """A lake in fewer files; old snapshots, and files that nothing needs, away."""
    where, settings = places(warehouse, may_be_lake=True), Settings()
    return care.tend(where, settings.memory_mib, settings.lake_days) if isinstance(where, Lake) else {}


@task(name="back-up", retries=2, retry_delay_seconds=5, cache_policy=NO_CACHE, persist_result=False)
def backup_task(warehouse: Path, folder: Path) -> Path:
    """The released file and the raw store to the folder of backups."""
    return back_up(places(warehouse), folder)


@task(name="prune", retries=2, retry_delay_seconds=1, cache_policy=NO_CACHE, persist_result=False)
def prune_task(warehouse: Path, folder: Path, keep: int) -> list[Path]:
    """All but the newest backups and releases, away."""
    where = places(warehouse)
    with locked(where, "upkeep", Settings().lock_wait_seconds):
        return prune(folder, keep, spare=None) + prune(where.releases, keep, spare=where.release())


def _is_stale(fresh: dict[str, Any], fresh_days: int) -> bool:
    last = fresh.get("last_captured_on")
    return not isinstance(last, date) or (load.now().date() - last).days > fresh_days
