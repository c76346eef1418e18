"""Every expectation of `expectations/` passes a good batch, finds its fault, and says in which rows.

`tests/suites/<table>.sql` holds the faults, `tests/suites/fires.csv` the expectations that fire with each.
"""

from collections.abc import Iterator

import duckdb
import polars as pl
import pytest

from flows.quality.audit import judge
from flows.quality.suites import TABLES, catalogue, load_suite, shown_columns
from tests import suite_cases
from tests.fires import RECORDED, record
from tests.suite_cases import FAULTS, find_faults, fired, judged, judged_good


@pytest.fixture(scope="module")
def batch() -> Iterator[duckdb.DuckDBPyConnection]:
    """The good batch; who breaks it rolls back."""
    with suite_cases.open_batch() as connection:
        yield connection


@pytest.mark.parametrize("table", TABLES)
def test_good_batch_passes(table: str) -> None:
    frame, rows = judged_good()[table]
    verdict = judge(table, frame, rows, 10)
    assert rows > 0
    assert verdict.results["is_success"].all()
    assert verdict.failures.is_empty()


def test_each_fault_fires_its_expectation_and_the_recorded_others(batch: duckdb.DuckDBPyConnection) -> None:
    """`python -m tests.fires` writes the recorded list anew."""
    found = [(fault, fired(batch, fault)) for fault in find_faults()]
    silent = [f"{fault.check}: {fault.name}" for fault, checks in found if fault.check not in checks]
    assert silent == []
    assert record(found) == (FAULTS / RECORDED).read_text(encoding="utf-8")


def test_every_expectation_has_a_fault_and_every_fault_an_expectation() -> None:
    declared = {f"{table}.{check}" for table, check in catalogue().select("suite", "check_name").iter_rows()}
    assert {fault.check for fault in find_faults()} == declared


@pytest.mark.parametrize("table", TABLES)
def test_key_and_shown_columns_are_columns_of_the_frame(table: str) -> None:
    frame, _ = judged_good()[table]
    suite = load_suite(table)
    assert set(suite["meta"]["key"]) <= set(frame.columns)
    assert not frame.select(suite["meta"]["key"]).is_duplicated().any()
    for expectation in suite["expectations"]:
        assert set(shown_columns(expectation)) <= set(frame.columns), expectation["meta"]["check_name"]


def test_a_failing_row_is_told_by_its_key_and_what_was_seen(batch: duckdb.DuckDBPyConnection) -> None:
    rates = batch.sql("SELECT * REPLACE (repeat_count - 8 AS repeat_count) FROM rates ORDER BY ALL").pl()
    frame, rows = judged({"rates": rates.filter((pl.col("base_currency") == "KZT") | (pl.col("repeat_count") > 0))})[
        "rates"
    ]
    failures = judge("rates", frame, rows, 10).failures
    assert failures.filter(check_name="row_count").select("record_key", "detail").rows() == [(None, "observed: 3")]
    told = failures.filter(check_name="repeat_count_in_range").sort("record_key")
    assert told["record_key"].to_list() == [f"{number:016x} | KZT | USD" for number in range(3)]
    assert told["detail"].to_list()[0] == "repeat_count: 0; rate_text: 0.00211"
    assert set(failures["table_name"]) == {"rates"}


def test_every_failing_row_is_found_and_no_more_are_kept_than_asked_for() -> None:
    good, _ = judged_good()["mentions"]
    many = pl.concat([good.with_columns(rule=pl.lit(None, pl.String))] * 10)
    verdict = judge("mentions", many, many.height, 300)
    broken = verdict.results.filter(check_name="rule_not_null")
    assert broken["unexpected_count"].item() == many.height > 1000
    assert len([checks for checks in verdict.refused.values() if "rule_not_null" in checks]) == many.height
    assert verdict.failures.filter(check_name="rule_not_null").height == 300
