"""The whole flow in a process of its own: `python -m tests.benchmarks.whole DUMPS WAREHOUSE`, a real Prefect run."""

import sys
from datetime import UTC
from pathlib import Path

import duckdb

from flows.ingest import run
from flows.settings import Settings
from tests.benchmarks.store import peak_mib, report


def body_seconds(warehouse: Path) -> float:
    """From the start that the flow logged to the moment its release was published: no imports, no Prefect server."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        started = connection.execute("SELECT MAX(started_at) FROM ops.runs").fetchone()[0]
    return warehouse.lstat().st_mtime - started.replace(tzinfo=UTC).timestamp()


def main() -> None:
    """Run the flow and report what it did, its peak memory and how long its body took."""
    dumps, warehouse = sys.argv[1:]
    summary = run(Settings(dumps=[dumps], warehouse=Path(warehouse)))
    peak = peak_mib()
    report(
        peak_mib=peak,
        body_seconds=body_seconds(Path(warehouse)),
        captures=summary.captures_new,
        quarantined=summary.captures_quarantined,
        articles=summary.articles_touched,
        warnings=summary.warnings,
    )


if __name__ == "__main__":
    main()
