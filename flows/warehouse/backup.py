"""A warehouse -> a folder to have it again from, while runs go on: releases, and one raw store for them all."""

import hashlib
import os
import shutil
from pathlib import Path

import duckdb
import polars as pl

from flows.dumps import raw
from flows.errors import InputError, RefusedError
from flows.progress import followed
from flows.settings import SCHEMA_VERSION
from flows.warehouse import ledger
from flows.warehouse.build import schema_version
from flows.warehouse.faults import told
from flows.warehouse.places import Places
from flows.warehouse.query import released
from flows.warehouse.release import fingerprint, fingerprint_of
from flows.warehouse.releases import files, is_whole, number

ATTEMPTS = 3


def back_up(where: Places, folder: Path) -> Path:
    """Copy the released file and the raw store to the folder, what is not there yet, and read the copies back.

    Takes no lock: raw files are never changed, and the release is copied first, so the bytes of all its captures are
    there. What a takedown took out of the raw store leaves the folder's too. Raises InputError when nothing is
    released or the folder cannot take it, RefusedError when the copy does not hold what the release holds.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with told(folder):
                return _back_up(where, folder)
        except FileNotFoundError:
            if attempt == ATTEMPTS:
                raise
    raise AssertionError("unreachable")


def _back_up(where: Places, folder: Path) -> Path:
    with released(where) as connection:
        if (found := schema_version(connection)) != SCHEMA_VERSION:
            raise InputError(f"{where.published}: of schema {found}, not {SCHEMA_VERSION}; `steppe run` brings it up")
        forgotten = connection.sql("SELECT capture_id FROM ops.forgotten").pl()["capture_id"]
        current = Path(str(where.release()))
    (folder / "raw").mkdir(parents=True, exist_ok=True)
    target = _target(current, folder)
    copy(current, target)
    for path in followed("raw store", raw.files(where.raw), "bytes", _size):
        copy(path, folder / "raw" / path.name)
    raw.remove(folder / "raw", forgotten)
    missing = check(target)
    if missing.len():
        raise RefusedError(
            f"{target}: the raw store lacks {missing.len():,} of its captures (first: {missing[0]}); `steppe run` keeps"
            " them again as far as their files are still there"
        )
    return target


def _size(path: Path) -> int:
    return path.stat().st_size


def _target(current: Path, folder: Path) -> Path:
    """The backup's name: that of the release, numbered after all others of the folder, whatever began anew."""
    there = files(folder)
    _, _, rest = current.stem.partition("-")
    again = [path for path in there if path.stem.endswith(f"-{rest}")]
    last = number(there[-1]) if there else 0
    return again[-1] if again else folder / f"{max(number(current), last + 1):06}-{rest}.duckdb"


def copy(source: Path, target: Path) -> None:
    """Copy a file that never changes, unless it is there; the copy has its name once it is whole and on disk.

    Raises RefusedError when the copy differs.
    """
    if target.exists() and target.stat().st_size == source.stat().st_size:
        return
    temporary = target.with_suffix(".tmp")
    try:
        with source.open("rb") as read, temporary.open("wb") as written:
            shutil.copyfileobj(read, written, 1 << 20)
            written.flush()
            os.fsync(written.fileno())
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    if digest(temporary) != digest(source):
        temporary.unlink()
        raise RefusedError(f"{target}: the copy differs from {source}; check the disk and run again")
    temporary.replace(target)


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def check(path: Path) -> pl.Series:
    """Read a backup's release; returns the captures whose bytes are not in the raw store beside it.

    Raises RefusedError when it does not hold what its name says, or no audit passed it.
    """
    wrong = f"{path}: the backup does not hold what its name says; remove it and back up again"
    if not is_whole(path) or fingerprint_of(path)[:12] != path.stem.rsplit("-", 1)[-1]:
        raise RefusedError(wrong)
    with duckdb.connect(str(path), read_only=True) as connection:
        if (found := schema_version(connection)) == 1:
            raise InputError(
                f"{path}: a backup of schema {found} has no raw store; read it with any DuckDB client, or make a"
                " warehouse from the dumps"
            )
        passed = "SELECT 1 FROM ops.runs WHERE status = 'passed' AND fingerprint = $found"
        if not connection.execute(passed, {"found": fingerprint(connection)}).fetchone():
            raise RefusedError(wrong)
        wanted = ledger.wanted(connection)
    held = raw.index(path.parent / "raw")["capture_id"]
    return wanted.filter(~wanted.is_in(held.implode()))


def chosen(folder: Path, name: str | None) -> Path:
    """The newest backup of the folder, or the one whose name is, or alone begins with, `name`.

    Raises InputError where there is none.
    """
    there = files(folder)
    found = there[-1:] if name is None else [path for path in there if path.stem.startswith(name)]
    if len(found) != 1:
        what = f"{len(found)} backups begin with {name!r}" if name else "no backup is there"
        raise InputError(f"{folder}: {what}; `steppe backup {folder}` makes one")
    return found[0]
