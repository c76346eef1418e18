"""The build database: opened, with its tables, views and dimensions."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import duckdb
import polars as pl

from flows.errors import InputError
from flows.settings import SCHEMA_VERSION
from flows.warehouse import lake
from flows.warehouse.faults import of_disk
from flows.warehouse.places import Lake, Places, log_of
from flows.warehouse.sql_files import LAYERS, SCHEMAS, SqlFile, layer, quoted, sql_version

Connection = duckdb.DuckDBPyConnection
Config = dict[str, str | bool | int | float | list[str]]
DAMAGE = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)
DAMAGE_SIGNS = ("corrupt", "checksum", "could not read", "deserial", "invalidated", "internal error")
TOUCHED = "article_id IN (SELECT article_id FROM ops.touched_articles)"  # the articles to make anew
# Texts in Zstandard take a quarter of the place; the oldest DuckDB that reads such a file is 1.2.
STORAGE: Config = {"storage_compatibility_version": "v1.2.0", "zstd_min_string_length": "512"}
NAME = "build"
UNSETTLED_MIB = 128  # what may be committed before it is settled
CALENDAR = """
INSERT INTO main.calendar
SELECT
    CAST(day AS DATE), YEAR(day), QUARTER(day), MONTH(day), WEEKOFYEAR(day), ISODOW(day), ISODOW(day) >= 6
FROM RANGE(TIMESTAMP '2000-01-01', TIMESTAMP '2050-01-01', INTERVAL 1 DAY) AS days (day)
"""


@contextmanager
def opened(where: Places, memory_mib: int, file: Path | None = None) -> Iterator[Connection]:
    """The build database, or another in its stead, for one process; of a lake, the lake itself.

    Raises InputError when it is damaged.
    """
    config = {"memory_limit": f"{memory_mib}MiB", "temp_directory": str(where.work / "temp"), "threads": "2"}
    if isinstance(where, Lake):
        with lake.opened(where, config, may_write=True) as connection:
            connection.execute("SET preserve_insertion_order = false")
            yield connection
        return
    file = file or where.build
    with duckdb.connect(config={**config, **STORAGE}) as connection:
        try:
            _attach(connection, file)
        except duckdb.Error as error:
            if of_disk(error):
                raise
            raise _damaged(file, error) from error
        connection.execute("SET preserve_insertion_order = false")
        connection.execute("SET allocator_flush_threshold = '16MiB'")
        connection.execute(f"SET checkpoint_threshold = '{2 * UNSETTLED_MIB}MiB'")
        with _told(file, memory_mib):
            yield connection
            _detach(connection)


def _attach(connection: Connection, file: Path) -> None:
    """The file as the connection's default database."""
    connection.execute(f"ATTACH {quoted(file)} AS {NAME}")
    connection.execute(f"USE {NAME}")


def _detach(connection: Connection) -> None:
    """All that is committed is in the file then, and nothing of it in memory."""
    connection.execute("USE memory")
    connection.execute(f"DETACH {NAME}")


