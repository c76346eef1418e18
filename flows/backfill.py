"""Days and paths that a person names -> the known captures to redo, and the new dumps to load with them."""

from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

import polars as pl

from flows.dumps import manifest, raw
from flows.dumps.archives.records import archive_of
from flows.dumps.find import DumpFile
from flows.dumps.remote import RemoteFile
from flows.errors import InputError
from flows.look import existing, id_of, read_manifests
from flows.warehouse import known
from flows.warehouse.build import Connection
from flows.warehouse.places import Places


@dataclass(frozen=True)
class Choice:
    """Captures of these days, both included, whose file matches the path; `undated` ones too where that is asked for.

    A capture's day is that of its page, else the manifest's; a range counts where it meets the days. The path is a glob
    that may begin at any folder; its star crosses folders.
    """

    since: date | None = None
    until: date | None = None
    path: str | None = None
    undated: bool = False

    @property
    def is_all(self) -> bool:
        """Whether it leaves nothing out."""
        return not (self.since or self.until or self.path)

    def require(self) -> None:
        """Raises InputError for days that are none, or turned round."""
        if self.since and self.until and self.since > self.until:
            raise InputError(f"since {self.since} is after until {self.until}: turn them round")
        if self.undated and not (self.since or self.until):
            raise InputError("undated captures are left out by days only: say since or until too")

    def takes(self, uri: str, first_day: date | None, last_day: date | None) -> bool:
        """Whether a file of a capture of these days, None where unknown, is chosen."""
        if self.path and not (fnmatchcase(uri, self.path) or fnmatchcase(uri, f"*/{self.path}")):
            return False
        if not (self.since or self.until):
            return True
        if first_day is None and last_day is None:
            return self.undated
        first, last = first_day or last_day or date.min, last_day or first_day or date.max
        return (not self.until or first <= self.until) and (not self.since or last >= self.since)


def choose(
    connection: Connection, where: Places, files: list[DumpFile | RemoteFile], choice: Choice
) -> tuple[list[DumpFile | RemoteFile], int]:
    """Mark the chosen captures to be redone; returns the files to read, and how many new ones are left for other runs.

    Read are the files of the chosen captures, wherever they lie, and of `files` those that are new and chosen: a new
    dump has the manifest's day or none, its page is not read yet; of a record the archive is read. Where a file is
    gone, the raw store has its bytes; a capture without either stays as it is. Raises InputError for a manifest that
    cannot be used.
    """
    read_manifests(files)
    seen = known.days(connection)
    chosen = [row for row in seen.iter_rows(named=True) if choice.takes(_path(row), row["first_day"], row["last_day"])]
    there = existing([row["uri"] for row in chosen])
    lie, held = {file.uri for file in there}, set(raw.index(where.raw)["capture_id"])
    ids = [row["capture_id"] for row in chosen if archive_of(row["uri"]) in lie or row["capture_id"] in held]
    known.mark(connection, pl.Series("capture_id", ids, pl.String).unique())
    met, forgotten = set(map(archive_of, seen["uri"])), known.forgotten_files(connection)
    new = [file for file in files if file.uri not in met and id_of(file) not in forgotten]
    wanted = [file for file in new if _takes_new(choice, file)]
    return [*there, *wanted], len(new) - len(wanted)


def _takes_new(choice: Choice, file: DumpFile | RemoteFile) -> bool:
    said = manifest.metadata_of(file.path)
    return choice.takes(file.uri, said.captured_on or said.captured_from, said.captured_on or said.captured_until)


def _path(row: dict[str, str]) -> str:
    """Where the capture lay; other bytes may lie there now."""
    return row["uri"].removesuffix(f"#{row['capture_id']}")
