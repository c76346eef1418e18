"""Verdicts of the audit -> quality.check_results, check_failures and checks; failing rows of old runs go."""

import polars as pl

from flows.warehouse.build import Connection, insert, transaction

# Failing rows of a batch stay while a capture of its run is loaded: a batch is judged once, when it is loaded.
# sql/4_checks judge all anew in every run, so only the last runs' rows are of use.
OUTDATED = """
DELETE FROM quality.check_failures
WHERE run_id NOT IN (SELECT run_id FROM ops.runs ORDER BY started_at DESC, run_id DESC LIMIT $keep)
  AND (batch_id = 'warehouse' OR run_id NOT IN (SELECT run_id FROM ops.loads))
"""


def add(connection: Connection, results: pl.DataFrame, failures: pl.DataFrame, run_id: str, batch_id: str) -> None:
    """Record verdicts of a run's batch, and the rows that broke them."""
    of = {"run_id": pl.lit(run_id), "batch_id": pl.lit(batch_id)}
    insert(connection, "quality.check_results", results.with_columns(**of))
    insert(connection, "quality.check_failures", failures.with_columns(**of))


def prune(connection: Connection, keep: int) -> None:
    """Remove failing rows that say nothing of what is loaded, but for the last `keep` runs; verdicts stay."""
    connection.execute(OUTDATED, {"keep": keep})


def replace_catalogue(connection: Connection, checks: pl.DataFrame) -> None:
    """Set quality.checks to what each check means now."""
    with transaction(connection):
        connection.execute("DELETE FROM quality.checks")
        insert(connection, "quality.checks", checks)


def verdicts(connection: Connection, run_id: str) -> pl.DataFrame:
    """The run's verdicts over its batches, what failed first: a row a check.

    Columns: table_name, check_name, severity, is_success, checked_count, unexpected_count, why, mend.
    """
    query = """
    SELECT
        results.table_name, results.check_name, results.severity, BOOL_AND(results.is_success) AS is_success,
        SUM(results.checked_count)::BIGINT AS checked_count,
        SUM(results.unexpected_count)::BIGINT AS unexpected_count,
        ANY_VALUE(checks.why) AS why, ANY_VALUE(checks.mend) AS mend
    FROM quality.check_results AS results
    LEFT JOIN quality.checks USING (suite, check_name)
    WHERE results.run_id = $run
    GROUP BY results.suite, results.table_name, results.check_name, results.severity
    ORDER BY is_success, results.severity, results.table_name, results.check_name
    """
    return connection.sql(query, params={"run": run_id}).pl()
