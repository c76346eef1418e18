"""What a run and an upkeep have the webhook told, with real runs and a real receiver."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows import alerts, notify, pipeline
from flows.errors import RefusedError
from flows.settings import Settings
from flows.summary import Summary
from flows.warehouse import rhythm
from flows.warehouse.places import Places
from tests.conftest import ROOT
from tests.receiver import Receiver, receiving

TODAY = date(2025, 7, 1)


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    monkeypatch.setattr(notify, "PAUSES_SECONDS", (0, 0))
    with receiving() as told:
        yield told


def run(settings: Settings) -> list[str]:
    """A run with what the flow does after it; what could not be told."""
    try:
        summary = pipeline.execute(settings)
    except RefusedError as error:
        assert isinstance(error.summary, Summary)
        summary = error.summary
    return alerts.of_run(Places(settings.warehouse), settings, summary, {})


def test_refusals_are_told_until_a_run_passes_and_new_quarantine_once(tmp_path: Path, receiver: Receiver) -> None:
    dumps = tmp_path / "dumps"
    dumps.mkdir()
    (dumps / "empty.txt").touch()
    settings = Settings(dumps=[str(dumps)], warehouse=tmp_path / "w.duckdb", notify_url=receiver.url, _env_file=None)
    assert run(settings) == []
    assert run(settings) == [], "the same refusal is told once"
    (refused,) = receiver.bodies
    assert refused["event"] == "run_refused"
    assert refused["counts"] == {"captures_seen": 1, "captures_new": 0, "captures_quarantined": 1}
    assert refused["links"]["report"] == (tmp_path / "w.state/reports/quality.html").as_uri()
    for name in ("tag-water.txt", "tag-cotton", "joomla_weekly-digest-148.txt"):
        shutil.copy(f"seeds/dumps/{name}", dumps)
    (dumps / "nul.txt").write_bytes(b"Viewing\x00results")
    assert run(settings) == []
    assert run(settings) == [], "nothing new"
    _, quarantined = receiver.bodies
    assert (quarantined["event"], quarantined["reason"]) == ("new_quarantine", "nul_bytes: 1 dumps")
    assert quarantined["counts"]["dump_count"] == 1
    assert quarantined["counts"]["captures_quarantined"] == 2, "the empty one was refused, and told of, before"
    receiver.answers = [400]
    (dumps / "picture").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    dead = run(settings.model_copy(update={"max_refused_share": 0.0}))
    assert dead == ["run_refused was not told to STEPPE_NOTIFY_URL: it answers 400"]


def freshness(**ages: list[int | None]) -> pl.DataFrame:
    """How fresh outlets are, each with its captures so many days before today; None: an undated one."""
    rows = [(outlet, age and TODAY - timedelta(age)) for outlet, days in ages.items() for age in days]
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA report; CREATE TABLE main.captures (outlet VARCHAR, captured_on DATE)")
        connection.executemany("INSERT INTO main.captures VALUES (?, ?)", rows or [("none", None)])
        if not rows:
            connection.execute("DELETE FROM main.captures")
        connection.execute((ROOT / "sql" / "3_reports" / "capture_rhythm.sql").read_text(encoding="utf-8"))
        return rhythm.judged(connection, TODAY, 7)


def test_each_outlet_is_held_against_its_own_rhythm() -> None:
    daily, monthly = list(range(1, 31)), list(range(20, 400, 30))
    found = freshness(
        daily=daily, late=[day + 1 for day in daily], monthly=monthly, new=[7, 8], old=[8], undated=[None]
    )
    assert dict(found.select("outlet", "is_stale").iter_rows()) == {
        "daily": False,
        "late": True,
        "monthly": False,
        "new": False,
        "old": True,
        "undated": True,
    }
    why = dict(found.select("outlet", "why").iter_rows())
    assert why["late"] == "last captured 2 days ago; usually within 1 (95% of its last 29 gaps)"
    assert why["monthly"] == "last captured 20 days ago; usually within 30 (95% of its last 12 gaps)"
    assert why["old"] == "last captured 8 days ago; 7 are allowed until its rhythm is known (0 of 10 gaps)"
    assert why["undated"] == "none of its 1 captures has a day up to now"
    assert rhythm.told(found).startswith("late is stale: last captured 2 days ago")
    assert rhythm.told(freshness()) == "no captures yet"


def test_one_odd_gap_among_many_makes_no_rhythm() -> None:
    gap = [1, *range(15, 43)]
    assert freshness(daily=gap)["usual_gap_days"].to_list() == [1]


def test_stale_data_is_told_once_until_it_is_fresh_again(tmp_path: Path, receiver: Receiver) -> None:
    where = Places(tmp_path / "w.duckdb")
    settings = Settings(warehouse=where.published, notify_url=receiver.url, _env_file=None)
    for found in (freshness(a=[8], b=[1]), freshness(a=[8], b=[2]), freshness(a=[1], b=[2]), freshness(a=[8], b=[9])):
        assert alerts.of_freshness(where, settings, found, {"flow_run": "http://127.0.0.1/x"}) == []
    assert [(body["event"], body["counts"]) for body in receiver.bodies] == [
        ("data_stale", {"outlets": 2, "stale_outlets": 1}),
        ("data_stale", {"outlets": 2, "stale_outlets": 2}),
    ]
    assert receiver.bodies[0]["reason"].startswith("a: last captured 8 days ago")
    assert receiver.bodies[0]["run_id"] is None
