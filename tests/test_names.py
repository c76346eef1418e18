"""`steppe names`: a discovered name is listed in seeds/, and the next run knows it."""

import csv
from pathlib import Path

import pytest

from flows import cli, pipeline
from flows.errors import InputError
from flows.promote import Promotion, promote
from flows.settings import Settings
from flows.warehouse.places import places
from flows.warehouse.query import query
from tests.conftest import forget_seeds

PLACE = "The ministry studies whether"
SAID = "Minister Zhandos Tokbergenov opened the XVI Lemon Summit in Almaty. "
PERSON, EVENT = "discovered-person-zhandos-tokbergenov", "discovered-event-16th-lemon-summit"


@pytest.fixture
def loaded(settings: Settings, sample: Path, own_seeds: Path) -> Settings:
    """A release with a person and an event that no list holds."""
    for path in sample.iterdir():
        if path.name != "tag-water.txt":
            path.unlink()
    dump = sample / "tag-water.txt"
    text = dump.read_text(encoding="utf-8")
    assert text.count(PLACE) == 1
    dump.write_text(text.replace(PLACE, SAID + PLACE), encoding="utf-8")
    pipeline.execute(settings)
    return settings


def links(settings: Settings, surface: str) -> list[tuple]:
    question = f"""
    SELECT mentions.entity_id, canonical_name, origin, entities.entity_type, country_code
    FROM mentions INNER JOIN entities USING (entity_id)
    WHERE surface = '{surface}'
    """
    return query(places(settings.warehouse), question).rows()


def promoted(settings: Settings, *arguments: str, **more: str) -> Promotion:
    done = promote(settings.warehouse, *arguments, **more)
    forget_seeds()
    return done


def steppe(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: object) -> str:
    monkeypatch.setenv("COLUMNS", "200")
    cli.app([str(argument) for argument in arguments], standalone_mode=False)
    return capsys.readouterr().out


def test_a_promoted_name_is_a_listed_one_at_the_next_run(loaded: Settings) -> None:
    assert links(loaded, "Zhandos Tokbergenov") == [(PERSON, "Zhandos Tokbergenov", "discovered", "PERSON", None)]
    promoted(loaded, PERSON, country_code="KZ")
    work = pipeline.look_for_work(loaded)
    assert (work.files, work.pending.stale_prints > 0) == ([], True)
    assert pipeline.execute(loaded).captures_new == 0
    expected = ("zhandos-tokbergenov", "Zhandos Tokbergenov", "gazetteer", "PERSON", "KZ")
    assert links(loaded, "Zhandos Tokbergenov") == [expected]
    assert query(places(loaded.warehouse), f"FROM entities WHERE entity_id = '{PERSON}'").height == 0
    assert pipeline.look_for_work(loaded).is_empty


def test_other_spellings_become_aliases(loaded: Settings, own_seeds: Path) -> None:
    done = promoted(loaded, EVENT, "Lemon Summit 2024")
    assert done.entity == ["lemon-summit-2024", "Lemon Summit 2024", "EVENT", "", "", ""]
    assert [row[0] for row in done.aliases] == ["16th Lemon Summit", "XVI Lemon Summit"]
    rows = list(csv.reader((own_seeds / "aliases" / "events.csv").open(encoding="utf-8", newline="")))
    assert ["XVI Lemon Summit", "lemon-summit-2024", "alias", "true"] in rows
    pipeline.execute(loaded)
    assert links(loaded, "XVI Lemon Summit")[0][:3] == ("lemon-summit-2024", "Lemon Summit 2024", "gazetteer")


def test_a_promotion_adds_its_rows_and_touches_no_other_byte(loaded: Settings, own_seeds: Path) -> None:
    before = {path: path.read_bytes() for path in own_seeds.rglob("*.csv")}
    promoted(loaded, EVENT)
    promoted(loaded, PERSON, "Zhandos Tokbergenov, Jr.", "PERSON")
    after = {path: path.read_bytes() for path in own_seeds.rglob("*") if path.is_file() and path.suffix != ".txt"}
    changed = {path.relative_to(own_seeds).as_posix() for path in before if before[path] != after[path]}
    assert changed == {"entities/events.csv", "entities/people.csv", "aliases/events.csv", "aliases/people.csv"}
    assert not [path for path in after if path.name.endswith(".new")]
    for name in changed:
        lines = after[own_seeds / name].decode().split("\n")
        new = [line for line in lines if line not in before[own_seeds / name].decode().split("\n")]
        assert len(new) == 1
        assert "\n".join(line for line in lines if line != new[0]).encode() == before[own_seeds / name]
        keys = [row[0] for row in csv.reader(lines[1:-1])]
        assert keys == sorted(keys)
    assert b'zhandos-tokbergenov-jr,"Zhandos Tokbergenov, Jr.",PERSON,,,\n' in after[own_seeds / "entities/people.csv"]


