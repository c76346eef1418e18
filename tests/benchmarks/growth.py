"""The whole flow as the warehouse grows: first load, 100 dumps more, nothing new, disk, and what others would pick.

`python -m tests.benchmarks.growth [--sizes 1000,10000,100000] [--rival-dumps 1000]` prints tables in Markdown, one of
them the latency of each view at the largest size. Start-up is the median wall time of the flow on one dump, or of a run
with nothing to do; seconds are what is above it. Nothing is asserted.
"""

import argparse
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from tests.benchmarks import views
from tests.benchmarks.bench import ROOT, measure
from tests.benchmarks.generate import generate

MORE = 100
EACH = 20  # one dump in so many is compressed to tell the size of them all
HEAD = (
    "| dumps | MB | first load s | MB/s | rows/s | peak MiB | 100 more s | nothing new s | KB on disk a dump | x gzip |"
)
ROWS = "SELECT sum(row_count) FROM ops.release_fingerprint WHERE table_name NOT IN $dimensions"
DIMENSIONS = ["calendar", "currencies", "entities", "entity_aliases"]


def folder_bytes(folder: Path) -> int:
    """Bytes of the files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def gzip_bytes(dumps: Path) -> int:
    """What the dumps would hold as .gz files, told by one in EACH."""
    paths = sorted(dumps.rglob("*.txt"))
    some = paths[::EACH]
    raw = sum(path.stat().st_size for path in some)
    packed = sum(len(gzip.compress(path.read_bytes(), 6)) for path in some)
    return int(folder_bytes(dumps) * packed / raw)


def fact_rows(warehouse: Path) -> int:
    """Rows of the fact tables of a release."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return int(connection.execute(ROWS, {"dimensions": DIMENSIONS}).fetchone()[0])


def idle_wall(dumps: Path, warehouse: Path, home: Path) -> float:
    """Seconds of `steppe run` where nothing is new."""
    command = [sys.executable, "-m", "flows.cli", "run", "--dumps", str(dumps), "--warehouse", str(warehouse)]
    begin = time.perf_counter()
    told = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PREFECT_HOME": str(home)}, capture_output=True, text=True, check=True
    )
    if "nothing new" not in told.stdout:
        raise SystemExit(f"there was something to do: {told.stdout}")
    return time.perf_counter() - begin


def grow(folder: Path, count: int, seed: int, start_up: tuple[float, float]) -> dict[str, Any]:
    """All figures of one number of dumps."""
    dumps, warehouse, home = folder / f"dumps{count}", folder / f"w{count}.duckdb", folder / "prefect"
    size = generate(dumps, count, seed)
    packed = gzip_bytes(dumps)
    first = measure("whole", dumps, warehouse, home=home)
    disk, rows = folder_bytes(warehouse.with_suffix(".state")), fact_rows(warehouse)
    generate(folder / "more", MORE, seed + 1)
    (folder / "more").rename(dumps / "more")  # without its truth, which lies beside it
    more = measure("whole", dumps, warehouse, home=home)
    idle = median(idle_wall(dumps, warehouse, home) for _ in range(3))
    return {
        "count": count,
        "megabytes": size / 1e6,
        "seconds": first["wall"] - start_up[0],
        "rows": rows,
        "peak_mib": first["tree_mib"],
        "more": more["wall"] - start_up[0],
        "idle": idle - start_up[1],
        "disk": disk / count / 1e3,
        "share": disk / packed,
    }


def row(one: dict[str, Any]) -> str:
    """A line of the table."""
    speed = one["megabytes"] / one["seconds"]
    return (
        f"| {one['count']:,} | {one['megabytes']:,.1f} | {one['seconds']:.1f} | {speed:.1f} |"
        f" {one['rows'] / one['seconds']:,.0f} | {one['peak_mib']:,.0f} |"
        f" {one['more']:.1f} | {one['idle']:.2f} | {one['disk']:.1f} | {one['share']:.1f} |"
    )


def rivals(folder: Path, count: int, seed: int) -> list[str]:
    """The other ways on the same dumps, and ours, as lines of a table."""
    dumps, home = folder / "rivals", folder / "prefect"
    generate(dumps, count, seed)
    lines = ["| way | MB | s | MB/s | peak MiB | mentions |", "|---|--:|--:|--:|--:|--:|"]
    for name in ("pandas", "dlt"):
        one = measure("rivals", name, dumps, folder / f"{name}.duckdb", count, home=home)
        speed = one["megabytes"] / one["seconds"]
        figures = f"{one['megabytes']:.1f} | {one['seconds']:.1f} | {speed:.1f} | {one['tree_mib']:,.0f}"
        lines.append(f"| {name} | {figures} | {one['mentions']:,} |")
    return lines


def main() -> None:
    """Measure the sizes of the command line."""
    parser = argparse.ArgumentParser(description="Measure the whole flow as the warehouse grows.")
    parser.add_argument("--sizes", default="1000,10000,100000", help="numbers of dumps, comma-separated")
    parser.add_argument("--rival-dumps", type=int, default=1000, help="dumps for the other ways; 0 leaves them out")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other dumps")
    parser.add_argument("--folder", type=Path, help="where to work, and to leave what was made; else a temporary one")
    asked = parser.parse_args()
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="steppe-growth-"))
    folder.mkdir(parents=True, exist_ok=True)
    one, home = folder / "one", folder / "prefect"
    generate(one, 1, asked.seed)
    walls = [measure("whole", one, folder / f"one{number}.duckdb", home=home)["wall"] for number in range(4)][1:]
    start_up = median(walls), median(idle_wall(one, folder / "one3.duckdb", home) for _ in range(3))
    print(f"Start-up: {start_up[0]:.1f} s with something new, {start_up[1]:.2f} s with nothing new.\n")
    print(HEAD, "|---|" + "--:|" * 9, sep="\n", flush=True)
    sizes = [int(size) for size in asked.sizes.split(",")]
    for count in sizes:
        print(row(grow(folder, count, asked.seed, start_up)), flush=True)
    print("", views.table(folder / f"w{max(sizes)}.duckdb", rounds=3, threads=2), sep="\n", flush=True)
    if asked.rival_dumps:
        print("", *rivals(folder, asked.rival_dumps, asked.seed), sep="\n")
    print(f"\n{os.cpu_count()} cores, load average at the end {os.getloadavg()[0]:.1f}; one run, nothing asserted.")
    if not asked.folder:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
