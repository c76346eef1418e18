"""`steppe doctor` on whole and broken set-ups: each fault is found, with its mend, and nothing is changed."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import duckdb
import pytest

from flows import doctor, pipeline
from flows.doctor import diagnose
from flows.settings import SCHEMA_VERSION, Settings
from flows.warehouse import health
from flows.warehouse.health import Finding, examine
from flows.warehouse.locks import locked
from flows.warehouse.places import Places, places
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def where(settings: Settings) -> Places:
    """A small warehouse that a test may break."""
    one = settings.model_copy(update={"dumps": [f"{settings.dumps[0]}/2025-05-15_tag-tokayev.txt"]})
    pipeline.execute(one)
    return places(settings.warehouse)


def faults(found: list[Finding]) -> dict[str, Finding]:
    assert all(bool(one.mend) != one.is_ok for one in found), found
    return {one.name: one for one in found if not one.is_ok}


def state_of(folder: Path) -> list[tuple[str, int]]:
    return sorted((str(path), path.lstat().st_mtime_ns) for path in folder.rglob("*"))


def rewrite(path: Path, statement: str) -> None:
    path.chmod(0o644)
    with duckdb.connect(str(path)) as connection:
        connection.execute(statement)


def test_a_whole_set_up_has_no_fault_and_is_left_alone(where: Places, settings: Settings) -> None:
    before = state_of(where.published.parent)
    found = diagnose(settings)
    assert faults(found) == {}
    assert {one.name for one in found} >= {
        "python", "libraries", "dumps", "prefect server", "warehouse", "lock", "release", "schema", "last run", "disk",
        "state",
    }  # fmt: skip
    assert state_of(where.published.parent) == before


def break_link(where: Places) -> None:
    for path in where.releases.glob("*.duckdb"):
        path.unlink()


def truncate(where: Places) -> None:
    path = where.published.resolve()
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def refuse(where: Places) -> None:
    rewrite(where.build, "UPDATE ops.runs SET status = 'refused'")


def cut_short(where: Places) -> None:
    rewrite(where.build, "UPDATE ops.runs SET status = 'running', finished_at = NULL")


def age(where: Places) -> None:
    rewrite(where.published.resolve(), "UPDATE ops.runs SET schema_version = 1")


def outgrow(where: Places) -> None:
    rewrite(where.published.resolve(), f"UPDATE ops.runs SET schema_version = {SCHEMA_VERSION + 1}")


def leave_log(where: Places) -> None:
    where.published.with_name("w.duckdb.wal").write_bytes(b"x")


@pytest.mark.parametrize(
    ("spoil", "name", "detail", "mend"),
    [
        (break_link, "release", "the link leads nowhere", "steppe run"),
        (truncate, "release", "damaged", "steppe rollback"),
        (refuse, "last run", "refused", "steppe quality"),
        (cut_short, "last run", "its process is gone", "steppe run"),
        (age, "schema", "is of schema 1", "rebuild"),
        (outgrow, "schema", "made by a newer Steppe", "update"),
        (leave_log, "write-ahead log", "opened the release for writing", "remove it"),
        (lambda where: where.hold.write_text("x"), "rollback", "publish nothing", "--lift"),
        (lambda where: where.takedown.write_text("{}"), "takedown", "cut short", "steppe run"),
        (lambda where: where.lock.write_text(DEAD), "lock", "process 1 on old, since then", "goes on"),
    ],
)
def test_a_broken_warehouse_is_told_with_its_mend(
    where: Places, spoil: Callable[[Places], object], name: str, detail: str, mend: str
) -> None:
    spoil(where)
    found = faults(examine(where))
    assert list(found) == [name]
    assert detail in found[name].detail
    assert mend in found[name].mend


DEAD = json.dumps({"what": "ingest", "pid": 1, "host": "old", "since": "then"})


def test_a_run_at_work_is_no_fault_and_is_named(where: Places) -> None:
    with locked(where, "backup"):
        told = next(one for one in examine(where) if one.name == "lock")
        assert told.is_ok
        assert f"backup, process {os.getpid()}" in told.detail


def test_a_full_disk_is_told(where: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "LEAST_FREE", 1 << 60)
    assert list(faults(examine(where))) == ["disk"]


def test_what_may_not_be_written_is_told() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        where = Places(folder / "w.duckdb")
        where.state.mkdir()
        folder.chmod(0o755)
        where.state.chmod(0o555)
        is_root = os.geteuid() == 0
        try:
            if is_root:
                os.seteuid(65534)
            found = {one.detail for one in health._writable(where)}
        finally:
            if is_root:
                os.seteuid(0)
            where.state.chmod(0o755)
        assert f"{where.state}: cannot be read and written" in found


def test_no_warehouse_dumps_that_are_gone_and_a_wrong_name(tmp_path: Path) -> None:
    found = faults(diagnose(Settings(dumps=["/nowhere"], warehouse=tmp_path / "w.duckdb", _env_file=None)))
    assert set(found) == {"dumps", "release"}
    assert "nothing is released yet" in found["release"].detail
    wrong = faults(diagnose(Settings(dumps=["/nowhere"], warehouse=tmp_path / "w.db", _env_file=None)))
    assert set(wrong) == {"dumps", "warehouse"}
    assert list(tmp_path.iterdir()) == []


def test_pins_that_are_not_met_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["polars>=2.1,<3", "duckdb==9.9.9", "surely-not-installed>=1", 'prefect<1; python_version < "3"']
    monkeypatch.setattr(doctor, "requires", lambda name: lines)
    found = doctor._libraries()
    assert not found.is_ok
    assert "duckdb is 1.5.5, wanted ==9.9.9; surely-not-installed is not installed" in found.detail


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/api/health" else 404)
        self.end_headers()
        self.wfile.write(b"true")

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    served = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{served.server_port}"
    served.shutdown()
    served.server_close()


def test_a_server_is_asked_and_no_password_is_shown(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", f"http://me:secret@{server}/api")
    assert doctor._server() == Finding("prefect server", True, f"http://{server}/api")
    for wrong in (f"http://me:secret@{server}/wrong", "http://me:secret@127.0.0.1:1/api", "file://me:secret@/etc"):
        monkeypatch.setenv("PREFECT_API_URL", wrong)
        found = doctor._server()
        assert not found.is_ok
        assert "unset PREFECT_API_URL" in found.mend
        assert "secret" not in found.detail


def test_the_command_line_exits_0_or_1_and_speaks_json(where: Places, settings: Settings) -> None:
    command = [sys.executable, "-m", "flows.cli", "doctor", "--dumps", settings.dumps[0]]
    command += ["--warehouse", str(where.published)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    leave_log(where)
    done = subprocess.run([*command, "--json"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert [one["name"] for one in json.loads(done.stdout) if not one["is_ok"]] == ["write-ahead log"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "fault  write-ahead log" in done.stdout
