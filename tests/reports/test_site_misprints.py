"""What the site makes of a misprinted year, of noughts at the end of a rate, and of a name late in a sentence."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.reports.site import write_site
from tests.reports.sites import loaded

PAGE = """• KZT/USD = {rate} 0%
{day}

Viewing results 1 - 6 of 1

{title}

The council of the district met on Monday in the house of culture and spoke for three hours about the bridges, the \
hay, the school and the road that leads to the upper pastures, where Qairat Tolebiev of the Zheltau Fund lives.

"""
PAGES = {
    "one": {"rate": "0.00190", "day": "15 May 2025", "title": "A Village Council Speaks About Its Bridges"},
    "two": {"rate": "0.00200", "day": "16 May 2025", "title": "A Village Council Speaks About Its Roads"},
    "misprint": {"rate": "0.00300", "day": "17 May 2035", "title": "A Village Council Speaks About Its Future"},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Name -> text of each page."""
    folder = tmp_path_factory.mktemp("misprints")
    (folder / "dumps").mkdir()
    for name, said in PAGES.items():
        (folder / "dumps" / f"{name}.txt").write_text(PAGE.format(**said), encoding="utf-8")
    written = write_site(loaded(folder / "dumps", folder / "w.duckdb")).parent
    yield {path.stem: text_of(path) for path in written.glob("*.html")}


def text_of(page: Path) -> str:
    """The page less its SQL and styles, on one line."""
    found = re.sub(r"(?s)<(style|script|pre)\b.*?</\1>", "", page.read_text(encoding="utf-8"))
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_a_day_after_the_run_is_in_no_series_and_never_the_latest(site: dict[str, str]) -> None:
    for name in ("index", "rates", "news", "names"):
        assert not re.search(r"\b203\d\b", site[name]), name
    assert "0.00200" in site["index"]
    assert "0.00300" not in site["rates"]
    assert re.search("Captures of a day after that of the run: [^0-9]+ 1 3 33.3%", site["index"])
    assert "1 capture has a day after that of the run" in site["coverage"]
    one, two, misprint = (site["articles"].index(said["title"]) for said in PAGES.values())
    assert two < one < misprint


def test_a_rate_keeps_its_noughts(site: dict[str, str]) -> None:
    assert re.search(r"KZT/USD 2025-05-16 \+5\.26% 0\.00190 0\.00200", site["news"])
    assert not re.search(r"\b0\.0019\b|\b0\.002\b", site["news"])


def test_the_sentence_to_judge_a_name_by_holds_the_name(site: dict[str, str]) -> None:
    discovered = site["names"][site["names"].index("Zheltau Fund") :]
    assert re.search(r"… [^…]*where Qairat Tolebiev of the Zheltau Fund lives\.", discovered)
