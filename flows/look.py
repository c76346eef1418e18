"""Dump files against what the build database and the raw store know -> what there is to do."""

from dataclasses import dataclass, field
from operator import attrgetter

import polars as pl

from flows import seeds
from flows.dumps import manifest, raw
from flows.dumps.archives.kinds import kind_of
from flows.dumps.archives.read import reading_of
from flows.dumps.archives.records import Record, Terms, archive_of
from flows.dumps.find import DumpFile, path_of
from flows.dumps.remote import RemoteFile, is_remote
from flows.dumps.remote import existing as existing_remote
from flows.dumps.sources import Item
from flows.warehouse import known
from flows.warehouse.build import Connection
from flows.warehouse.load import utc
from flows.warehouse.places import Places

said_of = attrgetter(*known.METADATA)


@dataclass(frozen=True)
class Work:
    """What a look found to do: files to read, of all that were seen, captures to parse anew, what older runs left.

    `stored` are captures of another parser whose bytes are in the raw store; `passed_over` counts files that are known
    to hold a forgotten capture; `notes` tell what a person may have meant otherwise.
    """

    files: list[DumpFile | RemoteFile]
    seen: int
    stored: list[str]
    passed_over: int
    pending: known.Pending
    notes: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.files or self.stored or self.pending.stale_prints or self.pending.is_unreleased)


def look(
    connection: Connection, where: Places, files: list[DumpFile | RemoteFile], terms: Terms, *, rehash: bool = False
) -> Work:
    """Files whose bytes or metadata are new, and captures of another parser. Known size and time are trusted.

    An archive is news also when it would be read otherwise, by `terms`. With `rehash` every file is read. A capture
    that the raw store lacks is read again where its file still lies.
    """
    told = read_manifests(files)
    pending = known.pending(connection, where, seeds.parser_version(), seeds.gazetteer_version())
    held = raw.index(where.raw)["capture_id"]
    stored = pending.stale.filter(pending.stale.is_in(held.implode()))
    unkept = {archive_of(uri) for uri in known.files_to_keep(connection, held, pending.stale)}
    stood = known.known_files(connection).with_columns(pl.col("modified_at").dt.epoch("us"))
    rows = {row[0]: row[1:] for row in stood.select("uri", "size_bytes", "modified_at", *known.METADATA).iter_rows()}
    archives = {row["uri"]: row for row in known.known_archives(connection).iter_rows(named=True)}

    def is_fresh(file: DumpFile | RemoteFile) -> bool:
        if row := rows.get(file.uri):
            said = manifest.metadata_of(file.path) if file.folder in told else manifest.NOTHING
            return row != (file.size, file.modified_ns // 1000, *said_of(said))
        if kind_of(file.path.name):
            return is_news_of_archive(file, archives.get(file.uri), terms)
        return True

    fresh = {file.uri: file for file in files if rehash or file.uri in unkept or is_fresh(file)}
    skipped = set() if rehash else known.forgotten_files(connection)
    forgotten = [uri for uri, file in fresh.items() if skipped and id_of(file) in skipped]
    fresh |= {file.uri: file for file in existing(sorted(unkept - fresh.keys()))}
    for uri in forgotten:
        del fresh[uri]
    spoken = {file.folder: file for file in files if file.folder in told}
    notes = manifest.unmatched(
        [file.path.parent for file in spoken.values()], rows.keys() | {file.uri for file in files} if spoken else ()
    )
    return Work(list(fresh.values()), len(files), stored.to_list(), len(forgotten), pending, notes)


def read_manifests(files: list[DumpFile | RemoteFile]) -> set[str]:
    """Read manifests anew; returns the folders of which one speaks.

    Raises InputError for one that cannot be used, before any of the files is read.
    """
    manifest.forget()
    folders = {file.folder: file for file in files}
    return {folder for folder, file in folders.items() if manifest.speaks_of(file.path.parent)}


def existing(uris: list[str]) -> list[DumpFile | RemoteFile]:
    """The files that still lie at the addresses, each once; of a record the archive."""
    found = [_existing(uri) for uri in dict.fromkeys(map(archive_of, uris))]
    return [file for file in found if file]


def _existing(uri: str) -> DumpFile | RemoteFile | None:
    if is_remote(uri):
        return existing_remote(uri)
    path = path_of(uri)
    return DumpFile(str(path), path.stat().st_size, path.stat().st_mtime_ns) if path.is_file() else None


def is_news_of_archive(file: DumpFile | RemoteFile, row: dict[str, object] | None, terms: Terms) -> bool:
    """Whether size or time of the archive, or how it is read, differ from its row of ops.archives."""
    if row is None or row["size_bytes"] != file.size or row["modified_at"] != utc(file.modified_ns):
        return True
    return row["reading"] != reading_of(file, terms)


def file_rows(files: list[Item], captures: dict[str, str]) -> pl.DataFrame:
    """Rows of ops.capture_files (known.FILE_SCHEMA) for dumps whose captures are known by uri."""
    rows = []
    for file in files:
        said = file.said if isinstance(file, Record) else manifest.metadata_of(file.path)
        row = {
            "uri": file.uri,
            "capture_id": captures[file.uri],
            **{name: getattr(said, name) for name in known.METADATA},
        }
        rows.append({**row, "size_bytes": file.size, "modified_at": utc(file.modified_ns)})
    return pl.DataFrame(rows, schema=known.FILE_SCHEMA)


def id_of(file: DumpFile | RemoteFile) -> str:
    """The id of a file as it lies now, which tells nothing of it."""
    return known.file_id(file.uri, file.size, utc(file.modified_ns))
