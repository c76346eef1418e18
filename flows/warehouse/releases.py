"""Released files in their order: which is published, which is whole, which goes, and the way back to an older one."""

import os
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from flows.errors import InputError
from flows.warehouse.places import Lake, Places, log_of

NAME = re.compile(r"(?P<number>\d{6})-(?P<at>\d{8}T\d{6})\d*Z-(?P<fingerprint>[0-9a-f]{12})")
HEADERS_BYTES = 3 * 4096  # before the first block of a DuckDB file
TABLES = "SELECT schema_name || '.' || table_name FROM duckdb_tables()"
LAST_BLOCK = "SELECT MAX(GREATEST(block_id, LIST_MAX(additional_block_ids))) FROM pragma_storage_info(?)"
LAST_METADATA_BLOCK = "SELECT MAX(block_id) FROM pragma_metadata_info()"
COUNTS = "SELECT (SELECT COUNT(*) FROM main.captures), (SELECT COUNT(*) FROM main.articles)"


@dataclass(frozen=True)
class Release:
    """A released file: name, when it was made (UTC, for people), size, and counts, which are None when damaged."""

    name: str
    fingerprint: str
    made_at: str
    size_bytes: int
    is_published: bool
    captures: int | None
    articles: int | None


def files(folder: Path) -> list[Path]:
    """Releases of a folder in the order in which they were made, which is that of their numbers and of no clock."""
    return sorted(folder.glob("*.duckdb"), key=lambda path: (number(path), path.name))


def number(path: Path) -> int:
    """The number of a release; 0 for one of before there were numbers."""
    match = NAME.fullmatch(path.stem)
    return int(match["number"]) if match else 0


def newest(where: Places) -> Path | None:
    """The last release made, published or not."""
    return next(reversed(files(where.releases)), None)


def is_released(where: Places, fingerprint: str) -> bool:
    """Whether this fingerprint is released: published, or while a hold stands made, and the file is whole."""
    if isinstance(where, Lake):
        return True  # what is committed is released: a run commits when it passed
    current = newest(where) if where.hold.exists() else where.release()
    return bool(current and current.stem.endswith(f"-{fingerprint[:12]}") and is_whole(current))


def is_whole(path: Path) -> bool:
    """Whether the file opens, and every block that its tables use lies within it."""
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            tables = [row[0] for row in connection.execute(TABLES).fetchall()]
            blocks = [connection.execute(LAST_BLOCK, [table]).fetchall()[0][0] for table in tables]
            last = max([connection.execute(LAST_METADATA_BLOCK).fetchall()[0][0], *(block or 0 for block in blocks)])
            block_size = connection.execute("SELECT block_size FROM pragma_database_size()").fetchall()[0][0]
    except duckdb.Error:
        return False
    return bool(path.stat().st_size >= HEADERS_BYTES + (last + 1) * block_size)


def prune(folder: Path, keep: int, *, spare: Path | None) -> list[Path]:
    """Remove all but the newest `keep` database files of a folder, never `spare`; returns what went."""
    old = [path for path in files(folder)[:-keep] if path != spare]
    for path in old:
        path.unlink()
    return old


def point(where: Places, target: Path) -> None:
    """Make the published name a link to the release, in one step.

    What a client left of a write-ahead log beside the published name goes, so that no one replays it.
    """
    link = where.published.with_name(f".{where.published.name}.next")
    link.unlink(missing_ok=True)
    link.symlink_to(os.path.relpath(target, where.published.parent))
    log_of(where.published).unlink(missing_ok=True)
    link.replace(where.published)


def listing(where: Places) -> list[Release]:
    """All releases, the newest first."""
    published = where.release()
    return [_described(path, path == published) for path in reversed(files(where.releases))]


def _described(path: Path, is_published: bool) -> Release:
    match = NAME.fullmatch(path.stem)
    made_at = str(datetime.strptime(match["at"], "%Y%m%dT%H%M%S")) if match else ""
    captures, articles = _counts(path)
    fingerprint = path.stem.rsplit("-", 1)[-1]
    return Release(path.stem, fingerprint, made_at, path.stat().st_size, is_published, captures, articles)


def _counts(path: Path) -> tuple[int | None, int | None]:
    if not is_whole(path):
        return None, None
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            return connection.execute(COUNTS).fetchone() or (None, None)
    except duckdb.Error:
        return None, None


def roll_back(where: Places, name: str | None = None) -> Path:
    """Publish an older release, and hold: until `lift`, runs release but do not publish.

    `name` is a release's name or the only beginning of one; left out, it is the whole release made before the published
    one. To be called under the lock. Raises InputError where there is no such release, or it is damaged.
    """
    made = files(where.releases)
    published = where.release()
    if name is None:
        older = made[: made.index(published)] if published in made else made
        found = [path for path in older if is_whole(path)][-1:]
    else:
        found = [path for path in made if path.stem == name] or [path for path in made if path.stem.startswith(name)]
    if len(found) != 1:
        what = f"{len(found)} releases begin with {name!r}" if name else "no older release is there"
        raise InputError(f"{where.published}: {what}; `steppe releases` lists them")
    if not is_whole(found[0]):
        raise InputError(f"{found[0]}: this release is damaged; choose another with `steppe releases`")
    where.hold.write_text(f"{found[0].stem}\n", encoding="utf-8")
    point(where, found[0])
    return found[0]


def lift(where: Places) -> Path:
    """Publish the newest release again, and let runs publish. To be called under the lock."""
    last = newest(where)
    if last is None or not is_whole(last):
        raise InputError(f"{where.published}: the newest release is gone or damaged; `steppe run` makes one")
    point(where, last)
    where.hold.unlink(missing_ok=True)
    return last
