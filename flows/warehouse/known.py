"""The build database -> what it knows already: files, captures, prints and their versions."""

from dataclasses import dataclass

import polars as pl
from polars.datatypes import DataTypeClass

from flows.dumps.manifest import METADATA_SCHEMA
from flows.warehouse.build import Connection, scalar
from flows.warehouse.places import Places

METADATA = tuple(METADATA_SCHEMA)
FILE_SCHEMA: dict[str, DataTypeClass | pl.DataType] = {
    "uri": pl.String,
    "capture_id": pl.String,
    **METADATA_SCHEMA,
    "size_bytes": pl.Int64,
    "modified_at": pl.Datetime("us"),
}


@dataclass(frozen=True)
class Pending:
    """What older runs left to do: captures of another parser, prints of another gazetteer, an unreleased build."""

    stale_uris: list[str]
    stale_prints: int
    is_unreleased: bool


def known_files(connection: Connection) -> pl.DataFrame:
    """ops.capture_files, in the columns of FILE_SCHEMA."""
    return connection.sql(f"SELECT {', '.join(FILE_SCHEMA)} FROM ops.capture_files").pl()


def pending(connection: Connection, where: Places, parser_version: str, gazetteer_version: str) -> Pending:
    """What is left to do besides new files."""
    stale = """
    SELECT capture_files.uri
    FROM ops.loads INNER JOIN ops.capture_files ON loads.capture_id = capture_files.capture_id
    WHERE loads.parser_version <> ? ORDER BY capture_files.uri
    """
    uris = [str(row[0]) for row in connection.execute(stale, [parser_version]).fetchall()]
    prints = scalar(connection, "SELECT COUNT(*) FROM ops.prints WHERE gazetteer_version <> ?", [gazetteer_version])
    query = "SELECT status, fingerprint FROM ops.runs ORDER BY started_at DESC, run_id DESC LIMIT 1"
    status, fingerprint = connection.execute(query).fetchone() or (None, None)
    return Pending(uris, int(str(prints)), status != "passed" or not where.is_released(fingerprint))


def captures_of(connection: Connection, files: pl.DataFrame) -> pl.DataFrame:
    """What all files of each capture say together: capture_id and the METADATA, the least value of each.

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
    SELECT capture_id, {", ".join(f"MIN({name}) AS {name}" for name in METADATA)} FROM files GROUP BY capture_id
    """
    frame = connection.sql(query).pl()
    connection.unregister("incoming_files")
    return frame


def loads(connection: Connection, captures: pl.Series) -> pl.DataFrame:
    """The load log of the captures: capture_id, parser_version, metadata_hash."""
    connection.register("wanted", captures.alias("capture_id").to_frame())
    query = "SELECT capture_id, parser_version, metadata_hash FROM ops.loads SEMI JOIN wanted USING (capture_id)"
    frame = connection.sql(query).pl()
    connection.unregister("wanted")
    return frame


def matched_prints(connection: Connection, prints: pl.Series, gazetteer_version: str) -> pl.Series:
    """Those of the prints whose mentions of this gazetteer are stored."""
    connection.register("wanted", prints.alias("print_id").to_frame())
    query = "SELECT print_id FROM ops.prints SEMI JOIN wanted USING (print_id) WHERE gazetteer_version = $version"
    frame = connection.sql(query, params={"version": gazetteer_version}).pl()
    connection.unregister("wanted")
    return frame["print_id"]
