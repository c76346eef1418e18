"""A warehouse -> how long every view of `report` takes to answer, as a Markdown table.

`python -m tests.benchmarks.views WAREHOUSE.duckdb [--rounds 5] [--threads 2]`. Nothing is asserted.
"""

import argparse
import time
from pathlib import Path
from statistics import median

import duckdb

MOST_ROWS = 1000
AIM_MS = 300
VIEWS = "SELECT view_name FROM duckdb_views() WHERE schema_name = 'report' ORDER BY view_name"
MACROS = {"articles_as_known": "now()::TIMESTAMP", "freshness": "current_date", "rates_as_known": "now()::TIMESTAMP"}
# The order in which the report site reads a view; of the others the first rows are taken as they come.
ORDERS = {
    "articles_daily": "date DESC",
    "articles_latest": "last_captured_on DESC NULLS LAST, article_id",
    "cross_rates": "observed_on DESC, base_currency, quote_currency",
    "discovered_names": "article_count DESC, mention_count DESC, name, entity_type",
    "entity_pairs": "article_count DESC, pmi DESC, first_entity_id, second_entity_id",
    "entity_ranking": "rank, entity_id",
    "listing_dwell": "days_listed DESC, span_days DESC, listing_id, article_id",
    "mentions_daily": "date DESC, article_count DESC, entity_id",
    "news_and_rates": "date DESC, base_currency, quote_currency",
    "pager_coverage": "article_count DESC, listing_id",
    "rates_daily": "date DESC, base_currency, quote_currency",
    "rates_latest": "base_currency, quote_currency",
    "rates_monthly": "month_starts_on DESC, base_currency, quote_currency",
}


def latency(connection: duckdb.DuckDBPyConnection, query: str, rounds: int) -> tuple[float, float]:
    """Medians over the rounds, after one to warm up: milliseconds of the clock, and of all processors."""
    connection.execute(query).fetchall()
    walls, works = [], []
    for _ in range(rounds):
        wall, work = time.perf_counter(), time.process_time()
        connection.execute(query).fetchall()
        walls.append(1000 * (time.perf_counter() - wall))
        works.append(1000 * (time.process_time() - work))
    return median(walls), median(works)


def table(warehouse: Path, rounds: int, threads: int) -> str:
    """A line a view: its rows, and what counting them, and fetching the first 1,000 in order, takes."""
    lines = [
        "| view | rows | count ms | its CPU ms | first 1,000 rows ms | its CPU ms | |",
        "|---|--:|--:|--:|--:|--:|---|",
    ]
    with duckdb.connect(str(warehouse), read_only=True, config={"threads": str(threads)}) as connection:
        names = {name: f"report.{name}" for (name,) in connection.execute(VIEWS).fetchall()}
        names |= {name: f"report.{name}({given})" for name, given in MACROS.items()}
        for name, source in sorted(names.items()):
            count = f"SELECT count(*) FROM (FROM {source})"
            order = f"ORDER BY {ORDERS[name]} " if name in ORDERS else ""
            rows = connection.execute(count).fetchall()[0][0]
            counted = latency(connection, count, rounds)
            fetched = latency(connection, f"FROM {source} {order}LIMIT {MOST_ROWS}", rounds)
            slow = f"over {AIM_MS} ms" if max(counted[0], fetched[0]) > AIM_MS else ""
            numbers = " | ".join(f"{number:,.0f}" for number in (rows, *counted, *fetched))
            lines.append(f"| `{name}` | {numbers} | {slow} |")
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="How long the views of a warehouse take.")
    parser.add_argument("warehouse", type=Path, help="a release")
    parser.add_argument("--rounds", type=int, default=5, help="of which the median is told")
    parser.add_argument("--threads", type=int, default=2, help="of DuckDB")
    given = parser.parse_args()
    print(table(given.warehouse, given.rounds, given.threads))
