"""The build database -> the ledger: what the raw store cannot tell, and back into a new build database.

The ledger holds every table of `ops` and `quality` that is not made from the bytes: where captures lay and what
manifests said of them, the load log, runs, verdicts, quarantine, what was forgotten. It is written when a run passed,
so what a crash or a refused run left is not in it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

from flows.dumps.read import UNREAD
from flows.warehouse.build import Connection, schema_version
from flows.warehouse.places import Places
from flows.warehouse.releases import files
from flows.warehouse.sql_files import quoted

REMADE = (
    "article_countries",
    "article_entities",
    "article_shingles",
    "entity_changes",
    "entity_days",
    "entity_numbers",
    "ignored_lines",
    "near_pairs",
    "near_rules",
    "pair_counts",
    "print_mentions",
    "prints",
    "text_changes",
    "touched_articles",
    "touched_captures",
    "unaudited_articles",
    "unparsed_lines",
)
TABLES = """
SELECT schema_name || '.' || table_name
FROM duckdb_tables()
WHERE database_name = current_database() AND schema_name IN ('ops', 'quality') AND table_name NOT IN $remade
ORDER BY ALL
"""
WANTED = """
SELECT DISTINCT capture_id FROM ops.capture_files
WHERE capture_id NOT IN (SELECT capture_id FROM ops.forgotten) AND capture_id NOT IN (
    SELECT capture_id FROM quality.quarantine WHERE line_start IS NULL AND reason IN $unread
)
ORDER BY capture_id
"""
SHARED = """
SELECT column_name
FROM duckdb_columns()
WHERE database_name IN (current_database(), 'history') AND schema_name || '.' || table_name = $table
GROUP BY column_name
HAVING COUNT(*) = 2
ORDER BY column_name
"""


def save(connection: Connection, where: Places) -> None:
    """Write the ledger of this build database; it replaces the last one in one step."""
    temporary = where.work / where.ledger.name
    temporary.unlink(missing_ok=True)
    connection.execute(f"ATTACH {quoted(temporary)} AS ledger (BLOCK_SIZE 16384)")
    for table in tables(connection):
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS ledger.{table.partition('.')[0]}")
        connection.execute(f"CREATE TABLE ledger.{table} AS FROM {table}")
    connection.execute("DETACH ledger")
    handle = os.open(temporary, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
    temporary.replace(where.ledger)


def tables(connection: Connection) -> list[str]:
    """Names of the tables that the ledger holds."""
    return [row[0] for row in connection.execute(TABLES, {"remade": list(REMADE)}).fetchall()]


def sources(where: Places) -> list[Path]:
    """What can tell the history of the warehouse and is whole, the best first: ledger, releases, the build database."""
    published = where.release()
    made = sorted(reversed(files(where.releases)), key=lambda path: path != published)
    there = [path for path in (where.ledger, *made, where.build) if path.is_file()]
    return [path for path in there if _tells(path)]


def wanted(connection: Connection) -> pl.Series:
    """Captures whose bytes the raw store must hold for this warehouse: all that were read and not forgotten."""
    return connection.sql(WANTED, params={"unread": list(UNREAD)}).pl()["capture_id"]


def schema_of(path: Path) -> int | None:
    """The schema version of a database file, or None where it tells none."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return schema_version(connection)


def _tells(path: Path) -> bool:
    try:
        return schema_of(path) is not None
    except duckdb.Error:
        return False


@contextmanager
def attached(connection: Connection, source: Path) -> Iterator[None]:
    """The source as database `history`, for reading."""
    connection.execute(f"ATTACH {quoted(source)} AS history (READ_ONLY)")
    try:
        yield
    finally:
        connection.execute("DETACH history")


def carry(connection: Connection) -> None:
    """Fill the tables of an empty build database from `history`, but the load log: that comes with the loads."""
    for table in tables(connection):
        columns = _shared_columns(connection, table)
        if columns and table != "ops.loads":
            if table == "ops.runs" and "run_number" not in columns:
                columns.append("ROW_NUMBER() OVER (ORDER BY started_at, run_id) AS run_number")
            connection.execute(f"INSERT INTO {table} BY NAME SELECT {', '.join(columns)} FROM history.{table}")


def has_ages(connection: Connection) -> bool:
    """Whether `history` tells since when captures and articles are known: it does from schema 2 on."""
    return "first_run_id" in _shared_columns(connection, "ops.loads")


def _shared_columns(connection: Connection, table: str) -> list[str]:
    """Columns of the table that both the build database and `history` have."""
    rows = connection.execute(SHARED, {"table": table}).fetchall()
    return [row[0] for row in rows]
