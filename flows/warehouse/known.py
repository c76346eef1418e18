"""The build database -> what it knows already: files, captures, prints and their versions."""

from dataclasses import dataclass
from datetime import datetime

import polars as pl
from polars.datatypes import DataTypeClass

from flows.dumps.manifest import METADATA_SCHEMA
from flows.dumps.read import OF_ARCHIVES, UNREAD
from flows.ids import make_id
from flows.warehouse import releases
from flows.warehouse.build import Connection, scalar
from flows.warehouse.places import Places

METADATA = tuple(METADATA_SCHEMA)
DAY = ("captured_on", "captured_on_basis")
FILE_SCHEMA: dict[str, DataTypeClass | pl.DataType] = {
    "uri": pl.String,
    "capture_id": pl.String,
    **METADATA_SCHEMA,
    "size_bytes": pl.Int64,
    "modified_at": pl.Datetime("us"),
}


@dataclass(frozen=True)
class Pending:
    """What older runs left to do: captures of another parser, prints of another gazetteer, an unreleased build.

    `fingerprint` is that of the last run.
    """

    stale: pl.Series
    stale_prints: int
    is_unreleased: bool
    fingerprint: str | None = None


def known_files(connection: Connection) -> pl.DataFrame:
    """ops.capture_files, in the columns of FILE_SCHEMA."""
    return connection.sql(f"SELECT {', '.join(FILE_SCHEMA)} FROM ops.capture_files").pl()


def known_archives(connection: Connection) -> pl.DataFrame:
    """Archives that were read: uri, size_bytes, modified_at, reading."""
    return connection.sql("SELECT uri, size_bytes, modified_at, reading FROM ops.archives").pl()


def pending(connection: Connection, where: Places, parser_version: str, gazetteer_version: str) -> Pending:
    """What is left to do besides new files."""
    stale = """
    SELECT capture_id FROM ops.loads SEMI JOIN ops.capture_files USING (capture_id)
    WHERE parser_version <> $version ORDER BY capture_id
    """
    captures = connection.sql(stale, params={"version": parser_version}).pl()["capture_id"]
    prints = scalar(connection, "SELECT COUNT(*) FROM ops.prints WHERE gazetteer_version <> ?", [gazetteer_version])
    query = "SELECT status, fingerprint FROM ops.runs ORDER BY run_number DESC LIMIT 1"
    status, fingerprint = connection.execute(query).fetchone() or (None, None)
    is_released = status == "passed" and releases.is_released(where, str(fingerprint))
    return Pending(captures, int(str(prints)), not is_released, fingerprint)


def unjudged(connection: Connection) -> tuple[int, int, str | None]:
    """Dumps loaded since the last run that passed, by killed runs too; how many were refused, and why one was.

    One that was refused before, and is again, counts as neither; an archive that is damaged is no dump.
    """
    query = """
    WITH refused AS (
        SELECT capture_id, reason || ': ' || detail AS why FROM quality.quarantine
        WHERE line_start IS NULL AND resolved_run_id IS NULL AND NOT list_contains($archives, reason)
    ),

    passed AS (SELECT COALESCE(MAX(run_number), 0) AS last_number FROM ops.runs WHERE status = 'passed')

    SELECT COUNT(*), COUNT(refused.capture_id), MIN(refused.why)
    FROM ops.loads
    CROSS JOIN passed
    INNER JOIN ops.runs ON loads.run_id = runs.run_id
    INNER JOIN ops.runs AS first_runs ON loads.first_run_id = first_runs.run_id
    LEFT JOIN refused ON loads.capture_id = refused.capture_id
    WHERE runs.run_number > last_number AND (refused.capture_id IS NULL OR first_runs.run_number > last_number)
    """
    return connection.execute(query, {"archives": list(OF_ARCHIVES)}).fetchall()[0]


def holds_refused(connection: Connection) -> bool:
    """Whether a refused run was killed before it was undone: what it loaded is still there."""
    query = "SELECT COUNT(*) FROM ops.loads INNER JOIN ops.runs USING (run_id) WHERE status = 'refused'"
    return bool(scalar(connection, query))


def files_to_keep(connection: Connection, held: pl.Series, stale: pl.Series) -> list[str]:
    """Addresses of captures that the raw store should hold and does not (`held`); of unread dumps the stale only."""
    connection.register("held", held.to_frame())
    connection.register("stale", stale.to_frame())
    query = """
    WITH unread AS (SELECT capture_id FROM quality.quarantine WHERE line_start IS NULL AND reason IN $reasons)

    SELECT uri FROM ops.capture_files
    WHERE capture_id NOT IN (SELECT capture_id FROM held)
      AND (capture_id NOT IN (SELECT capture_id FROM unread) OR capture_id IN (SELECT capture_id FROM stale))
    ORDER BY uri
    """
    uris = connection.sql(query, params={"reasons": list(UNREAD)}).pl()["uri"].to_list()
    connection.unregister("held")
    connection.unregister("stale")
    return uris


