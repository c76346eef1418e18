"""A released file -> whether it keeps the contract."""

from dataclasses import dataclass

import polars as pl

from flows.warehouse.build import Connection, scalar
from flows.warehouse.checks import check_warehouse
from flows.warehouse.lake import is_lake
from flows.warehouse.places import Lake, Places
from flows.warehouse.query import age, released
from flows.warehouse.release import fingerprint
from flows.warehouse.sql_files import LAYERS, layer

OBJECTS = """
SELECT schema_name, table_name AS object_name, comment FROM duckdb_tables()
WHERE database_name = current_database() AND NOT temporary
UNION ALL
SELECT schema_name, view_name, comment FROM duckdb_views()
WHERE database_name = current_database() AND NOT internal
"""
UNCOMMENTED = """
SELECT schema_name, table_name, column_name FROM duckdb_columns()
WHERE database_name = current_database() AND NOT internal AND comment IS NULL
AND schema_name IN ('main', 'report', 'quality', 'ops')
"""

VIEWS = "SELECT view_name FROM duckdb_views() WHERE database_name = current_database() AND NOT internal"


@dataclass(frozen=True)
class Finding:
    """One thing that was held against the contract."""

    name: str
    is_success: bool
    detail: str

    @property
    def is_broken(self) -> bool:
        """Whether the contract is broken; what fails with a warning leaves it whole."""
        return not self.is_success and not self.name.endswith("(warning)")


def verify(where: Places) -> list[Finding]:
    """Hold the released file against the contract: objects, comments, every check of sql/4_checks, fingerprint."""
    with released(where) as connection:
        findings = [_objects(connection), _comments(connection), _stored_pass(connection, where)]
        return findings + _checks(check_warehouse(connection)[0])


def _objects(connection: Connection) -> Finding:
    wanted = {file.name for folder in LAYERS for file in layer(folder)}
    there = {row[1] for row in connection.execute(OBJECTS).fetchall()}
    there |= {
        row[0]
        for row in connection.execute("SELECT function_name FROM duckdb_functions() WHERE NOT internal").fetchall()
    }
    missing = sorted(wanted - there)
    lack = "; ".join([", ".join(missing), *filter(None, [age(connection)])])
    return Finding("every table and view is there", not missing, lack if missing else f"{len(wanted)} objects")


def _comments(connection: Connection) -> Finding:
    bare = [f"{row[0]}.{row[1]}" for row in connection.execute(OBJECTS).fetchall() if not row[2]]
    uncommented = connection.execute(UNCOMMENTED).fetchall()
    if is_lake(connection):  # it takes no comments on the columns of a view
        views = {name for (name,) in connection.execute(VIEWS).fetchall()}
        uncommented = [row for row in uncommented if row[1] not in views]
    bare += [".".join(row) for row in uncommented]
    return Finding("every table, view and column has a comment", not bare, ", ".join(bare[:5]))


def _stored_pass(connection: Connection, where: Places) -> Finding:
    found = fingerprint(connection)
    passed = scalar(connection, "SELECT COUNT(*) FROM ops.runs WHERE status = 'passed' AND fingerprint = ?", [found])
    is_named = isinstance(where, Lake) or str(where.release()).endswith(f"-{found[:12]}.duckdb")
    holds = bool(passed) and is_named
    return Finding("the fingerprint is one that an audit passed", holds, found)


def _checks(results: pl.DataFrame) -> list[Finding]:
    return [
        Finding(f"{row['check_name']} ({row['severity']})", row["is_success"], row["observed_value"] or "")
        for row in results.iter_rows(named=True)
    ]
