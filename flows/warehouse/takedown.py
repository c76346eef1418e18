"""One capture, out of the build database, and out of every file of the state."""

import shutil
from pathlib import Path

import duckdb
import polars as pl

from flows.dumps import raw
from flows.warehouse.build import Connection, insert, transaction
from flows.warehouse.changes import OF_CAPTURES, traced
from flows.warehouse.known import file_ids, files_of
from flows.warehouse.ledger import attached, tables
from flows.warehouse.load import now
from flows.warehouse.places import Places
from flows.warehouse.releases import is_whole

HOLDERS = """
SELECT schema_name || '.' || table_name
FROM duckdb_tables()
WHERE database_name = current_database() AND NOT temporary AND (schema_name, table_name) IN (
    SELECT (schema_name, table_name) FROM duckdb_columns()
    WHERE database_name = current_database() AND column_name = 'capture_id'
)
ORDER BY ALL
"""
LISTED = "SELECT 1 FROM duckdb_tables() WHERE database_name = 'history' AND table_name = 'forgotten'"
# What checks saw of rows that broke them, and what changed: both quote texts.
QUOTES = (
    (
        "quality.check_results",
        "UPDATE quality.check_results SET observed_value = NULL WHERE TRY_CAST(observed_value AS DOUBLE) IS NULL",
    ),
    ("quality.check_failures", "UPDATE quality.check_failures SET detail = NULL"),
    (
        "ops.changes",
        "UPDATE ops.changes SET before = NULL, after = NULL"
        " WHERE record_key = $capture OR record_key LIKE $capture || '/%'"
        " OR (record_key IN (SELECT article_id FROM forgotten_articles)"
        " AND record_key NOT IN (SELECT article_id FROM main.articles))",
    ),
    *(
        (
            "ops.changes",
            f"""UPDATE ops.changes SET {state} = json_merge_patch({state}, '{{"headline": null}}')"""
            " WHERE record_key IN (SELECT article_id FROM forgotten_articles)"
            f" AND ({state} ->> 'headline') IS NOT NULL AND (record_key, {state} ->> 'headline')"
            " NOT IN (SELECT (article_id, headline) FROM ops.prints WHERE headline IS NOT NULL)",
        )
        for state in ("before", "after")
    ),
)
KEPT = ("backups", "build.duckdb", "hold", "ledger.duckdb", "lock", "raw", "releases", "takedown.json", "work")


def take_out(connection: Connection, capture_id: str, run_id: str, reason: str | None) -> None:
    """Delete all rows of the capture, list its articles as touched, and its id as forgotten, in one transaction."""
    row = {"capture_id": capture_id, "forgotten_at": now(), "run_id": run_id, "reason": reason}
    files = file_ids(files_of(connection, pl.Series("capture_id", [capture_id])))["file_id"].to_list()
    wanted = {"capture": capture_id}
    with transaction(connection):
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS forgotten_articles (article_id VARCHAR)")
        connection.execute(
            "INSERT INTO forgotten_articles"
            " SELECT DISTINCT article_id FROM main.appearances WHERE capture_id = $capture",
            wanted,
        )
        connection.execute("INSERT INTO ops.touched_articles SELECT article_id FROM forgotten_articles")
        connection.execute("INSERT INTO forgotten_articles FROM ops.touched_articles")  # of one cut short, too
        known = connection.execute("SELECT 1 FROM ops.forgotten WHERE capture_id = $capture", wanted).fetchone()
        connection.execute("INSERT INTO ops.touched_captures VALUES ($capture)", wanted)
        with traced(connection, run_id, OF_CAPTURES):
            for table in _holders(connection):
                connection.execute(f"DELETE FROM {table} WHERE capture_id = $capture", wanted)
        if not known:
            frame = pl.DataFrame([{**row, "file_ids": files}], schema_overrides={"file_ids": pl.List(pl.String)})
            insert(connection, "ops.forgotten", frame)


def scrub(connection: Connection, capture_id: str) -> None:
    """Blank what else may quote the capture: samples of failed checks, the trace of changes. After recomputing.

    The trace keeps that its facts were there, not what they were, and no headline that no print holds any more.
    """
    with transaction(connection):
        connection.execute(
            "INSERT INTO forgotten_articles SELECT record_key FROM ops.changes INNER JOIN ops.runs USING (run_id)"
            " WHERE flow = 'forget' AND table_name = 'articles'"
        )
        for table, statement in QUOTES:
            if table in tables(connection):
                connection.execute(statement, {"capture": capture_id} if "$capture" in statement else None)


def remember(connection: Connection, source: Path) -> list[str]:
    """Add the list of another database file to ops.forgotten; returns those of it that this one still holds."""
    with attached(connection, source):
        if connection.sql(LISTED).fetchone():
            connection.execute(
                "INSERT INTO ops.forgotten BY NAME"
                " FROM history.ops.forgotten ANTI JOIN ops.forgotten USING (capture_id)"
            )
    held = " UNION ALL ".join(f"SELECT capture_id FROM {table}" for table in _holders(connection))
    query = f"SELECT DISTINCT capture_id FROM ops.forgotten WHERE capture_id IN ({held}) ORDER BY capture_id"
    return [row[0] for row in connection.execute(query).fetchall()]


def drop_forgotten(connection: Connection) -> None:
    """Delete all rows of captures that are on the list, in a database that is not released yet."""
    for table in _holders(connection):
        connection.execute(f"DELETE FROM {table} WHERE capture_id IN (SELECT capture_id FROM ops.forgotten)")


def holds(path: Path, capture_id: str) -> bool:
    """Whether a database file may hold the capture: it names it, or it cannot be read."""
    if not is_whole(path):
        return True
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            queries = [f"SELECT 1 FROM {table} WHERE capture_id = $capture" for table in _holders(connection)]
            return any(connection.execute(query, {"capture": capture_id}).fetchone() for query in queries)
    except duckdb.Error:
        return True


def clear(where: Places, capture_id: str) -> list[str]:
    """Remove the capture from all files of the state but the build, the ledger and the release that is published.

    Releases and backups that hold it go, the raw stores lose it, and what is made from releases (exports, pages) goes,
    to be made again. Returns what was done, a line each.
    """
    backups = where.state / "backups"
    done = []
    for file in [*where.releases.glob("*.duckdb"), *backups.glob("*.duckdb")]:
        if file != where.release() and holds(file, capture_id):
            file.unlink()
            done.append(f"removed {file.parent.name}/{file.name}: it held the capture")
    for folder in (where.raw, backups / "raw"):
        raw.sweep(folder)
        if raw.remove(folder, [capture_id]):
            done.append(f"taken out of {folder.relative_to(where.state)}/")
    for other in sorted(where.state.iterdir()):
        if other.name not in KEPT:
            shutil.rmtree(other) if other.is_dir() else other.unlink()
            done.append(f"removed {other.name}: it may quote the capture")
    return done


def _holders(connection: Connection) -> list[str]:
    """Tables that have a capture, but the list of those forgotten."""
    return [row[0] for row in connection.execute(HOLDERS).fetchall() if row[0] != "ops.forgotten"]
