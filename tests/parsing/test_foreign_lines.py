"""Lines that no rule knows: never quietly ignored, never quietly a title."""

import polars as pl
import pytest

from flows.parsing.parse import Parsed
from tests.parsing.conftest import ParseTexts
from tests.parsing.pages import BODY, TITLES, author, body, home, listing, old_listing

NOTICE = "Our partners may keep small files on your device so that pages load faster and offers fit what you like. "
COOKIES = "We use cookies and similar means to give you the best time on this site and to count our readers. "
FOREIGN = [
    "ADVERTISEMENT", "SPONSOR MESSAGE", "Subscribe to our newsletter for weekly updates", "Share this article", "Home",
    "Get the daily letter of the valley delivered to your phone", "Hear this story", "5 min read", "* * *",
    "https://example.org/a", "© 2025 The Valley Times. All rights reserved.", "The Valley Times, Bishkek, 2025",
    COOKIES[:70], COOKIES, (COOKIES * 3)[:200], (COOKIES * 5)[:400], NOTICE[:70], NOTICE, (NOTICE * 3)[:200],
    (NOTICE * 5)[:400], "Herders Sign a Paper on Sharing Water With the Town",
]  # fmt: skip
PAGES = {
    "listing": listing(),
    "undated": listing(header="Viewing results 1 - 6 of 12\n\n"),
    "author_page": author([]),
    "old_listing": old_listing(),
    "paged_home": home([[title, body(at), body(at + 50)] for at, title in enumerate(TITLES)]),
}
STYLES = ("{}\n\n", "{}\n")


def insert(page: str, line: str, at: list[int]) -> str:
    """The page with a line above each title of the given numbers; number 6 is the end of the page."""
    for number in at:
        if number == len(TITLES):
            page = page.rstrip("\n") + "\n\n" + line.rstrip("\n") + "\n"
        else:
            page = page.replace(f"\n{TITLES[number]}\n", f"\n{line}{TITLES[number]}\n", 1)
    return page


def check(found: Parsed, foreign: dict[str, str], pages: dict[str, str]) -> None:
    """Every title is there, most are sure, and each foreign line is unparsed or in a pairing that says it is unsure."""
    joined = found.appearances.join(found.prints.select("print_id", "headline", "body"), on="print_id")
    for name in pages:
        line = foreign[name].strip()
        own = joined.filter(pl.col("capture_id") == name)
        sure = own.filter(pl.col("pairing_confidence") >= 0.6)
        assert set(TITLES) <= set(own["headline"]), name
        assert line not in set(sure["headline"]), name
        assert not sure["body"].str.contains(line, literal=True).any(), name
        roles = found.lines.filter((pl.col("capture_id") == name) & (pl.col("text").str.strip_chars() == line))["role"]
        assert "ignored" not in roles.to_list(), name
        assert len(roles) >= 1


@pytest.mark.parametrize("layout", PAGES)
@pytest.mark.parametrize("style", STYLES)
def test_one_foreign_line_at_each_gap_between_items(parse_texts: ParseTexts, layout: str, style: str) -> None:
    last = len(TITLES) + (layout != "paged_home")
    cases = {f"{at} {line}": (at, line) for at in range(last) for line in FOREIGN}
    pages = {name: insert(PAGES[layout], style.format(line), [at]) for name, (at, line) in cases.items()}
    found = parse_texts(pages=pages)
    check(found, {name: line for name, (_, line) in cases.items()}, pages)
    sure = found.appearances.filter(pl.col("pairing_confidence") >= 0.6).group_by("capture_id").len()
    assert (sure["len"] >= len(TITLES) - 2).all()


@pytest.mark.parametrize("layout", PAGES)
def test_the_same_foreign_line_at_all_gaps(parse_texts: ParseTexts, layout: str) -> None:
    pages = {line: insert(PAGES[layout], line + "\n\n", list(range(len(TITLES)))) for line in FOREIGN}
    check(parse_texts(pages=pages), dict(zip(FOREIGN, FOREIGN, strict=True)), pages)


def test_foreign_lines_in_the_head_change_nothing_below(parse_texts: ParseTexts) -> None:
    pages = {line: f"{line}\n\n{PAGES['listing']}" for line in FOREIGN}
    found = parse_texts(pages=pages)
    assert found.unparsed_lines["raw_text"].to_list() == [line for line in FOREIGN]
    assert (found.captures["ticker_repeats"] == 8).all()
    assert (found.appearances["pairing_confidence"] > 0.9).all()
    assert found.appearances.height == len(FOREIGN) * len(TITLES)


@pytest.mark.parametrize("line", ["Ad of the day", "Ann Bell is away", NOTICE])
def test_foreign_lines_in_a_profile_are_not_ignored(parse_texts: ParseTexts, line: str) -> None:
    full = ["Ann Bell", "Editor", "Ann Bell writes about valleys."]
    for profile in ([line], [*full, line], [full[0], line, *full[1:]]):
        found = parse_texts(author(profile))
        assert line in found.unparsed_lines["raw_text"].to_list()
        assert found.appearances.height == len(TITLES)


