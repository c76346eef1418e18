"""A frame and its suite -> verdicts, the rows that broke a check, and those that a critical check refuses."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import polars as pl

from flows.errors import InputError
from flows.quality import data_docs
from flows.quality.failures import FAILURE_SCHEMA, detail, record_key
from flows.quality.suites import judged_columns, load_suite, shown_columns
from flows.settings import quiet_environment

WHICH_ROWS = {"result_format": "COMPLETE", "include_unexpected_rows": False}
RESULT_SCHEMA = {
    "suite": pl.String,
    "check_name": pl.String,
    "scope": pl.String,
    "table_name": pl.String,
    "column_name": pl.String,
    "severity": pl.String,
    "is_success": pl.Boolean,
    "observed_value": pl.String,
    "checked_count": pl.Int64,
    "unexpected_count": pl.Int64,
}


@dataclass(frozen=True)
class Verdict:
    """Rows of quality.check_results and check_failures without run and batch; refused rows by number, with the checks.

    `is_table_refused`: a critical check of the table as a whole failed, so that no row of it can be told apart.
    """

    results: pl.DataFrame
    failures: pl.DataFrame
    refused: dict[int, list[str]]
    is_table_refused: bool


def judge(table: str, frame: pl.DataFrame, row_count: int, most_failures: int) -> Verdict:
    """Hold a frame against expectations/<table>.json; `row_count` is how many rows it must have.

    Which rows fail is asked only where something fails: that answer costs as much as the verdict. Of a check, the first
    `most_failures` failing rows are described. Raises InputError for a suite that Great Expectations would not keep
    whole.
    """
    declared = load_suite(table)
    key = declared["meta"]["key"]
    shown = {one["meta"]["check_name"]: shown_columns(one) for one in declared["expectations"]}
    rows: list[dict[str, Any]] = []
    failures: list[dict[str, Any]] = []
    refused: dict[int, list[str]] = {}
    is_table_refused = False
    for outcome in _outcomes(table, frame, row_count):
        row, indexes = _result(table, frame.height, outcome)
        rows.append(row)
        if not row["is_success"]:
            failures += _failures(row, frame, indexes[:most_failures], key, shown[row["check_name"]])
        if not row["is_success"] and row["severity"] == "critical":
            is_table_refused = is_table_refused or not indexes
            for index in indexes:
                refused.setdefault(index, []).append(row["check_name"])
    results, described = pl.DataFrame(rows, schema=RESULT_SCHEMA), pl.DataFrame(failures, schema=FAILURE_SCHEMA)
    return Verdict(results, described, refused, is_table_refused)


def _outcomes(table: str, frame: pl.DataFrame, row_count: int) -> list[Any]:
    """What Great Expectations says of each expectation; with the failing rows' numbers where it fails."""
    batch_definition, suite, needed = _validation(table)
    pandas = frame.select(column for column in frame.columns if column in needed).to_pandas()
    with warnings.catch_warnings(), _configured_once():
        warnings.simplefilter("ignore")
        batch = batch_definition.get_batch(batch_parameters={"dataframe": pandas})
        ask = {"expectation_parameters": {"row_count": row_count}}
        outcomes = list(batch.validate(suite, result_format="BOOLEAN_ONLY", **ask).results)
        by_name = {one.meta["check_name"]: one for one in suite.expectations}
        for number, outcome in enumerate(outcomes):
            if not outcome.success:
                expectation = by_name[outcome.expectation_config.meta["check_name"]]
                outcomes[number] = batch.validate(expectation, result_format=WHICH_ROWS, **ask)
    data_docs.keep(table, outcomes)
    return outcomes


@contextmanager
def _configured_once() -> Iterator[None]:
    """Have each expectation make its configuration once a verdict.

    Great Expectations makes it anew at every look, ten times a check and more: a third of the time of an audit.
    """
    from great_expectations.expectations import expectation

    every: Any = expectation.Expectation
    made: dict[int, tuple[Any, Any]] = {}  # the expectation too: its id is its own as long as it lives
    plain = every.configuration

    def configuration(self: Any) -> Any:
        if id(self) not in made:
            made[id(self)] = (self, plain.fget(self))
        return made[id(self)][1]

    every.configuration = property(configuration)
    try:
        yield
    finally:
        every.configuration = plain


