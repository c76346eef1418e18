"""A tar archive -> its files, in one pass; a first pass looks for manifests."""

import io
import tarfile
from collections.abc import Iterator
from contextlib import suppress

from flows.dumps.archives.members import Members
from flows.dumps.archives.records import Found, Source, Terms
from flows.dumps.archives.unpacked import DAMAGE, Unpacked
from flows.dumps.manifest import MOST_BYTES

MOST_READ = 1 << 20  # a header tells how long a name is, and tarfile would read it


def manifests(file: Source, stream: Unpacked, terms: Terms) -> Members:
    """The files of the archive with what manifests among them say. Raises ValueError for one that cannot be used.

    Where the archive is cut or damaged, those before that count: `records` tells of it.
    """
    members = Members(file, terms)
    with suppress(*DAMAGE, tarfile.TarError):
        for archive, info in _infos(stream):
            if info.isreg() and members.is_manifest(info.name) and info.size <= MOST_BYTES:
                held = archive.extractfile(info)
                members.add_manifest(info.name, held.read() if held else b"")
    return members


def records(stream: Unpacked, members: Members) -> Found:
    """Dumps and what is passed over, in the order of the archive.

    Raises EOFError or TarError for an archive that is cut or damaged, BombError for one that unpacks to too much.
    """
    for archive, info in _infos(stream):
        is_file = info.isreg() and not info.issparse()
        passed = members.passed(info.name, is_file=is_file, is_folder=info.isdir())
        held = None if passed else archive.extractfile(info)
        if held:
            yield members.record(info.name, members.held(info.name, held, info.size))
        elif passed:
            yield passed


def _infos(stream: Unpacked) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    """The members, without the list of all that tarfile would keep, and without its patience with a bad end."""
    forward = _Forward(stream)
    with tarfile.open(fileobj=forward, mode="r:") as archive:
        while info := archive.next():
            yield archive, info
            archive.members = []  # type: ignore[attr-defined]
    if forward.last_block.strip(b"\0") or len(forward.last_block) < tarfile.BLOCKSIZE:
        raise EOFError("the archive is damaged, or ends before its end mark")


class _Forward(io.RawIOBase):
    """A stream that tarfile can read and skip in, forwards only but for one byte."""

    def __init__(self, stream: Unpacked):
        self._stream = io.BufferedReader(stream, 1 << 16)
        self._position = 0
        self._again = b""  # a byte that was read, to be read once more
        self.last_block = b""  # what was read last

    def tell(self) -> int:
        """How many bytes were read."""
        return self._position

    def seek(self, position: int, whence: int = io.SEEK_SET) -> int:
        """Skip to a position; back by one byte at most."""
        if whence != io.SEEK_SET or position < self._position - 1:
            raise io.UnsupportedOperation("the archive is read in one pass")
        if position < self._position:
            self._again, self._position = self.last_block[-1:], position
        while self._position < position and self.read(min(position - self._position, MOST_READ)):
            pass
        return self._position

    def read(self, size: int | None = -1) -> bytes:
        """So many bytes, fewer only at the end. Raises ReadError for more than any header should hold."""
        if size is None or not 0 <= size <= MOST_READ:
            raise tarfile.ReadError("a header is larger than any should be")
        held = self._again[:size]
        held += self._stream.read(size - len(held))
        self._again = b""
        self._position += len(held)
        self.last_block = held
        return held
