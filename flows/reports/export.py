"""Views of a release -> files that others read."""

import json
from pathlib import Path

from flows.reports.spreadsheets import neutral_sql
from flows.warehouse.build import Connection
from flows.warehouse.places import Places
from flows.warehouse.query import released
from flows.warehouse.release import fingerprint

TEXT_COLUMNS = {"body", "raw_text"}
VIEWS = "SELECT view_name FROM duckdb_views() WHERE schema_name = 'report' AND NOT internal ORDER BY view_name"
COLUMNS = (
    "SELECT column_name, data_type FROM duckdb_columns()"
    " WHERE schema_name || '.' || table_name = ? AND NOT internal ORDER BY column_index"
)


def export(where: Places, folder: Path, *, with_texts: bool = False) -> list[Path]:
    """Write each report view and main.rates as CSV and Parquet, and what they are of as index.json.

    Bodies of articles stay in the warehouse unless `with_texts`. In the CSV files no cell is a formula (see
    `spreadsheets`); the Parquet files are exact. Files are written aside and moved into place.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with released(where, may_write_files=True) as connection:
        sources = {name: f"report.{name}" for (name,) in connection.execute(VIEWS).fetchall()} | {"rates": "main.rates"}
        for name, source in sources.items():
            columns = _columns(connection, source, with_texts=with_texts)
            exact = f"SELECT {', '.join(columns)} FROM {source} ORDER BY ALL"
            neutral = f"SELECT {', '.join(_neutral(*column) for column in columns.items())} FROM ({exact})"
            for ending, question, options in (
                ("csv", neutral, "FORMAT csv, HEADER"),
                ("parquet", exact, "FORMAT parquet"),
            ):
                target = folder / f"{name}.{ending}"
                temporary = target.with_suffix(f".{ending}.tmp")
                connection.execute(f"COPY ({question}) TO '{str(temporary).replace(chr(39), chr(39) * 2)}' ({options})")
                temporary.replace(target)
                written.append(target)
        index = {"release": Path(str(where.release())).name, "fingerprint": fingerprint(connection)}
    index_file = folder / "index.json"
    index_file.write_text(json.dumps({**index, "files": sorted(path.name for path in written)}, indent=2) + "\n")
    return [*written, index_file]


def _columns(connection: Connection, source: str, *, with_texts: bool) -> dict[str, str]:
    """Names and types of the columns to export."""
    found = connection.execute(COLUMNS, [source]).fetchall()
    return {name: kind for name, kind in found if with_texts or name not in TEXT_COLUMNS}


def _neutral(name: str, kind: str) -> str:
    return f"{neutral_sql(name)} AS {name}" if kind == "VARCHAR" else name
