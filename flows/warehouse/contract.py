"""An open warehouse -> its tables and views with columns, meanings and keys, as the database and its checks tell them.

The tables carry no keys of their own (their indexes would have to fit in memory): what is a key, and what refers to
it, is what sql/4_checks holds.
"""

import re
from dataclasses import dataclass

from flows.warehouse.build import Connection
from flows.warehouse.check_files import SUITE, header
from flows.warehouse.lake import is_lake
from flows.warehouse.sql_files import LAYERS, layer

OBJECTS = """
SELECT schema_name, table_name, 'table' AS kind, comment FROM duckdb_tables()
WHERE database_name = current_database() AND NOT temporary AND NOT internal
UNION ALL
SELECT schema_name, view_name, 'view', comment FROM duckdb_views()
WHERE database_name = current_database() AND NOT internal
ORDER BY 1, 2
"""
COLUMNS = """
SELECT schema_name, table_name, column_name, data_type, comment, NOT is_nullable FROM duckdb_columns()
WHERE database_name = current_database() AND NOT internal ORDER BY schema_name, table_name, column_index
"""
COMMENT = re.compile(r"COMMENT ON COLUMN (\S+) IS\s+'((?:[^']|'')*)'")


@dataclass(frozen=True)
class Column:
    """A column: its type as DuckDB writes it, what it means, and whether it is never NULL (views cannot tell)."""

    name: str
    type: str
    comment: str
    is_required: bool


@dataclass(frozen=True)
class Reference:
    """Columns that hold the key of another table; `is_critical`: no release breaks it, else it is only warned of."""

    columns: tuple[str, ...]
    table: str
    is_critical: bool


@dataclass(frozen=True)
class Object:
    """A table or view: `key` is empty where nothing holds one, as in views."""

    schema: str
    name: str
    kind: str
    comment: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]

    @property
    def full_name(self) -> str:
        """`schema.name`."""
        return f"{self.schema}.{self.name}"


def objects(connection: Connection) -> list[Object]:
    """All tables and views of the database, by schema and name."""
    columns: dict[str, list[Column]] = {}
    said = _comments() if is_lake(connection) else {}  # it keeps none on the columns of views
    for schema, table, *rest in connection.execute(COLUMNS).fetchall():
        name, kind, comment, is_required = rest
        comment = comment or said.get(f"{schema}.{table}.{name}")
        columns.setdefault(f"{schema}.{table}", []).append(Column(name, kind, comment or "", is_required))
    keys, references = _keys(), _references()
    return [
        Object(
            schema,
            name,
            kind,
            comment or "",
            tuple(columns[f"{schema}.{name}"]),
            keys.get(f"{schema}.{name}", ()),
            tuple(references.get(f"{schema}.{name}", ())),
        )
        for schema, name, kind, comment in connection.execute(OBJECTS).fetchall()
    ]


def _comments() -> dict[str, str]:
    """The comment on each column, by `schema.table.column`, as sql/ has it."""
    found = [pair for folder in LAYERS for file in layer(folder) for pair in COMMENT.findall(file.text)]
    return {column: text.replace("''", "'") for column, text in found}


def _keys() -> dict[str, tuple[str, ...]]:
    """The key of each table that a check `<table>_key` holds unique."""
    found = {}
    for file in layer(SUITE):
        said = header(file)
        if file.name == f"{said.table.rpartition('.')[2]}_key":
            found[_full(said.table)] = tuple(said.key)
    return found


def _references() -> dict[str, list[Reference]]:
    """The references of each table that some check holds."""
    found: dict[str, list[Reference]] = {}
    for file in layer(SUITE):
        said = header(file)
        found.setdefault(_full(said.table), []).extend(
            Reference(tuple(columns), table, said.severity == "critical") for columns, table in said.references
        )
    return found


def _full(table: str) -> str:
    return table if "." in table else f"main.{table}"
