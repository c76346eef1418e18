"""Made-up dumps -> a table of speed and peak memory, each stage beside the same work in plain Python.

`python -m tests.benchmarks.bench [--sizes 1000,10000]`. Every stage runs in a fresh process; nothing is asserted.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import astuple, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.benchmarks import views
from tests.benchmarks.generate import generate, read_truth, truth_path
from tests.benchmarks.score import Found, found_by_baseline, found_by_parse, found_in_warehouse, score

ROOT = Path(__file__).resolve().parents[2]
STAGES = ("read", "parse", "match", "audit", "load", "recompute", "check", "release")
console = Console(width=120)


@dataclass
class Measured:
    """Seconds and peak MiB of a stage, ours and the plain loop's."""

    ours: dict[str, Any]
    plain: dict[str, Any]


@dataclass
class Size:
    """All that was measured at one number of dumps."""

    count: int
    megabytes: float
    stages: dict[str, Measured] = field(default_factory=dict)
    start_up: float = 0.0
    first_cost: float = 0.0


def measure(module: str, *arguments: object, home: Path) -> dict[str, Any]:
    """What a fresh process reports, with its wall time and the peak of it and its children together."""
    environment = {**os.environ, "PREFECT_HOME": str(home), "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, arguments)]
    begin = time.perf_counter()
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True)
        watcher = Watcher(process.pid)
        out, _ = process.communicate()
        wall = time.perf_counter() - begin
        tree = watcher.stop()
        if process.returncode:
            errors.seek(0)
            raise SystemExit(f"{errors.read()}\n{' '.join(command)} failed with exit code {process.returncode}")
    return {**json.loads(out.splitlines()[-1]), "wall": wall, "tree_mib": tree}


class Watcher(threading.Thread):
    """Memory of a process and its descendants, looked at ten times a second (Linux only; else 0)."""

    def __init__(self, pid: int) -> None:
        """Begin to watch."""
        super().__init__(daemon=True)
        self.pid, self.peak, self.is_done = pid, 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        """Look until told to stop."""
        while not self.is_done.wait(0.1):
            self.peak = max(self.peak, resident_mib(self.pid))

    def stop(self) -> float:
        """The peak, MiB."""
        self.is_done.set()
        self.join()
        return self.peak


