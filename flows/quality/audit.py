"""A frame and its suite -> verdicts, and the rows that a critical check refuses."""

import json
import logging
import warnings
from dataclasses import dataclass
from functools import cache
from typing import Any

import polars as pl

from flows.errors import InputError
from flows.settings import project_root, quiet_environment

WHICH_ROWS = {"result_format": "COMPLETE", "include_unexpected_rows": False}
TABLES = ("captures", "articles", "article_versions", "appearances", "mentions", "rates")
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
    """Rows of quality.check_results without their run and batch; refused rows by number, with the failed checks.

    `is_table_refused`: a critical check of the table as a whole failed, so that no row of it can be told apart.
    """

    results: pl.DataFrame
    refused: dict[int, list[str]]
    is_table_refused: bool


def judge(table: str, frame: pl.DataFrame, row_count: int) -> Verdict:
    """Hold a frame against expectations/<table>.json; `row_count` is how many rows it must have.

    Which rows fail is asked only where something fails: that answer costs as much as the verdict. Raises InputError for
    a suite that Great Expectations would not keep whole.
    """
    batch_definition, suite, needed = _validation(table)
    pandas = frame.select(column for column in frame.columns if column in needed).to_pandas()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        batch = batch_definition.get_batch(batch_parameters={"dataframe": pandas})
        ask = {"expectation_parameters": {"row_count": row_count}}
        outcomes = list(batch.validate(suite, result_format="BOOLEAN_ONLY", **ask).results)
        by_name = {one.meta["check_name"]: one for one in suite.expectations}
        for number, outcome in enumerate(outcomes):
            if not outcome.success:
                expectation = by_name[outcome.expectation_config.meta["check_name"]]
                outcomes[number] = batch.validate(expectation, result_format=WHICH_ROWS, **ask)
    rows: list[dict[str, Any]] = []
    refused: dict[int, list[str]] = {}
    is_table_refused = False
    for one in outcomes:
        row, indexes = _result(table, frame.height, one)
        rows.append(row)
        if not row["is_success"] and row["severity"] == "critical":
            is_table_refused = is_table_refused or not indexes
            for index in indexes:
                refused.setdefault(index, []).append(row["check_name"])
    return Verdict(pl.DataFrame(rows, schema=RESULT_SCHEMA), refused, is_table_refused)


def load_suite(table: str) -> dict[str, Any]:
    """The suite of a table as its JSON file states it."""
    path = project_root() / "expectations" / f"{table}.json"
    try:
        suite: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError(f"expectations/{table}.json is missing: restore it from the repository") from error
    except json.JSONDecodeError as error:
        raise InputError(f"expectations/{table}.json line {error.lineno}: no JSON: {error.msg}") from error
    return suite


@cache
def _validation(table: str) -> tuple[Any, Any, frozenset[str]]:
    """What frames of the table are held against, ready to run, and the columns it looks at."""
    declared = load_suite(table)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        context = _context()
        import great_expectations as gx

        suite = context.suites.add(gx.ExpectationSuite(**declared))
        if len(suite.expectations) != len(declared["expectations"]):
            kept = {one.expectation_type for one in suite.expectations}
            lost = {one["type"] for one in declared["expectations"]} - kept
            raise InputError(f"expectations/{table}.json: Great Expectations knows no {', '.join(sorted(lost))}")
        asset = context.data_sources.add_pandas(table).add_dataframe_asset(table)
        batch = asset.add_batch_definition_whole_dataframe("batch")
    needed = [
        value for one in declared["expectations"] for name, value in one["kwargs"].items() if name.startswith("column")
    ]
    return (
        batch,
        suite,
        frozenset(column for value in needed for column in ([value] if isinstance(value, str) else value)),
    )


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
    one = outcome.to_json_dict()
    config, result = one["expectation_config"], one["result"]
    kwargs, raised = config["kwargs"], one["exception_info"]
    message = raised.get("exception_message") if raised.get("raised_exception") else _nested_message(raised)
    indexes = [] if one["success"] else list(result.get("unexpected_index_list") or [])
    checked = int(result.get("element_count", row_count) or 0)
    column = kwargs.get("column") or "/".join(kwargs.get("column_list", [])) or None
    row = {
        "suite": table,
        "check_name": config["meta"]["check_name"],
        "scope": "batch",
        "table_name": table,
        "column_name": column or kwargs.get("column_A"),
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
