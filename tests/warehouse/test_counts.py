"""Counts of mentions that are kept follow the facts, whatever a run adds, changes or takes away."""

import shutil
from pathlib import Path

import duckdb
import pytest

from flows import pipeline
from flows.settings import Settings
from flows.warehouse import counts, load
from flows.warehouse.build import opened
from flows.warehouse.places import places

SAMPLE = Path(__file__).resolve().parents[2] / "seeds" / "dumps"
NAMED = (
    "SELECT DISTINCT article_id, first_captured_on, entity_id FROM ops.latest_texts JOIN mentions USING (version_id)"
)
NAMED = NAMED.replace("article_id, first", "latest_texts.article_id, first")
PAIRS = f"""
SELECT one.entity_id, two.entity_id, count(*), count(*) FILTER (WHERE one.first_captured_on IS NULL)
FROM ({NAMED}) AS one JOIN ({NAMED}) AS two ON one.article_id = two.article_id AND one.entity_id < two.entity_id
GROUP BY ALL ORDER BY ALL
"""
KEPT_PAIRS = (
    "SELECT first_entity_id, second_entity_id, article_count, undated_count FROM report.entity_pairs ORDER BY ALL"
)
DAYS = """
SELECT entity_id, first_captured_on, count(*), count(DISTINCT mentions.article_id)
FROM ops.latest_texts JOIN mentions USING (version_id)
WHERE entity_id IS NOT NULL AND first_captured_on IS NOT NULL GROUP BY ALL ORDER BY ALL
"""
KEPT_DAYS = "SELECT entity_id, date, mention_count, article_count FROM report.mentions_daily ORDER BY ALL"
COUNTRIES = """
SELECT latest_texts.article_id, country_code, count(*) FROM ops.latest_texts JOIN mentions USING (version_id)
LEFT JOIN entities USING (entity_id) GROUP BY ALL ORDER BY ALL
"""
KEPT_COUNTRIES = "SELECT article_id, country_code, mention_count FROM ops.article_countries ORDER BY ALL"


def hold(connection: duckdb.DuckDBPyConnection) -> int:
    """The counts are those of the facts; returns how many pairs there are."""
    for told, kept in ((PAIRS, KEPT_PAIRS), (DAYS, KEPT_DAYS), (COUNTRIES, KEPT_COUNTRIES)):
        assert connection.sql(kept).fetchall() == connection.sql(told).fetchall()
    numbers = [number for (number,) in connection.sql("SELECT entity_number FROM ops.entity_numbers").fetchall()]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    return len(connection.sql(PAIRS).fetchall())


@pytest.mark.parametrize("few", [0, counts.FEW_PAIRS], ids=["all written anew", "changed in place"])
def test_they_follow_runs_that_add_and_take_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(counts, "FEW_PAIRS", few)
    monkeypatch.setattr(load, "SLICE", 7)
    monkeypatch.setattr(counts, "PAIRS_AT_A_TIME", 500)
    settings = Settings(dumps=[str(tmp_path / "dumps")], warehouse=tmp_path / "news.duckdb", _env_file=None)
    where = places(settings.warehouse)
    files = sorted(path for path in SAMPLE.iterdir() if path.name != "manifest.csv")
    (tmp_path / "dumps").mkdir()
    shutil.copy(SAMPLE / "manifest.csv", tmp_path / "dumps")
    found = []
    for part in (files[:8], files[8:9], files[9:]):
        for path in part:
            shutil.copy(path, tmp_path / "dumps")
        pipeline.execute(settings)
        with opened(where, 160) as connection:
            found.append(hold(connection))
    assert 0 < found[0] < found[2]
    with opened(where, 160) as connection:
        run_id, gazetteer = connection.sql("SELECT run_id, gazetteer_version FROM ops.loads LIMIT 1").fetchall()[0]
        connection.execute("CREATE TEMP TABLE gone AS SELECT capture_id FROM captures ORDER BY capture_id LIMIT 9")
        connection.execute(
            "INSERT INTO ops.touched_articles SELECT article_id FROM appearances SEMI JOIN gone USING (capture_id)"
        )
        connection.execute("DELETE FROM appearances WHERE capture_id IN (FROM gone)")
        load.recompute(connection, run_id, gazetteer)
        assert 0 < hold(connection) < found[2]
        assert connection.sql("SELECT 1 FROM ops.entity_numbers WHERE entity_id IS NULL").fetchall()
        connection.execute("INSERT INTO ops.touched_articles SELECT article_id FROM articles")
        connection.execute("DELETE FROM appearances")
        load.recompute(connection, run_id, gazetteer)
        assert hold(connection) == 0
        assert connection.sql("SELECT entity_id FROM ops.entity_numbers WHERE entity_id IS NOT NULL").fetchall() == []


@pytest.mark.parametrize(("step", "call"), [("_remake", 3), ("count_changes", 1), ("count_changes", 2), ("compare", 1)])
def test_a_run_that_dies_between_parts_is_ended_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, call: int
) -> None:
    """Articles are made anew some at a time: what is made, what is left and what is to be counted outlive the run."""
    monkeypatch.setattr(load, "SLICE", 7)
    settings = Settings(dumps=[str(SAMPLE)], warehouse=tmp_path / "news.duckdb", _env_file=None)
    whole = pipeline.execute(settings.model_copy(update={"warehouse": tmp_path / "whole.duckdb"}))
    real, calls = getattr(load, step), iter(range(1, 100))

    def dies(connection: duckdb.DuckDBPyConnection) -> None:
        if next(calls) == call:
            raise KeyboardInterrupt
        real(connection)

    monkeypatch.setattr(load, step, dies)
    with pytest.raises(KeyboardInterrupt):
        pipeline.execute(settings)
    monkeypatch.setattr(load, step, real)
    assert pipeline.execute(settings).fingerprint == whole.fingerprint
    with opened(places(settings.warehouse), 160) as connection:
        assert hold(connection) > 0
        kept = connection.sql("FROM ops.near_pairs ORDER BY ALL").fetchall()
    with opened(places(tmp_path / "whole.duckdb"), 160) as connection:
        assert connection.sql("FROM ops.near_pairs ORDER BY ALL").fetchall() == kept
