"""What must hold on the real dumps beside the project; headlines are compared at run time only."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from flows.parsing.parse import Parsed
from tests.parsing.conftest import ParseTexts


def read(folder: Path) -> dict[str, str]:
    return {file.name: file.read_bytes().decode() for file in sorted(folder.glob("*.txt"))}


@pytest.fixture(scope="module")
def found(shared_dumps: Path, parse_texts: ParseTexts) -> Parsed:
    return parse_texts(pages=read(shared_dumps / "seeds"))


@pytest.fixture(scope="module")
def captures(shared_dumps: Path, parse_texts: ParseTexts) -> Parsed:
    return parse_texts(pages=read(shared_dumps / "captures"))


@pytest.fixture(scope="module")
def index(shared_dumps: Path) -> dict[str, dict]:  # type: ignore[type-arg]
    lines = (shared_dumps / "captures" / "index.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["file"]: row for row in map(json.loads, lines)}


def test_seeds_headers(found: Parsed) -> None:
    assert found.captures["captured_on"].to_list() == [
        date(2025, 5, 15), None, date(2025, 1, 5), date(2025, 5, 16), None,
    ]  # fmt: skip
    assert found.captures.select("pager_first", "pager_last", "pager_total").rows() == [
        (1, 6, total) for total in (12, 14, 20, 12, 601)
    ]
    assert found.captures["ticker_repeats"].to_list() == [8, 0, 8, 8, 8]
    assert found.captures["layout"].unique().to_list() == ["listing"]


def test_seeds_articles(found: Parsed) -> None:
    assert found.appearances.height == 30
    assert found.appearances["article_id"].n_unique() == 23
    versions = found.prints.group_by("version_id").agg(pl.col("is_truncated").any())
    assert versions.height == 23
    assert versions["is_truncated"].sum() == 19
    assert (found.appearances["pairing_confidence"] >= 0.9).all()


def test_seeds_rates(found: Parsed) -> None:
    assert found.rates.height == 20
    assert found.rates["repeat_count"].unique().to_list() == [8]


def test_seeds_leave_nothing_over(found: Parsed) -> None:
    assert found.unparsed_lines.is_empty()
    assert found.quarantine.is_empty()


def test_captures_headers_are_exact(captures: Parsed, index: dict) -> None:  # type: ignore[type-arg]
    for row in captures.captures.iter_rows(named=True):
        known = index[row["capture_id"]]
        pager = known["pager"] or {"first": None, "last": None, "total": None}
        assert (str(row["captured_on"]) if row["captured_on"] else None) == known["page_date"], known["file"]
        assert [row["pager_first"], row["pager_last"], row["pager_total"]] == list(pager.values()), known["file"]
        assert row["ticker_repeats"] == known["ticker_repeats"], known["file"]
        rates = captures.rates.filter(pl.col("capture_id") == known["file"])
        pairs = [f"{base}/{quote}" for base, quote in rates.select("base_currency", "quote_currency").rows()]
        assert pairs == [pair["pair"] for pair in known["ticker_pairs"]]
        assert rates["rate"].to_list() == [Decimal(pair["rate"]) for pair in known["ticker_pairs"]]
        assert rates["change_text"].to_list() == [pair["change"] for pair in known["ticker_pairs"]]


def test_captures_titles_are_found(captures: Parsed, index: dict) -> None:  # type: ignore[type-arg]
    joined = captures.appearances.join(captures.prints.select("print_id", "headline"), on="print_id")
    sure = joined.filter((pl.col("pairing_confidence") >= 0.6) & pl.col("headline").is_not_null())
    wanted = {(name, title) for name, row in index.items() for title in row["titles"]}
    given = set(sure.select("capture_id", "headline").rows())
    right = len(wanted & given)
    assert 2 * right / (len(wanted) + len(given)) >= 0.98


def test_no_subhead_is_taken_for_a_title(captures: Parsed, index: dict) -> None:  # type: ignore[type-arg]
    joined = captures.appearances.join(captures.prints.select("print_id", "headline"), on="print_id")
    for name, row in index.items():
        titles = joined.filter(pl.col("capture_id") == name)["headline"].to_list()
        assert not set(titles) & set(row["subheads"])
