"""Ticker lines to rates."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parsing.conftest import ParseTexts
from tests.parsing.pages import BODY, TICKER, TITLES, body, listing

TAIL = "\n\nViewing results 1 - 6 of 12\n\n" + listing(header="")


def one(parse_texts: ParseTexts, line: str) -> dict[str, object]:
    return parse_texts(line + TAIL).rates.row(0, named=True)


@pytest.mark.parametrize(
    ("line", "rate", "low", "high", "change", "sign"),
    [
        ("• KGS/USD = 0.01144 0%", "0.01144", "0.011435", "0.011445", "0", 0),
        ("UZS/USD = 0.00008 -0%", "0.00008", "0.000075", "0.000085", "0", -1),
        ("USD/KZT = 512.34 +0.5%", "512.34", "512.335", "512.345", "0.5", 1),
        ("USD/UZS = 12,650.5 -0.42%", "12650.5", "12650.45", "12650.55", "-0.42", -1),
        ("  • USD/IRR = 42000 0.1%", "42000", "41999.5", "42000.5", "0.1", 1),
        ("•\u00a0EUR/TJS\u00a0=\u00a011.5 -0.0%", "11.5", "11.45", "11.55", "0", -1),
        ("â€¢ EUR/AMD: 430.00 (0.00%)", "430.00", "429.995", "430.005", "0", 0),
    ],
)
def test_a_rate_is_exact(
    parse_texts: ParseTexts, line: str, rate: str, low: str, high: str, change: str, sign: int
) -> None:
    found = one(parse_texts, line)
    assert (found["rate"], found["rate_low"], found["rate_high"]) == (Decimal(rate), Decimal(low), Decimal(high))
    assert (found["change_pct"], found["change_sign"]) == (Decimal(change), sign)
    assert found["line_number"] == 1
    assert found["repeat_count"] == 1


def test_a_rate_without_change(parse_texts: ParseTexts) -> None:
    found = one(parse_texts, "USD/KZT = 512.34")
    assert (found["change_pct"], found["change_text"], found["change_sign"]) == (None, None, None)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 10**9), st.integers(0, 11))
def test_bounds_are_half_a_unit_either_side(parse_texts: ParseTexts, units: int, scale: int) -> None:
    printed = Decimal(units).scaleb(-scale)
    found = one(parse_texts, f"USD/KZT = {printed:f} 0%")
    assert found["rate"] == printed
    assert found["scale"] == scale
    assert found["rate_high"] - found["rate_low"] == Decimal(1).scaleb(-scale)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("USD/KZT = 1,234 0%", "ambiguous_rate"),
        ("USD/KZT = n/a", "malformed_rate"),
        ("USD/KZT = - -", "malformed_rate"),
        ("USD/KZT = 503 .1 0%", "malformed_rate"),
        ("USD/KZT = 5.1 0,5%", "malformed_rate"),
        ("USD/KZT = 1.2.3 0%", "malformed_rate"),
        ("USD/KZT = 0.000 0%", "rate_not_positive"),
        ("USD/KZT = 0.123456789012 0%", "rate_too_precise"),
        ("USD/USD = 1.0 0%", "same_currency"),
        ("KGS/USD = 0.01144 0%\nKGS/USD = 0.01145 0%", "disagreeing_repeats"),
        ("KGS/USD = 0.01144 0%\nKGS/USD = 0.01144 -0%", "disagreeing_repeats"),
    ],
)
def test_a_rate_in_doubt_is_quarantined(parse_texts: ParseTexts, line: str, reason: str) -> None:
    found = parse_texts(line + TAIL)
    assert found.rates.is_empty()
    assert found.quarantine["reason"].unique().to_list() == [reason]
    assert found.appearances.height == len(TITLES)


def test_one_bad_pair_leaves_the_others(parse_texts: ParseTexts) -> None:
    found = parse_texts("KGS/USD = 0.01 0%\nKGS/USD = 0.02 0%\nKZT/USD = 0.002 0%" + TAIL)
    assert found.rates["base_currency"].to_list() == ["KZT"]
    assert found.quarantine["line_start"].to_list() == [1, 2]


@pytest.mark.parametrize(
    "inserted", [f"{TITLES[0]}\n\nUSD/KZT = 512.34 0%\n\n{BODY}", f"{TITLES[0]}\n\n{BODY}\n\nUSD/KZT = 512.34 0%"]
)
@pytest.mark.parametrize("head", ["", TICKER + "\n", "Viewing results 1 - 6 of 9\n\n"])
def test_rates_between_articles_are_no_ticker(parse_texts: ParseTexts, head: str, inserted: str) -> None:
    found = parse_texts(f"{head}{inserted}\n\n{listing(TITLES[1:], '')}")
    assert "USD" not in found.rates["base_currency"].to_list()
    assert found.unparsed_lines["raw_text"].to_list() == ["USD/KZT = 512.34 0%"]


def test_a_ticker_below_a_foreign_notice(parse_texts: ParseTexts) -> None:
    found = parse_texts(f"Some words on files\n\n{BODY}\n\n{TICKER}\n15 May 2025{TAIL}")
    assert found.captures["ticker_repeats"].item() == 8
    assert found.captures["captured_on"].item() is not None
    assert found.unparsed_lines["line_number"].to_list() == [1, 3]


@pytest.mark.parametrize(
    "title", ["USD/KZT: What the New Rate Means for the Traders", "USD/KZT: 500 Is What the Traders Expect Now"]
)
@pytest.mark.parametrize("at", [0, 2])
def test_a_title_that_begins_with_a_pair(parse_texts: ParseTexts, title: str, at: int) -> None:
    titles = [*TITLES[:at], title, *TITLES[at + 1 :]]
    found = parse_texts(listing(titles))
    assert found.prints["headline"].to_list() == titles
    assert found.quarantine.is_empty()
    assert (found.appearances["pairing_confidence"] > 0.9).all()


@pytest.mark.parametrize("text", ["USD/KZT: 503.1 was on the boards today. ", "USD/KZT = 503.1 0% was printed. "])
def test_a_body_that_begins_with_a_pair(parse_texts: ParseTexts, text: str) -> None:
    found = parse_texts(listing().replace(body(0), text + BODY.strip()))
    assert found.prints["headline"].to_list() == TITLES
    assert found.prints["body"][0] == text + BODY.strip()
    assert found.quarantine.is_empty()


def test_a_page_with_only_a_ticker(parse_texts: ParseTexts) -> None:
    found = parse_texts(TICKER)
    assert found.rates.height == 5
    assert found.captures["unparsed_line_count"].item() == 0
    assert found.captures["layout"].item() == "unknown"


def test_rates_are_decimals(parse_texts: ParseTexts) -> None:
    schema = parse_texts(TICKER).rates.schema
    assert schema["rate"] == schema["rate_low"] == schema["rate_high"] == pl.Decimal(38, 12)
    assert schema["change_pct"] == pl.Decimal(9, 4)


def test_digits_of_other_scripts_are_no_rate(parse_texts: ParseTexts) -> None:
    found = parse_texts("KGS/USD = ٠.٠١ ٠%\nKZT/USD = 0.00197 ٠%\nUZS/USD = ０.００００８ 0%\n")
    assert found.rates.is_empty()
    assert found.quarantine["reason"].to_list() == ["malformed_rate"] * 3


def test_a_last_line_that_may_be_cut_is_no_rate(parse_texts: ParseTexts) -> None:
    found = parse_texts("KGS/USD = 0.01144 0%\nKZT/USD = 0.001", f"{TICKER}\n  • TJS/USD = 0.09", f"{TICKER}\n")
    assert found.quarantine.select("reason", "raw_text").rows() == [
        ("cut_line", "KZT/USD = 0.001"),
        ("cut_line", "  • TJS/USD = 0.09"),
    ]
    assert found.rates.group_by("capture_id", maintain_order=True).len()["len"].to_list() == [1, 5, 5]


def test_a_last_line_that_ends_as_a_rate_does_is_whole(parse_texts: ParseTexts) -> None:
    pairs = "USD/KZT = 512.34\nUSD/UZS = 12650.5\n"
    found = parse_texts("KGS/USD = 0.01144 0%", (pairs * 8).rstrip("\n"))
    assert found.quarantine.is_empty()
    assert found.rates["repeat_count"].to_list() == [1, 8, 8]


def test_lines_without_a_pair_repeat_nothing(parse_texts: ParseTexts) -> None:
    found = parse_texts("KGS/USD = 0.01144 0%\n" + "KZT/USD = n/a\n" * 3 + TAIL)
    assert found.captures["ticker_repeats"].item() == 3
    assert parse_texts("KGS/USD = 0.01144 0%\n" + "KZT/USD = - -\n" * 3 + TAIL).captures["ticker_repeats"].item() == 1
