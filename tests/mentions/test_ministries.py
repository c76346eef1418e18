"""Ministries and other bodies that nobody listed: what they are called in full."""

import polars as pl
import pytest

from flows.mentions.match import match
from flows.references import gazetteer
from tests.mentions.test_match import found


def named(body: str) -> list[tuple[str, str | None]]:
    """Surface and name of each organisation that nobody listed."""
    prints = pl.DataFrame([{"print_id": "p", "headline": "", "body": body}])
    mentions = match(prints, gazetteer()).filter(pl.col("canonical_name").is_not_null())
    return mentions.filter(pl.col("entity_type") == "ORG").select("surface", "canonical_name").rows()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The Kenyan Ministry of Wool met.", [("Kenyan Ministry of Wool", "Ministry of Wool of Kenya")]),
        ("Kenya’s Wool Ministry met Chile, Chile.", [("Wool Ministry", "Ministry of Wool of Kenya")]),
        ("In Chile, the Ministry of Wool met.", [("Ministry of Wool", "Ministry of Wool of Chile")]),
        ("The Kenyan Supreme Court met.", [("Kenyan Supreme Court", "Supreme Court of Kenya")]),
        (
            "In Chile, the National Security Service met.",
            [("National Security Service", "National Security Service of Chile")],
        ),
        ("In Chile he led the Ministry of Wool of the USSR.", [("Ministry of Wool of the USSR",) * 2]),
        ("The Ministry of Wool of Kenya met Chile, Chile.", [("Ministry of Wool of Kenya",) * 2]),
        ("The Ministry of Wool met.", [("Ministry of Wool", "Ministry of Wool")]),
        ("In Chile, the News Service met.", [("News Service", "News Service")]),
        ("The XIX Conference of the World Association of Zylpon met.", [("World Association of Zylpon",) * 2]),
        ("The Kenyan Consulate General met.", [("Kenyan Consulate General", "Consulate General of Kenya")]),
        ("The Consulate General of Kenya in Chile met.", [("Consulate General of Kenya",) * 2]),
    ],
)
def test_a_body_nobody_listed_has_its_state_in_its_name(body: str, expected: list[tuple[str, str]]) -> None:
    assert named(body) == expected


def test_a_bare_ministry_goes_on_over_further_topics() -> None:
    assert named("In Kenya, the Ministry of Culture, Wool and Fashion met.") == [
        ("Ministry of Culture, Wool and Fashion", "Ministry of Culture, Wool and Fashion of Kenya")
    ]
    names = [surface for surface, _ in found("In Kazakhstan, the Ministry of Energy and Samruk-Kazyna met.")]
    assert names == ["Kazakhstan", "Ministry of Energy", "Samruk-Kazyna"]


def test_a_bare_body_is_the_one_named_in_full_before_it() -> None:
    body = "Uzbekistan asked the UN Security Council. Uzbekistan said the Security Council was slow."
    assert ("Security Council", "united-nations-security-council") in found(body)
    body = "Uzbekistan asked the Security Council. Uzbekistan wrote to the UN Security Council."
    assert ("Security Council", "security-council-of-uzbekistan") in found(body)


def test_a_listed_head_tells_whose_body_it_is() -> None:
    body = "Kyrgyzstan and Uzbekistan met the head of the State Committee for National Security, Saimumin Yatimov."
    assert ("State Committee for National Security", "state-committee-for-national-security-of-tajikistan") in found(
        body
    )
