"""Ids of texts whose mentions are stored <-> a file that all processes of a run read; eight bytes a text."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl


def write(path: Path, prints: pl.Series) -> None:
    """Make the file anew, of print_ids."""
    path.write_bytes(_numbers(prints).tobytes())


def append(path: Path, prints: pl.Series) -> None:
    """Add print_ids; one that is there already does no harm."""
    with path.open("ab") as stream:
        stream.write(_numbers(prints).tobytes())


def is_in(path: Path, prints: pl.Series) -> pl.Series:
    """Which of the print_ids are in the file."""
    held = np.fromfile(path, dtype=np.uint64, count=path.stat().st_size // 8)
    return pl.Series(np.isin(_numbers(prints), held), dtype=pl.Boolean)


def _numbers(prints: pl.Series) -> npt.NDArray[np.uint64]:
    """The ids as the numbers that their 16 hex digits are."""
    return prints.str.to_integer(base=16, dtype=pl.UInt64).to_numpy()
