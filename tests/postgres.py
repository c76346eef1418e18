"""A real Postgres on a Unix socket, for tests: made, stopped at once, started again."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

NOBODY = 65534  # Postgres does not run as root


def binaries() -> Path:
    """The folder of initdb and pg_ctl; skips where there is none."""
    found = [*sorted(Path("/usr/lib/postgresql").glob("*/bin")), *filter(None, [shutil.which("initdb")])]
    if not found:
        pytest.skip("no Postgres on this machine: install Debian's `postgresql`")
    return found[-1] if isinstance(found[-1], Path) else Path(found[-1]).parent


class Postgres:
    """A server of its own folder; `libpq` names one of its databases."""

    def __init__(self, folder: Path) -> None:
        """`folder` must be a short path: a socket's name has some hundred bytes."""
        self.bin, self.folder = binaries(), folder
        folder.mkdir(exist_ok=True)
        if os.getuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        self._do("initdb", "-D", str(folder / "db"), "-A", "trust", "-U", "steppe", "--no-sync")
        self.start()

    def libpq(self, name: str) -> str:
        """Make a database, and tell how to connect to it."""
        self._do("psql", "-h", str(self.folder), "-U", "steppe", "-d", "postgres", "-c", f"CREATE DATABASE {name}")
        return f"dbname={name} host={self.folder} user=steppe"

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off"
        self._do("pg_ctl", "-D", str(self.folder / "db"), "-l", str(self.folder / "log"), "-w", "-o", options, "start")

    def ask(self, libpq: str, question: str) -> str:
        """The one value that answers."""
        done = subprocess.run(["psql", libpq, "-Atc", question], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def hold(self, libpq: str, lock: str) -> None:
        """Take a lock, and keep it while the server is there."""
        script = f"BEGIN; {lock}; SELECT pg_sleep(600)"
        subprocess.Popen(["psql", libpq, "-c", script], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while self.ask(libpq, "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'") == "0":
            pass

    def stop(self) -> None:
        """As a crash would: no session is ended in order."""
        self._do("pg_ctl", "-D", str(self.folder / "db"), "-m", "immediate", "stop")

    def _do(self, program: str, *arguments: str) -> None:
        who = {"user": NOBODY, "group": NOBODY} if os.getuid() == 0 else {}
        subprocess.run(
            [self.bin / program if program != "psql" else "psql", *arguments],
            check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **who,
        )  # fmt: skip
