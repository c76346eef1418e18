"""How many near duplicates are found, of which likeness, and what it costs.

`python -m tests.benchmarks.near [--sources 3000] [--sizes 6000 60000] [--seed 1]` prints the tables of RESULTS.md.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import duckdb
import polars as pl

from flows.settings import Settings
from flows.warehouse.build import opened, prepare
from flows.warehouse.places import places
from flows.warehouse.sql_files import layer
from tests.benchmarks import rewrites
from tests.near_texts import pairs, put, store

BANDS = (0.9, 0.7, 0.5, 0.3, 0.0)
NEW = 100
CHECKED = ("article_shingles_", "near_pairs_")


@contextmanager
def build(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A build database with the memory that a run has."""
    where = places(folder / "near.duckdb")
    where.work.mkdir(parents=True)
    with opened(where, Settings(_env_file=None).memory_mib) as connection:
        prepare(connection)
        yield connection


def frame(texts: list[rewrites.Text]) -> pl.DataFrame:
    """article_id, body."""
    rows = [(text.article_id, text.body) for text in texts]
    return pl.DataFrame(rows, {"article_id": pl.String, "body": pl.String}, orient="row")


def by_band(sources: int, seed: int) -> Iterator[str]:
    """A line a band of true containment: pairs made, found, and of those found how many are rewrites."""
    made = rewrites.texts(sources, seed)
    truth = rewrites.related(made)
    sets = {text.article_id: rewrites.shingles(text.body) for text in made}
    with tempfile.TemporaryDirectory() as folder, build(Path(folder)) as connection:
        put(connection, frame(made))
        found = {pair[:2] for pair in pairs(connection)}
    strangers = {pair: rewrites.containment(sets[pair[0]], sets[pair[1]]) for pair in found if pair not in truth}
    yield f"{len(made):,} articles, {len(truth):,} of them made of another; {len(found):,} pairs found"
    yield "| true containment | rewrites | found | recall | precision |"
    yield "|---|--:|--:|--:|--:|"
    for least, most in zip(BANDS, (1.01, *BANDS), strict=False):
        band = [pair for pair, share in truth.items() if least <= share < most]
        hits = [pair for pair in band if pair in found]
        wrong = [pair for pair, share in strangers.items() if least <= share < most]
        precision = f"{len(hits) / (len(hits) + len(wrong)):.3f}" if hits or wrong else "none found"
        recall = f"{len(hits) / max(1, len(band)):.3f}"
        yield f"| {least}–{min(most, 1)} | {len(band):,} | {len(hits):,} | {recall} | {precision} |"
    yield from by_recipe(made, truth, found)


def by_recipe(
    made: list[rewrites.Text], truth: dict[tuple[str, str], float], found: set[tuple[str, str]]
) -> Iterator[str]:
    """A line a recipe: of the rewrites that share half or more, those found."""
    recipes = {text.article_id: text.recipe for text in made}
    yield "| made by | containment ≥ 0.5 | recall |"
    yield "|---|--:|--:|"
    for recipe in rewrites.RECIPES:
        name = recipe.__name__
        asked = [pair for pair, share in truth.items() if share >= 0.5 and name in (recipes[one] for one in pair)]
        yield f"| {name.replace('_', ' ')} | {len(asked):,} | {sum(pair in found for pair in asked) / len(asked):.3f} |"


def cost(size: int, seed: int) -> Iterator[str]:
    """A line: CPU seconds of all at once, of some new articles, of the checks; MiB; milliseconds a view."""
    texts = frame(rewrites.texts(size // 2 + NEW // 2, seed))
    with tempfile.TemporaryDirectory() as folder, build(Path(folder)) as connection:
        store(connection, texts[:size])
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        whole = seconds(connection, texts[:size])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        store(connection, texts[size:])
        added = seconds(connection, texts[size:])
        begin = time.process_time()
        checks = [file for file in layer("4_checks") if file.name.startswith(CHECKED)]
        assert not any(connection.execute(file.text).fetchall() for file in checks)
        checked = time.process_time() - begin
        found = len(pairs(connection))
        views = [milliseconds(connection, f"FROM report.{name}") for name in ("near_duplicates", "story_clusters")]
    yield (
        f"| {size:,} | {found:,} | {whole:.1f} | {added:.2f} | {checked:.2f} | {before // 1024} → {peak // 1024}"
        f" | {views[0]:.0f} | {views[1]:.0f} |"
    )


def seconds(connection: duckdb.DuckDBPyConnection, texts: pl.DataFrame) -> float:
    """CPU seconds of finding the pairs of articles that are stored."""
    begin = time.process_time()
    put(connection, texts, is_stored=True)
    return time.process_time() - begin


def milliseconds(connection: duckdb.DuckDBPyConnection, query: str) -> float:
    """Of the clock, the median of five."""
    taken = []
    for _ in range(5):
        begin = time.perf_counter()
        connection.execute(query).fetchall()
        taken.append(1000 * (time.perf_counter() - begin))
    return median(taken)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Near duplicates: how many are found, and what it costs.")
    parser.add_argument("--sources", type=int, default=3000, help="articles of which another is made")
    parser.add_argument("--sizes", type=int, nargs="*", default=[6_000, 60_000], help="articles of a warehouse")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other articles")
    asked = parser.parse_args()
    for line in by_band(asked.sources, asked.seed):
        print(line, flush=True)
    print("| articles | pairs | CPU s, all at once | 100 new | checks | peak MiB | ms, pairs | ms, stories |")
    print("|--:|--:|--:|--:|--:|--:|--:|--:|")
    for size in asked.sizes:
        print(*cost(size, asked.seed), sep="\n", flush=True)
