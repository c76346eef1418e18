"""Facts, dimensions and report views of a release -> files that others read, with a descriptor of them all."""

import hashlib
import json
import shutil
import tempfile
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

import duckdb

from flows.dumps.own import PACKAGE
from flows.errors import InputError
from flows.progress import followed
from flows.reports.datapackage import Origin, Written, descriptor
from flows.reports.spreadsheets import neutral_sql
from flows.seeds import table
from flows.warehouse.build import Connection
from flows.warehouse.contract import Column, Object, objects
from flows.warehouse.faults import told
from flows.warehouse.places import Places
from flows.warehouse.query import released
from flows.warehouse.release import fingerprint
from flows.warehouse.sandbox import Limits
from flows.warehouse.sql_files import quoted

BODIES = {"body", "raw_text"}
SCHEMAS = ("main", "report")
MEMORY_MIB = 512


class Form(StrEnum):
    """The format of an export's files."""

    parquet = "parquet"
    csv = "csv"


OPTIONS = {Form.csv: "FORMAT csv, HEADER", Form.parquet: "FORMAT parquet, COMPRESSION zstd"}


def export(where: Places, folder: Path, form: Form, *, with_bodies: bool = False) -> list[Path]:
    """Write each table of main and each view of report to a file, and datapackage.json, which describes them.

    Bodies of articles stay in the warehouse unless `with_bodies`. In CSV no cell is a formula (see `spreadsheets`) and
    a list is JSON; Parquet is exact. All is written aside; then the old descriptor goes, the files take their places
    and the new descriptor comes last: a folder that has one is one whole export. Files of an older export that are no
    longer in it go, others stay. Rows are sorted, so that one release gives the same files.

    Raises InputError where nothing is released, or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".export-", dir=folder))
    except OSError as error:
        raise InputError(f"{folder}: cannot write there ({error.strerror}); choose another folder") from error
    try:
        with told(folder):
            content = _written(where, aside, form, with_bodies=with_bodies)
            return _moved(aside, folder, content)
    except OSError as error:
        raise InputError(f"{folder}: cannot write there ({error.strerror}); free space, then again") from error
    except duckdb.IOException as error:
        raise InputError(f"{folder}: {str(error).splitlines()[0]}; free space, then again") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _written(where: Places, aside: Path, form: Form, *, with_bodies: bool) -> dict[str, object]:
    """Write all files to the folder aside; returns the descriptor."""
    with released(where, Limits(MEMORY_MIB), may_write_files=True) as connection:
        connection.execute(f"SET temp_directory = {quoted(aside / 'temp')}")
        wanted = [_shown(one, with_bodies) for one in objects(connection) if one.schema in SCHEMAS]
        files = [_file(connection, one, aside, form) for one in followed("export", wanted, "files")]
        return descriptor(_origin(connection, where), files, form, with_bodies=with_bodies)


def _shown(one: Object, with_bodies: bool) -> Object:
    columns = tuple(column for column in one.columns if with_bodies or column.name not in BODIES)
    return replace(one, columns=columns)


def _file(connection: Connection, one: Object, aside: Path, form: Form) -> Written:
    order = ", ".join(f'"{name}"' for name in one.key) or "ALL"
    names = ", ".join(f'"{column.name}"' for column in one.columns)
    question = f"SELECT {names} FROM {one.full_name} ORDER BY {order}"
    if form is Form.csv:
        question = f"SELECT {', '.join(_as_text(column) for column in one.columns)} FROM ({question})"
    path = aside / f"{one.name}.{form}"
    done = connection.execute(f"COPY ({question}) TO {quoted(path)} ({OPTIONS[form]})").fetchone()
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Written(one, path.name, path.stat().st_size, digest, int(done[0]) if done else 0)


def _as_text(column: Column) -> str:
    name = f'"{column.name}"'
    if column.type == "VARCHAR":
        return f"{neutral_sql(name)} AS {name}"
    return f"to_json({name}) AS {name}" if column.type.endswith("[]") else name


def _origin(connection: Connection, where: Places) -> Origin:
    """What the files are of; its time is that of the run that passed, so that one release gives one descriptor."""
    found = fingerprint(connection)
    made = "SELECT strftime(MAX(finished_at), '%Y-%m-%dT%H:%M:%SZ') FROM ops.runs WHERE fingerprint = ?"
    (made_at,) = connection.execute(made, [found]).fetchone() or (None,)
    there = {slug for (slug,) in connection.execute("SELECT DISTINCT outlet FROM main.captures").fetchall()}
    outlets = [(row["name"], row["host"]) for row in table("outlets").iter_rows(named=True) if row["outlet"] in there]
    return Origin(where.release_name.removesuffix(".duckdb"), found, made_at, outlets)


def _moved(aside: Path, folder: Path, content: dict[str, object]) -> list[Path]:
    """Give the files their places, the descriptor last."""
    last = folder / PACKAGE
    old = _described(last)
    last.unlink(missing_ok=True)
    found = sorted(path for path in aside.iterdir() if path.is_file())
    written = [path.replace(folder / path.name) for path in found]
    for name in old - {path.name for path in written}:
        (folder / name).unlink(missing_ok=True)
    text = aside / PACKAGE
    text.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return [*written, text.replace(last)]


def _described(path: Path) -> set[str]:
    """Names of the files of the export that was there; nothing that a descriptor of others' says leads elsewhere."""
    try:
        names = {str(one["path"]) for one in json.loads(path.read_text(encoding="utf-8"))["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {name for name in names if Path(name).name == name and Path(name).suffix in (".csv", ".parquet")}
