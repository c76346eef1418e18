"""manifest.csv beside the dumps -> what a page does not print."""

import csv
import io
import os
import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path, PurePath, PurePosixPath

import polars as pl

from flows.dumps import remote
from flows.errors import InputError

FILE_NAME = "manifest.csv"
MOST_BYTES = 64 << 20
FIRST_YEAR, LAST_YEAR = 2000, 2049  # those of the calendar table
COLUMNS = ("path", "page_url", "captured_on", "outlet")
METADATA_SCHEMA = {
    "page_url": pl.String,
    "captured_on": pl.Date,
    "captured_from": pl.Date,
    "captured_until": pl.Date,
    "outlet": pl.String,
    "captured_on_basis": pl.String,
}


@dataclass(frozen=True)
class Metadata:
    """What a manifest row, or an archive, says of one file; every field may be unknown.

    `captured_on_basis` is 'archive' where the day is an archive's, NULL where it is a manifest's.
    """

    page_url: str | None = None
    captured_on: date | None = None
    captured_from: date | None = None
    captured_until: date | None = None
    outlet: str | None = None
    captured_on_basis: str | None = None


NOTHING = Metadata()
Rows = dict[str, Metadata]
"""What a manifest says, by path from its folder."""


def metadata_of(path: PurePath) -> Metadata:
    """What the nearest manifest.csv, in the file's folder or one above it, says of the file.

    `captured_on` is a day (2025-05-15) or a range (2025-05-01/2025-05-31). A path is only compared with that of the
    file, never opened. Raises InputError for a row that cannot be read.
    """
    for folder, rows in _manifests(path.parent):
        row = rows.get(path.relative_to(folder).as_posix())
        if row:
            return row
    return NOTHING


def speaks_of(folder: PurePath) -> bool:
    """Whether there is a manifest that may say something of a file in the folder. Raises InputError as metadata_of."""
    return bool(_manifests(folder))


def unmatched(folders: Iterable[PurePath], known: Container[str]) -> list[str]:
    """A line for each manifest that may speak of files in the folders and has rows that match none.

    Such a row names nothing that is `known`, as a path or address, and nothing on disk: a slip of the pen leaves a
    capture undated. Of a store nobody is asked, so that only what is known counts there.
    """
    spoken = {one: rows for folder in folders for one, rows in _manifests(folder)}
    told = []
    for folder, rows in sorted(spoken.items()):
        missing = sorted(name for name in rows if not _is_there(folder / name, known))
        if missing:
            told.append(
                f"{folder / FILE_NAME}: {len(missing):,} of {len(rows):,} rows match no file, such as {missing[0]}"
            )
    return told


def _is_there(path: PurePath, known: Container[str]) -> bool:
    if isinstance(path, Path):
        return str(path) in known or os.path.lexists(path)
    return remote.address_of(path) in known


def with_metadata(texts: pl.DataFrame, said: Metadata) -> pl.DataFrame:
    """The texts with the columns of METADATA_SCHEMA, in each what is said of them all."""
    columns = {name: pl.lit(getattr(said, name), kind) for name, kind in METADATA_SCHEMA.items()}
    return texts.with_columns(**columns)


def forget() -> None:
    """Read manifests anew at the next look: they may have changed."""
    _rows.cache_clear()
    _manifests.cache_clear()


@cache
def _manifests(folder: PurePath) -> list[tuple[PurePath, Rows]]:
    """The manifests that may speak of files in the folder, the nearest first."""
    found = ((one, _rows(one)) for one in (folder, *folder.parents))
    return [(one, rows) for one, rows in found if rows]


@cache
def _rows(folder: PurePath) -> Rows:
    file = folder / FILE_NAME
    text = _text(file) if isinstance(file, Path) else remote.text_of(remote.address_of(file), MOST_BYTES)
    return {} if text is None else rows_of(str(file), text)


def rows_of(file: str, text: str) -> Rows:
    """The rows of a manifest by path. Raises InputError, with file and line, for one that cannot be used."""
    try:
        return _read_rows(file, csv.DictReader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise InputError(f"{file}: no CSV ({error}); mend or remove it") from error


def _text(file: Path) -> str | None:
    try:
        if not file.is_file():
            return None
        if file.stat().st_size > MOST_BYTES:
            raise InputError(f"{file}: larger than {MOST_BYTES >> 20} MiB; put a manifest into each folder instead")
        return file.read_text(encoding="utf-8-sig")
    except PermissionError:
        return None
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: not UTF-8; save the manifest as UTF-8") from error


def _read_rows(file: str, reader: "csv.DictReader[str]") -> Rows:
    unknown = set(reader.fieldnames or ()) - set(COLUMNS)
    if "path" not in (reader.fieldnames or ()) or unknown:
        raise InputError(f"{file} line 1: the header must be {','.join(COLUMNS)} ('path' at least)")
    rows: Rows = {}
    for row in reader:
        where = f"{file} line {reader.line_num}"
        path = PurePosixPath((row["path"] or "").strip()).as_posix()
        if path == "." or None in row:
            raise InputError(f"{where}: {len(COLUMNS)} values expected, the path first")
        if path in rows:
            raise InputError(f"{where}: {path} stands twice; keep one row")
        rows[path] = _metadata(row, where)
    return rows


def _metadata(row: dict[str, str], where: str) -> Metadata:
    values = {name: (row.get(name) or "").strip() or None for name in COLUMNS}
    outlet = values["outlet"]
    if outlet and not re.fullmatch(r"[a-z0-9][a-z0-9_.-]*", outlet):
        raise InputError(f"{where}: outlet '{outlet}' is no slug; use lower-case letters, digits, '-', '_' and '.'")
    days = [_day(part, where) for part in (values["captured_on"] or "").split("/") if part]
    if len(days) > 2 or days != sorted(days):
        raise InputError(f"{where}: captured_on must be a day or an ascending range like 2025-05-01/2025-05-31")
    if len(days) == 2:
        return Metadata(values["page_url"], None, days[0], days[1], outlet)
    return Metadata(values["page_url"], days[0] if days else None, None, None, outlet)


def _day(text: str, where: str) -> date:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as error:
        raise InputError(f"{where}: captured_on '{text}' is not a date like 2025-05-15") from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InputError(f"{where}: captured_on '{text}' is not between {FIRST_YEAR} and {LAST_YEAR}")
    return day
