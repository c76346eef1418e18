"""What the last run checked and found -> quality.html, the page that says how far the warehouse can be trusted."""

import json
from datetime import datetime
from itertools import groupby
from pathlib import Path
from shutil import rmtree
from typing import Any

from flows.errors import InputError
from flows.reports.charts import columns, ribbon
from flows.reports.page import render, write
from flows.warehouse import build, locks, releases
from flows.warehouse.figures import Figure, figures, newest_run
from flows.warehouse.load import now
from flows.warehouse.places import Lake, Places

LIMITS = {"most_rows": 12, "most_runs": 30, "most_months": 36}
LINES = {
    "fact_line_count": "facts",
    "blank_count": "blank",
    "ignored_line_count": "ignored",
    "quarantined_line_count": "quarantined",
    "unparsed_line_count": "unparsed",
}
LOADS = {"captures_new": "loaded", "captures_quarantined": "quarantined"}
FAILURES = {"failed_critical_count": "critical checks failed", "warning_count": "warnings"}


def write_quality(where: Places, connection: build.Connection, keep: int, reason: str | None = None) -> Path:
    """Write X.state/reports/quality.html of the newest run, and a copy named by the run; the last `keep` copies stay.

    `connection` is the build database as the run left it: a refused run is not undone yet, and `reason` says why it is
    refused. Raises InputError when no run is in its log.
    """
    of_run = shown(where, connection) | {"reason": reason, "is_undone": False}
    write(render("quality.html", **of_run, copies={}), where.reports / f"quality-{of_run['run'].row['run_id']}.html")
    copies = _prune(where.reports, keep)
    return write(render("quality.html", **of_run, copies=copies), where.quality_report)


def rewrite_quality(where: Places, memory_mib: int) -> Path:
    """Write the page again, from the build database as it stands; the copies by run stay as they are.

    Raises InputError when there is no warehouse or no run yet, BusyError when a run is at work on it.
    """
    if not isinstance(where, Lake) and not where.build.is_file():
        raise InputError(
            f"{where.published}: no warehouse there yet; make one with `steppe run --warehouse {where.published}`"
        )
    with locks.locked(where, "quality"), build.opened(where, memory_mib) as connection:
        build.prepare(connection)
        of_run = shown(where, connection)
    of_run |= {"reason": None, "is_undone": of_run["run"].row["status"] == "refused"}
    return write(render("quality.html", **of_run, copies=_copies(where.reports)), where.quality_report)


def _copies(reports: Path) -> dict[str, str]:
    """run_id -> file name of the copies, oldest first."""
    return {path.stem.removeprefix("quality-"): path.name for path in sorted(reports.glob("quality-*.html"))}


def _prune(reports: Path, keep: int) -> dict[str, str]:
    """Remove all but the newest `keep` copies, and what lies beside them; the copies that stay."""
    for name in list(_copies(reports).values())[:-keep]:
        (reports / name).unlink()
    kept = _copies(reports)
    for folder in reports.glob("data_docs/*"):
        if folder.name not in kept:
            rmtree(folder)
    return kept


def shown(where: Places, connection: build.Connection) -> dict[str, Any]:
    """What the template shows of the newest run, its warehouse and the files beside the page.

    Raises InputError when no run is in its log.
    """
    run = newest_run(connection)
    if run is None:
        raise InputError(f"{where.published}: no run yet; make one with `steppe run --warehouse {where.published}`")
    day = run["started_at"].date()
    values = {**LIMITS, "run_id": run["run_id"], "as_of": day, "gazetteer_version": run["gazetteer"]}
    current = where.release()
    docs = sorted(where.data_docs(run["run_id"]).glob("*.html"))
    return {
        **_drawn(figures(connection, "quality", values)),
        "released": current.name if current else None,
        "is_released": releases.is_released(where, str(run["fingerprint"])),
        "warehouse": where.name,
        "docs": [path.relative_to(where.reports).as_posix() for path in docs],
        "written_at": now(),
    }


def _drawn(found: dict[str, Figure]) -> dict[str, Any]:
    """The figures, and what the page draws and groups of them."""
    checks = found["checks"].rows
    months = [{**row, "month": f"{row['month_start']:%Y-%m}"} for row in found["captures_by_month"].rows]
    runs = [{**row, "run": _named(row["started_at"], row["status"])} for row in found["trend"].rows]
    return {
        **found,
        "versions": json.loads(found["run"].row["versions"]),
        "failed": [_failed(row, found) for row in sorted(checks, key=_by_weight) if not row["is_success"]],
        "tables": [(table, list(rows)) for table, rows in groupby(checks, key=lambda row: row["table_name"])],
        "line_names": LINES,
        "line_ribbon": ribbon(found["lines"].row, LINES),
        "loads_chart": columns(runs, LOADS, "run"),
        "failures_chart": columns(runs, FAILURES, "run"),
        "months_chart": columns(months, {"capture_count": "captures"}, "month"),
    }


def _by_weight(check: dict[str, Any]) -> tuple[str, int, str]:
    """Critical before warning, then by rows broken."""
    return check["severity"], -check["unexpected_count"], check["check_name"]


def _failed(check: dict[str, Any], found: dict[str, Figure]) -> dict[str, Any]:
    """A check that failed with its first rows, how many are kept, and what it counted in the last runs."""
    key = check["suite"], check["check_name"]
    rows = [row for row in found["failed_rows"].rows if (row["suite"], row["check_name"]) == key]
    before = [row for row in found["failed_before"].rows if (row["suite"], row["check_name"]) == key]
    named = [{**row, "run": _named(row["started_at"])} for row in before]
    return {
        **check,
        "rows": rows,
        "kept_count": rows[0]["total_count"] if rows else 0,
        "before": before,
        "chart": columns(named, {"unexpected_count": "rows"}, "run"),
    }


def _named(started_at: datetime, status: str = "") -> str:
    return f"{started_at:%Y-%m-%d %H:%M} {status}".strip()
