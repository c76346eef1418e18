"""Addresses of object stores and other file systems of fsspec -> dump files, as far as a listing tells."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import PurePath, PurePosixPath
from typing import Any, BinaryIO

from flows.errors import InputError
from flows.ids import make_id

LOCAL = ("file", "local")


@dataclass(frozen=True)
class RemoteFile:
    """One file of a store: its address, its size in bytes, its time in nanoseconds (0 where the store tells none).

    `etag` is what the store says of its content, where it says that instead of a time.
    """

    uri: str
    size: int
    modified_ns: int
    etag: str = ""

    @property
    def path(self) -> PurePosixPath:
        """The address as a path, for names and endings; `s3://` becomes `s3:/`."""
        return PurePosixPath(self.uri)

    @property
    def folder(self) -> str:
        """The folder where it lies."""
        return str(self.path.parent)

    @property
    def weight(self) -> int:
        """How many bytes the file brings into a batch, as far as its size tells."""
        return self.size

    def opened(self) -> BinaryIO:
        """A stream of its bytes that can seek. Raises OSError."""
        stream: BinaryIO = _asked(_store(self.uri), "open", self.uri, mode="rb", cache_type="readahead")
        return stream

    def is_unchanged(self, stream: BinaryIO) -> bool:
        """Whether the store still tells the size, time and etag that it told when the file was found."""
        _store(self.uri).invalidate_cache()
        return existing(self.uri) == self


def is_remote(named: str) -> bool:
    """Whether a person named an address and not a path.

    >>> is_remote("s3://bucket/2025/*.warc.gz"), is_remote("dumps/a.txt"), is_remote("file:///dumps/a.txt")
    (True, False, False)
    """
    scheme, found, _ = named.partition("://")
    return bool(found) and scheme.isascii() and scheme.replace("+", "").isalnum() and scheme not in LOCAL


def address_of(path: PurePath) -> str:
    """The address that a RemoteFile's path, or a folder above it, tells."""
    scheme, _, rest = path.as_posix().partition(":")
    return f"{scheme}://{rest.removeprefix('/')}"


def find(named: str, counts: Callable[[str, str], bool]) -> Iterator[RemoteFile]:
    """Files at an address: one, those below a folder, or those that match a glob. Raises InputError for none.

    `counts` tells of a name and an address below a folder or glob whether that file counts.
    """
    store = _store(named)
    if any(sign in named for sign in "*[") or ("?" in named and not named.startswith("http")):
        found = _asked(store, "glob", named, detail=True)
    elif _asked(store, "isdir", named) and not _asked(store, "isfile", named):
        found = _asked(store, "find", named, detail=True)
    elif _asked(store, "exists", named):
        yield _described(store.unstrip_protocol(store._strip_protocol(named)), _asked(store, "info", named))
        return
    else:
        found = {}
    if not found:
        raise InputError(f"{named}: nothing there; name a dump, an archive, a folder or a glob of the store")
    for key, told in sorted(found.items()):
        if told["type"] == "file":
            file = _described(store.unstrip_protocol(key), told)
            if counts(file.path.name, file.uri):
                yield file


def existing(uri: str) -> RemoteFile | None:
    """The file at an address, or None where there is none, or nobody can tell."""
    try:
        return _described(uri, _asked(_store(uri), "info", uri))
    except InputError:
        return None


def text_of(uri: str, most: int) -> str | None:
    """The text of a small file, or None where there is none. Raises InputError for one that is larger, or no UTF-8."""
    file = existing(uri)
    if file is None:
        return None
    if file.size > most:
        raise InputError(f"{uri}: larger than {most >> 20} MiB; put a manifest into each folder instead")
    with file.opened() as stream:
        try:
            return stream.read(most).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError(f"{uri}: not UTF-8; save the manifest as UTF-8") from error


def _store(named: str) -> Any:
    """The file system of an address. Raises InputError where none is installed for it."""
    scheme = named.partition("://")[0]
    try:
        return _made(scheme)
    except (ImportError, ValueError) as error:
        missing = f"{error}".rstrip(".")
        raise InputError(f"{named}: {missing}; install what fsspec needs for {scheme}://, then run again") from error


@cache
def _made(scheme: str) -> Any:
    import fsspec

    return fsspec.filesystem(scheme)


def _asked(store: Any, question: str, named: str, **options: Any) -> Any:
    """What the store answers; every way in which it cannot is one for a person."""
    try:
        return getattr(store, question)(named, **options)
    except Exception as error:  # each file system has exceptions of its own
        told = " ".join(str(error).split()) or type(error).__name__
        raise InputError(f"{named}: the store says: {told}; mend the address or the access, then run again") from error


def _described(uri: str, told: dict[str, Any]) -> RemoteFile:
    moment = next(
        (told[name] for name in ("LastModified", "last_modified", "mtime", "created") if told.get(name)), None
    )
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    if isinstance(moment, datetime):
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    etag = next((str(told[name]) for name in ("ETag", "etag", "md5") if told.get(name)), "")
    return RemoteFile(uri, int(told["size"] or 0), int((moment or 0) * 1e6) * 1000, make_id(etag) if etag else "")
