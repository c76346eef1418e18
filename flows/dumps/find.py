"""Paths that a person names -> dump files, sorted."""

import glob
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

from flows.errors import InputError

COMPRESSED = (".gz", ".zst")
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


def path_of(uri: str) -> Path:
    """The path that a DumpFile's uri tells."""
    is_coded = uri.startswith("file://")
    return Path(os.fsdecode(unquote_to_bytes(uri.removeprefix("file://")))) if is_coded else Path(uri)


def find(paths: list[str]) -> list[DumpFile]:
    """Dump files below the named files, folders (recursive) and globs: sorted by path, each once.

    In folders and globs only `.txt`, extensionless, `.gz` and `.zst` files count, hidden files do not, and links that
    lead outside the folder are not followed. Raises InputError for a missing path, a folder that cannot be listed or
    when nothing is found.
    """
    found: dict[str, DumpFile] = {}
    others: Counter[str] = Counter()
    for named in paths:
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
    path = Path(os.path.abspath(os.path.expanduser(named)))  # noqa: PTH100, PTH111
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


def _counts(path: Path, root: Path, others: Counter[str]) -> bool:
    """Whether the file counts as a dump; the endings of those that do not are counted for the message."""
    if path.name.startswith(".") or not _stays_inside(path, root):
        return False
    if path.suffix.lower() in ENDINGS and path.is_file():
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
    return f"{', '.join(paths)}: no dump found{hint}; dumps end in .txt, .gz, .zst or have no ending"
