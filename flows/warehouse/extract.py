"""All rows of some articles, as a small warehouse beside the whole: what a check of one article's rows has to read."""

from collections.abc import Iterator
from contextlib import contextmanager

from flows.warehouse.build import Connection, scalar

WANTED = "article_id IN (SELECT article_id FROM ops.unaudited_articles)"
TABLES = {
    "main.articles": WANTED,
    "main.article_versions": WANTED,
    "main.appearances": WANTED,
    "main.mentions": WANTED,
    "ops.prints": WANTED,
    "ops.print_mentions": f"print_id IS NULL OR print_id IN (SELECT print_id FROM ops.prints WHERE {WANTED})",
}


@contextmanager
def extract(connection: Connection) -> Iterator[None]:
    """While the block runs, the tables of the connection hold the articles of ops.unaudited_articles and no other."""
    whole = scalar(connection, "SELECT current_database()")
    connection.execute("ATTACH ':memory:' AS extract")
    try:
        connection.execute("CREATE SCHEMA extract.ops")
        for table, wanted in TABLES.items():
            connection.execute(f"CREATE TABLE extract.{table} AS FROM {table} WHERE {wanted}")
        connection.execute("USE extract")
        yield
    finally:
        connection.execute(f'USE "{whole}"')
        connection.execute("DETACH extract")