@pytest.mark.parametrize("line", ["SPONSOR MESSAGE", "Get the daily letter of the valley delivered to your phone"])
def test_a_line_between_title_and_byline_is_no_sure_title(parse_texts: ParseTexts, line: str) -> None:
    page = PAGES["old_listing"].replace(f"{TITLES[2]}\n", f"{TITLES[2]}\n\n{line}\n")
    found = parse_texts(page)
    joined = found.appearances.join(found.prints, on="print_id")
    assert joined.filter(pl.col("headline") == line)["pairing_confidence"].to_list() == [0.4]
    assert joined.filter(pl.col("pairing_confidence") >= 0.6).height == len(TITLES) - 1


@pytest.mark.parametrize("line", ["ADVERTISEMENT", "12 May 2025", COOKIES, "USD/KZT = 512.34 0%"])
def test_lines_known_to_be_no_title_are_stepped_over(parse_texts: ParseTexts, line: str) -> None:
    page = PAGES["listing"].replace(f"{TITLES[2]}\n", f"{TITLES[2]}\n\n{line}\n")
    found = parse_texts(page)
    assert found.prints["headline"].to_list() == TITLES
    assert found.unparsed_lines["raw_text"].to_list() == [line]
    assert (found.appearances["pairing_confidence"] > 0.9).all()


def test_a_short_line_between_title_and_body_of_every_item(parse_texts: ParseTexts) -> None:
    page = PAGES["listing"]
    for title in TITLES:
        page = page.replace(f"{title}\n", f"{title}\n\nValley desk, our own story\n")
    found = parse_texts(page)
    assert found.prints["headline"].to_list() == TITLES
    assert found.unparsed_lines["raw_text"].to_list() == ["Valley desk, our own story"] * len(TITLES)


HEADLINES = [
    "Join Us on the Pass: A Day With the Last Salt Carriers",
    "Follow Us on the Road, Say the Truckers of the Valley",
    "Share This Pasture, the Elders Tell the Two Villages",
    "Share This Story of the Flood With Your Children, He Says",
    "Skip to the Last Village and You Will Find the Spring",
    "By Clicking One Button, Herders Sell Their Wool Abroad",
    "Pasture Law Says All Rights Reserved for the Village Stay",
    "You May Also Like the Sour Milk of the High Valley",
]


def test_headlines_and_bodies_that_read_like_furniture_stay(parse_texts: ParseTexts) -> None:
    texts = [f"{headline}. {BODY}" + BODY * 2 for headline in HEADLINES]
    items = "".join(f"{headline}\n\n{text.strip()}\n\n" for headline, text in zip(HEADLINES, texts, strict=True))
    found = parse_texts("Viewing results 1 - 8 of 12\n\n" + items)
    assert found.prints["headline"].to_list() == HEADLINES
    assert found.prints["body"].to_list() == [text.strip() for text in texts]
    assert (found.appearances["pairing_confidence"] > 0.9).all()


def test_what_cannot_be_decoded_is_no_article(parse_texts: ParseTexts) -> None:
    lost = ["\ufffd" * 8 + " " + "\ufffd" * 9 + " 2025 TCA", "\ufffd\ufffd\ufffd\ufffd " * 60]
    found = parse_texts(PAGES["listing"] + "\n\n".join(lost) + "\n")
    assert found.prints["headline"].to_list() == TITLES
    assert found.unparsed_lines["raw_text"].to_list() == lost


def test_lines_that_differ_between_each_title_and_its_body(parse_texts: ParseTexts) -> None:
    page = PAGES["listing"]
    for number, title in enumerate(TITLES):
        page = page.replace(f"{title}\n", f"{title}\n\nValley desk, story number {number}\n")
    found = parse_texts(page)
    assert found.prints["headline"].to_list() == TITLES
    assert (found.appearances["pairing_confidence"] < 0.6).all()


def test_the_samples_keep_their_titles(parse_texts: ParseTexts, sample_pages: dict[str, str]) -> None:
    listings = {name: text for name, text in sample_pages.items() if "Viewing results" in text}
    base = parse_texts(pages=listings)
    for name, text in listings.items():
        own = base.appearances.filter(pl.col("capture_id") == name).join(base.prints, on="print_id")
        wanted = set(own["headline"])
        pages = {}
        for at, start in enumerate(own["line_start"]):
            for number, line in enumerate(FOREIGN):
                lines = text.split("\n")
                lines.insert(start - 1, line)
                pages[f"{at}.{number}"] = "\n".join(lines)
        found = parse_texts(pages=pages)
        given = found.appearances.join(found.prints.select("print_id", "headline"), on="print_id")
        for page in pages:
            mine = given.filter(pl.col("capture_id") == page)
            assert wanted <= set(mine["headline"])
            assert set(mine.filter(pl.col("pairing_confidence") >= 0.6)["headline"]) <= wanted
