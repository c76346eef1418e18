"""Audited batches -> the build database, one transaction a batch."""

from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from flows.warehouse import audit_log
from flows.warehouse.build import Connection, insert, scalar, transaction

BY_CAPTURE = (
    "main.captures",
    "main.appearances",
    "main.rates",
    "quality.unparsed_lines",
    "quality.ignored_lines",
)


@dataclass(frozen=True)
class Batch:
    """Frames in the columns of the tables they go to.

    captures, appearances, rates, prints, print_mentions, unparsed_lines, ignored_lines, quarantine, results, failures;
    files as ops.capture_files without first_run_id; loads (capture_id, metadata_hash) of all that the batch loads or
    refuses.
    """

    batch_id: str
    captures: pl.DataFrame
    appearances: pl.DataFrame
    rates: pl.DataFrame
    prints: pl.DataFrame
    print_mentions: pl.DataFrame
    unparsed_lines: pl.DataFrame
    ignored_lines: pl.DataFrame
    quarantine: pl.DataFrame
    results: pl.DataFrame
    failures: pl.DataFrame
    files: pl.DataFrame
    loads: pl.DataFrame


def now() -> datetime:
    """The time in UTC, without a zone, as the ops tables hold it."""
    return datetime.now(UTC).replace(tzinfo=None)


def load(connection: Connection, batch: Batch, run_id: str, parser_version: str, gazetteer_version: str) -> None:
    """Replace the batch's own captures by its rows, and list the articles that this touches."""
    with transaction(connection):
        is_redone = _take_out(connection, batch.loads)
        for name in BY_CAPTURE:
            insert(connection, name, getattr(batch, name.split(".")[1]))
        _add_prints(connection, batch, gazetteer_version, replace=is_redone)
        touched = batch.appearances.select("article_id").unique()
        insert(connection, "ops.touched_articles", touched)
        _quarantine(connection, batch, run_id)
        _log_files(connection, batch.files, run_id)
        versions = {"parser_version": parser_version, "gazetteer_version": gazetteer_version, "run_id": run_id}
        stamped = batch.loads.with_columns(
            **{name: pl.lit(value) for name, value in versions.items()}, recorded_at=now()
        )
        insert(connection, "ops.loads", stamped)
        audit_log.add(connection, batch.results, batch.failures, run_id, batch.batch_id)


def _take_out(connection: Connection, loads: pl.DataFrame) -> bool:
    """Remove what an earlier run loaded of these captures; its articles are touched. Returns whether there was any."""
    connection.register("batch_loads", loads)
    known = scalar(connection, "SELECT COUNT(*) FROM ops.loads SEMI JOIN batch_loads USING (capture_id)")
    if known:
        connection.execute(
            "INSERT INTO ops.touched_articles SELECT DISTINCT article_id FROM main.appearances"
            " SEMI JOIN batch_loads USING (capture_id)"
        )
        for table in (*BY_CAPTURE, "ops.loads"):
            connection.execute(f"DELETE FROM {table} WHERE capture_id IN (SELECT capture_id FROM batch_loads)")
    connection.unregister("batch_loads")
    return bool(known)


def _add_prints(connection: Connection, batch: Batch, gazetteer_version: str, *, replace: bool) -> None:
    """Add prints that are new, and the mentions of those that were matched now; what is known may be parsed anew."""
    connection.register("batch_prints", batch.prints)
    if replace:
        connection.execute("DELETE FROM ops.prints WHERE print_id IN (SELECT print_id FROM batch_prints)")
    connection.execute(
        "INSERT INTO ops.prints BY NAME SELECT *, $version AS gazetteer_version FROM batch_prints"
        " ANTI JOIN ops.prints USING (print_id)",
        {"version": gazetteer_version},
    )
    connection.unregister("batch_prints")
    insert(connection, "ops.print_mentions", batch.print_mentions)


