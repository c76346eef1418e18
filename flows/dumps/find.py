"""Paths that a person names -> dump files, sorted."""

import glob
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
        """The absolute path, links resolved in its folder only."""
        return str(self.path)


def find(paths: list[str]) -> list[DumpFile]:
    """Dump files below the named files, folders (recursive) and globs: sorted by path, each once.

    In folders only `.txt`, extensionless, `.gz` and `.zst` files count, hidden files do not, and links that lead
    outside the folder are not followed. Raises InputError for a missing path or when nothing is found.
    """
    found: dict[str, DumpFile] = {}
    others: Counter[str] = Counter()
    for named in paths:
        for path in _expand(named):
            for file in _walk(path, others) if path.is_dir() else [path]:
                status = file.stat()
                found[str(file)] = DumpFile(file, status.st_size, status.st_mtime_ns)
    if not found:
        raise InputError(_nothing(paths, others))
    return [found[uri] for uri in sorted(found)]


def _expand(named: str) -> list[Path]:
    path = Path(os.path.abspath(Path(named).expanduser()))  # noqa: PTH100 - resolve() would follow the last link
    if path.exists():
        return [path]
    matches = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if matches:
        return [Path(match) for match in matches if not Path(match).name.startswith(".")]
    raise InputError(f"{named}: no such file or folder; name a dump, a folder of dumps or a glob")


def _walk(folder: Path, others: Counter[str]) -> Iterator[Path]:
    root = folder.resolve()
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if name.startswith(".") or (path.is_symlink() and not _stays_inside(path, root)):
                continue
            if path.suffix.lower() in ENDINGS and path.is_file():
                yield path
            else:
                others[path.suffix.lower() or name] += 1


def _stays_inside(path: Path, root: Path) -> bool:
    return path.exists() and path.resolve().is_relative_to(root)


def _nothing(paths: list[str], others: Counter[str]) -> str:
    seen = ", ".join(f"{count} {ending}" for ending, count in sorted(others.items()))
    hint = f"; it holds only other files ({seen})" if seen else ""
    return f"{', '.join(paths)}: no dump found{hint}; dumps end in .txt, .gz, .zst or have no ending"
