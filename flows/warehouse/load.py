"""Audited batches -> the build database, one transaction a batch."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import polars as pl

from flows.dumps.raw import RAW_SCHEMA
from flows.warehouse import audit_log
from flows.warehouse.build import TOUCHED, UNSETTLED_MIB, Connection, insert, scalar, settle, transaction
from flows.warehouse.changes import OF_ARTICLES, OF_CAPTURES, traced, traced_mentions
from flows.warehouse.counts import count_changes, list_entities, recounted
from flows.warehouse.near import compare, list_shingles

FORGOTTEN_SCHEMA = {"capture_id": pl.String, "file_id": pl.String}
BY_CAPTURE = (
    "main.captures",
    "main.appearances",
    "main.rates",
    "quality.unparsed_lines",
    "quality.ignored_lines",
)
SLICE = 5000  # articles that are made anew at a time: all their texts have to fit in memory


@dataclass(frozen=True)
class Batch:
    """Frames in the columns of the tables they go to.

    captures, appearances, rates, prints, print_mentions, unparsed_lines, ignored_lines, quarantine, results, failures;
    files as ops.capture_files without first_run_id; loads (capture_id, metadata_hash) of all that the batch loads or
    refuses; raw (capture_id, raw) for the raw store; forgotten (capture_id, file_id) for files that hold a forgotten
    capture.
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
    raw: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=RAW_SCHEMA))
    forgotten: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=FORGOTTEN_SCHEMA))

    @property
    def refused(self) -> pl.DataFrame:
        """Rows of its quarantine that are a whole dump."""
        return self.quarantine.filter(pl.col("line_start").is_null())


def now() -> datetime:
    """The time in UTC, without a zone, as the ops tables hold it."""
    return datetime.now(UTC).replace(tzinfo=None)


