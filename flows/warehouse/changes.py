"""Facts before and after they are replaced -> the trace in ops.changes."""

from collections.abc import Iterator
from contextlib import contextmanager

from flows.warehouse.build import Connection

# One that came in this very run was never known: nothing to trace.
BEFORE = """
CREATE OR REPLACE TEMP TABLE facts_before AS
SELECT * FROM ops.touched_facts WHERE first_run_id <> $run
"""
DIFFERENCES = """
CREATE OR REPLACE TEMP TABLE differences AS
WITH facts_after AS (
    SELECT * FROM ops.touched_facts
    WHERE (table_name = 'articles') = $is_of_articles AND owner_id IN (SELECT owner_id FROM facts_before)
)
SELECT table_name, record_key, facts_before.first_run_id, facts_before.fact AS before, facts_after.fact AS after
FROM facts_before FULL JOIN facts_after USING (table_name, record_key)
WHERE facts_before.fact IS DISTINCT FROM facts_after.fact
"""
KIND = "CASE WHEN {before} IS NULL THEN 'insert' WHEN {after} IS NULL THEN 'delete' ELSE 'update' END"
# A fact that changes twice in a run has one row: as it was before the run, as it is now.
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
    SELECT * FROM differences
    ANTI JOIN (FROM ops.changes WHERE run_id = $run) USING (table_name, record_key)
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
INSERT INTO ops.changes
SELECT $run, 'mentions', 'gazetteer', 'update', to_json(mentions_before), to_json(mentions_after), NULL
FROM mentions_before CROSS JOIN (
    SELECT $version AS gazetteer_version, count(*) AS mention_count, count(entity_id) AS linked_count
    FROM main.mentions SEMI JOIN (FROM facts_before WHERE table_name = 'articles') AS known
    ON mentions.article_id = known.owner_id
) AS mentions_after
"""


@contextmanager
def traced(connection: Connection, run_id: str, *, of_articles: bool) -> Iterator[None]:
    """Inside a transaction: what the block changes of the touched captures' facts, or articles', goes to ops.changes.

    A capture or article that was not there before leaves no trace: ops.loads and ops.known_articles say when it came.
    """
    kind = "table_name = 'articles'" if of_articles else "table_name <> 'articles'"
    run = {"run": run_id}
    connection.execute(f"{BEFORE} AND {kind}", run)
    yield
    connection.execute(DIFFERENCES, {"is_of_articles": of_articles})
    connection.execute(FOLD, run)
    connection.execute(INSERT, run)
    connection.execute(UNDONE, run)


@contextmanager
def traced_mentions(connection: Connection, run_id: str, gazetteer_version: str) -> Iterator[None]:
    """Inside `traced`: what a new gazetteer makes of the mentions of known articles goes to ops.changes in counts."""
    connection.execute(MENTIONS_BEFORE, {"version": gazetteer_version})
    yield
    connection.execute(MENTIONS, {"run": run_id, "version": gazetteer_version})
