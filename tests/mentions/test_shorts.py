"""Short names of firms, addresses of sites and definitions in brackets: what they stand for."""

import pytest

from tests.mentions.test_match import found


def ids(body: str, surface: str) -> list[str | None]:
    return [entity for name, entity in found(body) if name == surface]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Zylpon Resources", "Zylpon"),
        ("Zylpon JSC", "Zylpon"),
        ("Turquoise Pond Holding", "Turquoise Pond"),
        ("Great Western Zylp LLC", "Great Western Zylp"),
    ],
)
def test_a_firm_goes_by_its_name_without_the_head(full: str, short: str) -> None:
    body = f"They met {full}. Later {short} paid, and {short} CEO Ann Bell left {short}."
    assert ids(body, short) == ids(body, full) * 3


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Kasenov Foundation", "Kasenov"),  # a person may be meant
        ("Turkish Zylpon Fund", "Turkish"),
        ("Almaty Zylpon Group", "Almaty"),
        ("Green Party", "Green"),
    ],
)
def test_a_name_of_its_own_is_no_short_name(full: str, short: str) -> None:
    body = f"They met {full}. Later {short} was named, of {short} too."
    assert not any(entity and "discovered-org" in entity for entity in ids(body, short))


def test_a_short_name_inside_a_longer_one_stays_there() -> None:
    body = "They met Zylpon Resources. The ferry to Zylpon Lake left."
    assert "Zylpon" not in [surface for surface, _ in found(body)]


@pytest.mark.parametrize("site", ["Zylpon.kz", "ZylponNews.com", "Zylp24.media", "Zylpon.Ru"])
def test_an_address_stands_for_a_site(site: str) -> None:
    assert found(f"So {site} reports.")[0][0] == site


@pytest.mark.parametrize("body", ["See www.zylpon.kz for more.", "Look at Zylpon.kz/en now.", "It ended.kz was new."])
def test_what_is_no_name_of_a_site(body: str) -> None:
    assert not any(".kz" in surface for surface, _ in found(body))


def test_what_an_acronym_is_defined_by_is_a_mention() -> None:
    body = "He bought Blue Ventures Kazakhstan (BVK). BVK grew."
    assert [surface for surface, _ in found(body)] == ["Blue Ventures Kazakhstan", "BVK", "BVK"]
    body = "The Zylpish Farmers and Herders Group (ZFH) met. ZFH left."
    assert [surface for surface, _ in found(body)] == ["Zylpish Farmers and Herders Group", "ZFH", "ZFH"]
