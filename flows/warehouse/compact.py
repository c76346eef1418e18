"""The build database -> the same in a new file, without what was deleted.

DuckDB keeps deleted rows in its file until their place is needed: a takedown needs them gone.
"""

from pathlib import Path

from flows.warehouse.build import opened, prepare
from flows.warehouse.ledger import attached
from flows.warehouse.places import Places

TABLES = """
SELECT schema_name || '.' || table_name
FROM duckdb_tables()
WHERE database_name = current_database() AND NOT temporary
ORDER BY ALL
"""


def compact(where: Places, memory_mib: int, built: Path | None = None) -> None:
    """Copy every table of the closed build database (or of `built`) to a new file, put in its place in one step."""
    built = built or where.build
    file = where.work / "compact.duckdb"
    with opened(where, memory_mib, file) as connection:
        prepare(connection)
        with attached(connection, built):
            for (table,) in connection.execute(TABLES).fetchall():
                connection.execute(f"DELETE FROM {table}")
                connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM history.{table}")
    file.replace(built)
