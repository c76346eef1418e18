"""The page's own date."""

from datetime import date

import pytest

from tests.parsing.conftest import ParseTexts
from tests.parsing.pages import TICKER, TITLES, body, listing

PAGER = "Viewing results 1 - 6 of 12\n\n"


@pytest.mark.parametrize(
    "line",
    [
        "15 May 2025", "15 MAY 2025", "15\u00a0May\u00a02025", "Thursday, 15 May 2025", "May 15, 2025", "2025-05-15",
        "15 мая 2025", "15 мамыр 2025", "15 Mayıs 2025",
        "15.05.2025", "15th May 2025", "May 15th, 2025", "15 мая 2025 г.", "15 мая 2025 года",
    ],
)  # fmt: skip
def test_a_date_line_is_read(parse_texts: ParseTexts, line: str) -> None:
    found = parse_texts(f"{TICKER}\n{line}\n\n{PAGER}{listing(header='')}")
    assert found.captures["captured_on"].item() == date(2025, 5, 15)
    assert found.captures["captured_on_basis"].item() == "page"
    assert found.rates["observed_on"].unique().to_list() == [date(2025, 5, 15)]


@pytest.mark.parametrize("line", ["31 February 2025", "31.02.2025", "15 May 1999", "15 May 2050"])
def test_an_impossible_date_is_quarantined(parse_texts: ParseTexts, line: str) -> None:
    found = parse_texts(f"{TICKER}\n{line}\n\n{PAGER}{listing(header='')}")
    assert found.captures["captured_on"].item() is None
    assert found.quarantine["reason"].to_list() == ["impossible_date"]
    assert found.appearances.height == len(TITLES)


@pytest.mark.parametrize("line", ["15 Maymonth 2025", "05/06/2025", "15 May 2025, 14:32"])
def test_what_may_be_no_date_is_unparsed(parse_texts: ParseTexts, line: str) -> None:
    found = parse_texts(f"{TICKER}\n{line}\n\n{PAGER}{listing(header='')}")
    assert found.captures["captured_on"].item() is None
    assert found.unparsed_lines["raw_text"].to_list() == [line]


def test_two_dates_in_the_header_are_quarantined(parse_texts: ParseTexts) -> None:
    found = parse_texts(f"{TICKER}\n15 May 2025\n16 May 2025\n\n{PAGER}{listing(header='')}")
    assert found.captures["captured_on"].item() is None
    assert found.quarantine["reason"].to_list() == ["disagreeing_dates"] * 2


def test_a_date_above_the_ticker_gives_way(parse_texts: ParseTexts) -> None:
    found = parse_texts(f"12 May 2025\n{TICKER}\n15 May 2025\n\n{PAGER}{listing(header='')}")
    assert found.captures["captured_on"].item() == date(2025, 5, 15)
    assert found.unparsed_lines["raw_text"].to_list() == ["12 May 2025"]


@pytest.mark.parametrize("where", ["pager", "title", "body", "end"])
def test_a_date_elsewhere_is_not_the_pages(parse_texts: ParseTexts, where: str) -> None:
    lines = {"pager": PAGER, "title": TITLES[0] + "\n\n", "body": body(0) + "\n\n", "end": ""}
    text = "".join(line + ("12 May 2025\n\n" if name == where else "") for name, line in lines.items())
    found = parse_texts(f"{TICKER}\n\n{text}{listing(TITLES[1:], '')}")
    assert found.captures["captured_on"].item() is None
    assert found.unparsed_lines["raw_text"].to_list() == ["12 May 2025"]
    assert found.prints["headline"].to_list() == TITLES
    assert (found.appearances["pairing_confidence"] > 0.9).all()


def test_dates_of_articles_are_not_the_pages(parse_texts: ParseTexts) -> None:
    items = "".join(f"{day} May 2025\n\n{title}\n\n{body(day)}\n\n" for day, title in enumerate(TITLES, start=1))
    assert parse_texts(items).captures["captured_on"].item() is None
    below_ticker = parse_texts(f"{TICKER}\n\n{items}")
    assert below_ticker.captures["captured_on"].item() is None
    assert below_ticker.rates["observed_on"].drop_nulls().is_empty()
    assert below_ticker.prints["headline"].to_list() == TITLES
    cut = parse_texts(f"{TICKER}\n\n{items}7 May 2025\n\n{TITLES[0]} Again")
    assert cut.captures["captured_on"].item() is None


def test_a_page_has_its_own_date_above_those_of_its_articles(parse_texts: ParseTexts) -> None:
    items = "".join(f"{day} May 2025\n\n{title}\n\n{body(day)}\n\n" for day, title in enumerate(TITLES, start=1))
    after = "".join(f"{title}\n\n{body(day)}\n\n{day} May 2025\n\n" for day, title in enumerate(TITLES, start=1))
    found = parse_texts(f"{TICKER}\n15 May 2025\n\n{items}", f"{TICKER}\n15 May 2025\n\n{after}")
    assert found.captures["captured_on"].to_list() == [date(2025, 5, 15)] * 2
    assert found.quarantine.is_empty()


def test_the_page_is_believed_before_the_manifest(parse_texts: ParseTexts) -> None:
    undated, dated = (f"{TICKER}\n{day}\n\n{PAGER}" for day in ("", "15 May 2025"))
    found = parse_texts(undated, dated, captured_on=date(2025, 5, 14)).captures
    assert found["captured_on_basis"].to_list() == ["manifest", "page"]
    assert found["captured_on"].to_list() == [date(2025, 5, 14), date(2025, 5, 15)]


def test_digits_of_other_scripts_are_no_date(parse_texts: ParseTexts) -> None:
    found = parse_texts("١٥ May ٢٠٢٥\n\nMay １５, ２０２５\n\n٠٠ A ٠٠٠٠\n")
    assert found.captures["captured_on"].to_list() == [None]
    assert found.captures["quarantined_line_count"].item() == 0


def test_an_archive_is_believed_after_the_page_and_says_that_it_was(parse_texts: ParseTexts) -> None:
    given = {"captured_on": date(2025, 5, 16), "captured_on_basis": "archive"}
    undated = parse_texts(listing(header=""), **given).captures
    assert undated.select("captured_on", "captured_on_basis").row(0) == (date(2025, 5, 16), "archive")
    dated = parse_texts(f"{TICKER}\n15 May 2025\n\n{PAGER}{listing(header='')}", **given).captures
    assert dated.select("captured_on", "captured_on_basis").row(0) == (date(2025, 5, 15), "page")
