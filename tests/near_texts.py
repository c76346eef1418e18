"""Texts straight into a build database, as a run leaves them: one article, version and print each."""

import duckdb
import polars as pl

from flows.parsing.normalise import normalised
from flows.warehouse import load, near
from flows.warehouse.build import insert, transaction

TABLES = {
    "main.articles": "SELECT article_id, 'x' AS outlet, 'news' AS genre, 1 AS appearance_count, 1 AS edition_count",
    "main.article_versions": "SELECT version_id, article_id, body, 1 AS edition, TRUE AS is_longest,"
    " FALSE AS is_truncated, [] AS captions, 0 AS word_count, 0 AS char_count, version_id AS print_id",
    "ops.prints": "SELECT version_id AS print_id, version_id, article_id, 'x' AS outlet, body, plain_body,"
    " 'news' AS genre, 1 AS paragraph_count, FALSE AS is_truncated, [] AS captions, 0 AS word_count, 0 AS char_count,"
    " '' AS gazetteer_version",
}
PAIRS = """
SELECT first_article_id, second_article_id, shared_shingle_count, first_shingle_count, second_shingle_count
FROM ops.near_pairs ORDER BY ALL
"""


def put(
    connection: duckdb.DuckDBPyConnection,
    texts: pl.DataFrame,
    gone: list[str] | None = None,
    *,
    is_stored: bool = False,
) -> None:
    """Articles (article_id, body) in place of what stood there, without those that are gone, and their pairs."""
    if not is_stored:
        store(connection, texts, gone)
    touched = pl.concat([texts["article_id"], pl.Series("article_id", gone or [], pl.String)]).unique()
    if touched.is_empty():
        return
    with transaction(connection):
        for at in range(0, len(touched), load.SLICE):
            connection.execute("DELETE FROM ops.touched_articles")
            insert(connection, "ops.touched_articles", touched[at : at + load.SLICE].to_frame())
            near.list_shingles(connection)
        near.compare(connection)
        connection.execute("DELETE FROM ops.touched_articles")


def store(connection: duckdb.DuckDBPyConnection, texts: pl.DataFrame, gone: list[str] | None = None) -> None:
    """Articles, versions and prints alone."""
    version = pl.col("article_id") + pl.col("body").hash().cast(pl.String)
    connection.register("texts_put", texts.with_columns(plain_body=normalised(pl.col("body")), version_id=version))
    connection.register("gone_put", pl.DataFrame({"article_id": gone or []}, {"article_id": pl.String}))
    for table, select in TABLES.items():
        for old in ("texts_put", "gone_put"):
            connection.execute(f"DELETE FROM {table} WHERE article_id IN (SELECT article_id FROM {old})")
        connection.execute(f"INSERT INTO {table} BY NAME {select} FROM texts_put")
    connection.unregister("texts_put")
    connection.unregister("gone_put")


def pairs(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, int, int, int]]:
    """The pairs kept: two article ids, shingles shared, and of each."""
    return connection.execute(PAIRS).fetchall()
