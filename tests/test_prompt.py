"""`steppe sql` without a query: a prompt with history and completion, in the same sandbox."""

import os
import pty
import re
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from flows import pipeline, prompt
from flows.errors import InputError
from flows.settings import Settings
from flows.warehouse.contract import Object
from flows.warehouse.places import Places, places
from flows.warehouse.query import held, query
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Places:
    target: Path = tmp_path_factory.mktemp("prompt") / "w.duckdb"
    dumps = [str(ROOT / "seeds" / "dumps" / "2025-05-15_tag-tokayev.txt")]
    pipeline.execute(Settings(dumps=dumps, warehouse=target, _env_file=None))
    return places(target)


@pytest.fixture(scope="module")
def objects(where: Places) -> list[Object]:
    return held(where)


def typed(where: Places, objects: list[Object], text: str) -> tuple[list[pl.DataFrame], list[str]]:
    """What is shown and said when a person types that."""
    shown: list[pl.DataFrame] = []
    said: list[str] = []
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(text)
        prompt.converse(lambda one: query(where, one), shown.append, said.append, objects, InMemoryHistory())
    return shown, said[1:]


def test_a_question_ends_with_a_semicolon_or_an_empty_line(where: Places, objects: list[Object]) -> None:
    shown, said = typed(where, objects, "SELECT COUNT(*) AS n\nFROM captures;\nFROM captures\n\n\\q\n")
    assert [frame.height for frame in shown] == [1, 1]
    assert shown[0].item() == 1
    assert said == []


def test_a_question_that_fails_is_said_and_the_next_is_answered(where: Places, objects: list[Object]) -> None:
    shown, said = typed(where, objects, "FROM nowhere;\nDELETE FROM rates;\nSELECT 1 AS a;\n\\q\n")
    assert len(shown) == 1
    assert [one.startswith("error: the question") for one in said] == [True, True]


def test_the_prompt_is_as_shut_in_as_a_question(where: Places, objects: list[Object], tmp_path: Path) -> None:
    shown, said = typed(where, objects, f"COPY (SELECT 1) TO '{tmp_path}/a';\nFROM '/etc/passwd';\n\\q\n")
    assert (shown, len(said), list(tmp_path.iterdir())) == ([], 2, [])


def test_the_end_of_input_ends_it(where: Places, objects: list[Object]) -> None:
    assert typed(where, objects, "\x04") == ([], [])


def test_control_c_clears_the_question(where: Places, objects: list[Object]) -> None:
    shown, said = typed(where, objects, "FROM rat\x03SELECT 2 AS a;\n\\q\n")
    assert [frame.item() for frame in shown] == [2]
    assert said == ["stopped"]


def test_d_lists_tables_and_columns_with_keys(where: Places, objects: list[Object]) -> None:
    shown, said = typed(where, objects, "\\d\n\\d mentions\n\\d report.rates_daily\n\\d rats\n\\x\n\\q\n")
    names, mentions, daily = shown
    assert {"main.rates", "report.rates_latest", "ops.runs"} <= set(names["name"])
    assert dict(zip(mentions["column"], mentions["key"], strict=True))["entity_id"] == "to main.entities"
    assert dict(zip(mentions["column"], mentions["key"], strict=True))["mention_id"] == "key"
    assert "is_carried" in set(daily["column"])
    assert said[0] == "error: rats: no such table or view; did you mean rates?"
    assert said[1].startswith("error: \\x: no such command")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("FROM rat", {"rates", "rate", "rate_text"}),
        ("FROM report.rates_l", {"report.rates_latest"}),
        ("FROM main.rates SELECT rep", {"repeat_count", "report.rates_daily"}),
        ("FROM rates SELECT char_", set()),
        ("FROM mentions SELECT char_", {"char_start", "char_end"}),
        ("sel", {"SELECT"}),
        ("\\d ment", {"mentions"}),
    ],
)
def test_names_are_completed(objects: list[Object], text: str, found: set[str]) -> None:
    completions = list(prompt.Names(objects).get_completions(Document(text), CompleteEvent()))
    texts = {one.text for one in completions}
    assert found <= texts
    assert bool(found) or not texts


def test_tab_completes_at_the_prompt(where: Places, objects: list[Object]) -> None:
    shown: list[pl.DataFrame] = []
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):

        def type_slowly() -> None:
            for piece in ("FROM report.rates_lat", "\t", ";", "\n\\q\n"):
                pipe.send_text(piece)
                time.sleep(1)

        typing = threading.Thread(target=type_slowly)
        typing.start()
        prompt.converse(lambda one: query(where, one), shown.append, print, objects, InMemoryHistory())
        typing.join()
    assert [frame.height for frame in shown] == [5]


def test_history_lies_in_the_users_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    history = prompt.history_file(said.append)
    history.append_string("FROM rates;")
    file = tmp_path / "steppe" / "sql_history"
    assert "FROM rates;" in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(prompt.history_file(said.append).load_history_strings()) == ["FROM rates;"]
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert isinstance(prompt.history_file(said.append), InMemoryHistory)
    assert "are not kept" in said[0]


def test_in_a_real_terminal(where: Places, tmp_path: Path) -> None:
    leader, follower = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120", "XDG_STATE_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "flows.cli", "sql", "--warehouse", str(where.published)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=follower, stdout=follower, stderr=follower, env=environment)
    os.close(follower)
    try:
        read_until(leader, lambda text: "steppe>" in text)
        os.write(leader, b"SELECT 6 * 7 AS answer;\r")
        assert "42" in read_until(leader, lambda text: "1 rows" in text)
        os.write(leader, b"\\q\r")
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()
        process.wait()
        os.close(leader)
    assert "6 * 7" in (tmp_path / "steppe" / "sql_history").read_text()


def read_until(leader: int, is_done: Callable[[str], bool], seconds: float = 60) -> str:
    text, deadline = "", time.monotonic() + seconds
    while time.monotonic() < deadline:
        if select.select([leader], [], [], 1)[0]:
            piece = os.read(leader, 1 << 16).decode(errors="replace")
            if "\x1b[6n" in piece:  # it asks where the cursor stands
                os.write(leader, b"\x1b[1;1R")
            text += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", piece)
            if is_done(text):
                return text
    raise AssertionError(f"not seen within {seconds} s: {text[-500:]}")


def test_another_command_is_refused(objects: list[Object]) -> None:
    with pytest.raises(InputError, match="no such command"):
        prompt.meta("\\copy", objects)
