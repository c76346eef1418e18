"""Paths that a person names -> dump files, sorted."""

import glob
import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import BinaryIO, TypeAlias
from urllib.parse import unquote_to_bytes

from flows.dumps import remote
from flows.dumps.archives.kinds import kind_of
from flows.dumps.decode import Refusal
from flows.dumps.manifest import FILE_NAME as MANIFEST
from flows.dumps.others import LINK, PIPE, Others
from flows.dumps.own import written_in
from flows.dumps.remote import RemoteFile
from flows.errors import InputError

COMPRESSED = (".gz", ".zst")
CHANGED = Refusal("unreadable", "the file changed since it was found; run again when it is whole")
ENDINGS = ("", ".txt", *COMPRESSED)
Listed: TypeAlias = "Path | os.DirEntry[str]"  # what the listing of a folder told spares a look at each file


@dataclass(frozen=True)
class DumpFile:
    """One file that may hold a dump: its absolute path, its size in bytes and its time in nanoseconds.

    The path is kept as text: of a hundred thousand files hardly one is opened in most runs, and a Path costs as much as
    all else that is asked of a file.
    """

    name: str
    size: int
    modified_ns: int

    @cached_property
    def path(self) -> Path:
        """Where the file lies, links not resolved."""
        return Path(self.name)

    @property
    def folder(self) -> str:
        """The folder where it lies."""
        return self.name.rpartition(os.sep)[0]

    @property
    def uri(self) -> str:
        """The absolute path; one that is no UTF-8 as file:// with its bytes in percent signs."""
        try:
            return self.name if self.name.isascii() else os.fsencode(self.name).decode("utf-8")
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


def find(paths: list[str], others: Others | None = None) -> list[DumpFile | RemoteFile]:
    """Dump files and archives below the named files, folders (recursive), globs and addresses: sorted, each once.

    In folders and globs only `.txt`, extensionless, `.gz` and `.zst` files and archives count; what else is there goes
    into `others`. Hidden files and what Steppe itself wrote do not count, and links that lead outside the folder are
    not followed. Raises InputError for a missing path, a folder that cannot be listed or when nothing is found.
    """
    found: dict[str, DumpFile | RemoteFile] = {}
    others = Others() if others is None else others
    for named in paths:
        if remote.is_remote(named):
            found |= {file.uri: file for file in remote.find(named, partial(_counts_by_name, others=others))}
            continue
        for file in _expand(named, others):
            try:
                status = file.stat()
            except FileNotFoundError:  # it went while the others were looked for
                continue
            name = os.fspath(file)
            found[name] = DumpFile(name, status.st_size, status.st_mtime_ns)
    if not found:
        raise InputError(_nothing(paths, others))
    return [found[uri] for uri in sorted(found)]


def _expand(named: str, others: Others) -> Iterator[Listed]:
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


def _matches(pattern: Path, named: str, others: Others) -> Iterator[Listed]:
    base = next(parent for parent in pattern.parents if not glob.has_magic(str(parent)))
    root = base.resolve()
    matches = sorted(glob.glob(str(pattern), recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not matches:
        raise InputError(f"{named}: no such file or folder; name a dump, a folder of dumps or a glob")

    ours = cache(_ours)

    def is_ours(path: Path) -> bool:
        """Whether Steppe wrote it, or a folder on the way to it."""
        below = (one for one in (path, *path.parents) if one != base and one.is_relative_to(base))
        return any(one.name in ours(one.parent) for one in below)

    for path in (Path(match) for match in matches):
        if is_ours(path):
            continue
        is_folder, is_file = path.is_dir(), path.is_file()
        if (is_folder or is_file) and not path.resolve().is_relative_to(root):
            others.add(LINK, str(path))
        elif is_folder and not path.is_symlink():
            yield from _walk(path, others)
        elif is_file and _counts(path, root, others):
            yield path


def _walk(folder: Path, others: Others) -> Iterator[Listed]:
    root = folder.resolve()
    waiting = [str(folder)]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as listed:
                entries = [entry for entry in listed if not entry.name.startswith(".")]
        except OSError as error:
            raise _cannot_list(error) from error
        ours = written_in(here, [entry.name for entry in entries])
        for entry in entries:
            if entry.name in ours:
                continue
            told = Path(entry.path) if entry.is_symlink() else entry  # one that leads round and round makes it raise
            if told.is_dir() and not isinstance(told, Path):
                waiting.append(entry.path)
            elif told.is_dir():
                if not _leads_inside(Path(told), root):
                    others.add(LINK, entry.path)
            elif _counts(told, root, others):
                yield told


def _ours(folder: Path) -> Collection[str]:
    """The names in a folder that Steppe wrote. Raises InputError where it cannot be listed."""
    try:
        return written_in(str(folder), [one.name for one in folder.iterdir()])
    except OSError as error:
        raise _cannot_list(error) from error


def is_dump(name: str) -> bool:
    """Whether a file of this name in a folder may hold a dump, or is an archive of them."""
    return not name.startswith(".") and bool(_ending(name) in ENDINGS or kind_of(name))


def _counts(file: Listed, root: Path, others: Others) -> bool:
    """Whether the file counts as a dump; one that does not goes into `others`."""
    if not _counts_by_name(file.name, os.fspath(file), others):
        return False
    why_not = LINK if file.is_symlink() and not _leads_inside(Path(file), root) else None if file.is_file() else PIPE
    if why_not:
        others.add(why_not, os.fspath(file))
    return not why_not


def _counts_by_name(name: str, uri: str, others: Others) -> bool:
    """Whether a file of this name counts; one that does not goes into `others`, but for hidden ones and manifests."""
    if is_dump(name):
        return True
    if not name.startswith(".") and name != MANIFEST:
        others.add(_ending(name) or name, uri)
    return False


def _ending(name: str) -> str:
    """What stands after the last dot, with it; nothing where that is the first character, or the last."""
    bare, _, end = name.rpartition(".")
    return f".{end.lower()}" if bare and end else ""


def _cannot_list(error: OSError) -> InputError:
    return InputError(f"{error.filename}: the folder cannot be listed ({error.strerror}); mend its permissions")


def _leads_inside(path: Path, root: Path) -> bool:
    return path.exists() and path.resolve().is_relative_to(root)


def _nothing(paths: list[str], others: Others) -> str:
    hint = f"; it holds only other files ({others.kinds})" if others.counts else ""
    return (
        f"{', '.join(paths)}: no dump found{hint}; dumps end in .txt, .gz, .zst or have no ending, archives in"
        " .warc, .wet, .jsonl, .parquet, .zip or .tar, most of them also compressed"
    )
