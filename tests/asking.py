"""A question to a database file, as a client that knows DuckDB only puts it."""

from pathlib import Path
from typing import Any

import duckdb


def ask(database: Path | str, question: str) -> list[tuple[Any, ...]]:
    """The rows of the answer; the file is opened for reading only."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(question).fetchall()
