"""A seed -> a folder of made-up dumps, and beside it what a parser should find in them.

`python -m tests.benchmarks.generate OUT N [--seed 1]` writes OUT/000/00000.txt … and OUT.truth.jsonl.
"""

import argparse
import json
import time
from pathlib import Path

from tests.benchmarks.pages import Page, page

PER_FOLDER = 1000


def generate(folder: Path, count: int, seed: int = 1) -> int:
    """Write `count` dumps below the folder and their truth beside it; returns how many bytes the dumps have.

    The same seed and count give the same bytes, as long as seeds/entities stays as it is.
    """
    size = 0
    folder.mkdir(parents=True, exist_ok=True)
    with truth_path(folder).open("w", encoding="utf-8") as truth:
        for number in range(count):
            name = f"{number // PER_FOLDER:03}/{number:06}.txt"
            if number % PER_FOLDER == 0:
                (folder / name).parent.mkdir(exist_ok=True)
            made = page(seed, number, count)
            raw = made.text.encode()
            (folder / name).write_bytes(raw)
            size += len(raw)
            truth.write(json.dumps(_truth(name, made), ensure_ascii=False) + "\n")
    return size


def truth_path(folder: Path) -> Path:
    """OUT.truth.jsonl, beside the dumps."""
    return folder.with_name(f"{folder.name}.truth.jsonl")


def read_truth(folder: Path) -> list[dict[str, object]]:
    """The rows of OUT.truth.jsonl: file, layout, date, pager, titles, pairs."""
    with truth_path(folder).open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def _truth(name: str, made: Page) -> dict[str, object]:
    return {
        "file": name,
        "layout": made.layout,
        "date": made.date.isoformat() if made.date else None,
        "pager": made.pager,
        "titles": made.titles,
        "pairs": made.pairs,
    }


def main() -> None:
    """Generate what the command line asks for."""
    parser = argparse.ArgumentParser(description="Write made-up dumps.")
    parser.add_argument("folder", type=Path, help="where to write; OUT.truth.jsonl goes beside it")
    parser.add_argument("count", type=int, help="how many dumps")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other dumps")
    asked = parser.parse_args()
    begin = time.perf_counter()
    size = generate(asked.folder, asked.count, asked.seed)
    seconds = time.perf_counter() - begin
    print(f"{asked.count:,} dumps, {size / 1e6:.1f} MB, {asked.count / seconds:,.0f} a second")


if __name__ == "__main__":
    main()
