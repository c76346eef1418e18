"""Facts before and after they are replaced -> the trace in ops.changes."""

from collections.abc import Iterator
from contextlib import contextmanager

import polars as pl

from flows.warehouse.build import Connection

KEYS = {
    "captures": ("capture_id",),
    "appearances": ("capture_id", "position"),
    "rates": ("capture_id", "base_currency", "quote_currency"),
    "articles": ("article_id",),
}
OF_CAPTURES = ("captures", "appearances", "rates")
OF_ARTICLES = ("articles",)
TOUCHED = {"capture_id": "ops.touched_captures", "article_id": "ops.touched_articles"}
BIRTHS = {"capture_id": "ops.loads", "article_id": "ops.known_articles"}
NO_FACTS = ("parser_version", "print_id")  # they tell which code read a fact, not what it is

# Every value as text: decimals stay exact, and one comparison tells whether a row differs.
FACTS = """
SELECT
    '{table}' AS table_name, concat_ws('/', {key}) AS record_key, {owner} AS owner_id, births.first_run_id,
    to_json(fact) AS fact
FROM (SELECT COLUMNS({columns})::VARCHAR FROM {database}main.{table} {chosen}) AS fact
INNER JOIN {database}{births} AS births USING ({owner})
"""
# What came in this very run was never known: nothing to trace.
BEFORE = "CREATE OR REPLACE TEMP TABLE facts_before AS FROM ({facts}) WHERE first_run_id <> $run"
DIFFERENCES = """
CREATE OR REPLACE TEMP TABLE differences AS
WITH facts_after AS (FROM ({facts}) WHERE owner_id IN (SELECT owner_id FROM facts_before))
SELECT table_name, record_key, facts_before.first_run_id, facts_before.fact AS before, facts_after.fact AS after
FROM facts_before FULL JOIN facts_after USING (table_name, record_key)
WHERE facts_before.fact IS DISTINCT FROM facts_after.fact
"""
KIND = "CASE WHEN {before} IS NULL THEN 'insert' WHEN {after} IS NULL THEN 'delete' ELSE 'update' END"
# A fact that changes twice in a run has one row: as it was before the run, and as it is now.
FOLD = f"""
UPDATE ops.changes
SET after = differences.after, kind = {KIND.format(before="changes.before", after="differences.after")}
FROM differences
WHERE changes.run_id = $run
  AND changes.table_name = differences.table_name AND changes.record_key = differences.record_key
"""
INSERT = f"""
INSERT INTO ops.changes BY NAME
WITH fresh AS (
    FROM differences ANTI JOIN (FROM ops.changes WHERE run_id = $run) USING (table_name, record_key)
),
brought AS (
    SELECT table_name, record_key, first_run_id AS run_id FROM fresh WHERE before IS NOT NULL
    UNION ALL
    SELECT table_name, record_key, changes.run_id
    FROM ops.changes SEMI JOIN fresh USING (table_name, record_key)
    WHERE after IS NOT NULL
),
since AS (
    SELECT table_name, record_key, arg_max(run_id, run_number) AS since_run_id
    FROM brought INNER JOIN ops.runs USING (run_id)
    GROUP BY table_name, record_key
)
SELECT
    $run AS run_id, table_name, record_key, {KIND.format(before="before", after="after")} AS kind,
    before, after, CASE WHEN before IS NOT NULL THEN since_run_id END AS since_run_id
FROM fresh LEFT JOIN since USING (table_name, record_key)
"""
UNDONE = "DELETE FROM ops.changes WHERE run_id = $run AND before IS NOT DISTINCT FROM after"
MENTIONS_BEFORE = """
CREATE OR REPLACE TEMP TABLE mentions_before AS
SELECT max(gazetteer_version) AS gazetteer_version, count(*) AS mention_count, count(entity_id) AS linked_count
FROM main.mentions WHERE gazetteer_version <> $version HAVING count(*) > 0
"""
MENTIONS = """
INSERT INTO ops.changes BY NAME
SELECT
    $run AS run_id, 'mentions' AS table_name, 'gazetteer' AS record_key, 'update' AS kind,
    to_json(mentions_before) AS before, to_json(mentions_after) AS after
FROM mentions_before CROSS JOIN (
    SELECT $version AS gazetteer_version, count(*) AS mention_count, count(entity_id) AS linked_count
    FROM main.mentions WHERE article_id IN (SELECT owner_id FROM facts_before)
) AS mentions_after
"""
# The age of what is loaded, or refused, as it was before; of the rest, the rebuild is the first to know.
CARRIED = """
UPDATE ops.loads SET first_run_id = earlier.first_run_id
FROM history.ops.loads AS earlier
WHERE loads.capture_id = earlier.capture_id
  AND (loads.capture_id IN (SELECT capture_id FROM main.captures))
    = (loads.capture_id IN (SELECT capture_id FROM history.main.captures))
"""
SHARED = """
SELECT column_name FROM duckdb_columns()
WHERE schema_name = 'main' AND table_name = $table
  AND database_name IN (current_database(), coalesce($other, current_database()))
GROUP BY column_name HAVING count(*) = 1 + ($other IS NOT NULL)::INT ORDER BY min(column_index)
"""


