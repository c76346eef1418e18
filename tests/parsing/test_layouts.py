"""Each layout of a page, and what will trip a parser in it."""

import pytest

from flows.parsing.parse import Parsed
from tests.parsing.conftest import ParseTexts
from tests.parsing.pages import BODY, HEADER, TICKER, TITLES, author, body, digest, home, listing, old_listing


def titles(found: Parsed, least: float = 0.6) -> list[str]:
    joined = found.appearances.join(found.prints.select("print_id", "headline"), on="print_id", maintain_order="left")
    return joined.filter(joined["pairing_confidence"] >= least)["headline"].to_list()


@pytest.mark.parametrize(
    ("layout", "page"),
    [
        ("listing", listing()),
        ("listing", listing(header="Viewing results 1 - 6 of 12\n\n")),
        ("listing", listing(header=TICKER + "\n15 May 2025\n\n")),
        ("paged_home", home([[title, body(at), BODY] for at, title in enumerate(TITLES)])),
        ("author_page", author([])),
        ("author_page", author(["Ann Bell", "Editor", "Ann Bell writes about valleys. " + BODY])),
        ("author_page", author(["Stephen M. Stone", "Senior Editor", "He writes about valleys."])),
        ("old_listing", old_listing()),
        ("old_listing", old_listing(closer="Read more: {}")),
        ("proxy_copy", "WebSafe 3.7timesca.com\n|\n|\n🏠\n" + listing()),
        ("compact", f"{TITLES[0]}\n- Written by TCA\nBISHKEK (TCA) — {body(0)}"),
    ],
)
def test_a_layout_comes_out_right(parse_texts: ParseTexts, layout: str, page: str) -> None:
    found = parse_texts(page)
    assert found.captures["layout"].item() == layout
    assert titles(found) == (TITLES[:1] if layout == "compact" else TITLES)
    assert found.unparsed_lines.is_empty()
    assert found.quarantine.is_empty()
    assert found.prints["body"].str.contains("That is all").all()


def test_a_digest_is_one_untitled_article(parse_texts: ParseTexts) -> None:
    found = parse_texts(digest())
    assert found.captures["layout"].item() == "old_digest"
    assert found.prints.select("headline", "genre", "paragraph_count").rows() == [(None, "digest", 10)]
    assert found.unparsed_lines.is_empty()
    assert found.appearances["pairing_confidence"].item() >= 0.6


def test_a_digest_keeps_foreign_lines_apart(parse_texts: ParseTexts) -> None:
    first, second = digest(2).split("Valleys: Story number 1")
    found = parse_texts(f"SPONSOR MESSAGE\n\n{first}SPONSOR MESSAGE\n\nValleys: Story number 1{second}")
    assert found.captures["layout"].item() == "old_digest"
    assert found.appearances.height == 1
    assert found.unparsed_lines["raw_text"].to_list() == ["SPONSOR MESSAGE"] * 2


def test_a_subhead_belongs_to_its_article(parse_texts: ParseTexts) -> None:
    page = home([[TITLES[0], body(0), "Fewer papers, fewer days", BODY], [TITLES[1], body(1)]])
    found = parse_texts(page)
    assert titles(found) == TITLES[:2]
    assert found.lines.filter(found.lines["role"] == "subhead")["text"].to_list() == ["Fewer papers, fewer days"]
    assert found.prints["body"][0].split("\n\n")[1] == "Fewer papers, fewer days"


def test_a_home_page_without_closers_is_not_sure(parse_texts: ParseTexts) -> None:
    page = HEADER.split("Viewing")[0] + "".join(f"{title}\n\n{body(1)}\n\n{BODY}\n\n" for title in TITLES)
    found = parse_texts(page)
    assert not titles(found)
    assert titles(found, 0.0)[0] == TITLES[0]


def test_short_paragraphs_and_lists_stay_in_the_body(parse_texts: ParseTexts) -> None:
    lines = [TITLES[0], body(0), "He did not agree.", "• one bridge for all", "• one road for all", BODY]
    found = parse_texts(home([lines, [TITLES[1], body(1)]]))
    assert titles(found) == TITLES[:2]
    assert found.prints["body"][0] == "\n\n".join(line.strip() for line in lines[1:])


def test_continue_reading_inline_closes_too(parse_texts: ParseTexts) -> None:
    page = HEADER + "".join(f"{title}\n\n{body(1)}  Continue reading\n\n" for title in TITLES)
    found = parse_texts(page)
    assert titles(found) == TITLES
    assert not found.prints["body"].str.contains("Continue reading").any()
    assert found.prints["is_truncated"].all()


def test_read_more_repeats_the_title_once(parse_texts: ParseTexts) -> None:
    found = parse_texts(old_listing(TITLES[:2], "Read more: {}"))
    assert found.ignored_lines.filter(found.ignored_lines["rule"] == "read_more")["line_count"].to_list() == [2]
    assert found.prints["byline"].to_list() == ["TCA", "TCA"]
    assert found.prints["agency"].to_list() == ["TCA", "TCA"]
    assert found.prints["dateline_place"].to_list() == ["BISHKEK", "BISHKEK"]


