"""A DuckLake warehouse -> connections to it: Parquet files on any store, their catalog in a database of many users.

A run is one transaction, and so one snapshot: readers see the last one that passed, and no lock keeps them waiting.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

import duckdb
import polars as pl

from flows.errors import InputError
from flows.settings import ObjectStore
from flows.warehouse.places import Lake
from flows.warehouse.sql_files import quoted

NAME = "lake"
INSTALL = "a lake needs more packages: `pip install 'steppe[lake]'`, or `uv sync --extra lake`"
SCANNERS = {"postgres": "postgres_scanner", "sqlite": "sqlite_scanner"}
AUDIT = ("ops.runs", "quality.check_results", "quality.check_failures", "quality.quarantine")
LOST = ("postgres", "connection", "http", "curl", "s3", "failed to commit", "failed to execute", "ducklake metadata")
OVERTAKEN = ("conflict", "database is locked")
# The catalog alone tells where the data lies; a question may reach that place and no other.
DATA = f"SELECT value FROM __ducklake_metadata_{NAME}.ducklake_metadata WHERE key = 'data_path'"
DETOURS = ("sqlite_", "postgres_", "pg_", "query", "ducklake_", "read_", "parquet_", "glob")
SANDBOX = (
    "SET temp_directory = ''",
    "SET python_enable_replacements = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


@contextmanager
def opened(
    where: Lake, config: dict[str, str], *, may_write: bool = False, is_shut_in: bool = False
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose default database is the lake, as of its last snapshot; `may_write` makes a lake that is new.

    `is_shut_in`: no statement reaches more than the lake's own files. Raises InputError where packages are missing, or
    catalog or store do not answer or stop answering.
    """
    with told(where), duckdb.connect(":memory:", config=_config(config)) as connection:
        for name in (SCANNERS[where.kind], "httpfs", "ducklake"):
            connection.execute(f"LOAD '{_extension(name)}'")
        _sign_in(connection)
        connection.execute(f"ATTACH {quoted(where.address)} AS {NAME} ({_options(where, may_write)})")
        connection.execute(f"USE {NAME}")
        if is_shut_in:
            _shut_in(connection)
        yield connection


@contextmanager
def whole(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """A run: one transaction, one snapshot. Nothing of it stays when it raises."""
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        _roll_back(connection)
        raise
    connection.execute("COMMIT")


@contextmanager
def told(where: Lake) -> Iterator[None]:
    """Raise InputError, in one line, for another run that was quicker and for a catalog or store that fails."""
    try:
        yield
    except duckdb.Error as error:
        first = str(error).splitlines()[0]
        if any(sign in str(error).lower() for sign in OVERTAKEN):
            raise InputError(
                f"{where.published}: another run is at work on the lake or has changed it meanwhile, and nothing of"
                " this one is kept: run again"
            ) from error
        if not is_lost(error):
            raise
        raise InputError(
            f"{where.published}: catalog or data cannot be reached ({first}); a run that was cut short left nothing:"
            " see to it and run again"
        ) from error


def is_lost(error: duckdb.Error) -> bool:
    """Whether the error tells of a catalog or store that does not answer, and not of what was asked of it."""
    first = str(error).lower().partition("\n")[0]  # the rest is advice, with addresses of the web
    return isinstance(error, duckdb.IOException) or any(sign in first for sign in LOST)


def refuse_detours(connection: duckdb.DuckDBPyConnection, question: str) -> None:
    """Raises InputError for a question that calls what reads other databases, or makes another question of a text.

    The scanners that a catalog needs open any database, whatever the settings of the connection say.
    """
    (told,) = connection.execute("SELECT json_serialize_sql($question)", {"question": question}).fetchone() or ("",)
    tree = json.loads(told)
    if tree.get("error"):
        raise InputError("a question to a lake must be one SELECT or FROM that DuckDB can take apart")
    found = sorted(name for name in _functions(tree) if name.startswith(DETOURS))
    if found:
        raise InputError(f"the question is not answered: {found[0]}() reaches beyond the lake")


def _functions(tree: object) -> Iterator[str]:
    """Names of all functions that a serialised statement calls."""
    if isinstance(tree, dict):
        if name := tree.get("function_name"):
            yield str(name).lower()
        for part in tree.values():
            yield from _functions(part)
    elif isinstance(tree, list):
        for part in tree:
            yield from _functions(part)


def is_lake(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the connection's default database is a lake."""
    row = connection.execute("SELECT current_database()").fetchone()
    return bool(row and row[0] == NAME)


def audit_of(connection: duckdb.DuckDBPyConnection, run_id: str) -> dict[str, pl.DataFrame]:
    """What a run found, by table: to be kept when all else of it is rolled back."""
    found = {}
    for table in AUDIT:
        key = "first_run_id" if table == "quality.quarantine" else "run_id"
        found[table] = connection.sql(f"FROM {table} WHERE {key} = $run", params={"run": run_id}).pl()
    return found


def _roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    try:
        connection.execute("ROLLBACK")
    except duckdb.Error:  # the catalog is gone, and the transaction with it
        return


def _config(config: dict[str, str]) -> dict[str, str | bool | int | float | list[str]]:
    return {**config, "autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


def _extension(name: str) -> str:
    """The file of an extension: it comes with a package, and is never downloaded."""
    try:
        folder = files(f"duckdb_extension_{name}")
    except ModuleNotFoundError as error:
        raise InputError(INSTALL) from error
    return str(folder / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension")


def _sign_in(connection: duckdb.DuckDBPyConnection) -> None:
    """Let DuckDB use the keys of the object store that the environment names."""
    store = ObjectStore()
    if not store.access_key_id or not store.secret_access_key:
        return
    said = {
        "KEY_ID": store.access_key_id.get_secret_value(),
        "SECRET": store.secret_access_key.get_secret_value(),
        "SESSION_TOKEN": store.session_token.get_secret_value() if store.session_token else "",
        "REGION": store.region,
    }
    if store.endpoint_url:
        scheme, _, host = store.endpoint_url.rpartition("://")
        said |= {"ENDPOINT": host.rstrip("/"), "URL_STYLE": "path", "USE_SSL": "false" if scheme == "http" else "true"}
    options = ", ".join(f"{name} {quoted(value)}" for name, value in said.items() if value)
    connection.execute(f"CREATE SECRET store (TYPE s3, {options})")


def _options(where: Lake, may_write: bool) -> str:
    options = [f"DATA_PATH {quoted(where.data)}"] if may_write and where.data else []
    return ", ".join(options or (["READ_ONLY"] if not may_write else ["READ_WRITE"]))


def _shut_in(connection: duckdb.DuckDBPyConnection) -> None:
    (data,) = connection.execute(DATA).fetchone() or ("",)
    connection.execute(f"SET allowed_directories = [{quoted(data)}]")
    for statement in SANDBOX:
        connection.execute(statement)
