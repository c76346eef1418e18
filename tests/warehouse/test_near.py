"""Near duplicates are found as often as they should be, are what sets of words say, and follow what a run changes."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows.warehouse import near
from flows.warehouse.build import opened, prepare
from flows.warehouse.places import places
from tests.benchmarks import rewrites
from tests.near_texts import pairs, put

FLOORS = {0.9: 0.99, 0.7: 0.97, 0.5: 0.9}  # of the pairs of a band from this containment on, the share that is found


@contextmanager
def fresh_build(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    where = places(folder / "w.duckdb")
    where.work.mkdir(parents=True)
    with opened(where, 160) as connection:
        prepare(connection)
        yield connection


def frame(bodies: dict[str, str]) -> pl.DataFrame:
    return pl.DataFrame(list(bodies.items()), {"article_id": pl.String, "body": pl.String}, orient="row")


def test_rewrites_are_found_by_band_and_nothing_else_is(tmp_path: Path) -> None:
    made = rewrites.texts(300)
    with fresh_build(tmp_path) as build:
        put(build, frame({text.article_id: text.body for text in made}))
        found = {pair[:2]: pair[2:] for pair in pairs(build)}
    sets = {text.article_id: rewrites.shingles(text.body) for text in made}
    for (one, two), counts in found.items():
        assert counts == (len(sets[one] & sets[two]), len(sets[one]), len(sets[two]))
    assert min(counts[0] / min(counts[1:]) for counts in found.values()) >= 0.5
    truth = {pair: share for pair, share in rewrites.related(made).items() if min(len(sets[one]) for one in pair) >= 20}
    assert set(found) <= set(truth)
    for least, floor in FLOORS.items():
        band = [pair for pair, share in truth.items() if least <= share < least + 0.2 + (least == 0.9)]
        assert len(band) > 30
        assert len([pair for pair in band if pair in found]) / len(band) >= floor


def test_pairs_are_the_same_in_any_order_of_arrival(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a limit of three articles a shingle, so that shingles become common, and rare again, all the time."""
    monkeypatch.setattr(near, "MEETINGS_AT_A_TIME", 50)
    monkeypatch.setattr(near, "PAIRS_AT_A_TIME", 7)
    rng = random.Random(7)
    sentences = rewrites.source(1, 0)
    held: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    with fresh_build(tmp_path / "run after run") as build, fresh_build(tmp_path / "at once") as other:
        for connection in (build, other):
            connection.execute("UPDATE ops.near_rules SET most_articles = 3")
        for _ in range(15):
            gone = [one for one in held if rng.random() < 0.1]
            come = {f"a{rng.randrange(30):02}": " ".join(rng.sample(sentences, k=3)) for _ in range(rng.randint(1, 5))}
            held = {one: body for one, body in held.items() if one not in gone} | come
            put(build, frame(come), gone)
            put(other, frame({}), other.sql("FROM ops.article_shingles SELECT article_id").pl()["article_id"].to_list())
            assert pairs(other) == []
            put(other, frame({one: held[one] for one in rng.sample(sorted(held), k=len(held))}))
            assert pairs(build) == pairs(other)
            seen |= {pair[:2] for pair in pairs(build)}
    assert len(seen) > 5
