"""A run talks to this machine only: every address that any of its processes binds, asks for or connects to."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SPY = """
import json, os, sys
def spy(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        told = arguments[1:] if event in ("socket.connect", "socket.bind", "socket.sendto") else arguments
        handle = os.open(os.environ["SPY_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(handle, (json.dumps([event, repr(told[0])]) + "\\n").encode())
        os.close(handle)
sys.addaudithook(spy)
"""
OURS = (
    "'127.0.0.1'",
    "'localhost'",
    "'::1'",
    "b'localhost'",
    "b'127.0.0.1'",
    "('127.0.0.1', ",
    "('::1', ",
    "('localhost', ",
)


def is_ours(address: str) -> bool:
    """Loopback, a Unix socket, or no address at all."""
    return address.startswith(OURS) or address in ("None", "''", "b''") or address.startswith(("'/", "b'/", "b'\\x00"))


def spied(log: Path) -> list[tuple[str, str]]:
    """Events and addresses that the spy wrote down."""
    return [tuple(json.loads(line)) for line in log.read_text(encoding="utf-8").splitlines()]


def test_a_run_talks_to_this_machine_only(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(SPY, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment |= {
        "PYTHONPATH": str(tmp_path), "SPY_LOG": str(tmp_path / "log"), "PREFECT_HOME": str(tmp_path / "prefect"),
    }  # fmt: skip
    dump = ROOT / "seeds" / "dumps" / "2025-05-15_tag-tokayev.txt"
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", "run", "--dumps", dump, "--warehouse", tmp_path / "w.duckdb"],
        cwd=ROOT, capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen = spied(tmp_path / "log")
    assert {"socket.connect", "socket.bind"} <= {event for event, _ in seen}, "the spy sees the temporary server"
    assert sorted({one for one in seen if not is_ours(one[1])}) == []


def test_servers_that_the_readme_starts_bind_to_loopback() -> None:
    code = "from prefect.settings import get_current_settings as s; print(s().server.api.host)"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "127.0.0.1"
    texts = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "prefect.yaml", "Makefile"))
    assert "0.0.0.0" not in texts