def _quarantine(connection: Connection, batch: Batch, run_id: str) -> None:
    """Add refusals; one that stood before keeps its first run; those of these captures that are gone are resolved."""
    connection.register("batch_loads", batch.loads)
    connection.register("batch_files", batch.files)
    connection.register("batch_quarantine", batch.quarantine)
    connection.execute(
        """
        UPDATE quality.quarantine SET resolved_run_id = $run
        WHERE resolved_run_id IS NULL
          AND quarantine_id NOT IN (SELECT quarantine_id FROM batch_quarantine)
          AND capture_id IN (
              SELECT capture_id FROM batch_loads
              UNION
              SELECT earlier.capture_id
              FROM ops.capture_files AS earlier
              INNER JOIN batch_files ON earlier.uri = batch_files.uri
              WHERE earlier.capture_id <> batch_files.capture_id
                AND earlier.capture_id NOT IN (SELECT capture_id FROM main.captures)
          )
        """,
        {"run": run_id},
    )
    connection.execute(
        "UPDATE quality.quarantine SET resolved_run_id = NULL"
        " WHERE quarantine_id IN (SELECT quarantine_id FROM batch_quarantine)"
    )
    connection.execute(
        "INSERT INTO quality.quarantine BY NAME SELECT *, $run AS first_run_id, NULL AS resolved_run_id"
        " FROM batch_quarantine ANTI JOIN quality.quarantine USING (quarantine_id)",
        {"run": run_id},
    )
    for name in ("batch_loads", "batch_files", "batch_quarantine"):
        connection.unregister(name)


def _log_files(connection: Connection, files: pl.DataFrame, run_id: str) -> None:
    """Record where captures lie; a file seen before keeps its first run."""
    connection.register("batch_files", files)
    firsts = connection.sql("SELECT uri, first_run_id FROM ops.capture_files SEMI JOIN batch_files USING (uri)").pl()
    connection.execute("DELETE FROM ops.capture_files WHERE uri IN (SELECT uri FROM batch_files)")
    connection.unregister("batch_files")
    stamped = files.join(firsts, on="uri", how="left").with_columns(pl.col("first_run_id").fill_null(run_id))
    insert(connection, "ops.capture_files", stamped)


def stale_prints(connection: Connection, gazetteer_version: str, most: int) -> pl.DataFrame:
    """Some prints of another gazetteer: print_id, article_id, headline, body."""
    query = """
    SELECT print_id, article_id, headline, body FROM ops.prints
    WHERE gazetteer_version <> $version ORDER BY print_id LIMIT $most
    """
    return connection.sql(query, params={"version": gazetteer_version, "most": most}).pl()


def rematch(connection: Connection, prints: pl.DataFrame, mentions: pl.DataFrame, gazetteer_version: str) -> None:
    """Replace the mentions of the prints, and list their articles as touched."""
    with transaction(connection):
        connection.register("batch_prints", prints.select("print_id", "article_id"))
        wanted = "(SELECT print_id FROM batch_prints)"
        connection.execute(f"DELETE FROM ops.print_mentions WHERE print_id IN {wanted}")
        insert(connection, "ops.print_mentions", mentions)
        connection.execute(
            f"UPDATE ops.prints SET gazetteer_version = ? WHERE print_id IN {wanted}", [gazetteer_version]
        )
        connection.execute("INSERT INTO ops.touched_articles SELECT DISTINCT article_id FROM batch_prints")
        connection.unregister("batch_prints")


def recompute(connection: Connection, gazetteer_version: str) -> int:
    """Make every touched article anew from all its appearances; drop orphans. Returns how many were touched."""
    touched = "(SELECT article_id FROM ops.touched_articles)"
    with transaction(connection):
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE distinct_touched AS SELECT DISTINCT article_id FROM ops.touched_articles"
        )
        connection.execute("DELETE FROM ops.touched_articles")
        connection.execute("INSERT INTO ops.touched_articles SELECT article_id FROM distinct_touched")
        count = int(str(scalar(connection, "SELECT COUNT(*) FROM ops.touched_articles")))
        if count:
            for table in ("main.mentions", "main.article_versions", "main.articles"):
                connection.execute(f"DELETE FROM {table} WHERE article_id IN {touched}")
            orphans = f"article_id IN {touched} AND print_id NOT IN (SELECT print_id FROM main.appearances)"
            connection.execute(
                f"DELETE FROM ops.print_mentions WHERE print_id IN (SELECT print_id FROM ops.prints WHERE {orphans})"
            )
            connection.execute(f"DELETE FROM ops.prints WHERE {orphans}")
            for name in ("versions", "articles", "mentions"):
                table = "article_versions" if name == "versions" else name
                connection.execute(f"INSERT INTO main.{table} BY NAME SELECT * FROM ops.recomputed_{name}")
        connection.execute("DELETE FROM main.entities WHERE origin = 'discovered'")
        connection.execute("INSERT INTO main.entities BY NAME SELECT * FROM ops.discovered_entities")
        connection.execute("UPDATE ops.loads SET gazetteer_version = ?", [gazetteer_version])
        connection.execute("DELETE FROM ops.touched_articles")
    return count
