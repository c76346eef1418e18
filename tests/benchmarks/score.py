"""What was found against what was generated -> how much of it is right."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from tests.benchmarks.store import everything

Found = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Score:
    """F1 of the titles over all dumps, and the shares of dumps whose pairs, date and pager are exactly right."""

    title_f1: float
    ticker: float
    date: float
    pager: float


def score(found: Found, truth: list[dict[str, Any]]) -> Score:
    """Compare by file; a file that nothing was found for counts as empty."""
    right = printed = wanted = 0
    exact: Counter[str] = Counter()
    for want in truth:
        have = found.get(want["file"], {})
        titles, expected = Counter(have.get("titles", [])), Counter(want["titles"])
        right += (titles & expected).total()
        printed += titles.total()
        wanted += expected.total()
        exact["ticker"] += sorted(have.get("pairs", [])) == sorted(want["pairs"])
        exact["date"] += have.get("date") == want["date"]
        exact["pager"] += have.get("pager") == want["pager"]
    shares = {name: exact[name] / max(len(truth), 1) for name in ("ticker", "date", "pager")}
    return Score(2 * right / max(printed + wanted, 1), **shares)


def found_in_frames(
    files: pl.DataFrame, captures: pl.DataFrame, rates: pl.DataFrame, titles: pl.DataFrame, dumps: Path
) -> Found:
    """What frames hold of each file. `files`: uri, capture_id; `titles`: capture_id, position, headline."""
    pairs: dict[str, list[list[str]]] = {}
    for capture_id, *rate in rates.select(
        "capture_id", pl.format("{}/{}", "base_currency", "quote_currency"), "rate_text", "change_text"
    ).iter_rows():
        pairs.setdefault(capture_id, []).append(rate)
    headlines: dict[str, list[str]] = {}
    for capture_id, headline in titles.drop_nulls("headline").select("capture_id", "headline").iter_rows():
        headlines.setdefault(capture_id, []).append(headline)
    pages = {row["capture_id"]: row for row in captures.iter_rows(named=True)}
    found: Found = {}
    for uri, capture_id in files.select("uri", "capture_id").iter_rows():
        page = pages.get(capture_id)
        if page is None:
            continue
        pager = [page["pager_first"], page["pager_last"], page["pager_total"]]
        found[Path(uri).relative_to(dumps).as_posix()] = {
            "date": page["captured_on"].isoformat() if page["captured_on_basis"] == "page" else None,
            "pager": None if None in pager else pager,
            "pairs": pairs.get(capture_id, []),
            "titles": headlines.get(capture_id, []),
        }
    return found


def found_by_parse(dumps: Path, work: Path) -> Found:
    """What the parse stage found."""
    captures, rates, shown = (everything(work / "parse", name) for name in ("captures", "rates", "appearances"))
    prints = everything(work / "parse", "prints").select("print_id", "headline").unique("print_id")
    titles = shown.join(prints, on="print_id", how="left")
    return found_in_frames(everything(work / "read", "files"), captures, rates, titles, dumps)


def found_by_baseline(work: Path) -> Found:
    """What the plain loop found."""
    with (work / "baseline.jsonl").open(encoding="utf-8") as stream:
        return {row["file"]: row for row in map(json.loads, stream)}


def found_in_warehouse(dumps: Path, warehouse: Path) -> Found:
    """What the released file holds."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        tables = [connection.table(name).pl() for name in ("ops.capture_files", "main.captures", "main.rates")]
        titles = connection.sql("SELECT capture_id, headline FROM main.appearances JOIN ops.prints USING (print_id)")
        return found_in_frames(*tables, titles.pl(), dumps)
