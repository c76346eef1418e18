"""One run at a time: who waits, who is told, and what a dead holder leaves."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from flows.errors import BusyError, InputError
from flows.warehouse.locks import locked
from flows.warehouse.places import Places, places

ROOT = Path(__file__).resolve().parent.parent
HOLD = (
    "import sys, time; from pathlib import Path\n"
    "from flows.warehouse.locks import locked; from flows.warehouse.places import places\n"
    "with locked(places(Path(sys.argv[1])), 'run'):\n"
    "    print('held', flush=True)\n"
    "    time.sleep(float(sys.argv[2]))\n"
)


@pytest.fixture
def where(tmp_path: Path) -> Places:
    return places(tmp_path / "w.duckdb")


def holder(where: Places, seconds: float) -> subprocess.Popen[str]:
    """Another process that holds the warehouse."""
    command = [sys.executable, "-c", HOLD, str(where.published), str(seconds)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_is_told_who_the_first_is(where: Places) -> None:
    process = holder(where, 60)
    try:
        with pytest.raises(BusyError) as raised, locked(where, "run", 0.3):
            pass
    finally:
        process.kill()
        process.wait()
    line = str(raised.value)
    assert f"(run, process {process.pid} on " in line
    assert "since 20" in line
    assert "gave up after 0.3 s" in line
    assert "\n" not in line


def test_the_second_waits_for_the_first_to_end(where: Places) -> None:
    process = holder(where, 1.0)
    started = time.monotonic()
    with locked(where, "rebuild", 60):
        assert process.poll() == 0 or time.monotonic() - started < 60
        assert json.loads(where.lock.read_text())["what"] == "rebuild"
    process.wait()


def test_the_lock_of_a_killed_process_is_taken_over(where: Places) -> None:
    process = holder(where, 600)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert json.loads(where.lock.read_text())["pid"] == process.pid
    with locked(where, "run"):
        assert json.loads(where.lock.read_text())["pid"] == os.getpid()


def test_threads_of_one_process_exclude_each_other_too(where: Places) -> None:
    inside, most = [0], [0]

    def work() -> None:
        with locked(where, "run", 60):
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            time.sleep(0.05)
            inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]


def test_the_lock_says_nothing_when_nobody_holds_it(where: Places) -> None:
    with locked(where, "run"):
        pass
    assert where.lock.read_text() == ""


def test_a_lock_that_says_nothing_still_holds(where: Places) -> None:
    with locked(where, "run"):
        where.lock.write_text("")
        with pytest.raises(BusyError, match="another run is at work on it; gave up"), locked(where, "run"):
            pass


def test_a_state_that_cannot_be_written_is_told(where: Places) -> None:
    where.state.write_text("a file where the state should be")
    with pytest.raises(InputError, match="cannot write there"), locked(where, "run"):
        pass
