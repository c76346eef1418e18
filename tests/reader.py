"""A client of a released warehouse that knows DuckDB only: asks without pause until its standard input ends.

`python -m tests.reader WAREHOUSE [PAUSE]` opens the published file read-only, takes its fingerprint, counts and last
run, asks again on the same connection, and opens it anew. What it saw, and every error, is told at the end as JSON.
"""

import hashlib
import json
import os
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb

ROOT = Path(__file__).resolve().parent.parent
TABLES = "SELECT table_name, row_count, hash_sum FROM ops.release_fingerprint ORDER BY table_name"
LAST_PASSED = "SELECT arg_max(fingerprint, run_number) FROM ops.runs WHERE status = 'passed'"


def read(warehouse: str) -> str:
    """The fingerprint of what is released, made from its rows. Raises AssertionError where it is not one release."""
    with duckdb.connect(warehouse, read_only=True) as connection:
        first = connection.execute(TABLES).fetchall()
        (passed,) = connection.execute(LAST_PASSED).fetchone() or ("",)
        counts = {name: count for name, count, _ in first}
        for name in ("captures", "articles", "rates"):
            (count,) = connection.execute(f"SELECT COUNT(*) FROM main.{name}").fetchone() or (0,)
            assert count == counts[name], f"{name}: {count} rows, {counts[name]} in the fingerprint"
        assert connection.execute(TABLES).fetchall() == first, "another release on the same connection"
    found = hashlib.sha256("\n".join("|".join(map(str, row)) for row in first).encode()).hexdigest()
    assert found == passed, f"rows of {found[:12]} in a file whose last run is {passed[:12]}"
    return found


def main() -> None:
    """Read until told to stop, and once more then: what was published in the last pause is seen too."""
    warehouse, pause = sys.argv[1], float(sys.argv[2])
    reads, seen, errors = 0, [], []
    print("ready", flush=True)
    is_told = False
    while not is_told:
        is_told = bool(select.select([sys.stdin], [], [], pause)[0])
        try:
            found = read(warehouse)
            seen += [found] if found not in seen else []
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")
        reads += 1
    print(json.dumps({"reads": reads, "seen": seen, "errors": errors}), flush=True)


class Reader:
    """A reader in a process of its own, at work inside a `with`; then `told` has reads, seen and errors."""

    def __init__(self, warehouse: Path, pause: float = 0.0) -> None:
        self.command = [sys.executable, "-m", "tests.reader", str(warehouse), str(pause)]
        self.told: dict[str, Any] = {}

    def __enter__(self) -> "Reader":
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ
        )
        assert self.process.stdout
        assert self.process.stdout.readline() == "ready\n"
        return self

    def __exit__(self, *arguments: object) -> None:
        self.told = json.loads(self.process.communicate()[0])


if __name__ == "__main__":
    main()