def files_of(connection: Connection, captures: pl.Series) -> pl.DataFrame:
    """The rows of ops.capture_files of the captures, in FILE_SCHEMA, by uri."""
    connection.register("wanted", captures.alias("capture_id").to_frame())
    query = f"SELECT {', '.join(FILE_SCHEMA)} FROM ops.capture_files SEMI JOIN wanted USING (capture_id) ORDER BY uri"
    frame = connection.sql(query).pl()
    connection.unregister("wanted")
    return frame


def forgotten(connection: Connection) -> pl.Series:
    """Captures that a person had taken out for good."""
    return connection.sql("SELECT capture_id FROM ops.forgotten").pl()["capture_id"]


def file_ids(files: pl.DataFrame) -> pl.DataFrame:
    """capture_id and file_id of rows in FILE_SCHEMA."""
    ids = [file_id(*row) for row in files.select("uri", "size_bytes", "modified_at").iter_rows()]
    return files.select("capture_id").with_columns(pl.Series("file_id", ids, pl.String))


def file_id(uri: str, size_bytes: int, modified_at: datetime) -> str:
    """An id of a file as it lay at a time; it tells neither address nor size nor time."""
    return make_id(uri, str(size_bytes), str(modified_at))


def forgotten_files(connection: Connection) -> set[str]:
    """Ids of files that are known to hold a forgotten capture."""
    return {row[0] for row in connection.execute("SELECT UNNEST(file_ids) FROM ops.forgotten").fetchall()}


def captures_of(connection: Connection, files: pl.DataFrame) -> pl.DataFrame:
    """What all files of each capture say together: capture_id and the METADATA, the least value of each.

    An archive's day is believed before a manifest's.

    `files` (FILE_SCHEMA) replace what is known of their uris.
    """
    connection.register("incoming_files", files)
    query = f"""
    WITH files AS (
        SELECT uri, capture_id, {", ".join(METADATA)} FROM ops.capture_files
        WHERE uri NOT IN (SELECT uri FROM incoming_files)
          AND capture_id IN (SELECT capture_id FROM incoming_files)
        UNION ALL
        SELECT uri, capture_id, {", ".join(METADATA)} FROM incoming_files
    )
    SELECT
        capture_id,
        {", ".join(f"MIN({name}) AS {name}" for name in METADATA if name not in DAY)},
        COALESCE(MIN(captured_on) FILTER (captured_on_basis = 'archive'), MIN(captured_on)) AS captured_on,
        MIN(captured_on_basis) AS captured_on_basis
    FROM files
    GROUP BY capture_id
    """
    frame = connection.sql(query).pl()
    connection.unregister("incoming_files")
    return frame


def metadata_hashes(metadata: pl.DataFrame) -> pl.Series:
    """A hash of what is said of each capture, `metadata_hash`; what only archives say adds to it."""
    rows = metadata.select(METADATA).iter_rows()
    hashes = [make_id(*(str(value) for value in row[:-1]), *(row[-1:] if row[-1] else ())) for row in rows]
    return pl.Series("metadata_hash", hashes, pl.String)


def loads(connection: Connection, captures: pl.Series) -> pl.DataFrame:
    """The load log of the captures: capture_id, parser_version, metadata_hash."""
    connection.register("wanted", captures.alias("capture_id").to_frame())
    query = "SELECT capture_id, parser_version, metadata_hash FROM ops.loads SEMI JOIN wanted USING (capture_id)"
    frame = connection.sql(query).pl()
    connection.unregister("wanted")
    return frame


def matched_prints(connection: Connection, gazetteer_version: str) -> pl.Series:
    """Ids of the prints whose mentions of this gazetteer are stored."""
    query = "SELECT print_id FROM ops.prints WHERE gazetteer_version = $version"
    return connection.sql(query, params={"version": gazetteer_version}).pl()["print_id"]


def days(connection: Connection) -> pl.DataFrame:
    """Each known file with the days of its capture: uri, capture_id, first_day, last_day (NULL where unknown).

    The day that the page gives, else what archive or manifest say; of a refused capture what is said of its file.
    """
    query = """
    SELECT
        uri, capture_id,
        COALESCE(captures.captured_on, captures.captured_from, files.captured_on, files.captured_from) AS first_day,
        COALESCE(captures.captured_on, captures.captured_until, files.captured_on, files.captured_until) AS last_day
    FROM ops.capture_files AS files
    LEFT JOIN main.captures USING (capture_id)
    ORDER BY uri
    """
    return connection.sql(query).pl()


def mark(connection: Connection, captures: pl.Series) -> None:
    """Have the load log say that no parser has read these captures yet: the next look takes them for new."""
    connection.register("chosen", captures.alias("capture_id").to_frame())
    connection.execute(
        "UPDATE ops.loads SET parser_version = 'to redo' FROM chosen WHERE loads.capture_id = chosen.capture_id"
    )
    connection.unregister("chosen")