@contextmanager
def traced(connection: Connection, run_id: str, tables: tuple[str, ...]) -> Iterator[None]:
    """Inside a transaction: what the block changes of the touched facts of the tables goes to ops.changes.

    A capture or article that was not there before leaves no trace: ops.loads and ops.known_articles say when it came.
    """
    facts = _facts({table: _columns(connection, table) for table in tables}, touched=True)
    connection.execute(BEFORE.format(facts=facts), {"run": run_id})
    yield
    _trace(connection, run_id, facts)


@contextmanager
def traced_mentions(connection: Connection, run_id: str, gazetteer_version: str) -> Iterator[None]:
    """Inside `traced` articles: what a new gazetteer makes of their mentions goes to ops.changes, in counts."""
    connection.execute(MENTIONS_BEFORE, {"version": gazetteer_version})
    yield
    connection.execute(MENTIONS, {"run": run_id, "version": gazetteer_version})


def trace_rebuilt(connection: Connection, run_id: str) -> None:
    """After a rebuild: what differs from the facts of the attached database `history` goes to ops.changes."""
    connection.execute(CARRIED)
    columns = {table: _columns(connection, table, "history") for table in KEYS}
    connection.execute(BEFORE.format(facts=_facts(columns, "history.")), {"run": run_id})
    _trace(connection, run_id, _facts(columns))


def counted(connection: Connection, run_id: str) -> pl.DataFrame:
    """What the run changed of known facts: table_name, kind, fact_count."""
    query = """
    SELECT table_name, kind, COUNT(*) AS fact_count FROM ops.changes WHERE run_id = $run GROUP BY ALL ORDER BY ALL
    """
    return connection.sql(query, params={"run": run_id}).pl()


def _trace(connection: Connection, run_id: str, facts: str) -> None:
    run = {"run": run_id}
    connection.execute(DIFFERENCES.format(facts=facts))
    for statement in (FOLD, INSERT, UNDONE):
        connection.execute(statement, run)


def _facts(columns: dict[str, list[str]], database: str = "", *, touched: bool = False) -> str:
    """A query for the facts of tables, with these columns of each; or for those alone that the work lists name."""
    queries = []
    for table, names in columns.items():
        owner, *_ = KEYS[table]
        queries.append(
            FACTS.format(
                table=table,
                key=", ".join(KEYS[table]),
                owner=owner,
                columns=names,
                database=database,
                births=BIRTHS[owner],
                chosen=f"SEMI JOIN {TOUCHED[owner]} USING ({owner})" if touched else "",
            )
        )
    return " UNION ALL ".join(queries)


def _columns(connection: Connection, table: str, other: str | None = None) -> list[str]:
    """Columns of a table of main that tell facts; those alone that another database has too."""
    rows = connection.execute(SHARED, {"table": table, "other": other}).fetchall()
    return [name for (name,) in rows if name not in NO_FACTS]
