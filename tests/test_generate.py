"""Made-up dumps are the same for the same seed, and hold what their truth says."""

from collections import Counter
from dataclasses import astuple
from pathlib import Path

import polars as pl
import pytest

from flows import seeds
from flows.dumps.find import find
from flows.dumps.read import read
from flows.parsing.parse import Parsed, parse
from flows.parsing.seeds import ParserSeeds
from tests.benchmarks.generate import generate, read_truth
from tests.benchmarks.score import Found, found_in_frames, score

COUNT = 60
PARSER_TABLES = ParserSeeds.__dataclass_fields__
NAMED = {"outlet": pl.String, "captured_on_basis": pl.String}
UNKNOWN = {"page_url": pl.String, "captured_on": pl.Date, "captured_from": pl.Date, "captured_until": pl.Date}


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of generated dumps."""
    folder = tmp_path_factory.mktemp("generated") / "dumps"
    generate(folder, COUNT, seed=3)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.txt")}


def test_same_seed_same_bytes(dumps: Path, tmp_path: Path) -> None:
    generate(tmp_path / "again", COUNT, seed=3)
    generate(tmp_path / "other", COUNT, seed=4)
    assert contents(tmp_path / "again") == contents(dumps)
    assert read_truth(tmp_path / "again") == read_truth(dumps)
    assert contents(tmp_path / "other") != contents(dumps)


def test_as_many_files_as_asked_for_and_no_other(dumps: Path) -> None:
    truth = read_truth(dumps)
    assert len(contents(dumps)) == len(truth) == COUNT
    assert set(contents(dumps)) == {str(row["file"]) for row in truth}


def test_layouts_have_about_their_shares(tmp_path: Path) -> None:
    generate(tmp_path / "many", 1000)
    shares = Counter(str(row["layout"]) for row in read_truth(tmp_path / "many"))
    assert 640 <= shares["listing"] <= 740
    assert all(shares[layout] for layout in ("paged_home", "author_page", "old_listing", "old_digest", "compact"))


def test_articles_recur_across_pages(tmp_path: Path) -> None:
    generate(tmp_path / "many", 1000)
    seen = Counter(title for row in read_truth(tmp_path / "many") for title in row["titles"])  # type: ignore[attr-defined]
    assert 4 <= seen.total() / len(seen) <= 12


def test_truth_is_what_the_parser_finds(dumps: Path) -> None:
    title_f1, *exact = astuple(score(parsed_dumps(dumps), read_truth(dumps)))
    assert exact == [1.0, 1.0, 1.0]
    assert title_f1 >= 0.98


def parsed_dumps(dumps: Path) -> Found:
    """What the parser finds in each file."""
    texts, refused, captures = read(find([str(dumps)]), 2**20)
    assert refused.is_empty()
    texts = texts.with_columns(pl.lit(None, kind).alias(name) for name, kind in {**UNKNOWN, **NAMED}.items())
    tables = ParserSeeds(**{name: seeds.table(name) for name in PARSER_TABLES})
    parsed: Parsed = parse(texts, tables, "test", "timesca")
    titles = parsed.appearances.join(parsed.prints.select("print_id", "headline"), on="print_id")
    files = pl.DataFrame({"uri": list(captures), "capture_id": list(captures.values())})
    return found_in_frames(files, parsed.captures, parsed.rates, titles, dumps)
