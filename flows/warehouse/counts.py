"""Mentions of the articles made anew -> counts by article, entity, day and pair, which views read in their stead.

Counted over all mentions, the views of a hundred thousand dumps take seconds; counted here, a run pays for what it
changes.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from flows.warehouse.build import TOUCHED, Connection, scalar, transaction
from flows.warehouse.lake import is_lake
from flows.warehouse.sql_files import layer

PAIRS_AT_A_TIME = 3_000_000  # so that counting them stays within a memory of 480 MiB
BEFORE = f"CREATE OR REPLACE TEMP TABLE entities_before AS FROM ops.article_entities WHERE {TOUCHED}"
NUMBER = """
INSERT INTO ops.entity_numbers
SELECT row_number() OVER (ORDER BY entity_id) + (SELECT count(*) FROM ops.entity_numbers), entity_id
FROM (
    SELECT DISTINCT mentions.entity_id
    FROM ops.latest_texts SEMI JOIN ops.touched_articles USING (article_id)
    INNER JOIN main.mentions ON latest_texts.version_id = mentions.version_id
    WHERE mentions.entity_id IS NOT NULL
) AS named ANTI JOIN ops.entity_numbers USING (entity_id)
"""
# An article that is seen again has the entities that it had: nothing to count.
CHANGED = f"""
INSERT INTO ops.entity_changes
WITH entities_after AS (FROM ops.article_entities WHERE {TOUCHED}),
changed AS (
    SELECT DISTINCT article_id FROM (
        (FROM entities_before EXCEPT FROM entities_after) UNION ALL (FROM entities_after EXCEPT FROM entities_before)
    )
)
SELECT *, -1 AS change FROM entities_before SEMI JOIN changed USING (article_id)
UNION ALL
SELECT *, 1 AS change FROM entities_after SEMI JOIN changed USING (article_id)
"""
CHANGED_DAYS = "(SELECT DISTINCT entity_number, first_captured_on FROM ops.entity_changes) AS changed"
SAME_DAY = """
{table}.entity_number IS NOT DISTINCT FROM changed.entity_number
AND {table}.first_captured_on IS NOT DISTINCT FROM changed.first_captured_on
"""
DROP_DAYS = f"DELETE FROM ops.entity_days USING {CHANGED_DAYS} WHERE {SAME_DAY.format(table='entity_days')}"
COUNT_DAYS = f"""
INSERT INTO ops.entity_days
SELECT entity_number, first_captured_on, sum(mention_count), count(*)
FROM ops.article_entities SEMI JOIN {CHANGED_DAYS} ON {SAME_DAY.format(table="article_entities")}
GROUP BY entity_number, first_captured_on
"""
LISTS = """
CREATE OR REPLACE TEMP TABLE changed_lists AS
SELECT list_sort(list(entity_number)) AS numbers, first_captured_on IS NULL AS is_undated, change
FROM ops.entity_changes WHERE entity_number IS NOT NULL
GROUP BY article_id, is_undated, change
"""
PAIR_COUNT = "SELECT coalesce(sum(len(numbers) * (len(numbers) - 1) // 2), 0) FROM changed_lists"
NO_PAIRS = "CREATE OR REPLACE TEMP TABLE changed_pairs AS FROM ops.pair_counts LIMIT 0"
PAIRS = """
INSERT INTO changed_pairs
WITH firsts AS (
    SELECT unnest(numbers) AS one, generate_subscripts(numbers, 1) AS place, numbers, is_undated, change
    FROM changed_lists
),
pairs AS (
    SELECT one, unnest(numbers[place + 1:]) AS two, is_undated, change
    FROM firsts WHERE one % {parts} = {part}
),
counted AS (
    SELECT one, two, sum(change) AS article_count, coalesce(sum(change) FILTER (WHERE is_undated), 0) AS undated_count
    FROM pairs GROUP BY one, two
    HAVING sum(change) <> 0 OR undated_count <> 0
)
SELECT
    if(ones.entity_id < twos.entity_id, one, two) AS first_number,
    if(ones.entity_id < twos.entity_id, two, one) AS second_number,
    article_count, undated_count
