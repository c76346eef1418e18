"""A build that passed -> a released file, published by one atomic swap; or a refused build, undone."""

import hashlib
import os
import shutil
from pathlib import Path

import duckdb

from flows.errors import RefusedError
from flows.warehouse.build import Connection, prepare
from flows.warehouse.load import now
from flows.warehouse.places import Places

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


def release(where: Places, passed: str, keep: int) -> Path:
    """Copy the closed build database to a new read-only file and make the published link point to it.

    `passed` is the fingerprint that the audit passed. Raises RefusedError when the copy has another one. What a client
    left of a write-ahead log beside the published name goes, so that no one replays it. The last `keep` files stay.
    """
    target = where.releases / f"{now():%Y%m%dT%H%M%S%fZ}-{passed[:12]}.duckdb"
    temporary = target.with_suffix(".tmp")
    shutil.copyfile(where.build, temporary)
    if fingerprint_of(temporary) != passed:
        temporary.unlink()
        raise RefusedError(f"{where.build}: changed after its audit; nothing is released. Run again to audit it")
    temporary.chmod(0o444)
    _flush(temporary)
    temporary.rename(target)
    link = where.published.with_name(f".{where.published.name}.{os.getpid()}")
    link.unlink(missing_ok=True)
    link.symlink_to(os.path.relpath(target, where.published.parent))
    _wal(where.published).unlink(missing_ok=True)
    link.replace(where.published)
    prune(where.releases, keep, spare=target)
    for stray in [*where.releases.glob("*.tmp"), *where.releases.glob("*.wal")]:
        stray.unlink()
    return target


def prune(folder: Path, keep: int, *, spare: Path | None) -> list[Path]:
    """Remove all but the newest `keep` database files of a folder, never `spare`; returns what went."""
    old = [path for path in sorted(folder.glob("*.duckdb"))[:-keep] if path != spare]
    for path in old:
        path.unlink()
    return old


def fingerprint_of(path: Path) -> str:
    """Fingerprint of a file, opened for reading only."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return fingerprint(connection)


def undo(where: Places) -> None:
    """Put the build database back to the last release, and keep of the refused runs since then their audit only.

    A release that a client has written to is not trusted: then the build starts afresh from the dumps.
    """
    kept = where.state / "refused.duckdb"
    kept.unlink(missing_ok=True)
    where.build.rename(kept)
    _wal(where.build).unlink(missing_ok=True)
    last = where.release()
    if last and not _wal(where.published).exists() and _is_as_released(last):
        shutil.copyfile(last, where.build)
        where.build.chmod(0o644)
    with duckdb.connect(str(where.build)) as connection:
        prepare(connection)
        connection.execute(f"ATTACH '{_quoted(kept)}' AS refused (READ_ONLY)")
        for table, kept_rows in AUDIT.items():
            connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM refused.{table} WHERE {kept_rows}")
        connection.execute(
            "INSERT INTO ops.runs BY NAME SELECT * FROM refused.ops.runs ANTI JOIN ops.runs USING (run_id)"
        )
        connection.execute("DETACH refused")
    kept.unlink()


def _is_as_released(path: Path) -> bool:
    try:
        return fingerprint_of(path)[:12] == path.stem.rsplit("-", 1)[-1]
    except duckdb.Error:
        return False


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _wal(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def _flush(path: Path) -> None:
    """Have the file on disk before its name: a crash must not publish an empty one."""
    with path.open("rb") as handle:
        os.fsync(handle.fileno())
