"""The pager line."""

import pytest

from tests.parsing.conftest import ParseTexts
from tests.parsing.pages import TICKER, listing


def of(parse_texts: ParseTexts, line: str, **known: object) -> dict[str, object]:
    return parse_texts(f"{TICKER}\n\n{line}\n\n{listing(header='')}", **known).captures.row(0, named=True)


@pytest.mark.parametrize(
    ("line", "numbers", "is_consistent"),
    [
        ("Viewing results 1 - 6 of 12", (1, 6, 12), True),
        ("Viewing results 1 - 6 of 3", (1, 6, 3), True),
        ("Viewing results 1645 - 1650 of 895", (1645, 1650, 895), False),
        ("Viewing results 1,645 – 1,650 of 7,780", (1645, 1650, 7780), True),
        ("Viewing results 0 - 5 of 12", (0, 5, 12), False),
        ("Viewing results 0 - 0 of 0", (0, 0, 0), False),
        ("Viewing results 12 - 7 of 84", (12, 7, 84), False),
        ("Viewing results 2147483647 - 2147483647 of 2147483647", (2147483647,) * 3, False),
        ("Viewing\u00a0results 7 - 12 of 94 ", (7, 12, 94), True),
    ],
)
def test_a_pager_is_read(parse_texts: ParseTexts, line: str, numbers: tuple[int, ...], is_consistent: bool) -> None:
    found = of(parse_texts, line)
    assert (found["pager_first"], found["pager_last"], found["pager_total"]) == numbers
    assert found["pager_is_consistent"] is is_consistent
    assert found["page_number"] is None


@pytest.mark.parametrize("numbers", ["0 - 5 of 12", "12 - 7 of 84", "2147483647 - 2147483647 of 2147483647"])
def test_of_an_impossible_place_no_rank_is_made(parse_texts: ParseTexts, numbers: str) -> None:
    found = parse_texts(f"{TICKER}\n\nViewing results {numbers}\n\n{listing(header='')}")
    assert found.appearances["site_rank"].drop_nulls().is_empty()
    assert found.appearances["pairing_rule"].unique().to_list() == ["alternation"]


def test_a_last_line_that_may_be_cut_is_no_pager(parse_texts: ParseTexts) -> None:
    line = "Viewing results 1 - 6 of 11"
    found = parse_texts(f"{TICKER}\n\n{line}", f"{TICKER}\n\n{line}\n")
    assert found.captures["pager_total"].to_list() == [None, 11]
    assert found.quarantine.select("reason", "raw_text").rows() == [("cut_line", line)]


def test_the_address_may_contradict_the_pager(parse_texts: ParseTexts) -> None:
    found = of(parse_texts, "Viewing results 1 - 6 of 50", page_url="https://timesca.com/tag/water/page/3/")
    assert (found["page_number"], found["pager_is_consistent"]) == (3, False)


def test_an_impossible_pager_is_quarantined(parse_texts: ParseTexts) -> None:
    found = parse_texts(f"Viewing results 1 - 6 of 99999999999\n\n{listing(header='')}")
    assert found.quarantine["reason"].to_list() == ["impossible_pager"]
    assert found.captures["pager_first"].item() is None


def test_ranks_need_a_consistent_pager(parse_texts: ParseTexts) -> None:
    page = "Viewing results {} - {} of 50\n\n" + listing(header="")
    ranks = parse_texts(page.format(7, 12), page.format(61, 66)).appearances["site_rank"].to_list()
    assert ranks == [7, 8, 9, 10, 11, 12, *[None] * 6]


def test_a_repeated_pager_is_ignored_by_name(parse_texts: ParseTexts) -> None:
    line = "Viewing results 1 - 6 of 12"
    found = parse_texts(f"{line}\n\n{listing(header='')}{line}\n")
    assert found.ignored_lines.select("rule", "line_count").rows() == [("pager_repeat", 1)]
