"""The released file -> what the notebook reads it by, and the command that opens the notebook."""

import os
import secrets
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import polars as pl

from flows.errors import InputError
from flows.settings import Settings
from flows.warehouse.build import Connection
from flows.warehouse.figures import Value, tell
from flows.warehouse.places import Places, places
from flows.warehouse.query import released
from flows.warehouse.sandbox import Limits, answer

NOTEBOOK = Path(__file__).with_name("notebook.py")
MISSING = (
    "`steppe explore` needs marimo, which is optional: install steppe[explore], or marimo>=0.25,<0.26 beside Steppe"
)


@dataclass(frozen=True)
class Release:
    """A released file, open for one session of the notebook."""

    name: str
    connection: Connection
    limits: Limits
    kept: ExitStack

    def answer(self, question: str) -> pl.DataFrame:
        """Rows that answer one statement that reads. Raises InputError as `steppe sql` does."""
        return answer(self.connection, question, self.limits)


def release() -> Release:
    """The release of STEPPE_WAREHOUSE, in the sandbox of `steppe sql`, open until nobody holds it.

    Raises InputError when nothing is released.
    """
    settings = Settings()
    where = places(settings.warehouse)
    limits = Limits(settings.sql_memory_mib, settings.sql_seconds)
    kept = ExitStack()
    connection = kept.enter_context(released(where, limits))
    return Release(Path(str(where.release())).stem, connection, limits, kept)


def told(connection: Connection, **values: Value) -> Connection:
    """The same connection, on which GETVARIABLE gives the values: what SQL cells ask it depends on them."""
    tell(connection, values)
    return connection


def start(where: Places, *, port: int | None = None, is_headless: bool = False) -> NoReturn:
    """Become the server of the notebook, on loopback and behind a token, until it is interrupted.

    Raises InputError without marimo, or when nothing is released.
    """
    if not find_spec("marimo"):
        raise InputError(MISSING)
    with released(where):
        pass
    options = ["--host", "127.0.0.1", "--token", "--token-password-file", f"/dev/fd/{_secret()}", "--no-sandbox"]
    options += ["--headless"] * is_headless + (["--port", str(port)] if port else [])
    environment = {**os.environ, "STEPPE_WAREHOUSE": str(where.published.absolute())}
    os.execve(sys.executable, [sys.executable, "-m", "marimo", "run", str(NOTEBOOK), *options], environment)


def _secret() -> int:
    """A pipe that gives a fresh token once: marimo's own for an app is a hash that PYTHONHASHSEED can fix."""
    read, write = os.pipe()
    os.write(write, secrets.token_urlsafe(16).encode())
    os.close(write)
    os.set_inheritable(read, True)
    return read
