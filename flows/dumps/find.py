"""Paths that a person names -> dump files, sorted."""

import glob
import os
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO
from urllib.parse import unquote_to_bytes

from flows.dumps import remote
from flows.dumps.archives.kinds import kind_of
from flows.dumps.decode import Refusal
from flows.dumps.remote import RemoteFile
from flows.errors import InputError

COMPRESSED = (".gz", ".zst")
CHANGED = Refusal("unreadable", "the file changed since it was found; run again when it is whole")
ENDINGS = ("", ".txt", *COMPRESSED)


@dataclass(frozen=True)
class DumpFile:
    """One file that may hold a dump: where it lies, its size in bytes and its time in nanoseconds."""

    path: Path
    size: int
    modified_ns: int

    @property
    def uri(self) -> str:
        """The absolute path, links not resolved; one that is no UTF-8 as file:// with its bytes in percent signs."""
        try:
            return os.fsencode(self.path).decode("utf-8")
        except UnicodeDecodeError:
            return self.path.as_uri()

    @property
    def weight(self) -> int:
        """How many bytes the file brings into a batch, as far as its size tells."""
        return self.size

    def opened(self) -> BinaryIO:
        """A stream of a regular file; a pipe or a device that took its place is not waited for. Raises OSError."""
        handle = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise OSError("no regular file")
        return os.fdopen(handle, "rb")

    def is_unchanged(self, stream: BinaryIO) -> bool:
        """Whether the opened file has the size and the time that it had when it was found."""
        status = os.fstat(stream.fileno())
        return (status.st_size, status.st_mtime_ns) == (self.size, self.modified_ns)


def path_of(uri: str) -> Path:
    """The path that a DumpFile's uri tells."""
    is_coded = uri.startswith("file://")
    return Path(os.fsdecode(unquote_to_bytes(uri.removeprefix("file://")))) if is_coded else Path(uri)


def find(paths: list[str]) -> list[DumpFile | RemoteFile]:
    """Dump files and archives below the named files, folders (recursive), globs and addresses: sorted, each once.

    In folders and globs only `.txt`, extensionless, `.gz` and `.zst` files and archives count, hidden files do not, and
    links that lead outside the folder are not followed. Raises InputError for a missing path, a folder that cannot be
    listed or when nothing is found.
    """
    found: dict[str, DumpFile | RemoteFile] = {}
    others: Counter[str] = Counter()
    for named in paths:
        if remote.is_remote(named):
            found |= {file.uri: file for file in remote.find(named, others, is_dump)}
            continue
        for file in _expand(named, others):
            try:
                status = file.stat()
            except FileNotFoundError:  # it went while the others were looked for
                continue
            found[str(file)] = DumpFile(file, status.st_size, status.st_mtime_ns)
    if not found:
        raise InputError(_nothing(paths, others))
    return [found[uri] for uri in sorted(found)]


def _expand(named: str, others: Counter[str]) -> Iterator[Path]:
    # Path.resolve() would follow the last link, Path.expanduser() refuses a file that is named like no user.
    bare = str(path_of(named)) if named.startswith("file://") else named
    path = Path(os.path.abspath(os.path.expanduser(bare)))  # noqa: PTH100, PTH111
    if path.is_dir():
        yield from _walk(path, others)
    elif path.is_file():
        yield path
    elif path.exists():
        raise InputError(f"{named}: neither a file nor a folder; name a dump, a folder of dumps or a glob")
    else:
        yield from _matches(path, named, others)


def _matches(pattern: Path, named: str, others: Counter[str]) -> Iterator[Path]:
    root = next(parent for parent in pattern.parents if not glob.has_magic(str(parent))).resolve()
    matches = sorted(glob.glob(str(pattern), recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not matches:
        raise InputError(f"{named}: no such file or folder; name a dump, a folder of dumps or a glob")
    for path in (Path(match) for match in matches):
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path, others)
        elif path.is_file() and path.resolve().is_relative_to(root) and _counts(path, root, others):
            yield path


def _walk(folder: Path, others: Counter[str]) -> Iterator[Path]:
    root = folder.resolve()
    for parent, folders, names in os.walk(folder, onerror=_cannot_list):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if _counts(path := Path(parent, name), root, others):
                yield path


def is_dump(path: PurePath) -> bool:
    """Whether a file of this name in a folder may hold a dump, or is an archive of them."""
    return not path.name.startswith(".") and bool(path.suffix.lower() in ENDINGS or kind_of(path.name))


def _counts(path: Path, root: Path, others: Counter[str]) -> bool:
    """Whether the file counts as a dump; the endings of those that do not are counted for the message."""
    if path.name.startswith(".") or not _stays_inside(path, root):
        return False
    if is_dump(path) and path.is_file():
        return True
    others[path.suffix.lower() or path.name] += 1
    return False


def _cannot_list(error: OSError) -> None:
    raise InputError(f"{error.filename}: the folder cannot be listed ({error.strerror}); mend its permissions")


def _stays_inside(path: Path, root: Path) -> bool:
    return not path.is_symlink() or (path.exists() and path.resolve().is_relative_to(root))


def _nothing(paths: list[str], others: Counter[str]) -> str:
    seen = ", ".join(f"{count} {ending}" for ending, count in sorted(others.items()))
    hint = f"; it holds only other files ({seen})" if seen else ""
    return (
        f"{', '.join(paths)}: no dump found{hint}; dumps end in .txt, .gz, .zst or have no ending, archives in"
        " .warc, .wet, .jsonl, .parquet, .zip or .tar, most of them also compressed"
    )
