"""The sample in archives of every kind: the same articles, rates and mentions, plus addresses and days."""

from pathlib import Path

import polars as pl
import pytest

from flows.pipeline import Summary, execute
from flows.settings import Settings
from flows.warehouse.places import places
from flows.warehouse.query import query
from tests.archive_files import PAGES, pages_of
from tests.conftest import ROOT

SAMPLE = ROOT / "seeds" / "dumps"
SAME = {
    "articles": "SELECT * EXCLUDE (first_captured_on, last_captured_on) FROM articles",
    "article_versions": "SELECT * FROM article_versions",
    "mentions": "SELECT * FROM mentions",
    "rates": "SELECT * EXCLUDE (observed_on, observed_on_basis) FROM rates",
    "appearances": "SELECT * EXCLUDE (site_rank) FROM appearances",
    "captures": """
        SELECT capture_id, outlet, layout, captured_from, captured_until, pager_first, pager_last, pager_total,
            ticker_repeats, COLUMNS('_count$')
        FROM captures
    """,
    "lines": "SELECT * FROM quality.ignored_lines",
}


def run(folder: Path, files: dict[str, bytes]) -> tuple[Settings, Summary]:
    dumps = folder / "dumps"
    dumps.mkdir(exist_ok=True)
    for name, raw in files.items():
        (dumps / name).write_bytes(raw)
    settings = Settings(dumps=[str(dumps)], warehouse=folder / "w.duckdb", _env_file=None)
    return settings, execute(settings)


def facts(settings: Settings) -> dict[str, pl.DataFrame]:
    return {name: ask(settings, f"{sql} ORDER BY ALL") for name, sql in SAME.items()}


def ask(settings: Settings, sql: str) -> pl.DataFrame:
    return query(places(settings.warehouse), sql)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Summary]:
    """The sample's text files, loaded."""
    settings = Settings(dumps=[str(SAMPLE)], warehouse=tmp_path_factory.mktemp("texts") / "w.duckdb", _env_file=None)
    return settings, execute(settings)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Summary]:
    """The sample as a WET file."""
    return run(tmp_path_factory.mktemp("wet"), {"a.warc.wet.gz": PAGES["a.warc.wet.gz"](pages_of(SAMPLE))})


def test_a_wet_file_gives_the_same_facts(texts: tuple[Settings, Summary], crawled: tuple[Settings, Summary]) -> None:
    of_texts, of_wet = facts(texts[0]), facts(crawled[0])
    for name, frame in of_texts.items():
        assert frame.height > 0
        assert frame.equals(of_wet[name]), name
