"""Views of a release -> files that others read."""

import json
from pathlib import Path

from flows.warehouse.build import Connection
from flows.warehouse.faults import told
from flows.warehouse.places import Places
from flows.warehouse.query import released
from flows.warehouse.release import fingerprint

TEXT_COLUMNS = {"body", "raw_text"}
VIEWS = "SELECT view_name FROM duckdb_views() WHERE schema_name = 'report' AND NOT internal ORDER BY view_name"
COLUMNS = (
    "SELECT column_name FROM duckdb_columns() WHERE schema_name = 'report' AND table_name = ? ORDER BY column_index"
)


def export(where: Places, folder: Path, *, with_texts: bool = False) -> list[Path]:
    """Write each report view and main.rates as CSV and Parquet, and what they are of as index.json.

    Bodies of articles stay in the warehouse unless `with_texts`. Files are written aside and moved into place. Raises
    InputError when nothing is released, or the folder cannot take them.
    """
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        return _export(where, folder, with_texts=with_texts)


def _export(where: Places, folder: Path, *, with_texts: bool) -> list[Path]:
    written = []
    with released(where) as connection:
        sources = {name: f"report.{name}" for (name,) in connection.execute(VIEWS).fetchall()} | {"rates": "main.rates"}
        for name, source in sources.items():
            columns = _columns(connection, name, with_texts=with_texts)
            for ending, options in (("csv", "FORMAT csv, HEADER"), ("parquet", "FORMAT parquet")):
                target = folder / f"{name}.{ending}"
                temporary = target.with_suffix(f".{ending}.tmp")
                question = f"SELECT {columns} FROM {source} ORDER BY ALL"
                connection.execute(f"COPY ({question}) TO '{str(temporary).replace(chr(39), chr(39) * 2)}' ({options})")
                temporary.replace(target)
                written.append(target)
        index = {"release": Path(str(where.release())).name, "fingerprint": fingerprint(connection)}
    index_file = folder / "index.json"
    index_file.write_text(json.dumps({**index, "files": sorted(path.name for path in written)}, indent=2) + "\n")
    return [*written, index_file]


def _columns(connection: Connection, view: str, *, with_texts: bool) -> str:
    names = [name for (name,) in connection.execute(COLUMNS, [view]).fetchall()]
    return ", ".join(name for name in names if with_texts or name not in TEXT_COLUMNS) or "*"
