"""Flow: whole audit, freshness, backup and pruning of a warehouse."""

from pathlib import Path
from typing import Any

import polars as pl

from flows import alerts, flow_run
from flows.errors import InputError, RefusedError
from flows.markdown import escaped
from flows.settings import Settings, quiet_environment
from flows.warehouse import load, rhythm
from flows.warehouse import upkeep as care
from flows.warehouse.backup import back_up
from flows.warehouse.locks import locked
from flows.warehouse.places import Lake, places
from flows.warehouse.releases import prune
from flows.warehouse.verify import verify

quiet_environment()

from prefect import flow, task  # noqa: E402 - after the environment that keeps it quiet
from prefect.artifacts import create_markdown_artifact, create_table_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402

OPTIONS: dict[str, Any] = {"retries": 2, "cache_policy": NO_CACHE, "persist_result": False}


@flow(
    name="upkeep",
    flow_run_name="upkeep {warehouse.name}",
    description="Whole audit, freshness, backup and pruning of a warehouse.",
)
def upkeep(warehouse: Path, backups: Path | None = None, keep: int = 3, fresh_days: int = 7) -> dict[str, Any]:
    """Audit the release whole, back it up, prune old files, tell how fresh each outlet is.

    A run reads of old articles what it needs; here all is read, so that what changed a file since comes to light. Of a
    release that does not keep its contract nothing is backed up, and nothing older is pruned.

    Args:
        warehouse: The published DuckDB file.
        backups: Folder of backups; X.state/backups where left out.
        keep: Backups and releases that stay, at least 1.
        fresh_days: Days without a capture before an outlet is stale, while its own rhythm is not known.

    Returns:
        How many checks hold, name of the backup, files pruned, the row of report.freshness, whether an outlet is stale
        and why, and what the webhook could not be told.

    Raises:
        InputError: Nothing is released, or `keep` is below 1.
        RefusedError: The release does not keep its contract.
    """
    if keep < 1:
        raise InputError(f"keep is {keep}: at least one release and one backup must stay")
    where = places(warehouse, may_be_lake=True)
    done: dict[str, Any] = {"checks": verify_task(warehouse)}
    if isinstance(where, Lake):
        done |= tend_task(warehouse)
    else:
        folder = backups or where.state / "backups"
        saved = backup_task(warehouse, folder)
        done |= {"backup": saved.name, "pruned": len(prune_task(warehouse, folder, keep))}
    today = load.now().date()
    outlets = rhythm.freshness(where, today, fresh_days)
    notes = alerts.of_freshness(where, Settings(), outlets, flow_run.links())
    is_stale = outlets.is_empty() or outlets["is_stale"].any()
    rows = {
        **done,
        **care.freshness(where, today),
        "stale": is_stale,
        "why": rhythm.told(outlets),
        "notes": "; ".join(notes),
    }
    leave(rows, outlets)
    flow_run.tag("stale" if is_stale else "fresh", f"warehouse:{where.name}")
    return rows


@task(name="verify", task_run_name="verify {warehouse.name}", cache_policy=NO_CACHE, persist_result=False)
def verify_task(warehouse: Path) -> str:
    """How many checks of the contract hold. Raises RefusedError when one is broken."""
    where = places(warehouse, may_be_lake=True)
    found = verify(where)
    broken = [one.name for one in found if one.is_broken]
    if broken:
        raise RefusedError(
            f"{where.name}: the release does not keep its contract ({', '.join(broken)}); nothing is backed up or"
            " pruned. `steppe verify` shows more, and `steppe rebuild` makes the warehouse anew from the raw store"
        )
    return f"{sum(one.is_success for one in found)} of {len(found)} hold"


@task(name="tend", task_run_name="tend {warehouse.name}", cache_policy=NO_CACHE, persist_result=False)
def tend_task(warehouse: Path) -> dict[str, Any]:
    """A lake in fewer files; old snapshots, and files that nothing needs, away."""
    where, settings = places(warehouse, may_be_lake=True), Settings()
    return {**care.tend(where, settings.memory_mib, settings.lake_days)} if isinstance(where, Lake) else {}


@task(name="back-up", task_run_name="back up {warehouse.name}", retry_delay_seconds=5, **OPTIONS)
def backup_task(warehouse: Path, folder: Path) -> Path:
    """The released file and the raw store to the folder of backups."""
    return back_up(places(warehouse), folder)


@task(name="prune", task_run_name="prune {warehouse.name}", retry_delay_seconds=1, **OPTIONS)
def prune_task(warehouse: Path, folder: Path, keep: int) -> list[Path]:
    """All but the newest backups and releases, away."""
    where = places(warehouse)
    with locked(where, "upkeep", Settings().lock_wait_seconds):
        return prune(folder, keep, spare=None) + prune(where.releases, keep, spare=where.release())


def leave(rows: dict[str, Any], outlets: pl.DataFrame) -> None:
    """What the run did as an artifact, and the outlets as another."""
    table = "\n".join(f"| {name} | {escaped(str(value))} |" for name, value in rows.items())
    note = f"# Steppe upkeep\n\n| | |\n|---|---|\n{table}\n"
    create_markdown_artifact(note, key="upkeep-summary", description="Whole audit, freshness, backup and pruning")
    shown = outlets.with_columns(pl.col("last_captured_on").cast(pl.String)).rows(named=True)
    create_table_artifact(shown, key="upkeep-outlets", description="How fresh each outlet is by its own rhythm")