def utc(nanoseconds: int) -> datetime:
    """A time since 1970 as the ops tables hold it."""
    return datetime.fromtimestamp(nanoseconds // 1000 / 1e6, UTC).replace(tzinfo=None)


def load(connection: Connection, batch: Batch, run_id: str, parser_version: str, gazetteer_version: str) -> None:
    """Replace the batch's own captures by its rows, and list the articles that this touches."""
    with transaction(connection):
        is_redone = _list_touched(connection, batch)
        with traced(connection, run_id, OF_CAPTURES):
            stamped = _stamped(connection, batch, run_id, parser_version, gazetteer_version)
            if is_redone:
                _take_out(connection)
            for name in BY_CAPTURE:
                insert(connection, name, getattr(batch, name.split(".")[1]))
            insert(connection, "ops.loads", stamped)
        _add_prints(connection, batch, gazetteer_version, replace=is_redone)
        _quarantine(connection, batch, run_id)
        _log_files(connection, batch.files, run_id)
        audit_log.add(connection, batch.results, batch.failures, run_id, batch.batch_id)
        connection.execute("DELETE FROM ops.touched_captures")
        _pass_over(connection, batch.forgotten)


def _pass_over(connection: Connection, files: pl.DataFrame) -> None:
    """Remember files that hold a forgotten capture, so that no look reads them again."""
    if files.is_empty():
        return
    connection.register("batch_forgotten", files)
    connection.execute(
        "UPDATE ops.forgotten SET file_ids = list_sort(list_distinct(file_ids || met.ids))"
        " FROM (SELECT capture_id, list(file_id) AS ids FROM batch_forgotten GROUP BY capture_id) AS met"
        " WHERE forgotten.capture_id = met.capture_id"
    )
    connection.unregister("batch_forgotten")


def _list_touched(connection: Connection, batch: Batch) -> bool:
    """List the captures that an earlier run loaded or refused, and all articles touched. Returns whether there are any.

    Touched are the articles that the captures showed, and those that they show now.
    """
    connection.register("batch_loads", batch.loads)
    connection.execute(
        "INSERT INTO ops.touched_captures SELECT capture_id FROM ops.loads SEMI JOIN batch_loads USING (capture_id)"
    )
    connection.unregister("batch_loads")
    connection.execute(
        "INSERT INTO ops.touched_articles SELECT DISTINCT article_id FROM main.appearances"
        " SEMI JOIN ops.touched_captures USING (capture_id)"
    )
    insert(connection, "ops.touched_articles", batch.appearances.select("article_id").unique())
    return bool(scalar(connection, "SELECT COUNT(*) FROM ops.touched_captures"))


def _stamped(
    connection: Connection, batch: Batch, run_id: str, parser_version: str, gazetteer_version: str
) -> pl.DataFrame:
    """The load log of the batch; a capture that stays loaded, or stays refused, keeps its first run."""
    versions = {"parser_version": parser_version, "gazetteer_version": gazetteer_version, "run_id": run_id}
    query = """
    SELECT loads.capture_id, loads.first_run_id
    FROM ops.loads SEMI JOIN ops.touched_captures USING (capture_id)
    LEFT JOIN main.captures USING (capture_id) LEFT JOIN batch_captures USING (capture_id)
    WHERE (captures.capture_id IS NULL) = (batch_captures.capture_id IS NULL)
    """
    connection.register("batch_captures", batch.captures.select("capture_id"))
    firsts = connection.sql(query).pl()
    connection.unregister("batch_captures")
    stamped = batch.loads.join(firsts, on="capture_id", how="left").with_columns(
        pl.col("first_run_id").fill_null(run_id)
    )
    return stamped.with_columns(**{name: pl.lit(value) for name, value in versions.items()}, recorded_at=now())


def _take_out(connection: Connection) -> None:
    """Remove what an earlier run loaded of the touched captures."""
    for table in (*BY_CAPTURE, "ops.loads"):
        connection.execute(f"DELETE FROM {table} WHERE capture_id IN (SELECT capture_id FROM ops.touched_captures)")


def _add_prints(connection: Connection, batch: Batch, gazetteer_version: str, *, replace: bool) -> None:
    """Add prints that are new, with their mentions; what is known may be parsed anew.

    Two batches that are under way at once may both have matched the same print: its mentions are taken once.
    """
    connection.register("batch_prints", batch.prints)
    connection.register("batch_mentions", batch.print_mentions)
    connection.execute(
        "INSERT INTO ops.print_mentions BY NAME SELECT * FROM batch_mentions ANTI JOIN"
        " (SELECT print_id FROM ops.prints WHERE gazetteer_version = $version) AS stored USING (print_id)",
        {"version": gazetteer_version},
    )
    connection.unregister("batch_mentions")
    if replace:
        connection.execute("DELETE FROM ops.prints WHERE print_id IN (SELECT print_id FROM batch_prints)")
    connection.execute(
        "INSERT INTO ops.prints BY NAME SELECT *, $version AS gazetteer_version FROM batch_prints"
        " ANTI JOIN ops.prints USING (print_id)",
        {"version": gazetteer_version},
    )
    connection.unregister("batch_prints")


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
        "UPDATE quality.quarantine SET resolved_run_id = NULL, detail = again.detail, line_count = again.line_count,"
        " parser_version = again.parser_version"
        " FROM batch_quarantine AS again WHERE quarantine.quarantine_id = again.quarantine_id"
    )
    connection.execute(
        "INSERT INTO quality.quarantine BY NAME SELECT *, $run AS first_run_id, NULL AS resolved_run_id"
        " FROM batch_quarantine ANTI JOIN quality.quarantine USING (quarantine_id)",
        {"run": run_id},
    )
    for name in ("batch_loads", "batch_files", "batch_quarantine"):
        connection.unregister(name)


