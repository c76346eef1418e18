"""Texts of the articles made anew -> pairs of articles that share most of the smaller one's text.

A text is the set of its shingles, five words long (Broder 1997). A sample of them by hash (FracMinHash), which keeps a
part's share of the whole, tells which articles to compare; those are compared by all their shingles. A pair depends on
the two texts and on how many articles hold what they share, so what a run changes is known from the sample alone.
"""

from flows.warehouse.build import TOUCHED, UNSETTLED_MIB, Connection, scalar, settle, transaction

MEETINGS_AT_A_TIME = 3_000_000  # so that counting them stays within a memory of 480 MiB
PAIRS_AT_A_TIME = 4_000  # as many: the shingles of two texts each are held at once
RULE = "(SELECT {} FROM ops.near_rules)"
SAMPLE = """
CREATE OR REPLACE TEMP TABLE touched_texts AS
SELECT article_id, version_id, sampled_shingles AS shingles FROM ops.recomputed_shingles
"""
GONE = f"ops.article_shingles ANTI JOIN touched_texts USING (article_id, version_id) WHERE {TOUCHED}"
COME = "touched_texts ANTI JOIN ops.article_shingles USING (article_id, version_id)"
REPLACE = (
    f"INSERT INTO ops.text_changes SELECT article_id, shingles, -1 FROM {GONE}",
    f"INSERT INTO ops.text_changes SELECT article_id, shingles, 1 FROM {COME}",
    f"DELETE FROM ops.article_shingles WHERE article_id IN (SELECT article_id FROM {GONE})",
    f"INSERT INTO ops.article_shingles FROM {COME}",
)
HELD = "(SELECT rowid AS place, article_id, unnest(shingles) AS shingle FROM ops.article_shingles)"
CHANGED_SHINGLES = """
CREATE OR REPLACE TEMP TABLE changed_shingles AS
SELECT shingle, sum(change) AS change FROM (SELECT unnest(shingles) AS shingle, change FROM ops.text_changes)
GROUP BY shingle
"""
# A shingle that becomes common, or is so no longer, also changes pairs of articles that the run did not touch.
CROSSED = f"""
CREATE OR REPLACE TEMP TABLE crossed_shingles AS
SELECT shingle FROM {HELD} INNER JOIN changed_shingles USING (shingle) GROUP BY shingle, change
HAVING (count(*) > {RULE.format("most_articles")}) <> (count(*) - change > {RULE.format("most_articles")})
"""
STALE = f"""
CREATE OR REPLACE TEMP TABLE stale_articles AS
SELECT article_id FROM ops.text_changes UNION SELECT article_id FROM {HELD} SEMI JOIN crossed_shingles USING (shingle)
"""
LEADS = f"""
CREATE OR REPLACE TEMP TABLE leads AS
WITH stale_shingles AS (SELECT shingle FROM {HELD} SEMI JOIN stale_articles USING (article_id) GROUP BY shingle),
rare AS (
    SELECT shingle FROM {HELD} SEMI JOIN stale_shingles USING (shingle) GROUP BY shingle
    HAVING count(*) BETWEEN 2 AND {RULE.format("most_articles")}
)
SELECT place, article_id IN (FROM stale_articles) AS is_stale, shingle FROM {HELD} SEMI JOIN rare USING (shingle)
"""
MEETINGS = """
SELECT coalesce(sum(stale_count * article_count), 0)
FROM (SELECT count(*) FILTER (WHERE is_stale) AS stale_count, count(*) AS article_count FROM leads GROUP BY shingle)
"""
NO_CANDIDATES = "CREATE OR REPLACE TEMP TABLE candidates (number BIGINT, one_id VARCHAR, two_id VARCHAR)"
CANDIDATES = f"""
INSERT INTO candidates
WITH met AS (
    SELECT one.place AS one_place, two.place AS two_place, count(*) AS shared_count
    FROM leads AS one INNER JOIN leads AS two ON one.shingle = two.shingle
    WHERE one.is_stale AND one.place % {{parts}} = {{part}} AND (one.place < two.place OR NOT two.is_stale)
    GROUP BY one_place, two_place
)
SELECT row_number() OVER () + (SELECT count(*) FROM candidates), ones.article_id, twos.article_id
FROM met
INNER JOIN ops.article_shingles AS ones ON one_place = ones.rowid
INNER JOIN ops.article_shingles AS twos ON two_place = twos.rowid
WHERE shared_count >= {RULE.format("least_sampled_share")} * least(len(ones.shingles), len(twos.shingles))
"""
DROP_PAIRS = """
DELETE FROM ops.near_pairs
WHERE first_article_id IN (FROM stale_articles) OR second_article_id IN (FROM stale_articles)
"""
SOME = "(FROM candidates WHERE number // {size} = {part})"
TOUCH = f"INSERT INTO ops.touched_articles SELECT one_id FROM {SOME} UNION SELECT two_id FROM {SOME}"
TEXTS = "CREATE TEMP TABLE texts AS SELECT article_id, shingles FROM ops.recomputed_shingles"
COMPARE = f"""
INSERT INTO ops.near_pairs
SELECT
    least(one_id, two_id), greatest(one_id, two_id), len(list_intersect(ones.shingles, twos.shingles)) AS shared_count,
    if(one_id < two_id, len(ones.shingles), len(twos.shingles)),
    if(one_id < two_id, len(twos.shingles), len(ones.shingles))
FROM {SOME} AS pairs
INNER JOIN texts AS ones ON one_id = ones.article_id
INNER JOIN texts AS twos ON two_id = twos.article_id
WHERE least(len(ones.shingles), len(twos.shingles)) >= {RULE.format("least_shingle_count")}
AND shared_count >= {RULE.format("least_containment")} * least(len(ones.shingles), len(twos.shingles))
"""
MADE = ("changed_shingles", "crossed_shingles", "stale_articles", "leads", "candidates")


def list_shingles(connection: Connection) -> None:
    """Inside a transaction: shingles of the touched articles anew, their versions being so; what changes is noted."""
    for statement in (SAMPLE, *REPLACE, "DROP TABLE touched_texts"):
        connection.execute(statement)


def compare(connection: Connection) -> None:
    """Once all touched articles have their shingles: the pairs that these change. The work list is used up.

    Some pairs at a time; what is noted as changed goes last, so that after a kill all of it is compared again.
    """
    if not scalar(connection, "SELECT count(*) FROM ops.text_changes"):
        return
    with transaction(connection):
        for statement in (CHANGED_SHINGLES, CROSSED, STALE, LEADS, NO_CANDIDATES, DROP_PAIRS):
            connection.execute(statement)
        parts = int(str(scalar(connection, MEETINGS))) // MEETINGS_AT_A_TIME + 1
        for part in range(parts):
            connection.execute(CANDIDATES.format(parts=parts, part=part))
    count = int(str(scalar(connection, "SELECT count(*) FROM candidates")))
    for part in range(count // PAIRS_AT_A_TIME + 1):
        with transaction(connection):
            connection.execute("DELETE FROM ops.touched_articles")
            connection.execute(TOUCH.format(size=PAIRS_AT_A_TIME, part=part))
            connection.execute(TEXTS)
            connection.execute(COMPARE.format(size=PAIRS_AT_A_TIME, part=part))
            connection.execute("DROP TABLE texts")
        settle(connection, UNSETTLED_MIB)
    for name in MADE:
        connection.execute(f"DROP TABLE {name}")
    connection.execute("DELETE FROM ops.text_changes")
