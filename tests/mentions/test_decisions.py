"""Decisions of people: they win over names and rules, last while the gazetteer grows, and can be undone."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from flows import references, seeds
from flows.decisions import decisions
from flows.errors import InputError
from flows.mentions.gazetteer import Gazetteer, no_decisions
from flows.mentions.match import match
from tests.conftest import forget_seeds

HEADER = "name,entity_id,decision,decided_by,decided_on,reason\n"
ENTITIES = [
    ("georgia", "Georgia", "COUNTRY", "GE"),
    ("georgia-us", "Georgia (U.S. state)", "GPE_OTHER", "US"),
    ("ilham-aliyev", "Ilham Aliyev", "PERSON", "AZ"),
    ("natig-aliyev", "Natig Aliyev", "PERSON", "AZ"),
    ("ministry-of-energy-kz", "Ministry of Energy of Kazakhstan", "ORG", "KZ"),
    ("ministry-of-energy-uz", "Ministry of Energy of Uzbekistan", "ORG", "UZ"),
    ("kazakhstan", "Kazakhstan", "COUNTRY", "KZ"),
    ("uzbekistan", "Uzbekistan", "COUNTRY", "UZ"),
    ("tyumen", "Tyumen", "GPE_OTHER", "RU"),
    ("tyumen-region", "Tyumen Region", "GPE_OTHER", "RU"),
    ("brics-summit", "BRICS Summit", "EVENT", None),
    ("brics-2024", "Kazan Summit", "EVENT", "RU"),
]
ALIASES = [
    ("Aliyev", "ilham-aliyev", "surname", "true"),
    ("Georgia", "georgia-us", "alias", "true"),
    ("Georgians", "georgia", "demonym", "true"),
]


@pytest.fixture
def listed() -> Gazetteer:
    entities = pl.DataFrame(
        ENTITIES, schema=["entity_id", "canonical_name", "entity_type", "country_code"], orient="row"
    ).with_columns(wikidata_id=pl.lit(None, pl.String), description=pl.lit(None, pl.String))
    aliases = pl.DataFrame(ALIASES, schema=["alias", "entity_id", "form", "is_case_sensitive"], orient="row")
    return Gazetteer(entities, aliases, seeds.table("cues"), seeds.table("mention_rules"), "test")


def decide(listed: Gazetteer, *rows: tuple[str, str | None, str]) -> Gazetteer:
    return replace(listed, decisions=pl.DataFrame(rows, schema=no_decisions().schema, orient="row"))


def grow(listed: Gazetteer, *rows: tuple[str, str, str, str]) -> Gazetteer:
    new = pl.DataFrame(rows, schema=listed.aliases.schema, orient="row")
    return replace(listed, aliases=pl.concat([listed.aliases, new]))


def found(listed: Gazetteer, body: str) -> list[tuple[str, str | None]]:
    prints = pl.DataFrame({"print_id": ["p"], "headline": [""], "body": [body]})
    return match(prints, listed).sort("char_start").select("surface", "entity_id").rows()


def test_same_makes_a_name_of_two_the_name_of_one(listed: Gazetteer) -> None:
    text = "Officials of Georgia met."
    assert found(listed, text) == [("Georgia", "georgia")]
    assert found(decide(listed, ("Georgia", "georgia-us", "same")), text) == [("Georgia", "georgia-us")]


def test_same_links_a_bare_institution(listed: Gazetteer) -> None:
    text = "The Ministry of Energy said so."
    assert found(listed, text) == [("Ministry of Energy", None)]
    decided = decide(listed, ("Ministry of Energy", "ministry-of-energy-uz", "same"))
    assert found(decided, text) == [("Ministry of Energy", "ministry-of-energy-uz")]


def test_same_keeps_the_form_that_was_listed(listed: Gazetteer) -> None:
    rows = [("Georgians", "georgia", "same"), ("Sakartvelo", "georgia", "same"), ("Tyumen", "tyumen", "same")]
    meanings = decide(listed, *rows).meanings
    forms = dict(meanings.filter(pl.col("name").is_in([row[0] for row in rows])).select("name", "form").iter_rows())
    assert forms == {"Georgians": "demonym", "Sakartvelo": "alias", "Tyumen": "name"}


def test_same_wins_over_the_rules_and_says_so(listed: Gazetteer) -> None:
    text = "Natig Aliyev spoke. Aliyev left. Ilham Aliyev stayed."
    assert ("Aliyev", "natig-aliyev") in found(listed, text)
    decided = decide(listed, ("Aliyev", "ilham-aliyev", "same"))
    assert ("Aliyev", "ilham-aliyev") in found(decided, text)
    prints = pl.DataFrame({"print_id": ["p"], "headline": [""], "body": [text]})
    told = match(prints, decided).filter(pl.col("surface") == "Aliyev").select("rule", "confidence", "form").row(0)
    assert told == ("decided", 1.0, "surname")


def test_same_leaves_a_name_with_its_small_head_alone(listed: Gazetteer) -> None:
    decided = decide(listed, ("Tyumen", "tyumen", "same"))
    assert found(decided, "A flood in Tyumen region.") == [("Tyumen", "tyumen-region")]


def test_same_links_what_was_discovered_as_printed_and_as_shown(listed: Gazetteer) -> None:
    text = "The XVI BRICS Summit ended, said Minister Zhandos Tokbergenov."
    before = found(listed, text)
    assert [one for one, _ in before] == ["XVI BRICS Summit", "Zhandos Tokbergenov"]
    assert all(str(entity).startswith("discovered-") for _, entity in before)
    decided = decide(
        listed, ("16th BRICS Summit", "brics-2024", "same"), ("Zhandos Tokbergenov", "natig-aliyev", "same")
    )
    assert found(decided, text) == [("XVI BRICS Summit", "brics-2024"), ("Zhandos Tokbergenov", "natig-aliyev")]


def test_not_same_takes_one_meaning_away(listed: Gazetteer) -> None:
    text = "Officials of Georgia met."
    assert found(decide(listed, ("Georgia", "georgia", "not_same")), text) == [("Georgia", "georgia-us")]
    none = decide(listed, ("Georgia", "georgia", "not_same"), ("Georgia", "georgia-us", "not_same"))
    assert found(none, text) == []
    assert "Georgia" not in set(none.names["name"])


def test_not_same_holds_against_rules(listed: Gazetteer) -> None:
    text = "Ilham Aliyev spoke. Aliyev left."
    assert ("Aliyev", "ilham-aliyev") in found(listed, text)
    assert found(decide(listed, ("Aliyev", "ilham-aliyev", "not_same")), text) == [("Ilham Aliyev", "ilham-aliyev")]


def test_not_a_name_is_neither_listed_nor_discovered(listed: Gazetteer) -> None:
    text = "Minister Zhandos Tokbergenov came to Tyumen. Tokbergenov left Uzbekistan."
    surfaces = [one for one, _ in found(listed, text)]
    assert surfaces == ["Zhandos Tokbergenov", "Tyumen", "Tokbergenov", "Uzbekistan"]
    decided = decide(listed, ("Tyumen", None, "not_a_name"), ("Zhandos Tokbergenov", None, "not_a_name"))
    assert [one for one, _ in found(decided, text)] == ["Uzbekistan"]


def test_not_a_name_gives_the_names_inside_it_back(listed: Gazetteer) -> None:
    text = "It is the Kazakhstan Lemon Summit now."
    assert [one for one, _ in found(listed, text)] == ["Kazakhstan Lemon Summit"]
    decided = decide(listed, ("Kazakhstan Lemon Summit", None, "not_a_name"))
    assert found(decided, text) == [("Kazakhstan", "kazakhstan")]


def test_a_decision_is_matched_in_plain_signs(listed: Gazetteer) -> None:
    decided = decide(listed, ("Gëorgia", "georgia-us", "same"))
    assert found(decided, "Officials of Georgia met.") == [("Georgia", "georgia-us")]


def test_a_growing_gazetteer_changes_no_decided_name(listed: Gazetteer) -> None:
    rows = [("Georgia", "georgia-us", "same"), ("Aliyev", "natig-aliyev", "not_same"), ("Tyumen", None, "not_a_name")]
    text = "Georgia and Tyumen, said Aliyev."
    decided = decide(listed, *rows)
    before = found(decided, text)
    assert before == [("Georgia", "georgia-us"), ("Aliyev", "ilham-aliyev")]
    new = [("Georgia", "tyumen", "alias", "true"), ("Aliyev", "natig-aliyev", "surname", "true")]
    new += [("Tyumen", "tyumen-region", "alias", "true"), ("GEORGIA", "kazakhstan", "alias", "false")]
    assert found(grow(listed, *new), text) != found(listed, text)
    assert found(grow(decided, *new), text) == before


def test_without_decisions_nothing_changes(listed: Gazetteer) -> None:
    assert decide(listed).meanings.equals(listed.meanings)


def test_undoing_a_decision_restores_mentions_and_version(own_seeds: Path) -> None:
    file, text = own_seeds / "entity_decisions.csv", "Kazakhstan and Russia signed it."
    kept = file.read_bytes()
    before = seeds.gazetteer_version(), found(references.gazetteer(), text)
    file.write_bytes(kept + b"Kazakhstan,kazakhstan,not_same,me,2025-05-15,why\n")
    forget_seeds()
    during = seeds.gazetteer_version(), found(references.gazetteer(), text)
    file.write_bytes(kept)
    forget_seeds()
    assert during[0] != before[0]
    assert during[1] == [("Russia", "russia")]
    assert (seeds.gazetteer_version(), found(references.gazetteer(), text)) == before


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("Tyumen,nowhere,same,me,2025-05-15,why\n", "line 2: entity_id 'nowhere' is unknown; take one from"),
        ("Tyumen,,not_same,me,2025-05-15,why\n", "line 2: entity_id '' is unknown"),
        ("Tyumen,tyumen,perhaps,me,2025-05-15,why\n", "line 2: decision 'perhaps' is unknown; write one of same, not"),
        ("Tyumen,tyumen,same,me,15.05.2025,why\n", "line 2: decided_on '15.05.2025' is not a date like 2025-05-15"),
        ("Tyumen,tyumen,same,me,2025-02-30,why\n", "line 2: decided_on '2025-02-30' is not a date"),
        ("Tyumen,tyumen,same,me,,why\n", "line 2: decided_on '' is not a date"),
        ("Tyumen,tyumen,same,,2025-05-15,why\n", "line 2: decided_by is missing; fill it in or delete the row"),
        ("Tyumen,tyumen,same,me,2025-05-15,\n", "line 2: reason is missing"),
        ("Tyumen,tyumen,same,me\n", "line 2: reason is missing"),
        (",tyumen,same,me,2025-05-15,why\n", "line 2: name is missing"),
        ("Tyumen ,tyumen,same,me,2025-05-15,why\n", "line 2: name 'Tyumen ' has blanks at an end"),
        ("Tyumen,tyumen,not_a_name,me,2025-05-15,why\n", "line 2: not_a_name is about no entity; take out entity_id"),
        (
            "Tyumen,russia,same,me,2025-05-15,why\nTyumen,tyumen,same,me,2025-05-15,why\n",
            "line 3: 'Tyumen' is same tyumen, but same russia on line 2; keep one row",
        ),
        (
            "Tyumen,tyumen,same,me,2025-05-15,why\nTyumén,tyumen,not_same,me,2025-05-15,why\n",
            "line 3: 'Tyumén' is not_same tyumen, but same tyumen on line 2",
        ),
        (
            "Tyumen,,not_a_name,me,2025-05-15,why\nTyumen,tyumen,same,me,2025-05-15,why\n",
            "line 3: 'Tyumen' is same tyumen, but not_a_name on line 2",
        ),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_the_mend(own_seeds: Path, rows: str, message: str) -> None:
    (own_seeds / "entity_decisions.csv").write_text(HEADER + rows, encoding="utf-8")
    forget_seeds()
    with pytest.raises(InputError) as caught:
        references.gazetteer()
    assert f"seeds/entity_decisions.csv {message}" in str(caught.value)


def test_a_wrong_header_is_told(own_seeds: Path) -> None:
    (own_seeds / "entity_decisions.csv").write_text("name,entity_id\n")
    with pytest.raises(InputError, match="line 1: the header must be name,entity_id,decision,decided_by"):
        decisions()


def test_the_file_may_be_empty_but_for_its_header(own_seeds: Path) -> None:
    (own_seeds / "entity_decisions.csv").write_text(HEADER)
    assert not decisions().height


def test_shipped_decisions_are_good_and_sorted() -> None:
    rows = decisions().select(pl.col("name", "entity_id").fill_null("")).rows()
    assert rows == sorted(rows)