FROM counted
INNER JOIN ops.entity_numbers AS ones ON one = ones.entity_number
INNER JOIN ops.entity_numbers AS twos ON two = twos.entity_number
"""
TABLE = next(file for file in layer("1_tables") if file.name == "pair_counts")
PUT_ASIDE = "ALTER TABLE ops.pair_counts RENAME TO pair_counts_before"
IN_ORDER = "ORDER BY first_number, second_number"  # takes a third less place
# A new table: to change rows all over one of millions takes more memory than to write it.
COUNT_PAIRS = f"""
INSERT INTO ops.pair_counts
FROM ops.pair_counts_before ANTI JOIN changed_pairs USING (first_number, second_number)
UNION ALL
SELECT first_number, second_number, sum(article_count), sum(undated_count)
FROM (
    FROM ops.pair_counts_before SEMI JOIN changed_pairs USING (first_number, second_number)
    UNION ALL
    FROM changed_pairs
)
GROUP BY first_number, second_number HAVING sum(article_count) > 0
{IN_ORDER}
"""
# A few are changed in place; and a lake renames no table within a transaction, and writes new files for changes.
FEW_PAIRS = 100_000
IN_CHANGED = "(first_number, second_number) IN (SELECT (first_number, second_number) FROM changed_pairs)"
COUNT_IN_PLACE = (
    f"CREATE OR REPLACE TEMP TABLE pairs_before AS FROM ops.pair_counts WHERE {IN_CHANGED}",
    f"DELETE FROM ops.pair_counts WHERE {IN_CHANGED}",
    """
INSERT INTO ops.pair_counts
SELECT first_number, second_number, sum(article_count), sum(undated_count)
FROM (FROM pairs_before UNION ALL FROM changed_pairs)
GROUP BY first_number, second_number HAVING sum(article_count) > 0
""",
    "DROP TABLE pairs_before",
)
# No name stays behind of an entity that is gone; its number does, because views find names by their place.
FREE = """
UPDATE ops.entity_numbers SET entity_id = NULL
WHERE entity_id IS NOT NULL AND entity_number NOT IN (
    SELECT entity_number FROM ops.entity_days WHERE entity_number IS NOT NULL
)
"""


@contextmanager
def recounted(connection: Connection) -> Iterator[None]:
    """Inside a transaction: once the block has made the touched articles anew, what they change is noted."""
    connection.execute(BEFORE)
    yield
    connection.execute(CHANGED)
    connection.execute("DROP TABLE entities_before")


def count_changes(connection: Connection) -> None:
    """Count what is noted, an article at most once, by day and pair; all or nothing."""
    if not scalar(connection, "SELECT count(*) FROM ops.entity_changes"):
        return
    with transaction(connection):
        for statement in (DROP_DAYS, COUNT_DAYS, LISTS):
            connection.execute(statement)
        _count_pairs(connection)
        connection.execute(FREE)
        connection.execute("DELETE FROM ops.entity_changes")
        for name in ("changed_lists", "changed_pairs"):
            connection.execute(f"DROP TABLE {name}")


def _count_pairs(connection: Connection) -> None:
    """What the changed articles add to pairs and take from them."""
    parts = int(str(scalar(connection, PAIR_COUNT))) // PAIRS_AT_A_TIME + 1
    connection.execute(NO_PAIRS)
    for part in range(parts):
        connection.execute(PAIRS.format(parts=parts, part=part))
    if not scalar(connection, "SELECT count(*) FROM ops.pair_counts"):
        connection.execute(f"INSERT INTO ops.pair_counts FROM changed_pairs {IN_ORDER}")
        return
    count = int(str(scalar(connection, "SELECT count(*) FROM changed_pairs")))
    if count and (count <= FEW_PAIRS or is_lake(connection)):
        for statement in COUNT_IN_PLACE:
            connection.execute(statement)
    elif count:
        connection.execute(PUT_ASIDE)
        connection.execute(TABLE.text)
        connection.execute(COUNT_PAIRS)
        connection.execute("DROP TABLE ops.pair_counts_before")


def list_entities(connection: Connection) -> None:
    """Inside `recounted`: entities and countries of the touched articles anew, the articles and mentions being so."""
    connection.execute(NUMBER)
    for name in ("entities", "countries"):
        connection.execute(f"DELETE FROM ops.article_{name} WHERE {TOUCHED}")
        connection.execute(f"INSERT INTO ops.article_{name} SELECT * FROM ops.recomputed_{name}")