@contextmanager
def _told(file: Path, memory_mib: int) -> Iterator[None]:
    """Raise InputError, with the mend, for a lack of memory and for damage that the block meets."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise InputError(
            f"{file}: DuckDB ran out of its {memory_mib} MiB; what was loaded stays: run again with more, as with"
            f" STEPPE_MEMORY_MIB={2 * memory_mib}"
        ) from error
    except DAMAGE as error:
        if not is_damage(error):
            raise
        raise _damaged(file, error) from error


@contextmanager
def limited(connection: Connection, memory_mib: int) -> Iterator[None]:
    """DuckDB may use so much memory while the block runs."""
    before = scalar(connection, "SELECT current_setting('memory_limit')")
    connection.execute(f"SET memory_limit = '{memory_mib}MiB'")
    yield
    connection.execute(f"SET memory_limit = '{before}'")


def is_damage(error: Exception) -> bool:
    """Whether the error tells of a damaged file, and not of a full disk or a question that cannot be answered."""
    return not of_disk(error) and any(sign in str(error).lower() for sign in DAMAGE_SIGNS)


def _damaged(file: Path, error: Exception) -> InputError:
    first = str(error).splitlines()[0]
    return InputError(
        f"{file}: the build database is damaged ({first}); `steppe rebuild` makes it anew from the raw store, and what"
        " is released stays as it is until then"
    )


def prepare(connection: Connection) -> None:
    """Make what is missing, schemas, tables, calendar, and all views anew, where the last run had another sql/.

    Raises InputError when the database is of another schema version; then nothing is changed.
    """
    found = schema_version(connection)
    refuse_newer(found)
    if found is not None and found < SCHEMA_VERSION:
        raise InputError(
            f"the warehouse is of schema {found}, this Steppe makes {SCHEMA_VERSION}: `steppe rebuild` makes it anew"
            " from the raw store"
        )
    if sql_of_last_run(connection) == sql_version():  # it takes a third of a second, and of a lake a snapshot
        return
    with lake.whole(connection) if lake.is_lake(connection) else nullcontext():
        _make(connection)


def _make(connection: Connection) -> None:
    for schema in SCHEMAS:
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    for folder in LAYERS:
        for file in layer(folder):
            for statement in _statements(connection, folder, file):
                connection.execute(statement)
    if not scalar(connection, "SELECT COUNT(*) FROM main.calendar"):
        connection.execute(CALENDAR)


def _statements(connection: Connection, folder: str, file: SqlFile) -> list[str]:
    """What makes an object. A lake takes comments on tables, their columns and views, and on nothing else."""
    if folder == "1_tables" or not lake.is_lake(connection):
        return [file.text]
    refused = ("COMMENT ON COLUMN", "COMMENT ON MACRO")
    statements = [one.query.strip() for one in duckdb.extract_statements(file.text)]
    return [one for one in statements if not one.startswith(refused)]


def sql_of_last_run(connection: Connection) -> object:
    """The version of sql/ that the last run had, or None before the first."""
    try:
        return scalar(connection, "SELECT versions ->> 'sql' FROM ops.runs ORDER BY run_number DESC LIMIT 1")
    except duckdb.CatalogException:
        return None


def schema_version(connection: Connection) -> int | None:
    """The newest schema version of its runs, or None for a database without any."""
    try:
        found = scalar(connection, "SELECT MAX(schema_version) FROM ops.runs")
    except duckdb.CatalogException:
        return None
    return None if found is None else int(str(found))


def refuse_newer(found: int | None) -> None:
    """Raises InputError for the schema version of a newer Steppe."""
    if found is not None and found > SCHEMA_VERSION:
        raise InputError(
            f"the warehouse is of schema {found}, made by a newer Steppe; this one knows {SCHEMA_VERSION}: update it"
        )


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
    """All or nothing; of a run on a lake, that is a transaction as a whole, a part."""
    if lake.is_lake(connection):
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def settle(connection: Connection, at_least_mib: int = 0) -> None:
    """What is committed, into the file and out of memory, where it is so much. A lake has it where it belongs.

    The file is taken off and on again: DuckDB keeps a fifth of a database in memory after a checkpoint, as much as it
    has, and what it keeps counts against its limit.
    """
    if lake.is_lake(connection):
        return
    file = Path(str(scalar(connection, "SELECT path FROM duckdb_databases() WHERE database_name = current_database()")))
    log = log_of(file)
    if at_least_mib and not (log.is_file() and log.stat().st_size >= at_least_mib * 2**20):
        return
    _detach(connection)
    _attach(connection, file)


def scalar(connection: Connection, query: str, parameters: list[object] | None = None) -> object:
    """The one value of a query, or None."""
    row = connection.execute(query, parameters or []).fetchone()
    return row[0] if row else None
