"""Near duplicates are found as often as they should be, are what sets of words say, and follow what a run changes."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows import pipeline
from flows.settings import Settings
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


def test_runs_keep_what_they_do_not_touch_and_find_what_one_run_finds(tmp_path: Path) -> None:
    """A story in two dumps, under two headlines; a third dump has the first article once more, cut."""
    told, others = (" ".join(rewrites.source(1, number)) for number in (0, 1))
    retold = " ".join(rewrites.source(1, 0)[3:] + rewrites.source(1, 2)[:5])
    pages = {
        "1.txt": f"15 May 2025\n\nA Line Is Opened Between Two Valleys\n\n{told}\n\nGrain Prices Fall\n\n{others}\n",
        "2.txt": f"18 May 2025\n\nTwo Valleys Get the Railway They Wanted\n\n{retold}\n",
        "3.txt": f"20 May 2025\n\nA Line Is Opened Between Two Valleys\n\n{told[:900]} Continue reading\n",
    }
    answers = []
    for parts in (("1.txt",), ("2.txt", "3.txt")), (("3.txt", "2.txt", "1.txt"),):
        dumps = tmp_path / str(len(parts))
        dumps.mkdir()
        settings = Settings(dumps=[str(dumps)], warehouse=dumps / "w.duckdb", _env_file=None)
        for part in parts:
            for name in part:
                (dumps / name).write_text(pages[name], encoding="utf-8")
            pipeline.execute(settings)
        answers.append(ask(settings, "FROM report.near_duplicates"))
        assert ask(settings, "SELECT article_count, total_article_count, headlines FROM report.story_clusters") == [
            (2, 3, ["A Line Is Opened Between Two Valleys", "Two Valleys Get the Railway They Wanted"])
        ]
    assert answers[0] == answers[1]
    ((containment, days, undated),) = ask(
        settings, "SELECT containment, window_days, undated_count FROM report.near_duplicates"
    )
    assert (0.5 < containment < 1, days, undated) == (True, 3, 0)


def ask(settings: Settings, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        return connection.execute(query).fetchall()
