"""Faults of the suites: `tests/suites/<table>.sql` breaks a good batch, and these expectations fire.

The good batch is what the parser and the matcher make of three sample dumps. Each fault starts with a comment
`-- <check_name>: <what is wrong>.` and is applied alone, to the frames as tables: captures, appearances, prints, rates
and mentions.
"""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import duckdb
import polars as pl

from flows import seeds
from flows.mentions.match import match
from flows.parsing.parse import Parsed, parse
from flows.quality.audit import judge
from flows.quality.refusal import Terms, frames_to_judge
from flows.references import gazetteer, parser_seeds
from tests.check_cases import Fault, split_faults
from tests.view_cases import ROOT

FAULTS = ROOT / "tests" / "suites"
DUMPS = ("2024-07-30_latest-page-2.txt", "2025-05-15_tag-tokayev.txt", "2025-12-08_home-page-1328.txt")
TABLES = ("captures", "appearances", "prints", "rates", "mentions")
CHANGES = re.compile(r"^(?:UPDATE|INSERT INTO|DELETE FROM|ALTER TABLE) (\w+)", re.MULTILINE)
TODAY = date(2025, 12, 8)
METADATA = {name: pl.Date for name in ("captured_on", "captured_from", "captured_until")}


def find_faults() -> list[Fault]:
    """The faults of all suites; a check is `<table>.<check_name>`."""
    faults = []
    for path in sorted(FAULTS.glob("*.sql")):
        for fault in split_faults(path.stem, path.read_text(encoding="utf-8")):
            check, name = fault.name.split(": ", 1)
            faults.append(Fault(f"{path.stem}.{check}", name, fault.statements))
    return faults


def terms() -> Terms:
    """What batches of these tests are judged by."""
    return Terms(seeds.table("currencies"), TODAY)


@cache
def good_frames() -> tuple[Parsed, dict[str, pl.DataFrame]]:
    """What the parser makes of the three dumps, and the tables of it that faults change, mentions among them."""
    rows = []
    for number, name in enumerate(DUMPS):
        text = (ROOT / "seeds" / "dumps" / name).read_text(encoding="utf-8")
        rows.append({"capture_id": f"{number:016x}", "text": text, "byte_count": len(text.encode())})
    given = {"page_url": pl.String, "outlet": pl.String, "captured_on_basis": pl.String, **METADATA}
    dumps = pl.DataFrame(rows).with_columns(pl.lit(None, kind).alias(name) for name, kind in given.items())
    dumps = dumps.with_columns(pl.col("byte_count").cast(pl.Int32), invalid_byte_count=pl.lit(0, pl.Int32))
    parsed = parse(dumps, parser_seeds(), "version", "timesca")
    tables = {name: getattr(parsed, name).sort(pl.all()) for name in TABLES if name != "mentions"}
    tables["mentions"] = match(parsed.prints, gazetteer()).select(pl.exclude("canonical_name")).sort(pl.all())
    return parsed, tables


def open_batch() -> duckdb.DuckDBPyConnection:
    """The frames of the good batch as tables, in memory."""
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    for name, frame in good_frames()[1].items():
        connection.register("frame", frame)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM frame ORDER BY ALL")
        connection.unregister("frame")
    return connection


def judged(changed: dict[str, pl.DataFrame]) -> dict[str, tuple[pl.DataFrame, int]]:
    """What each suite judges, as in the audit of a batch, with the changed tables in place of the good ones."""
    parsed, good = good_frames()
    tables = good | changed
    mentions = tables.pop("mentions")
    return frames_to_judge(replace(parsed, **tables), mentions, len(DUMPS), terms())


@cache
def judged_good() -> dict[str, tuple[pl.DataFrame, int]]:
    """What each suite judges of the good batch."""
    return judged({})


def fired(connection: duckdb.DuckDBPyConnection, fault: Fault) -> list[str]:
    """The expectations that fire on the good batch with this one fault; a suite whose frame is as it was cannot."""
    connection.execute("BEGIN")
    try:
        connection.execute(fault.statements)
        names = set(CHANGES.findall(fault.statements))
        frames = judged({name: connection.sql(f"SELECT * FROM {name} ORDER BY ALL").pl() for name in names})
    finally:
        connection.execute("ROLLBACK")
    checks = []
    for table, (frame, rows) in frames.items():
        good, good_rows = judged_good()[table]
        if rows != good_rows or frame.schema != good.schema or not frame.equals(good):
            results = judge(table, frame, rows, 10).results
            checks += [f"{table}.{name}" for name in results.filter(~pl.col("is_success"))["check_name"]]
    return checks
