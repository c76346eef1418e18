"""A build that passed -> a released file, published by one atomic swap; or a refused build, undone."""

import hashlib
import os
from pathlib import Path

import duckdb

from flows.errors import RefusedError
from flows.warehouse.build import STORAGE, Connection, prepare
from flows.warehouse.copies import copy
from flows.warehouse.load import now
from flows.warehouse.places import Places, log_of
from flows.warehouse.releases import newest, number, point, prune
from flows.warehouse.sql_files import quoted

AUDIT = {
    "quality.check_results": "run_id NOT IN (SELECT run_id FROM ops.runs)",
    "quality.check_failures": "run_id NOT IN (SELECT run_id FROM ops.runs)",
    "quality.checks": "(suite, check_name) NOT IN (SELECT (suite, check_name) FROM quality.checks)",
    "quality.quarantine": "first_run_id NOT IN (SELECT run_id FROM ops.runs)"
    " AND capture_id NOT IN (SELECT capture_id FROM main.captures)",
    "quality.scorecard": "(gold_set, gazetteer_version) NOT IN"
    " (SELECT (gold_set, gazetteer_version) FROM quality.scorecard)",
}


def fingerprint(connection: Connection) -> str:
    """SHA-256 over ops.release_fingerprint: `table|rows|hash sum` a line, by table."""
    rows = connection.execute(
        "SELECT table_name, row_count, hash_sum FROM ops.release_fingerprint ORDER BY table_name"
    ).fetchall()
    return hashlib.sha256("\n".join(f"{table}|{count}|{total}" for table, count, total in rows).encode()).hexdigest()


def release(where: Places, passed: str, keep: int, built: Path | None = None) -> Path:
    """Copy a closed build database (`built`, by default the build) to a new read-only file, and publish that.

    `passed` is the fingerprint that the audit passed. While a rollback holds, the file is made and not published.
    Raises RefusedError when the copy has another fingerprint. The last `keep` files stay, and the published one.
    """
    built = built or where.build
    last = newest(where)
    name = f"{number(last) + 1 if last else 1:06}-{now():%Y%m%dT%H%M%S%fZ}-{passed[:12]}"
    target = where.releases / f"{name}.duckdb"
    temporary = target.with_suffix(".tmp")
    for stray in [*where.releases.glob("*.tmp"), *where.releases.glob("*.wal")]:
        stray.unlink()
    try:
        copy(built, temporary)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    if fingerprint_of(temporary) != passed:
        temporary.unlink()
        raise RefusedError(f"{built}: changed after its audit; nothing is released. Run again to audit it")
    temporary.chmod(0o444)
    _flush(temporary)
    temporary.rename(target)
    _flush(where.releases)
    if not where.hold.exists():
        point(where, target)
    prune(where.releases, keep, spare=where.release())
    return target


def fingerprint_of(path: Path) -> str:
    """Fingerprint of a file, opened for reading only."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return fingerprint(connection)


def undo(where: Places) -> None:
    """Put the build database back to the newest release, and keep of the refused runs since then their audit only.

    The old build stays until the new one is whole. A release that a client has written to is not trusted: then the
    build starts afresh from the dumps.
    """
    file = where.work / "undo.duckdb"
    last = newest(where)
    if last and not log_of(where.published).exists() and _is_as_released(last):
        copy(last, file)
        file.chmod(0o644)
    with duckdb.connect(str(file), config=STORAGE) as connection:
        prepare(connection)
        connection.execute(f"ATTACH {quoted(where.build)} AS refused (READ_ONLY)")
        for table, kept_rows in AUDIT.items():
            connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM refused.{table} WHERE {kept_rows}")
        connection.execute(
            "INSERT INTO ops.runs BY NAME SELECT * FROM refused.ops.runs ANTI JOIN ops.runs USING (run_id)"
        )
        connection.execute("DETACH refused")
    file.replace(where.build)


def _is_as_released(path: Path) -> bool:
    try:
        return fingerprint_of(path)[:12] == path.stem.rsplit("-", 1)[-1]
    except duckdb.Error:
        return False


def _flush(path: Path) -> None:
    """Have a file on disk before its name, and a folder's names: a crash must not publish an empty file."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