@pytest.mark.parametrize(
    ("kind", "file"),
    [("ORG", "organisations"), ("GPE_OTHER", "places"), ("LOCATION", "places"), ("COUNTRY", "countries")],
)
def test_the_type_says_which_file(loaded: Settings, own_seeds: Path, kind: str, file: str) -> None:
    promoted(loaded, PERSON, entity_type=kind)
    text = (own_seeds / "entities" / f"{file}.csv").read_text(encoding="utf-8")
    assert f"\nzhandos-tokbergenov,Zhandos Tokbergenov,{kind},,,\n" in text


def test_a_slug_that_is_taken_gets_a_number(loaded: Settings) -> None:
    assert promoted(loaded, PERSON, "Ka-zakh'stan!").entity[0] == "ka-zakhstan"
    assert promoted(loaded, EVENT, "Ka Zakhstan").entity[0] == "ka-zakhstan-2"


def test_what_cannot_be_promoted_is_told_and_nothing_written(loaded: Settings, own_seeds: Path) -> None:
    before = {path: path.read_bytes() for path in own_seeds.rglob("*.csv")}
    with pytest.raises(InputError, match="discovered-org-nobody: no entity of .* `steppe names list` shows"):
        promote(loaded.warehouse, "discovered-org-nobody")
    with pytest.raises(InputError, match="kazakhstan: 'Kazakhstan' is listed already"):
        promote(loaded.warehouse, "kazakhstan")
    with pytest.raises(InputError, match="the name 'Almaty' exists: it stands for almaty; give another with --name"):
        promote(loaded.warehouse, PERSON, "Almaty")
    with pytest.raises(InputError, match="country 'Kazakhstan' is unknown; give an ISO 3166 code such as KZ"):
        promote(loaded.warehouse, PERSON, country_code="Kazakhstan")
    with pytest.raises(InputError, match="give a name in Latin letters"):
        promote(loaded.warehouse, PERSON, "Жандос")
    assert {path: path.read_bytes() for path in own_seeds.rglob("*.csv")} == before
    promoted(loaded, PERSON)
    with pytest.raises(InputError, match="'Zhandos Tokbergenov' exists: it stands for zhandos-tokbergenov"):
        promote(loaded.warehouse, PERSON)


def test_a_name_that_is_decided_to_be_none_is_not_promoted(loaded: Settings, own_seeds: Path) -> None:
    with (own_seeds / "entity_decisions.csv").open("a") as stream:
        stream.write("Zhandos Tokbergenov,,not_a_name,me,2025-05-15,why\n")
    forget_seeds()
    with pytest.raises(InputError, match="is not_a_name in seeds/entity_decisions.csv; delete that row"):
        promote(loaded.warehouse, PERSON)


def test_a_decision_reaches_the_release_and_can_be_undone(loaded: Settings, own_seeds: Path) -> None:
    file = own_seeds / "entity_decisions.csv"
    kept, first = file.read_bytes(), str(query(places(loaded.warehouse), "FROM mentions ORDER BY ALL").rows())
    file.write_bytes(kept + b"Zhandos Tokbergenov,,not_a_name,me,2025-05-15,why\n")
    forget_seeds()
    assert pipeline.execute(loaded).captures_new == 0
    assert links(loaded, "Zhandos Tokbergenov") == []
    file.write_bytes(kept)
    forget_seeds()
    pipeline.execute(loaded)
    assert str(query(places(loaded.warehouse), "FROM mentions ORDER BY ALL").rows()) == first


def test_bad_decisions_are_told_before_anything_is_made(settings: Settings, own_seeds: Path) -> None:
    with (own_seeds / "entity_decisions.csv").open("a") as stream:
        stream.write("Tyumen,nowhere,same,me,2025-05-15,why\n")
    forget_seeds()
    with pytest.raises(InputError, match="entity_id 'nowhere' is unknown"):
        pipeline.look_for_work(settings)
    assert not list(settings.warehouse.parent.glob("w.*"))


def test_commands(loaded: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    listed = steppe(capsys, monkeypatch, "names", "list", "--warehouse", loaded.warehouse)
    for word in ("Zhandos Tokbergenov  PERSON", PERSON, EVENT, "1 of 6 articles, 1 mentions", "opened the XVI Lemon"):
        assert word in listed
    assert "1 names" in steppe(capsys, monkeypatch, "names", "list", "--limit", 1, "--warehouse", loaded.warehouse)
    asked = ("names", "promote", EVENT, "--name", "Lemon Summit 2024", "--type", "event", "--country", "KZ")
    done = steppe(capsys, monkeypatch, *asked, "--warehouse", loaded.warehouse)
    assert "seeds/entities/events.csv  lemon-summit-2024, Lemon Summit 2024, EVENT, KZ" in done
    assert "seeds/aliases/events.csv  XVI Lemon Summit, lemon-summit-2024, alias, true" in done
