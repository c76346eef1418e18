"""Frames of a batch <-> a folder: what one stage hands to the next, so that each runs in a process of its own."""

import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl


class Clock:
    """Seconds spent in `with clock.running():`, all times together."""

    def __init__(self) -> None:
        """Start at nought."""
        self.seconds = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count the time until the block ends."""
        begin = time.perf_counter()
        yield
        self.seconds += time.perf_counter() - begin


def save(folder: Path, number: int, **frames: pl.DataFrame) -> None:
    """Write the frames of a batch."""
    target = folder / f"{number:05}"
    target.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        frame.write_parquet(target / f"{name}.parquet", compression="lz4")


def batch_count(folder: Path) -> int:
    """How many batches lie there."""
    return len(list(folder.iterdir()))


def take(folder: Path, number: int, *names: str) -> list[pl.DataFrame]:
    """The frames of a batch, by name."""
    return [pl.read_parquet(folder / f"{number:05}" / f"{name}.parquet") for name in names]


def everything(folder: Path, name: str) -> pl.DataFrame:
    """One frame of all batches, one below the other."""
    return pl.concat([take(folder, number, name)[0] for number in range(batch_count(folder))])


def peak_mib() -> float:
    """Most memory (RSS) this process has held, MiB.

    Linux hands ru_maxrss on from the process that started this one, so /proc is asked where there is one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)


def report(**values: object) -> None:
    """Tell the benchmark what was measured: the last line of stdout."""
    print(json.dumps(values), flush=True)
