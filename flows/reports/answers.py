"""Rows that answer a question -> CSV, JSON or a Parquet file."""

import json
import os
import tempfile
from pathlib import Path

import polars as pl

from flows.errors import InputError
from flows.reports.spreadsheets import neutral_frame
from flows.terminal import tame_json


def csv_text(frame: pl.DataFrame) -> str:
    """CSV with a header in which no cell is a formula (see `spreadsheets`)."""
    return neutral_frame(frame).write_csv()


def json_text(frame: pl.DataFrame) -> str:
    """A JSON array of objects, decimals as text so that none is lost, without an active character."""
    rows = frame.with_columns(pl.selectors.decimal().cast(pl.String)).rows(named=True)
    return tame_json(json.dumps(rows, default=str, ensure_ascii=False, indent=2)) + "\n"


def write(frame: pl.DataFrame, form: str, file: Path) -> None:
    """Write the rows as 'csv', 'json' or 'parquet' (exact); the file is there whole or not at all.

    Raises InputError where it cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
        os.close(handle)
        aside = Path(name)
        try:
            if form == "parquet":
                frame.write_parquet(aside)
            else:
                aside.write_text(csv_text(frame) if form == "csv" else json_text(frame), encoding="utf-8")
            aside.chmod(0o666 & ~_umask())
            aside.replace(file)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{file}: cannot write there ({error.strerror}); choose another place") from error


def _umask() -> int:
    found = os.umask(0)
    os.umask(found)
    return found
