"""Speed and memory of matching beside flashtext and spaCy's entity ruler, with the same names on the same texts.

`python -m tests.benchmarks.matchers [--megabytes 20] [--rounds 3]` prints tables in Markdown; nothing is asserted.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from flows.errors import InputError
from flows.references import gazetteer
from tests.benchmarks.varied import KINDS, write_texts

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = {"steppe": 1.0, "steppe, listed names only": 1.0, "flashtext": 0.2, "spaCy": 0.1}
RUNS = [("steppe", 2), ("steppe", 1), ("steppe, listed names only", 1), ("flashtext", 1), ("spaCy", 1)]


@dataclass(frozen=True)
class Run:
    """What a matcher did: megabytes, mentions, seconds of the clock and of the processors, peak MiB of a process."""

    megabytes: float
    mentions: int
    wall: float
    cpu: float
    peak_mib: float

    @property
    def speed(self) -> float:
        """Megabytes a second of the clock."""
        return self.megabytes / self.wall

    @property
    def frugality(self) -> float:
        """Megabytes a second of processor time."""
        return self.megabytes / self.cpu


def run(name: str, folder: Path, workers: int, most: int) -> Run:
    """Run a matcher in so many processes at once, each on its share, from when all are ready.

    The time is that of the one that matched longest: reading texts from disk counts for nobody, alone or not.
    """
    command = [sys.executable, "-m", "tests.benchmarks.matcher", name, str(folder)]
    pipes: dict[str, Any] = {"cwd": ROOT, "stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    started = [subprocess.Popen([*command, str(at), str(workers), str(most)], **pipes) for at in range(workers)]
    for process in started:
        if process.stdout.readline() != "ready\n":
            raise SystemExit(f"{' '.join(command)} did not get ready")
    for process in started:
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [json.loads(process.communicate()[0].splitlines()[-1]) for process in started]
    wall = max(one["wall"] for one in told)
    added = {key: sum(one[key] for one in told) for key in ("size", "mentions", "cpu")}
    return Run(added["size"] / 1e6, added["mentions"], wall, added["cpu"], max(one["peak_mib"] for one in told))


def compare(folder: Path, size: int, rounds: int) -> dict[tuple[str, int], list[Run]]:
    """Every matcher in turn, round after round, so that each round's ratios are of the same hour."""
    found: dict[tuple[str, int], list[Run]] = {key: [] for key in RUNS}
    for _ in range(rounds):
        for name, workers in RUNS:
            found[name, workers].append(run(name, folder, workers, int(size * SAMPLES[name])))
    return found


def table(found: dict[tuple[str, int], list[Run]]) -> str:
    """A line a matcher: medians over the rounds; ratios are of processor time, by round."""
    ours = found["steppe", 1]
    lines = ["| matcher | MB | mentions a KB | MB/s | MB a CPU second | peak MiB | steppe is faster by |"]
    lines.append("|---|--:|--:|--:|--:|--:|--:|")
    for (name, workers), runs in found.items():
        ratios = [one.frugality / other.frugality for one, other in zip(ours, runs, strict=True)]
        shown = name if workers == 1 else f"{name}, {workers} processes"
        cells = [
            f"{runs[0].megabytes:.1f}",
            f"{runs[0].mentions / runs[0].megabytes / 1000:.1f}",
            f"{median(one.speed for one in runs):.1f}",
            f"{median(one.frugality for one in runs):.1f}",
            f"{max(one.peak_mib for one in runs):.0f}",
            f"{median(ratios):.1f} ({min(ratios):.1f}–{max(ratios):.1f})",
        ]
        lines.append(f"| {shown} | {' | '.join(cells)} |")
    return "\n".join(lines)


def memory(folder: Path, size: int) -> str:
    """Peak memory of Steppe on a fifth of the texts and on all of them."""
    small, large = (run("steppe", folder, 1, most) for most in (size // 5, size))
    told = ", ".join(f"{one.peak_mib:.0f} MiB at {one.megabytes:.1f} MB" for one in (small, large))
    return f"Peak memory of a process, names and libraries included: {told} ({large.peak_mib / small.peak_mib:.2f}x)."


def main() -> None:
    """Compare on each kind of text, then look at the memory."""
    parser = argparse.ArgumentParser(description="Compare matchers with the same names on the same texts.")
    parser.add_argument("--megabytes", type=int, default=20, help="how much text of each kind")
    parser.add_argument("--large", type=int, default=100, help="how much text to look at the memory with")
    parser.add_argument("--rounds", type=int, default=3, help="how often each matcher has its turn")
    asked = parser.parse_args()
    print(f"{gazetteer().names.height:,} names; {os.cpu_count()} cores; {asked.rounds} rounds, medians.\n")
    with tempfile.TemporaryDirectory(prefix="steppe-matchers-") as work:
        for number, kind in enumerate(KINDS):
            folder = Path(work) / str(number)
            try:
                size = write_texts(folder, kind, asked.megabytes * 10**6)
            except InputError as error:
                print(f"{kind}: left out, {error}\n")
                continue
            print(f"**{kind}**\n\n{table(compare(folder, size, asked.rounds))}\n", flush=True)
        large = Path(work) / "large"
        print(memory(large, write_texts(large, "made-up", asked.large * 10**6)))
    busy = f"; load average at the end {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"Nothing asserted{busy}.")


if __name__ == "__main__":
    main()
