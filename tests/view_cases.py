"""Cases of views: small CSVs of the tables a view reads → the rows it must give.

A case is a folder `tests/views/<view>/<case>/`: `<schema>.<table>.csv` for each table that matters, with the columns
that matter, and `expected.csv` with all columns of the view. An empty field is NULL. A column that a CSV leaves out is
NULL, or where the table refuses NULL the empty value of its type. `main.calendar` holds its real days unless the case
brings its own. A table macro's case says in `call.sql` how it is called.
"""

import csv
import difflib
import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from flows.warehouse.counts import list_entities, recounted

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "views"
LAYERS = ("1_tables", "2_views", "3_reports")
EMPTY_VALUES = {
    "VARCHAR": "''",
    "BOOLEAN": "FALSE",
    "DATE": "DATE '2000-01-01'",
    "TIMESTAMP": "TIMESTAMP '2000-01-01'",
    "JSON": "'{}'",
    "VARCHAR[]": "[]",
}


@dataclass(frozen=True)
class View:
    """A view or table macro and the statement that makes it."""

    name: str
    schema: str
    columns: str
    query: str

    @property
    def prefix(self) -> str:
        """What stands before the query in the statement."""
        if self.columns:
            return f"CREATE OR REPLACE MACRO {self.schema}.{self.name}{self.columns} AS TABLE "
        return f"CREATE OR REPLACE VIEW {self.schema}.{self.name} AS "


@dataclass(frozen=True)
class Case:
    """A folder of given tables and expected rows."""

    view: str
    path: Path

    @property
    def tables(self) -> dict[str, Path]:
        """The CSV of each given table, by `schema.table`."""
        return {path.stem: path for path in sorted(self.path.glob("*.*.csv"))}


def find_views() -> dict[str, View]:
    """All views and table macros of `sql/2_views` and `sql/3_reports`, by name."""
    views = {}
    for layer in LAYERS[1:]:
        for path in sorted((ROOT / "sql" / layer).glob("*.sql")):
            statement = duckdb.extract_statements(path.read_text(encoding="utf-8"))[0].query
            found = re.search(
                r"CREATE OR REPLACE (?:VIEW|MACRO) (\w+)\.(\w+)(\(.*?\))? AS(?: TABLE)?\s+(.*?);?\s*\Z",
                statement,
                re.DOTALL,
            )
            assert found, f"{path.name}: its first statement makes no view"
            assert found[2] == path.stem, f"{path.name} makes {found[2]}"
            views[path.stem] = View(found[2], found[1], found[3] or "", found[4])
    return views


def find_cases(view: str = "*") -> list[Case]:
    """The cases of one view, or of all."""
    return [Case(path.parent.name, path) for path in sorted(CASES.glob(f"{view}/*")) if path.is_dir()]


def open_warehouse() -> duckdb.DuckDBPyConnection:
    """An empty warehouse in memory, with every table and view."""
    connection = duckdb.connect()
    for schema in ("ops", "quality", "report"):
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    for layer in LAYERS:
        for path in sorted((ROOT / "sql" / layer).glob("*.sql")):
            connection.execute(path.read_text(encoding="utf-8"))
    return connection


def load_case(connection: duckdb.DuckDBPyConnection, case: Case) -> None:
    """Empty all tables, then fill those that the case gives."""
    tables = connection.execute("SELECT schema_name || '.' || table_name FROM duckdb_tables()").fetchall()
    for (table,) in tables:
        connection.execute(f"DELETE FROM {table}")
    for table, path in case.tables.items():
        _fill_table(connection, table, path)
    if "main.mentions" in case.tables and "ops.article_entities" not in case.tables:
        _count_mentions(connection)
    if "main.calendar" not in case.tables:
        connection.execute(
            """
            INSERT INTO main.calendar
            SELECT day, year(day), quarter(day), month(day), week(day), isodow(day), isodow(day) > 5
            FROM (SELECT CAST(unnest(generate_series(DATE '2000-01-01', DATE '2049-12-31', INTERVAL 1 DAY)) AS DATE))
            AS days (day)
            """
        )


def _count_mentions(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the counts of mentions of all articles, as a run makes those of the articles that it touches."""
    connection.execute("CREATE OR REPLACE TEMP TABLE given AS FROM ops.touched_articles")
    connection.execute(
        "INSERT INTO ops.touched_articles SELECT article_id FROM main.articles ANTI JOIN given USING (article_id)"
    )
    with recounted(connection):
        list_entities(connection)
    connection.execute("DELETE FROM ops.touched_articles")
    connection.execute("INSERT INTO ops.touched_articles FROM given")


def _fill_table(connection: duckdb.DuckDBPyConnection, table: str, path: Path) -> None:
    columns = connection.execute(
        "SELECT column_name, data_type, is_nullable FROM duckdb_columns() WHERE schema_name || '.' || table_name = ?",
        [table],
    ).fetchall()
    given = read_csv(path)[0]
    unknown = set(given) - {name for name, _, _ in columns}
    assert not unknown, f"{path}: {table} has no {sorted(unknown)}"
    values = [
        f'CAST("{name}" AS {kind})' if name in given else "NULL" if nullable else EMPTY_VALUES.get(kind, "0")
        for name, kind, nullable in columns
    ]
    connection.execute(f"INSERT INTO {table} SELECT {', '.join(values)} FROM {_scan(path)}")


def read_csv(path: Path) -> list[list[str]]:
    """Header and rows of a CSV."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _scan(path: Path) -> str:
    return f"read_csv('{path}', header = TRUE, all_varchar = TRUE, delim = ',', quote = '\"', escape = '\"')"


def compare_case(connection: duckdb.DuckDBPyConnection, case: Case, view: View) -> str:
    """Where the view differs from what the loaded case expects, as a diff; empty when it does not.

    Floats are compared to nine digits.
    """
    query = f"FROM {view.schema}.{view.name}"
    call = case.path / "call.sql"
    if call.exists():
        query = call.read_text(encoding="utf-8").rstrip().rstrip(";")
    result = connection.sql(f"SELECT * FROM ({query}) ORDER BY ALL")
    given = read_csv(case.path / "expected.csv")[0]
    if given != result.columns:
        return f"columns: expected {given}, got {result.columns}"
    values = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in zip(given, result.types, strict=True))
    expected = connection.sql(f"SELECT {values} FROM {_scan(case.path / 'expected.csv')} ORDER BY ALL")
    expected_lines, lines = _to_lines(expected), _to_lines(result)
    if expected_lines == lines:
        return ""
    header = " | ".join(given)
    return "\n".join(difflib.unified_diff(expected_lines, lines, "expected", "got", header, header, n=1, lineterm=""))


def _to_lines(relation: duckdb.DuckDBPyRelation) -> list[str]:
    return [
        " | ".join(f"{value:.9g}" if isinstance(value, float) else str(value) for value in row)
        for row in relation.fetchall()
    ]
