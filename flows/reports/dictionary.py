"""COMMENTs of the warehouse -> DICTIONARY.md."""

import duckdb

from flows.reports.diagram import diagram
from flows.warehouse.build import prepare
from flows.warehouse.contract import objects

INTRODUCTION = """# Dictionary

Every table, view and column of the warehouse. Made from the COMMENTs in `sql/` by `steppe dictionary`; a test holds it
current. `main` holds facts and dimensions, `report` views, `quality` what the audit found, `ops` what ran and when.
"""
DIAGRAM = """
## Tables and keys

Drawn from the database and its checks, which hold the keys. A solid line is a reference that no release breaks, a
dotted one is only warned of; `o|` at its end: the column may be NULL. Only columns of keys and references are shown.

```mermaid
{diagram}```
"""
OBJECTS = """
SELECT schema_name, table_name, 'table', comment FROM duckdb_tables() WHERE NOT temporary
UNION ALL
SELECT schema_name, view_name, 'view', comment FROM duckdb_views() WHERE NOT internal
UNION ALL
SELECT schema_name, function_name, 'table macro', comment FROM duckdb_functions()
WHERE NOT internal AND function_type = 'table_macro'
ORDER BY ALL
"""
COLUMNS = """
SELECT column_name, data_type, comment FROM duckdb_columns()
WHERE schema_name = ? AND table_name = ? ORDER BY column_index
"""


def dictionary() -> str:
    """Markdown of all objects by schema and name, from sql/ as it stands."""
    with duckdb.connect() as connection:
        prepare(connection)
        tables = [one for one in objects(connection) if one.kind == "table"]
        parts = [INTRODUCTION, DIAGRAM.format(diagram=diagram(tables))]
        for schema, name, kind, comment in connection.execute(OBJECTS).fetchall():
            parts.append(f"\n## {schema}.{name}\n\n{kind.capitalize()}. {comment}\n")
            columns = connection.execute(COLUMNS, [schema, name]).fetchall()
            if columns:
                rows = [f"| `{column}` | {kind} | {_cell(text)} |" for column, kind, text in columns]
                parts.append("\n".join(["", "| column | type | meaning |", "|---|---|---|", *rows, ""]))
    return "".join(parts)


def _cell(text: str | None) -> str:
    return (text or "").replace("|", "\\|")
