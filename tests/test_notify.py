"""Notifications against a real receiver: what it gets, how often, and that nothing depends on it."""

import json
import logging
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from flows import notify
from flows.notify import Event, Kind
from flows.settings import Settings
from flows.warehouse.places import Places
from tests.receiver import Receiver, receiving

EVENT = Event(
    Kind.run_refused,
    "sql/4_checks failed: <!channel> \x1b[31m *bold*\nsecond line & more",
    subject="that check",
    run_id="r1",
    counts={"captures_seen": 3},
    links={"report": "file:///w.state/reports/quality.html"},
)


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    monkeypatch.setattr(notify, "PAUSES_SECONDS", (0, 0))
    with receiving() as told:
        yield told


@pytest.fixture
def where(tmp_path: Path) -> Places:
    return Places(tmp_path / "w.duckdb")


def test_the_receiver_gets_what_the_readme_promises(receiver: Receiver, where: Places) -> None:
    assert notify.notify(SecretStr(receiver.url), where, EVENT) is None
    ((path, body),) = receiver.seen
    assert path == "/hooks/hunter2?token=hunter3"
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    promised = re.search(r"```json\n(\{\"version\".*?\})\n```", readme, re.S)
    assert promised
    assert list(body) == list(json.loads(promised[1]))
    assert body["event"] == "run_refused"
    assert (body["run_id"], body["counts"], body["links"]) == ("r1", EVENT.counts, EVENT.links)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", body["at"])
    assert body["reason"] == r"sql/4_checks failed: <!channel> \x1b[31m *bold*\nsecond line & more"
    assert body["text"].startswith("Steppe, w.duckdb: run refused: sql/4_checks failed: &lt;!channel&gt;")
    assert body["text"].endswith("second line &amp; more")


def test_the_same_is_told_once_until_it_is_over(receiver: Receiver, where: Places) -> None:
    url = SecretStr(receiver.url)
    for event in (EVENT, EVENT, replace(EVENT, subject="another check"), replace(EVENT, kind=Kind.data_stale)):
        assert notify.notify(url, where, event) is None
    assert [body["event"] for body in receiver.bodies] == ["run_refused", "run_refused", "data_stale"]
    notify.settle(where, Kind.data_stale)
    notify.notify(url, where, replace(EVENT, kind=Kind.data_stale))
    notify.notify(url, where, replace(EVENT, subject="another check"))
    assert len(receiver.seen) == 4


def test_a_passing_failure_is_tried_again_and_a_refusal_is_not(receiver: Receiver, where: Places) -> None:
    url = SecretStr(receiver.url)
    receiver.answers = [503, 429]
    assert notify.notify(url, where, EVENT) is None
    assert len(receiver.seen) == 3
    other = replace(EVENT, subject="other")
    receiver.answers = [404]
    assert notify.notify(url, where, other) == "run_refused was not told to STEPPE_NOTIFY_URL: it answers 404"
    assert len(receiver.seen) == 4
    receiver.answers = [500, 500, 500]
    assert str(notify.notify(url, where, other)).endswith("it answers 500")
    assert len(receiver.seen) == 7
    assert notify.notify(url, where, other) is None, "what was not told is told next time"
    assert len(receiver.seen) == 8


def test_no_redirect_is_followed(receiver: Receiver, where: Places) -> None:
    receiver.answers = [307]
    told = notify.notify(SecretStr(receiver.url), where, EVENT)
    assert "it redirects (307), and that is not followed" in str(told)
    assert len(receiver.seen) == 1


def test_a_receiver_that_is_dead_or_silent_is_a_note_without_the_address(
    receiver: Receiver, where: Places, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert notify.notify(None, where, EVENT) is None
    monkeypatch.setattr(notify, "TIMEOUT_SECONDS", 0.2)
    receiver.hang = threading.Event()
    told = notify.notify(SecretStr(receiver.url), where, EVENT)
    receiver.hang.set()
    assert told == "run_refused was not told to STEPPE_NOTIFY_URL: ReadTimeout"
    assert len(receiver.seen) == 3
    notes = [told]
    for address in ("http://127.0.0.1:1/hunter2", "http://hunter2:hunter3@127.0.0.1:1", "http://hunter2.invalid/",
                    "http://127.0.0.1:99999/hunter2", f"http://{'hunter2' * 20}/"):  # fmt: skip
        notes.append(notify.notify(SecretStr(address), where, EVENT))
    assert None not in notes
    assert "hunter" not in f"{notes} {caplog.text}"
    assert not where.told.exists()


@pytest.mark.parametrize("address", ["ftp://hunter2/x", "file:///hunter2", "hunter2", "http://[hunter2", "http:///x"])
def test_only_web_addresses_are_taken_and_the_error_does_not_show_others(address: str) -> None:
    with pytest.raises(ValidationError, match="no http or https address") as error:
        Settings(notify_url=address, _env_file=None)
    assert "hunter" not in str(error.value)
    assert Settings(notify_url="", _env_file=None).notify_url is None


def test_prefect_is_not_shown_the_address() -> None:
    from flows.ingest import ingest

    settings = Settings(notify_url="http://127.0.0.1/hunter2", _env_file=None)
    sent = ingest.serialize_parameters({"dumps": ["x"], "warehouse": Path("w.duckdb"), "settings": settings})
    assert sent["settings"]["notify_url"]
    assert "hunter2" not in str(sent)
