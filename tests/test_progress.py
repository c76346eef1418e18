"""How far long work is: bars on stderr in a terminal, lines into a pipe, nothing beside JSON."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows import pipeline, progress
from flows.reports.export import Form, export
from flows.reports.site import write_site
from flows.settings import Settings
from flows.warehouse.backup import back_up
from flows.warehouse.places import places
from tests.conftest import ROOT
from tests.hostile.pty_run import in_terminal
from tests.test_cli import steppe

COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-9]")


@pytest.fixture
def seen() -> Iterator[list[progress.Step]]:
    """Every step that is told while the test runs."""
    steps: list[progress.Step] = []
    before = progress.watch.get()
    progress.watch.set(steps.append)
    yield steps
    progress.watch.set(before)


def test_each_long_work_tells_how_far_it_is(settings: Settings, tmp_path: Path, seen: list[progress.Step]) -> None:
    where = places(settings.warehouse)
    works: list[tuple[Callable[[], object], str, str]] = [
        (lambda: pipeline.execute(settings), "dumps", "bytes"),
        (lambda: back_up(where, tmp_path / "backup"), "raw store", "bytes"),
        (lambda: export(where, tmp_path / "files", Form.parquet), "export", "files"),
        (lambda: write_site(where), "report site", "pages"),
    ]
    for work, label, unit in works:
        seen.clear()
        work()
        assert {(step.label, step.unit) for step in seen} == {(label, unit)}
        assert [step.done for step in seen] == sorted(step.done for step in seen)
        assert seen[-1].done == seen[-1].total > 0


def test_a_terminal_has_bars_and_a_pipe_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "w.duckdb"
    monkeypatch.delenv("NO_COLOR", raising=False)
    code, shown = in_terminal("run", "--dumps", ROOT / "seeds" / "dumps", "--warehouse", target)
    assert code == 0
    assert re.search(r"dumps.*━.*of 0\.\d MB", shown)
    assert COLOUR.search(shown)
    monkeypatch.setenv("NO_COLOR", "1")
    _, shown = in_terminal("report", "--warehouse", target)
    assert re.search(r"report site.*━", shown)
    assert not COLOUR.search(shown)
    piped = steppe("report", "--warehouse", target)
    assert (piped.stderr, piped.stdout.strip()) == ("", str(places(target).site / "index.html"))


def test_beside_json_nothing_is_said(settings: Settings, sample: Path) -> None:
    (sample / "nul.txt").write_bytes(b"NUL \x00 and no text")
    pipeline.execute(settings)
    told = [
        ["run", "--dumps", sample], ["verify"], ["names", "list"], ["quarantine", "replay", "all"], ["rebuild"],
    ]  # fmt: skip
    given = {}
    for arguments in told:
        done = steppe(*arguments, "--json", "--warehouse", settings.warehouse)
        assert done.stderr == "", arguments
        given[str(arguments[0])] = json.loads(done.stdout)
    assert (given["run"]["is_idle"], given["run"]["warehouse"]) == (True, str(settings.warehouse))
    assert all(one["is_success"] for one in given["verify"] if "warning" not in one["name"])
    assert given["names"][0]["sample_sentence"]
    assert [one["reason"] for one in given["quarantine"]["still_refused"]] == ["nul_bytes"]
    assert given["rebuild"]["fingerprint"] == given["run"]["fingerprint"]
    refusal = given["quarantine"]["still_refused"][0]["quarantine_id"]
    shown = steppe("quarantine", "show", refusal, "--json", "--warehouse", settings.warehouse)
    assert json.loads(shown.stdout)["quarantine_id"] == refusal
