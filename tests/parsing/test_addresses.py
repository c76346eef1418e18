"""Addresses to outlet, listing and page number."""

import pytest

from tests.parsing.conftest import ParseTexts


@pytest.mark.parametrize(
    ("url", "listing", "number"),
    [
        ("https://timesca.com/tag/water/", "https://timesca.com/tag/water", None),
        ("https://timesca.com/tag/water/page/3/", "https://timesca.com/tag/water", 3),
        ("https://timesca.com/tag/water/page/3?x=1", "https://timesca.com/tag/water?x=1", 3),
        ("https://timesca.com/?paged=12", "https://timesca.com", 12),
        ("https://timesca.com/?p=12345", "https://timesca.com/?p=12345", None),
        ("https://timesca.com/page-of-history/", "https://timesca.com/page-of-history", None),
    ],
)
def test_an_address_is_read(parse_texts: ParseTexts, url: str, listing: str, number: int | None) -> None:
    found = parse_texts("text", page_url=url).captures.row(0, named=True)
    assert (found["outlet"], found["listing_id"], found["page_number"]) == ("timesca", listing, number)


def test_without_an_address_a_capture_is_its_own_listing(parse_texts: ParseTexts) -> None:
    found = parse_texts("text").captures.row(0, named=True)
    assert found["listing_id"] == found["capture_id"]
    assert found["outlet"] == "timesca"


def test_other_hosts_are_their_own_outlets(parse_texts: ParseTexts) -> None:
    assert parse_texts("a", page_url="https://www.Example.org/news").captures["outlet"].item() == "example.org"
    proxied = parse_texts("a", page_url="https://proxy.example/?u=https%3A%2F%2Ftimesca.com%2Ftag%2Fwater")
    assert proxied.captures["outlet"].item() == "timesca"
    for host in ("nottimesca.com", "not-timesca.com", "timesca.com.example.org"):
        assert parse_texts("a", page_url=f"https://{host}/tag/x/").captures["outlet"].item() == host
    assert parse_texts("a", page_url="https://en.timesca.com:8080/x").captures["outlet"].item() == "timesca"
    assert parse_texts("a", page_url="https://example.org", outlet="mine").captures["outlet"].item() == "mine"
