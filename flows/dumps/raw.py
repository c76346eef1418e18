"""The raw store: the exact bytes of every capture, in Parquet files that are written once and never changed.

A file's name is made of the captures it holds, so the same batch gives the same file; it is whole and on disk before it
has that name. A capture counts once the load log knows it: bytes that a crash or a refused run left do no harm.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from flows.errors import InputError
from flows.ids import make_id

RAW_SCHEMA = {"capture_id": pl.String, "raw": pl.Binary}
INDEX_SCHEMA = {"capture_id": pl.String, "file": pl.String}
ZSTD_LEVEL = 3


def write(folder: Path, raw: pl.DataFrame) -> Path | None:
    """Add the captures (RAW_SCHEMA) that the store does not hold yet; on disk when this returns.

    Returns the new file, or None when all were there. Raises InputError when the folder cannot be written.
    """
    raw = raw.select(list(RAW_SCHEMA)).drop_nulls("raw").unique("capture_id")
    new = raw.join(index(folder), on="capture_id", how="anti").sort("capture_id")
    return _write(folder, new) if new.height else None


def index(folder: Path) -> pl.DataFrame:
    """Which file holds each capture: capture_id, file (its name); each capture once."""
    frames = [pl.DataFrame({"capture_id": _ids(path)}).with_columns(file=pl.lit(path.name)) for path in files(folder)]
    return pl.concat([pl.DataFrame(schema=INDEX_SCHEMA), *frames]).unique("capture_id", keep="first")


def files(folder: Path) -> list[Path]:
    """The files of the store, by name."""
    return sorted(folder.glob("*.parquet"))


def read(folder: Path, captures: Iterable[str]) -> pl.DataFrame:
    """Bytes of these captures (RAW_SCHEMA), by capture_id; those that the store does not hold are left out."""
    frames = list(batches(folder, captures, 2**31, 2**62))
    return pl.concat([pl.DataFrame(schema=RAW_SCHEMA), *frames]).sort("capture_id")


def batches(folder: Path, captures: Iterable[str], most_dumps: int, most_bytes: int) -> Iterator[pl.DataFrame]:
    """Bytes of these captures (RAW_SCHEMA), in frames of at most so many dumps and bytes; a large dump is alone.

    Raises InputError for a file of the store that cannot be read.
    """
    wanted = index(folder).join(
        pl.Series("capture_id", list(captures), pl.String).to_frame(), on="capture_id", how="semi"
    )
    for (name,), held in wanted.sort("file", "capture_id").group_by("file", maintain_order=True):
        rows = _rows(folder / str(name)).join(held, on="capture_id", how="semi").sort("capture_id")
        start = 0
        for count in _cuts(rows["raw"].bin.size().to_list(), most_dumps, most_bytes):
            yield rows.slice(start, count).select(list(RAW_SCHEMA))
            start += count


def verify(path: Path) -> None:
    """Hold one file of the store against the ids of its captures. Raises InputError when it is damaged."""
    _rows(path)


def remove(folder: Path, captures: Iterable[str]) -> int:
    """Take captures out for good; returns how many were there. A file that held one is replaced by one without it."""
    unwanted = pl.Series("capture_id", list(captures), pl.String)
    count = 0
    for path in files(folder):
        ids = _ids(path)
        held = ids.filter(ids.is_in(unwanted.implode()))
        if held.len():
            rest = _rows(path).filter(~pl.col("capture_id").is_in(held.implode()))
            if rest.height:
                _write(folder, rest)
            path.unlink()
            count += held.len()
    return count


def sweep(folder: Path) -> None:
    """Remove what a crash left half-written."""
    for path in folder.glob("*.tmp"):
        path.unlink()


def _cuts(sizes: list[int], most_dumps: int, most_bytes: int) -> Iterator[int]:
    """How many dumps go into each batch."""
    count, total = 0, 0
    for size in sizes:
        if count and (count >= most_dumps or total + size > most_bytes):
            yield count
            count, total = 0, 0
        count, total = count + 1, total + size
    if count:
        yield count


def _write(folder: Path, rows: pl.DataFrame) -> Path:
    target = folder / f"{make_id(*rows['capture_id'].sort())}.parquet"
    temporary = target.with_suffix(".tmp")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as stream:
            rows.write_parquet(stream, compression="zstd", compression_level=ZSTD_LEVEL, statistics=False)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
        _flush_folder(folder)
    except (OSError, PolarsError) as error:
        with suppress(OSError):
            temporary.unlink()
        raise InputError(
            f"{folder}: the raw store cannot be written ({error}); free space or mend its permissions, then run again"
        ) from error
    return target


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@cache
def _ids(path: Path) -> pl.Series:
    """Captures of one file; its name says which, so they never change."""
    return _scan(path, ["capture_id"])["capture_id"]


def _rows(path: Path) -> pl.DataFrame:
    rows = _scan(path, list(RAW_SCHEMA))
    if any(hashlib.sha256(raw).hexdigest()[:16] != capture_id for capture_id, raw in rows.iter_rows()):
        raise _damaged(path)
    return rows


def _scan(path: Path, columns: list[str]) -> pl.DataFrame:
    try:
        return pl.read_parquet(path, columns=columns, memory_map=False)
    except (PolarsError, OSError) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> InputError:
    return InputError(
        f"{path}: this file of the raw store is damaged; put it back with `steppe restore`, or move it away: the next"
        " run keeps its captures again as far as their files are still there"
    )
