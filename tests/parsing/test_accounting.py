"""Any text: each line has one role, the counts add up, and the order of dumps does not matter."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.dumps.decode import Decoded, decode
from flows.parsing.parse import Parsed
from tests.parsing.conftest import ParseTexts
from tests.parsing.pages import BODY, TICKER, TITLES, body, digest, home, listing, old_listing

PIECES = [
    TICKER, "• KGS/USD = 0.01144 0%", "KGS/USD = x", "KGS/USD: 1", "15 May 2025", "31 June 2025", "2025-13-13",
    "Viewing results 1 - 6 of 12", "Viewing results 1 - 6 of 99999999999", "Continue reading", "Contin", "Menu",
    "  • Written by TCA", "- Written by TCA", "Read more: x", "Register to read more ...", "Our People > Ann Bell",
    "Ann Bell's Avatar", "Articles", "|", "🏠", "WebSafe 3", "", " ", "\u00a0", "\r", "\f", "ADVERTISEMENT", *TITLES,
    BODY, body(1), "BISHKEK (TCA) — " + BODY, "BISHKEK (TCA) — The Publisher's note: " + BODY, "Oct 21 — “x " + BODY,
    BODY + "  Continue reading", "[caption id=1]" + BODY, "[caption]a[/caption] " + BODY, "He agreed.", "U",
    "• item one", "\ufffd\ufffd KGS/USD = 0.01 0%", "&amp;", "\u202eabc", "(TCA) —", "x" * 600,
]  # fmt: skip
PAGES = st.lists(st.sampled_from(PIECES), max_size=25).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", "\r\n"]).map(lambda end: end.join(lines))
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PAGES, min_size=1, max_size=4))
def test_pages_of_any_known_pieces(parse_texts: ParseTexts, pages: list[str]) -> None:
    found = parse_texts(*pages)
    for page, count in zip(pages, found.captures["line_count"], strict=True):
        assert count == len(page.removesuffix("\n").split("\n"))
    assert (found.appearances["line_start"] <= found.appearances["line_end"]).all()
    assert found.appearances["pairing_confidence"].is_between(0, 1).all()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.binary(max_size=300), min_size=1, max_size=4))
def test_any_bytes_that_decode(parse_texts: ParseTexts, raws: list[bytes]) -> None:
    texts = [found.text for found in map(decode, raws) if isinstance(found, Decoded)]
    if texts:
        parse_texts(*texts)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=300), min_size=1, max_size=4))
def test_any_text(parse_texts: ParseTexts, texts: list[str]) -> None:
    found = parse_texts(*texts)
    given = found.lines.group_by("capture_id", maintain_order=True).agg(pl.col("text").str.join("\n"))
    for text, kept in zip(texts, given["text"], strict=True):
        assert kept == text.removesuffix("\n").replace("\r\n", "\n").removesuffix("\r")


def facts(found: Parsed) -> list[list[tuple[object, ...]]]:
    frames = [found.captures, found.appearances, found.rates, found.quarantine, found.unparsed_lines]
    frames += [found.ignored_lines, found.prints.drop("captions")]
    return [sorted(frame.rows(), key=repr) for frame in frames]


@settings(max_examples=40, deadline=None)
@given(st.lists(PAGES, min_size=2, max_size=6, unique=True), st.randoms())
def test_neither_order_nor_company_matters(parse_texts: ParseTexts, texts: list[str], random: object) -> None:
    pages = {f"{number:016x}": text for number, text in enumerate(texts)}
    shuffled = list(pages.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    together = facts(parse_texts(pages=pages))
    assert facts(parse_texts(pages=dict(shuffled))) == together
    alone = [facts(parse_texts(pages={name: text})) for name, text in pages.items()]
    for number, rows in enumerate(together):
        assert sorted({row for one in alone for row in one[number]}, key=repr) == sorted(set(rows), key=repr)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\n\n\n",
        "\r\n",
        "a\rb\rc",
        "a\fb\n\x0bc\u2028d\x85e",
        "x" * 3_000_000,
        "A, " * 300_000,
        "\n" * 100_000,
    ],
)
def test_odd_texts(parse_texts: ParseTexts, text: str) -> None:
    found = parse_texts(text)
    assert found.captures["line_count"].item() == text.removesuffix("\n").count("\n") + 1


def test_no_dump_at_all(parse_texts: ParseTexts) -> None:
    found = parse_texts(pages={"a": ""})
    assert found.captures["layout"].to_list() == ["unknown"]
    assert found.captures["blank_count"].to_list() == [1]


def test_a_hundred_thousand_lines(parse_texts: ParseTexts) -> None:
    many = [f"{title} {number}" for number in range(4_000) for title in TITLES]
    pages = {
        "listing": listing(many),
        "old": old_listing(many[:8_000]),
        "home": home([[title, BODY, "A subhead of few words", BODY] for title in many[:10_000]]),
        "digest": digest(10_000),
        "short": "\n".join(many * 4),
    }
    found = parse_texts(pages=pages)
    counts = found.appearances.group_by("capture_id").len()
    assert dict(counts.rows()) == {"listing": 24_000, "old": 8_000, "home": 10_000, "digest": 1}
