"""Lines of metadata between title and body, and headlines that read like them."""

import polars as pl
import pytest

from flows.parsing.seeds import ParserSeeds
from tests.parsing.conftest import ParseTexts
from tests.parsing.pages import HEADER, TITLES, body, listing

FACTS = [
    "3 May 2025 | 4 comments", "May 2, 2025 at 14:30 by Ann Bell", "Tuesday, 3 May 2025, 14:30", "5 min read",
    "Updated: 3 May 2025 10:15 am", "1,204 views - 12 shares", "By Ann Bell, 3 May 2025", "3 мая 2025 | No comments",
    "Published 2025-05-03 | By Ann Bell",
]  # fmt: skip
CREDITS = [
    "By Ann Bell", "By ANN BELL", "by Ann M. Bell and Bo Stone", "Posted by Ann Bell in Economy",
    "Photo: TCA, Ann Bell",
    "Photo by Ann Bell", "Source: the press service of the valley",
]  # fmt: skip
NEITHER = [
    "By Rail to the Sea: How Wool Finds Its Way", "12 Villages Share 3 Springs in May", 
    "May 2025 Was the Driest Month",
    "Posted to the Pass: A Year With the Guards", "In the Valley, Nobody Counts the Sheep", 
    "3 May 2025 Changes the Pass",
    "Comments", "Ann Bell",
]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "kind"), [(FACTS, "metadata"), (CREDITS, "credit"), (NEITHER, None)], ids=["facts", "credits", "neither"]
)
def test_what_reads_like_metadata(seeds: ParserSeeds, lines: list[str], kind: str | None) -> None:
    found = pl.DataFrame({"line": lines}).select("line", kind=seeds.metadata(pl.col("line")))
    assert found.rows() == [(line, kind) for line in lines]


def page(*between: str) -> str:
    """A listing with these lines below each title; {} is its number."""
    lines = ("".join(f"\n{line.format(number)}\n" for line in between) for number in range(len(TITLES)))
    items = (f"{title}\n{more}\n{body(at)}\n\n" for at, (title, more) in enumerate(zip(TITLES, lines, strict=True)))
    return HEADER + "".join(items)


@pytest.mark.parametrize(
    "between",
    [
        ["By Ann Bell{}"],
        ["By Ann Bell", "3 May 2025 | 4 comments"],
        ["By Ann Bell{}", "{0} May 2025 | {0} comments"],
        ["Posted by Ann Bell in Economy", "Tuesday, 3 May 2025, 14:30"],
        ["May 1{}, 2025 at 14:30 by Ann Bell"],
        ["Photo: TCA, Ann Bell{}"],
        ["By Ann Bell", "Valley desk", "{} shares", "5 min read"],
    ],
    ids=str,
)
@pytest.mark.parametrize("above", ["", "ECONOMY\n\n"])
def test_titles_above_metadata(parse_texts: ParseTexts, between: list[str], above: str) -> None:
    text = page(*between)
    for title in TITLES:
        text = text.replace(title, above + title)
    found = parse_texts(text)
    assert found.prints["headline"].to_list() == TITLES
    assert found.prints["body"].to_list() == [body(at) for at in range(len(TITLES))]
    assert found.captures["ticker_repeats"].item() == 8
    unparsed = len(TITLES) * (len(between) + bool(above))
    assert found.captures["unparsed_line_count"].item() == unparsed


def test_titles_below_metadata(parse_texts: ParseTexts) -> None:
    text = listing()
    for number, title in enumerate(TITLES):
        text = text.replace(f"{title}\n", f"{number} May 2025 | Ann Bell\n\n{title}\n")
    assert parse_texts(text.replace(" | Ann Bell", " | By Ann Bell")).prints["headline"].to_list() == TITLES


@pytest.mark.parametrize("title", ["By Horse and Camel", "Photo: A Bridge in the Morning", "In Almaty and Bishkek"])
def test_a_headline_that_reads_like_a_credit_stays(parse_texts: ParseTexts, title: str) -> None:
    titles = [title, *TITLES[:2], title + " Again", *TITLES[2:4]]
    assert parse_texts(listing(titles)).prints["headline"].to_list() == titles
