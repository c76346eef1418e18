"""A warehouse's folder -> what is wrong with it, and how each thing is mended. Nothing is changed."""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from flows.settings import SCHEMA_VERSION
from flows.warehouse import locks
from flows.warehouse.build import Connection, schema_version
from flows.warehouse.load import now
from flows.warehouse.places import Places, log_of
from flows.warehouse.releases import files, is_whole
from flows.warehouse.rhythm import judged, told

MIB = 1 << 20
EFFECTIVE = os.access in os.supports_effective_ids
LEAST_FREE = 256 * MIB
LAST_RUN = "SELECT flow, status, started_at FROM ops.runs ORDER BY run_number DESC LIMIT 1"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: how it stands, and where it is not well what to do."""

    name: str
    is_ok: bool
    detail: str
    mend: str = ""


def examine(where: Places, fresh_days: int = 7) -> list[Finding]:
    """Findings on permissions, lock, release, write-ahead logs, schema, freshness, runs, disk and sizes."""
    return [
        *_writable(where),
        _lock(where),
        *_marks(where),
        *_release(where, fresh_days),
        *_logs(where),
        _disk(where),
        _sizes(where),
    ]


def _writable(where: Places) -> Iterator[Finding]:
    for path in (where.published.parent, where.state, where.releases, where.raw, where.build, where.ledger):
        if path.exists() and not os.access(path, os.R_OK | os.W_OK, effective_ids=EFFECTIVE):
            yield Finding("permissions", False, f"{path}: cannot be read and written", f"chown or chmod it: {path}")


def _lock(where: Places) -> Finding:
    is_held, told = locks.holder(where)
    if is_held:
        return Finding("lock", True, f"held{told}")
    if told:
        return Finding("lock", False, f"a run ended before its time{told}", "`steppe run` goes on from the last batch")
    return Finding("lock", True, "free")


def _marks(where: Places) -> Iterator[Finding]:
    if where.hold.exists():
        held = "a rollback holds: runs release, but publish nothing"
        yield Finding("rollback", False, held, "mend the cause, then `steppe rollback --lift`")
    if where.takedown.exists() and not locks.holder(where)[0]:
        yield Finding("takedown", False, "a takedown was cut short", "`steppe run` finishes it")


def _release(where: Places, fresh_days: int) -> Iterator[Finding]:
    current = where.release()
    if current is None:
        is_dangling = where.published.is_symlink()
        detail = "its release is gone: the link leads nowhere" if is_dangling else "nothing is released yet"
        mend = "`steppe run`, or `steppe rollback` to an older release" if is_dangling else "`steppe run --dumps PATH`"
        yield Finding("release", False, f"{where.published}: {detail}", mend)
        return
    if not is_whole(current):
        mend = "`steppe run` makes another; until then `steppe rollback`"
        yield Finding("release", False, f"{current}: damaged", mend)
        return
    yield Finding("release", True, current.name)
    with duckdb.connect(str(current), read_only=True) as connection:
        yield _schema(schema_version(connection))
        yield from _freshness(connection, fresh_days)
    yield _last_run(where, current)


def _schema(found: int | None) -> Finding:
    if found is not None and found > SCHEMA_VERSION:
        detail = f"the warehouse is of schema {found}, made by a newer Steppe; this one knows {SCHEMA_VERSION}"
        return Finding("schema", False, detail, "update Steppe")
    if found is not None and found < SCHEMA_VERSION:
        detail = f"the warehouse is of schema {found}, this Steppe makes {SCHEMA_VERSION}"
        return Finding("schema", False, detail, "the next `steppe run` rebuilds it, as `steppe rebuild` does now")
    return Finding("schema", True, str(found))


def _freshness(connection: Connection, fresh_days: int) -> Iterator[Finding]:
    """How fresh the outlets are. Stale data is no fault of this machine: it is told, and no mend is known here."""
    with suppress(duckdb.CatalogException):  # the release is older than the view
        yield Finding("freshness", True, told(judged(connection, now().date(), fresh_days)))


def _last_run(where: Places, current: Path) -> Finding:
    """The newest run: of the build, where no run is at work on it; else of the release."""
    for path in (where.build, current):
        try:
            with duckdb.connect(str(path), read_only=True) as connection:
                flow, status, started_at = connection.execute(LAST_RUN).fetchone() or ("none", "passed", "never")
        except duckdb.Error:
            continue
        detail = f"{flow}, {status}, {started_at} UTC"
        if status == "refused":
            return Finding("last run", False, detail, "`steppe quality --open` says why; mend that and run again")
        if status == "running" and not locks.holder(where)[0]:
            return Finding("last run", False, f"{detail}; its process is gone", "`steppe run` goes on")
        return Finding("last run", True, detail)
    return Finding("last run", False, "neither build nor release can be read", "`steppe rebuild`")


def _logs(where: Places) -> Iterator[Finding]:
    """Write-ahead logs beside a release: a client opened it for writing. That of the build is a run's own."""
    found = [log_of(where.published), *where.releases.glob("*.wal")]
    for path in found:
        if path.exists():
            detail = f"{path}: a client opened the release for writing"
            yield Finding("write-ahead log", False, detail, "remove it; open releases with read_only=True")


def _disk(where: Places) -> Finding:
    folder = next(path for path in (where.state, *where.state.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    build = where.build.stat().st_size if where.build.exists() else 0
    wanted = max(LEAST_FREE, 3 * build)  # a release, what a run makes aside, and room to grow
    detail = f"{free // MIB:,} MiB left in {folder}, {wanted // MIB:,} wanted"
    return Finding("disk", free >= wanted, detail, "" if free >= wanted else "free space, or keep fewer releases")


def _sizes(where: Places) -> Finding:
    sizes = {
        "raw": _size(where.raw),
        f"{len(files(where.releases))} releases": _size(where.releases),
        "build": _size(where.build),
        "ledger": _size(where.ledger),
        "reports": _size(where.reports),
    }
    return Finding("state", True, ", ".join(f"{name} {size / MIB:,.1f} MiB" for name, size in sizes.items()))


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(one.stat().st_size for one in path.rglob("*") if one.is_file() and not one.is_symlink())