def _log_files(connection: Connection, files: pl.DataFrame, run_id: str) -> None:
    """Record where captures lie; a file seen before keeps its first run.

    A loaded capture whose file holds other bytes now keeps its metadata, under the address with its id.
    """
    connection.register("batch_files", files)
    connection.execute("DELETE FROM ops.capture_files WHERE uri IN (SELECT uri || '#' || capture_id FROM batch_files)")
    connection.execute(
        "INSERT INTO ops.capture_files"
        " SELECT earlier.* REPLACE (earlier.uri || '#' || earlier.capture_id AS uri)"
        " FROM ops.capture_files AS earlier INNER JOIN batch_files ON earlier.uri = batch_files.uri"
        " WHERE earlier.capture_id <> batch_files.capture_id"
        " AND earlier.capture_id IN (SELECT capture_id FROM main.captures)"
    )
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


def recompute(connection: Connection, run_id: str, gazetteer_version: str) -> int:
    """Make every touched article anew from all its appearances; drop orphans. Returns how many were touched.

    Some articles at a time, each part all or nothing, since what a transaction changes is held in memory. What a run
    that was killed here left is done first: its articles are still touched, or noted as changed.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE distinct_touched AS SELECT DISTINCT article_id FROM ops.touched_articles"
    )
    count = int(str(scalar(connection, "SELECT COUNT(*) FROM distinct_touched")))
    parts = -(-count // SLICE)
    count_changes(connection)
    for part in range(parts):
        with transaction(connection):
            _touch(connection, f"hash(article_id) % {parts} = {part}")
            with (
                traced(connection, run_id, OF_ARTICLES),
                traced_mentions(connection, run_id, gazetteer_version),
                recounted(connection),
            ):
                _remake(connection)
            _log_known(connection, run_id)
            connection.execute("INSERT INTO ops.unaudited_articles FROM ops.touched_articles")
            _touch(connection, f"hash(article_id) % {parts} > {part}")
        settle(connection, UNSETTLED_MIB)
    count_changes(connection)
    compare(connection)
    with transaction(connection):
        connection.execute("DELETE FROM main.entities WHERE origin = 'discovered'")
        connection.execute("INSERT INTO main.entities BY NAME SELECT * FROM ops.discovered_entities")
        connection.execute("UPDATE ops.loads SET gazetteer_version = ?", [gazetteer_version])
        connection.execute("DELETE FROM ops.touched_articles")
    settle(connection)
    return count


def _touch(connection: Connection, which: str) -> None:
    """Set the work list to these of the articles touched."""
    connection.execute("DELETE FROM ops.touched_articles")
    connection.execute(f"INSERT INTO ops.touched_articles SELECT article_id FROM distinct_touched WHERE {which}")


def _remake(connection: Connection) -> None:
    """The touched articles, their versions and mentions, in place of what stood there."""
    for table in ("main.mentions", "main.article_versions", "main.articles"):
        connection.execute(f"DELETE FROM {table} WHERE {TOUCHED}")
    orphans = f"{TOUCHED} AND print_id NOT IN (SELECT print_id FROM main.appearances)"
    connection.execute(
        f"DELETE FROM ops.print_mentions WHERE print_id IN (SELECT print_id FROM ops.prints WHERE {orphans})"
    )
    connection.execute(f"DELETE FROM ops.prints WHERE {orphans}")
    for name in ("versions", "articles", "mentions"):
        table = "article_versions" if name == "versions" else name
        connection.execute(f"INSERT INTO main.{table} BY NAME SELECT * FROM ops.recomputed_{name}")
    list_entities(connection)
    list_shingles(connection)


def _log_known(connection: Connection, run_id: str) -> None:
    """Since when the touched articles are known."""
    connection.execute("DELETE FROM ops.known_articles WHERE article_id NOT IN (SELECT article_id FROM main.articles)")
    connection.execute(
        f"INSERT INTO ops.known_articles SELECT article_id, ? FROM main.articles WHERE {TOUCHED}"
        " AND article_id NOT IN (SELECT article_id FROM ops.known_articles)",
        [run_id],
    )