@pytest.mark.parametrize("cut", [5, 30, 200, 700])
def test_a_cut_page_keeps_what_came_before(parse_texts: ParseTexts, cut: int) -> None:
    page = listing().rstrip()
    found = parse_texts(page[: page.index(TITLES[4]) + cut])
    assert titles(found)[:4] == TITLES[:4]
    assert set(titles(found, 0.0)[4:]) <= {TITLES[4]}


def test_a_page_whose_first_item_is_cut(parse_texts: ParseTexts) -> None:
    found = parse_texts(f"{HEADER}went on until the evening. {BODY}\n\n{listing(TITLES[1:], '')}")
    assert titles(found) == TITLES[1:]
    assert found.captures["unparsed_line_count"].item() == 1


def test_titles_that_repeat(parse_texts: ParseTexts) -> None:
    found = parse_texts(listing([TITLES[0], TITLES[1], TITLES[0]]))
    assert titles(found) == [TITLES[0], TITLES[1], TITLES[0]]
    assert found.appearances["article_id"].n_unique() == 2


ODD_TITLES = [
    "Herders & Sons: A 300-Year Story of Felt (part 2)",
    "Tom &amp; Ann Cross the Pass in One Day, Alone",
    "Flock\u00a0of\u00a012,000\u00a0Crosses the Pass\u00a0in May",
    "🐑 Sheep Are Coming Home to the Valley Today 🐑",
    "عودة القطعان إلى المراعي في الوادي العالي هذا الربيع",
    "Пастухи договорились о порядке весенних пастбищ",
    "“We Walk,” He Said… and They Walked for $7 Billion",
    "Kyrgyzâ€™s Flocks Are Waiting for Spring Again",
]


def test_odd_titles_are_kept_verbatim(parse_texts: ParseTexts) -> None:
    assert titles(parse_texts(listing(ODD_TITLES, TICKER + "\n\nViewing results 1 - 12 of 20\n\n"))) == ODD_TITLES


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("lead", ["", "\ufeff"[:0], "  ", "\u00a0"])
def test_line_ends_and_indents_change_nothing(parse_texts: ParseTexts, end: str, lead: str) -> None:
    found = parse_texts(lead + listing().replace("\n", end))
    assert titles(found) == TITLES
    assert found.captures["ticker_repeats"].item() == 8
    assert not found.lines["text"].str.contains("\r").any()


def test_other_outlets_pages_keep_what_is_certain(parse_texts: ParseTexts) -> None:
    found = parse_texts("USD/KZT = 512.34 +0.5%\n16 June 2025\nSome menu | Other menu\nA line\nAnother line\n")
    assert found.captures["layout"].item() == "unknown"
    assert found.rates.height == 1
    assert found.captures["captured_on"].item() is not None
    assert found.appearances.is_empty()
    assert found.captures["unparsed_line_count"].item() == 3


def test_a_second_page_in_a_file_is_quarantined(parse_texts: ParseTexts) -> None:
    first = listing(TITLES[:3])
    second = listing(TITLES[3:]).replace("15 May 2025", "22 May 2025")
    found = parse_texts(first + second)
    assert found.prints["headline"].to_list() == TITLES[:3]
    assert found.quarantine["reason"].unique().to_list() == ["second_page"]
    assert found.quarantine["line_start"].min() == first.count("\n") + 1
    assert found.captures["unparsed_line_count"].item() == 0


def test_a_ticker_once_more_is_no_second_page(parse_texts: ParseTexts) -> None:
    found = parse_texts(listing(TITLES[:3]) + f"{TICKER}\n\n" + listing(TITLES[3:], ""))
    assert found.prints["headline"].to_list() == TITLES
    assert found.quarantine.is_empty()


def test_a_ticker_below_all_articles_leaves_them_alone(parse_texts: ParseTexts) -> None:
    found = parse_texts(f"15 May 2025\n\n{listing(header='')}{TICKER}\n")
    assert found.prints["headline"].to_list() == TITLES
    assert found.rates.is_empty()
    assert found.captures["unparsed_line_count"].item() == TICKER.count("\n") + 1


def test_read_more_on_its_own_line(parse_texts: ParseTexts) -> None:
    page = listing(header="Read more\n\n" + HEADER).replace("That is all.\n", "That is all.\n\nRead more »\n")
    found = parse_texts(page.replace(f"{TITLES[2]}\n", f"{TITLES[2]}\n\nRead more »\n"))
    assert titles(found) == TITLES
    assert found.prints["is_truncated"].all()
    assert found.ignored_lines.rows() == [("0" * 16, "read_on", len(TITLES))]
    assert found.unparsed_lines["raw_text"].to_list() == ["Read more", "Read more »"]


def test_a_title_may_end_with_read_more(parse_texts: ParseTexts) -> None:
    found = parse_texts(listing(["Why Children of the Valley Should Read More", *TITLES]))
    assert found.prints["headline"][0] == "Why Children of the Valley Should Read More"
    assert found.captures["unparsed_line_count"].item() == 0


def test_home_items_closed_by_read_more(parse_texts: ParseTexts) -> None:
    page = home([[title, body(at), BODY] for at, title in enumerate(TITLES)])
    found = parse_texts(page.replace("Continue reading", "Read more"))
    assert titles(found) == TITLES
    assert found.prints["paragraph_count"].to_list() == [2] * len(TITLES)
