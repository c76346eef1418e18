"""seeds/entity_decisions.csv -> what people decided about names, checked."""

import re
from collections.abc import Mapping
from datetime import date

import polars as pl

from flows import seeds
from flows.errors import InputError
from flows.mentions.gazetteer import DECISION_COLUMNS
from flows.mentions.plain import plain_text

FILE = "seeds/entity_decisions.csv"
COLUMNS = ("name", "entity_id", "decision", "decided_by", "decided_on", "reason")
DECISIONS = ("same", "not_same", "not_a_name")


def decisions() -> pl.DataFrame:
    """Rows of the file: name, entity_id, decision.

    Raises InputError, naming the line and the mend, for an unknown entity or decision, a day that is none, a missing
    who or why, and rows that contradict each other.
    """
    rows = seeds.table("entity_decisions")
    if tuple(rows.columns) != COLUMNS:
        raise InputError(f"{FILE} line 1: the header must be {','.join(COLUMNS)}")
    known = frozenset(seeds.table("entities")["entity_id"])
    for line, row in enumerate(rows.iter_rows(named=True), start=2):
        fault = _fault(row, known)
        if fault:
            raise InputError(f"{FILE} line {line}: {fault}")
    _refuse_contradictions(rows.with_columns(plain=plain_text(pl.col("name"))))
    return rows.select(DECISION_COLUMNS)


def _fault(row: Mapping[str, str | None], known: frozenset[str]) -> str | None:
    """What is wrong with a row by itself, with the mend, or None."""
    for column in ("name", "decision", "decided_by", "reason"):
        if not (row[column] or "").strip():
            return f"{column} is missing; fill it in or delete the row"
    if row["name"] != (row["name"] or "").strip():
        return f"name {row['name']!r} has blanks at an end; take them out"
    if row["decision"] not in DECISIONS:
        return f"decision {row['decision']!r} is unknown; write one of {', '.join(DECISIONS)}"
    if not _is_day(row["decided_on"] or ""):
        return f"decided_on {row['decided_on'] or ''!r} is not a date like 2025-05-15"
    if row["decision"] == "not_a_name":
        entity = row["entity_id"]
        return f"not_a_name is about no entity; take out entity_id {entity!r}" if entity else None
    if row["entity_id"] not in known:
        return f"entity_id {row['entity_id'] or ''!r} is unknown; take one from seeds/entities/"
    return None


def _is_day(text: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _refuse_contradictions(rows: pl.DataFrame) -> None:
    earlier: dict[str, list[tuple[int, str | None, str]]] = {}
    for line, (name, plain, entity, decision) in enumerate(
        rows.select("name", "plain", "entity_id", "decision").iter_rows(), start=2
    ):
        for other_line, other_entity, other in earlier.setdefault(plain, []):
            if decision == other == "same" or "not_a_name" in (decision, other) or entity == other_entity:
                here, there = _said(decision, entity), _said(other, other_entity)
                raise InputError(
                    f"{FILE} line {line}: {name!r} is {here}, but {there} on line {other_line}; keep one row"
                )
        earlier[plain].append((line, entity, decision))


def _said(decision: str, entity: str | None) -> str:
    return f"{decision} {entity}" if entity else decision
