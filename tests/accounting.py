"""Parsed pages -> whether every line of each has one fate, and every count says so."""

import polars as pl

from flows.parsing.parse import Parsed

COUNTS = ["blank_count", "fact_line_count", "ignored_line_count", "quarantined_line_count", "unparsed_line_count"]
ROLES = [["blank"], ["ticker", "page_date", "pager", "title", "byline", "paragraph", "subhead"]]
ROLES += [["ignored"], ["quarantined"], ["unparsed"]]


def check_accounting(found: Parsed, pages: dict[str, str]) -> None:
    """Raise AssertionError where a line of a page (by capture_id) is lost, has two fates or is not counted."""
    assert found.captures["capture_id"].to_list() == list(pages)
    assert (found.captures["line_count"] == found.captures.select(pl.sum_horizontal(COUNTS)).to_series()).all()
    for column, roles in zip(COUNTS, ROLES, strict=True):
        counted = found.lines.filter(pl.col("role").is_in(roles)).group_by("capture_id").len()
        joined = found.captures.join(counted, on="capture_id", how="left")
        assert (joined[column] == joined["len"].fill_null(0)).all(), column
    assert found.lines["role"].is_in([role for group in ROLES for role in group]).all()
    assert not found.lines.select("capture_id", "line_number").is_duplicated().any()
    assert (found.lines["rule"].is_not_null() == (found.lines["role"] == "ignored")).all()
    assert found.ignored_lines["line_count"].sum() == found.captures["ignored_line_count"].sum()
    assert found.unparsed_lines.height == found.captures["unparsed_line_count"].sum()
    assert found.quarantine.height == found.captures["quarantined_line_count"].sum()
    for page, count in zip(pages.values(), found.captures["line_count"], strict=True):
        assert count == page.removesuffix("\n").count("\n") + 1
