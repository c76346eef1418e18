"""sql/4_checks on the whole warehouse -> verdicts and the rows that broke them."""

from typing import Any

import duckdb
import polars as pl

from flows.quality import suites
from flows.quality.audit import RESULT_SCHEMA
from flows.quality.failures import FAILURE_SCHEMA, detail, record_key
from flows.warehouse import lake
from flows.warehouse.build import Connection, scalar, transaction
from flows.warehouse.check_files import SUITE, header
from flows.warehouse.extract import extract
from flows.warehouse.sql_files import SqlFile, layer

SAMPLE = 3
Judged = tuple[dict[str, Any], list[dict[str, Any]]]  # a verdict and failing rows
FEW_UNAUDITED = """
WITH passed AS (SELECT run_id, versions FROM ops.runs WHERE status = 'passed' ORDER BY run_number DESC LIMIT 1),
told AS (
    SELECT check_name, count(*) AS row_count FROM quality.check_failures SEMI JOIN passed USING (run_id) GROUP BY ALL
)
SELECT
    (SELECT versions FROM passed) = (SELECT versions FROM ops.runs WHERE run_id = $1)
    AND (SELECT count(DISTINCT article_id) FROM ops.unaudited_articles) * 10 <= (SELECT count(*) FROM main.articles)
    AND NOT EXISTS (
        FROM quality.check_results SEMI JOIN passed USING (run_id) LEFT JOIN told USING (check_name)
        WHERE list_contains($2, check_name) AND unexpected_count > coalesce(row_count, 0)
    )
"""
WARNED_OF = """
INSERT INTO ops.unaudited_articles
SELECT DISTINCT record_key FROM quality.check_failures WHERE run_id = $1 AND list_contains($2, check_name)
"""


def catalogue() -> pl.DataFrame:
    """What each check means, those of the suites and those of sql/4_checks: rows of quality.checks."""
    rows = []
    for file in layer(SUITE):
        said = header(file)
        row = {"suite": SUITE, "check_name": file.name, "scope": "warehouse", "table_name": said.table}
        rows.append({**row, "column_name": None, "severity": said.severity, "why": said.why, "mend": said.mend})
    return pl.concat([suites.catalogue(), pl.DataFrame(rows, schema=suites.CATALOGUE_SCHEMA)])


def check_warehouse(
    connection: Connection, most_failures: int = 0, *, is_whole: bool = True
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Verdicts and failing rows, in the columns of quality.check_results and check_failures without run and batch.

    One verdict a query of sql/4_checks; of each, the first `most_failures` rows in order. One that raises has failed.
    Not `is_whole`: checks of one article's rows read the articles of ops.unaudited_articles, the others all.
    """
    verdicts: list[dict[str, Any]] = []
    failures: list[dict[str, Any]] = []
    judged = {} if is_whole else _judge_articles(connection, most_failures)
    for file in layer(SUITE):
        verdict, rows = judged.get(file.name) or _judge(connection, file, most_failures)
        verdicts.append(verdict)
        failures += rows
    return pl.DataFrame(verdicts, schema=RESULT_SCHEMA), pl.DataFrame(failures, schema=FAILURE_SCHEMA)


def must_be_whole(connection: Connection, run_id: str) -> bool:
    """Whether the audit of a run has to read all articles: another version made some, or it must read many anyway.

    Also where the last audit found more than its failing rows name; and of a lake, which takes no extract.
    """
    if lake.is_lake(connection):
        return True
    return not scalar(connection, FEW_UNAUDITED, [run_id, _names()])


def note_passed(connection: Connection, run_id: str) -> None:
    """An audit passed: of known articles the next one has to read those that this one warned of."""
    with transaction(connection):
        connection.execute("DELETE FROM ops.unaudited_articles")
        connection.execute(WARNED_OF, [run_id, _names()])


def _of_articles() -> list[SqlFile]:
    return [file for file in layer(SUITE) if header(file).is_of_article]


def _names() -> list[str]:
    return [file.name for file in _of_articles()]


def _judge_articles(connection: Connection, most: int) -> dict[str, Judged]:
    """What the checks of one article's rows say of the articles of ops.unaudited_articles."""
    with extract(connection):
        return {file.name: _judge(connection, file, most) for file in _of_articles()}


def _judge(connection: Connection, file: SqlFile, most: int) -> Judged:
    said = header(file)
    named = {"suite": SUITE, "check_name": file.name, "table_name": said.table}
    count, rows, seen = _broken(connection, file, max(most, SAMPLE))
    failures = [
        {
            **named,
            "record_key": record_key(row[name] for name in said.key if name in row),
            "detail": detail({name: value for name, value in row.items() if name not in said.key}),
        }
        for row in rows[:most]
    ]
    verdict = {
        **named,
        "scope": "warehouse",
        "column_name": None,
        "severity": said.severity,
        "is_success": count == 0,
        "observed_value": seen,
        "checked_count": _rows(connection, said.table),
        "unexpected_count": count,
    }
    return verdict, failures


def _broken(connection: Connection, file: SqlFile, most: int) -> tuple[int, list[dict[str, Any]], str | None]:
    """How many rows a check gives, the first of them in order, and what is seen of the first few.

    A check that lacks memory, or its lake, says nothing of the data: that is raised.
    """
    try:
        relation = connection.sql(file.text)
        found = relation.order("ALL").limit(most).fetchall()
        count = int(relation.count("*").fetchall()[0][0]) if len(found) == most else len(found)
    except duckdb.Error as error:
        if isinstance(error, duckdb.OutOfMemoryException) or lake.is_lost(error):
            raise
        seen = f"raised: {str(error).splitlines()[0]}"
        return 1, [{"raised": seen}], seen
    seen = "; ".join(" ".join(str(value)[:80] for value in row) for row in found[:SAMPLE])
    return count, [dict(zip(relation.columns, row, strict=True)) for row in found], seen or None


def _rows(connection: Connection, table: str) -> int:
    name = table if "." in table else f"main.{table}"
    try:
        return int(connection.table(name).count("*").fetchall()[0][0])
    except duckdb.Error:
        return 0