def resident_mib(pid: int) -> float:
    """Memory that a process and its descendants hold now, MiB."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        children = [path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except (OSError, IndexError):
        return 0.0
    own = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    return own + sum(resident_mib(int(child)) for some in children for child in some)


def run_size(folder: Path, count: int, seed: int) -> Size:
    """Generate, measure every stage and the whole, and print the table."""
    dumps, work, home = folder / f"dumps{count}", folder / f"work{count}", folder / "prefect"
    work.mkdir()
    size = Size(count, generate(dumps, count, seed) / 1e6)
    for stage in STAGES:
        console.print(f"[dim]{count:,} dumps: {stage}[/dim]")
        ours = measure("stages", stage, dumps, work, home=home)
        size.stages[stage] = Measured(ours, measure("baseline", stage, dumps, work, home=home))
    scores = {"parse": found_by_parse(dumps, work), "plain loop": found_by_baseline(work)}
    shutil.rmtree(work)
    console.print(f"[dim]{count:,} dumps: start-up and whole flow[/dim]")
    one = folder / "one"
    generate(one, 1, seed)
    runs = [measure("whole", one, folder / f"one{count}-{number}.duckdb", home=home) for number in range(4)][1:]
    size.start_up = median(run["wall"] for run in runs)
    size.first_cost = median(run["body_seconds"] for run in runs)
    warehouse = folder / f"whole{count}.duckdb"
    whole = measure("whole", dumps, warehouse, home=home)
    whole["seconds"] = max(whole["body_seconds"] - size.first_cost, 1e-9)
    plain = {"seconds": sum(one.plain["seconds"] for one in size.stages.values())}
    size.stages["whole"] = Measured(
        whole, {**plain, "peak_mib": max(m.plain["peak_mib"] for m in size.stages.values())}
    )
    scores["warehouse"] = found_in_warehouse(dumps, warehouse)
    console.print(table(size))
    print(views.table(warehouse, rounds=5, threads=2))
    show_notes(size, scores, read_truth(dumps))
    shutil.rmtree(dumps)
    truth_path(dumps).unlink()
    return size


def table(size: Size) -> Table:
    """One line a stage: speed over the bytes of the dumps, peak memory, and the same of the plain loop."""
    made = Table(
        title=f"{size.count:,} dumps, {size.megabytes:.1f} MB; MB/s counts the bytes of the dumps at every stage"
    )
    for name in ("stage", "s", "MB/s", "peak MiB", "plain s", "plain MB/s", "plain MiB", "speed ratio", "memory ratio"):
        made.add_column(name, justify="left" if name == "stage" else "right")
    for name, one in size.stages.items():
        ours, plain = one.ours, one.plain
        speeds = [size.megabytes / max(side["seconds"], 1e-9) for side in (ours, plain)]
        made.add_row(
            name,
            f"{ours['seconds']:.2f}",
            f"{speeds[0]:,.1f}",
            f"{ours['peak_mib']:.0f}",
            f"{plain['seconds']:.2f}",
            f"{speeds[1]:,.1f}",
            f"{plain['peak_mib']:.0f}",
            f"{speeds[0] / speeds[1]:.2f}x",
            f"{ours['peak_mib'] / plain['peak_mib']:.2f}x",
        )
    return made


def show_notes(size: Size, scores: dict[str, Found], truth: list[dict[str, Any]]) -> None:
    """Start-up, what the flow did, and how right it is."""
    whole = size.stages["whole"].ours
    console.print(
        f"Start-up (the flow on one dump, median of three): {size.start_up:.2f} s, of which {size.first_cost:.2f} s"
        f" in the flow's body. The whole: {whole['wall']:.2f} s from process start to end, {whole['body_seconds']:.2f}"
        f" s in the body; its row is the difference of the bodies. Peak with Prefect's server: {whole['tree_mib']:.0f}"
        " MiB. The plain whole is the sum of its stages."
    )
    lines = size.stages["parse"].plain["lines_seconds"]
    console.print(
        f"Plain parse is lines and regexes ({lines:.2f} s), then normalised texts, counts and ids. Plain match is"
        f" timed on {size.stages['match'].plain['share']:.2%} of the new texts."
        f" Failed checks of the stage run: {size.stages['check'].ours['failed'] or 'none'}"
    )
    warnings = Counter(warning.rsplit(" (", 1)[0] for warning in whole["warnings"])
    console.print(
        f"Loaded {whole['captures']:,}, quarantined {whole['quarantined']:,}, articles {whole['articles']:,};"
        f" warnings: {', '.join(f'{name} ({count}x)' for name, count in warnings.items()) or 'none'}"
    )
    for name, found in scores.items():
        title_f1, ticker, date, pager = astuple(score(found, truth))
        shares = f"ticker {ticker:.2%}, date {date:.2%}, pager {pager:.2%} exact"
        console.print(f"Against the truth, {name}: title F1 {title_f1:.4f}, {shares}")


def memory_table(small: Size, large: Size) -> Table:
    """Peak memory of the larger run as a multiple of the smaller one's."""
    made = Table(title=f"Peak memory at {large.count:,} dumps, as a multiple of that at {small.count:,}")
    for name in ("stage", f"MiB at {small.count:,}", f"MiB at {large.count:,}", "ratio"):
        made.add_column(name, justify="left" if name == "stage" else "right")
    for name, one in small.stages.items():
        before, after = one.ours["peak_mib"], large.stages[name].ours["peak_mib"]
        made.add_row(name, f"{before:.0f}", f"{after:.0f}", f"{after / before:.2f}x")
    return made


def main() -> None:
    """Measure the sizes of the command line."""
    parser = argparse.ArgumentParser(description="Measure every stage on made-up dumps.")
    parser.add_argument("--sizes", default="1000,10000", help="numbers of dumps, comma-separated")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other dumps")
    asked = parser.parse_args()
    counts = [int(part) for part in asked.sizes.split(",")]
    with tempfile.TemporaryDirectory(prefix="steppe-bench-") as folder:
        sizes = [run_size(Path(folder), count, asked.seed) for count in counts]
    if len(sizes) > 1:
        console.print(memory_table(sizes[0], sizes[-1]))
    busy = f"; load average at the end {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    console.print(f"{os.cpu_count()} cores{busy}; one run, nothing asserted.")


if __name__ == "__main__":
    main()
