"""A real Postgres for tests: made, stopped at once, started again; for root, by a user who is not."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534  # Postgres does not run as root


def binaries() -> Path:
    """The folder of initdb and pg_ctl; skips where there is none."""
    there = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin")) or ([Path(there).parent] if there else [])
    if not found:
        pytest.skip("no Postgres on this machine: install Debian's `postgresql`")
    return found[-1]


@contextmanager
def running(user: str = "steppe", password: str = "", port: int = 0) -> Iterator["Postgres"]:
    """A server until the end of the block, on a Unix socket, and on loopback where there is a port."""
    server = Postgres(user, password, port)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(server.folder)


class Postgres:
    """A server with a data folder of its own; without a password it trusts all who reach its socket."""

    def __init__(self, user: str, password: str, port: int) -> None:
        self.bin, self.user, self.password, self.port = binaries(), user, password, port
        # pytest's own folders are closed to other users, and the name of a socket has some hundred bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="pg"))
        if os.getuid() == 0:
            os.chown(self.folder, NOBODY, NOBODY)
        secret = self.folder / "secret"
        secret.write_text(password or "none", encoding="utf-8")
        secret.chmod(0o644)
        asks = "scram-sha-256" if password else "trust"
        self._do("initdb", "-D", str(self.folder / "db"), "-A", asks, "-U", user, f"--pwfile={secret}", "--no-sync")

    def libpq(self, name: str, like: str = "template1") -> str:
        """Make a database, like another one, and tell how to connect to it."""
        socket = ("-h", str(self.folder), "-p", str(self.port or 5432))
        asked = f"CREATE DATABASE {name} TEMPLATE {like}"
        self._do("psql", *socket, "-U", self.user, "-d", "postgres", "-c", asked)
        return f"dbname={name} host={self.folder} user={self.user}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-c listen_addresses='127.0.0.1' -p {self.port}" if self.port else "-c listen_addresses=''"
        options += f" -c unix_socket_directories={self.folder} -c fsync=off"
        self._do("pg_ctl", "-D", str(self.folder / "db"), "-l", str(self.folder / "log"), "-w", "-o", options, "start")

    def ask(self, libpq: str, question: str) -> str:
        """The one value that answers."""
        asked = [self.bin / "psql", libpq, "-Atc", question]
        return subprocess.run(asked, check=True, capture_output=True, text=True, env=self._login).stdout.strip()

    def hold(self, libpq: str, lock: str) -> None:
        """Take a lock, and keep it while the server is there."""
        script = f"BEGIN; {lock}; SELECT pg_sleep(600)"
        asked = [self.bin / "psql", libpq, "-c", script]
        subprocess.Popen(asked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self._login)
        while self.ask(libpq, "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'") == "0":
            pass

    def stop(self) -> None:
        """As a crash would: no session is ended in order."""
        self._do("pg_ctl", "-D", str(self.folder / "db"), "-m", "immediate", "stop")

    @property
    def _login(self) -> dict[str, str]:
        return {**os.environ, "PGPASSWORD": self.password}

    def _do(self, program: str, *arguments: str) -> None:
        who = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}
        log = Path(self.folder, f"{program}.out")
        with log.open("w") as out:  # no pipe: the server would hold it open
            done = subprocess.run(
                [self.bin / program, *arguments], check=False, cwd="/", env=self._login, stdout=out, stderr=out, **who
            )
        assert done.returncode == 0, log.read_text()
