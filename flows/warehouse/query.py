"""The released file -> answers, read only."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from flows.errors import InputError
from flows.settings import SCHEMA_VERSION
from flows.warehouse import lake
from flows.warehouse.build import DAMAGE, Connection, is_damage, scalar, schema_version, sql_of_last_run
from flows.warehouse.contract import Object, objects
from flows.warehouse.places import Lake, Places
from flows.warehouse.release import fingerprint
from flows.warehouse.sandbox import SANDBOX, Limits, answer
from flows.warehouse.sql_files import sql_version

LACKS = (duckdb.CatalogException, duckdb.BinderException)
MAIN = ("captures", "articles", "article_versions", "appearances", "mentions", "rates", "entities", "entity_aliases")


@dataclass(frozen=True)
class Status:
    """The released file, its fingerprint, rows by table, the last runs and what stands in quarantine."""

    file: Path
    fingerprint: str
    counts: dict[str, int]
    runs: pl.DataFrame
    quarantine: pl.DataFrame
    freshness: pl.DataFrame


@contextmanager
def released(where: Places, limits: Limits | None = None, *, may_write_files: bool = False) -> Iterator[Connection]:
    """The released file, for reading: no statement on it reaches another file or the network.

    `may_write_files` lets COPY write; `limits` bound the memory. Raises InputError when nothing is released, or it is
    damaged.
    """
    if isinstance(where, Lake):
        bounds = limits.config if limits else {}
        with lake.opened(where, bounds, is_shut_in=not may_write_files) as connection, _age_told(where, connection):
            yield connection
        return
    current = where.release()
    if current is None and where.published.is_symlink():
        raise InputError(
            f"{where.published}: the release it points to is gone; `steppe run` makes another, from the raw store where"
            " that is left, else from the dumps; `steppe restore` takes a backup"
        )
    if current is None:
        raise InputError(
            f"{where.published}: no warehouse there yet; make one with `steppe run --warehouse {where.published}`"
        )
    try:
        connection = duckdb.connect(str(current), read_only=True, config=_config(limits, may_write_files))
    except duckdb.Error as error:
        raise _damaged(where, error) from error
    try:
        with connection, _age_told(where, connection):
            yield connection
    except DAMAGE as error:
        if not is_damage(error):
            raise
        raise _damaged(where, error) from error


@contextmanager
def _age_told(where: Places, connection: Connection) -> Iterator[None]:
    """Raise InputError, with the mend, in place of what the block lacks in a warehouse of another Steppe."""
    try:
        yield
    except (*LACKS, InputError) as error:
        lack = error.__cause__ if isinstance(error, InputError) else error
        if not isinstance(lack, LACKS) or not (why := age(connection)):
            raise
        raise InputError(f"{where.published}: {str(lack).splitlines()[0]}; {why}") from error


def age(connection: Connection) -> str | None:
    """How a warehouse of another Steppe differs from what this one makes, and the mend; None for one of this."""
    found = schema_version(connection)
    if found is None or (found == SCHEMA_VERSION and sql_of_last_run(connection) == sql_version()):
        return None
    if found > SCHEMA_VERSION:
        return f"it is of schema {found}, made by a newer Steppe; this one knows {SCHEMA_VERSION}: update Steppe"
    if found < SCHEMA_VERSION:
        return (
            f"it is of schema {found}, this Steppe makes {SCHEMA_VERSION}: the next `steppe run` rebuilds it, as"
            " `steppe rebuild` does now"
        )
    return "its views are those of another Steppe: `steppe rebuild` makes them anew"


def _damaged(where: Places, error: Exception) -> InputError:
    return InputError(
        f"{where.published}: the release is damaged ({str(error).splitlines()[0]}); `steppe run` makes another,"
        " `steppe rollback` publishes the one before"
    )


def _config(limits: Limits | None, may_write_files: bool) -> dict[str, str | bool | int | float | list[str]]:
    bounds = limits.config if limits else {}
    return {**bounds} if may_write_files else {**SANDBOX, **bounds}


def query(where: Places, question: str, limits: Limits | None = None) -> pl.DataFrame:
    """Rows that answer one statement that reads. Raises InputError for what is none, or takes more than it may."""
    limits = limits or Limits()
    with released(where, limits) as connection:
        if isinstance(where, Lake):
            lake.refuse_detours(connection, question)
        return answer(connection, question, limits)


def held(where: Places) -> list[Object]:
    """Tables and views of the release."""
    with released(where) as connection:
        return objects(connection)


def status(where: Places) -> Status:
    """What is released, and the last runs that it knows of; one refused since then shows in the next release."""
    with released(where) as connection:
        counts = {name: int(str(scalar(connection, f"SELECT COUNT(*) FROM main.{name}"))) for name in MAIN}
        stands = "SELECT reason, COUNT(*) AS dumps_or_lines FROM quality.quarantine WHERE resolved_run_id IS NULL"
        quarantine = connection.sql(f"{stands} GROUP BY reason ORDER BY reason").pl()
        fresh = connection.sql("FROM report.freshness(current_date)").pl()
        current = where.release() or where.published
        return Status(current, fingerprint(connection), counts, last_runs(connection), quarantine, fresh)


def last_runs(connection: Connection, most: int = 5) -> pl.DataFrame:
    """The newest rows of ops.runs."""
    columns = "run_id, flow, started_at, status, captures_seen, captures_new, captures_quarantined"
    shown = f"{columns}, fingerprint[:12] AS fingerprint"
    return connection.sql(f"SELECT {shown} FROM ops.runs ORDER BY run_number DESC LIMIT {most}").pl()