def _failures(
    row: dict[str, Any], frame: pl.DataFrame, indexes: list[int], key: list[str], columns: list[str]
) -> list[dict[str, Any]]:
    """A row of quality.check_failures a failing row; one without a key where the table fails as a whole."""
    named = {name: row[name] for name in ("suite", "check_name", "table_name")}
    if not indexes:
        return [{**named, "record_key": None, "detail": detail({"observed": row["observed_value"]})}]
    found = frame[indexes].select(list(dict.fromkeys([*key, *columns])))
    return [
        {
            **named,
            "record_key": record_key(one[name] for name in key),
            "detail": detail({name: one[name] for name in columns if name not in key} or one),
        }
        for one in found.iter_rows(named=True)
    ]


def ready(table: str) -> None:
    """Make ready what frames of the table are held against, so that the first of them need not wait for it."""
    _validation(table)


@cache
def _validation(table: str) -> tuple[Any, Any, frozenset[str]]:
    """What frames of the table are held against, ready to run, and the columns it looks at."""
    declared = load_suite(table)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        context = _context()
        import great_expectations as gx

        # Great Expectations copies an expectation's meta some seventy times a verdict: it gets the name alone
        bare = [{**one, "meta": {"check_name": one["meta"]["check_name"]}} for one in declared["expectations"]]
        suite = context.suites.add(gx.ExpectationSuite(name=declared["name"], expectations=bare))
        if len(suite.expectations) != len(declared["expectations"]):
            kept = {one.expectation_type for one in suite.expectations}
            lost = {one["type"] for one in declared["expectations"]} - kept
            raise InputError(f"expectations/{table}.json: Great Expectations knows no {', '.join(sorted(lost))}")
        asset = context.data_sources.add_pandas(table).add_dataframe_asset(table)
        batch = asset.add_batch_definition_whole_dataframe("batch")
    return batch, suite, frozenset(column for one in declared["expectations"] for column in judged_columns(one))


@cache
def _context() -> Any:
    """One ephemeral context of Great Expectations, without its log, its progress bars and its calls home."""
    quiet_environment()
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    for name in ("great_expectations", "great_expectations.data_context.types.base"):
        logging.getLogger(name).setLevel(logging.ERROR)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context


def _result(table: str, row_count: int, outcome: Any) -> tuple[dict[str, Any], list[int]]:
    """The row of quality.check_results, and the numbers of the failing rows."""
    one = outcome.to_json_dict()
    config, result = one["expectation_config"], one["result"]
    raised = one["exception_info"]
    message = raised.get("exception_message") if raised.get("raised_exception") else _nested_message(raised)
    indexes = [] if one["success"] else list(result.get("unexpected_index_list") or [])
    checked = int(result.get("element_count", row_count) or 0)
    row = {
        "suite": table,
        "check_name": config["meta"]["check_name"],
        "scope": "batch",
        "table_name": table,
        "column_name": "/".join(judged_columns(config)) or None,
        "severity": config.get("severity", "critical"),
        "is_success": bool(one["success"]),
        "observed_value": message or _observed(result),
        "checked_count": checked,
        "unexpected_count": int(result.get("unexpected_count") or (0 if one["success"] else len(indexes))),
    }
    return row, [int(index) for index in indexes]


def _nested_message(raised: dict[str, Any]) -> str | None:
    """Metrics that raise are reported one level deeper, under the metric's id."""
    messages = [
        str(one.get("exception_message"))
        for one in raised.values()
        if isinstance(one, dict) and one.get("raised_exception")
    ]
    return f"raised: {messages[0]}" if messages else None


def _observed(result: dict[str, Any]) -> str | None:
    if "observed_value" in result:
        return str(result["observed_value"])
    seen = result.get("partial_unexpected_list") or []
    return ", ".join(str(value)[:60] for value in seen[:5]) or None
