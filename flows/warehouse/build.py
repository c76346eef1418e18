"""The build database: opened, with its tables, views and dimensions."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import polars as pl

from flows.errors import InputError
from flows.settings import SCHEMA_VERSION
from flows.warehouse.places import Places
from flows.warehouse.sql_files import LAYERS, SCHEMAS, layer

Connection = duckdb.DuckDBPyConnection
CALENDAR = """
INSERT INTO main.calendar
SELECT
    CAST(day AS DATE), YEAR(day), QUARTER(day), MONTH(day), WEEKOFYEAR(day), ISODOW(day), ISODOW(day) >= 6
FROM RANGE(TIMESTAMP '2000-01-01', TIMESTAMP '2050-01-01', INTERVAL 1 DAY) AS days (day)
"""


@contextmanager
def opened(where: Places, memory_mib: int) -> Iterator[Connection]:
    """The build database, for one process. Raises InputError when it is of another schema version or is no database."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": f"{memory_mib}MiB",
        "temp_directory": str(where.state / "temp"),
        "threads": "2",
    }
    try:
        connection = duckdb.connect(str(where.build), config=config)
    except duckdb.Error as error:
        raise InputError(f"{where.build}: {error}; move it away to build anew from the dumps") from error
    with connection:
        connection.execute("SET preserve_insertion_order = false")
        connection.execute("SET allocator_flush_threshold = '16MiB'")
        yield connection


def prepare(connection: Connection) -> None:
    """Make what is missing: schemas, tables, calendar; make all views anew."""
    for schema in SCHEMAS:
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    for folder in LAYERS:
        for file in layer(folder):
            connection.execute(file.text)
    if not scalar(connection, "SELECT COUNT(*) FROM main.calendar"):
        connection.execute(CALENDAR)
    known = scalar(connection, "SELECT MAX(schema_version) FROM ops.runs")
    if known not in (None, SCHEMA_VERSION):
        raise InputError(f"the build database is of schema {known}, not {SCHEMA_VERSION}; move it away to build anew")


def replace_dimensions(connection: Connection, frames: dict[str, pl.DataFrame]) -> None:
    """Set main.<name> to the rows of each frame, in one transaction."""
    with transaction(connection):
        for name, frame in frames.items():
            connection.execute(f"DELETE FROM main.{name}")
            insert(connection, f"main.{name}", frame)


def insert(connection: Connection, table: str, frame: pl.DataFrame) -> None:
    """Append a frame to a table, column by name."""
    if frame.height:
        connection.register("incoming", frame)
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")
        connection.unregister("incoming")


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """All or nothing."""
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def scalar(connection: Connection, query: str, parameters: list[object] | None = None) -> object:
    """The one value of a query, or None."""
    row = connection.execute(query, parameters or []).fetchone()
    return row[0] if row else None
