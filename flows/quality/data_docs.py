"""Outcomes of Great Expectations -> its own Data Docs page, an option: that page loads from other people's servers.

Scripts, styles and a picture come from CDNs, so the page is neither private nor whole offline. quality.html is both.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from html import escape
from pathlib import Path
from typing import Any

_place: ContextVar[Path | None] = ContextVar("data_docs", default=None)


@contextmanager
def kept_as(stem: Path | None) -> Iterator[None]:
    """Have each frame that is judged within leave a page `<stem>-<table>.html`; None: no page."""
    token = _place.set(stem)
    try:
        yield
    finally:
        _place.reset(token)


def keep(table: str, outcomes: list[Any]) -> None:
    """Write the page of a judged frame, where one is asked for; a frame that is judged again keeps its first page."""
    stem = _place.get()
    if stem is None or (target := stem.with_name(f"{stem.name}-{table}.html")).exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(table, outcomes), encoding="utf-8")


def page(table: str, outcomes: list[Any]) -> str:
    """The Data Docs page of one suite. Great Expectations does not escape what it found, so it is escaped here."""
    from great_expectations.core.expectation_validation_result import ExpectationSuiteValidationResult
    from great_expectations.render.renderer.page_renderer import ValidationResultsPageRenderer
    from great_expectations.render.view.view import DefaultJinjaPageView

    held = sum(bool(one.success) for one in outcomes)
    result = ExpectationSuiteValidationResult(
        success=held == len(outcomes),
        results=[_harmless(one) for one in outcomes],
        suite_name=table,
        statistics={
            "evaluated_expectations": len(outcomes),
            "successful_expectations": held,
            "unsuccessful_expectations": len(outcomes) - held,
            "success_percent": 100 * held / len(outcomes) if outcomes else None,
        },
        meta={"run_id": {"run_name": table, "run_time": ""}},
    )
    renderer: Any = ValidationResultsPageRenderer(run_info_at_end=True)
    view: Any = DefaultJinjaPageView()
    return str(view.render(renderer.render(result)))


def _harmless(outcome: Any) -> Any:
    shown = copy(outcome)
    shown.result, shown.exception_info = _escaped(outcome.result), _escaped(outcome.exception_info)
    return shown


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, dict):
        return {_escaped(name): _escaped(one) for name, one in value.items()}
    return [_escaped(one) for one in value] if isinstance(value, (list, tuple, set)) else value
