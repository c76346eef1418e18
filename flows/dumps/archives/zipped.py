"""A ZIP archive -> its files."""

import struct
import zipfile
from typing import BinaryIO

from flows.dumps.archives.members import Members
from flows.dumps.archives.records import Found, Source, Terms
from flows.dumps.archives.unpacked import DAMAGE, MOST_RATIO, BombError, most_of
from flows.dumps.decode import Refusal
from flows.dumps.manifest import MOST_BYTES
from flows.errors import InputError

MOST_MEMBERS = 100_000  # each takes some 500 bytes of memory
END, FAR_END = b"PK\x05\x06", b"PK\x06\x07"


def records(file: Source, stream: BinaryIO, terms: Terms) -> Found:
    """Dumps and what is passed over, in the order of the archive's list.

    Raises BadZipFile for what is no ZIP, BombError for one that holds too much, InputError for a manifest.
    """
    _refuse_crowd(stream, file.size)
    with zipfile.ZipFile(stream) as archive:
        infos = archive.infolist()
        if sum(info.file_size for info in infos) > most_of(file.size):
            raise BombError(f"it holds more than {MOST_RATIO} times as many bytes")
        members = Members(file, terms)
        for info in infos:
            if members.is_manifest(info.filename):
                members.add_manifest(info.filename, _manifest(archive, info))
        for info in infos:
            kind = info.external_attr >> 28  # of the file type in a Unix mode: 8 a file, 10 a link, 0 not told
            is_file = not info.is_dir() and kind in (0, 8)
            passed = members.passed(info.filename, is_file=is_file, is_folder=info.is_dir())
            yield passed or members.record(info.filename, _held(archive, info, members))


def _manifest(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.flag_bits & 1 or info.file_size > MOST_BYTES:
        raise InputError(f"{info.filename}: it needs a password, or is larger than {MOST_BYTES >> 20} MiB")
    return archive.read(info)


def _held(archive: zipfile.ZipFile, info: zipfile.ZipInfo, members: Members) -> bytes | Refusal:
    if info.flag_bits & 1:
        return Refusal("encrypted", "the member needs a password")
    try:
        with archive.open(info) as stream:
            return members.held(info.filename, stream, info.file_size)
    except (*DAMAGE, zipfile.BadZipFile, NotImplementedError) as error:
        return Refusal("corrupt_compression", f"cannot be decompressed: {error}")


def _refuse_crowd(stream: BinaryIO, size: int) -> None:
    """Raises BombError before the list of members is read, where it is long."""
    start = max(0, size - (1 << 16) - 42)
    stream.seek(start)
    tail = stream.read()
    at = tail.rfind(END)
    if at >= 0 and len(tail) >= at + 22:
        count, length = struct.unpack_from("<HI", tail, at + 10)
        if at >= 20 and tail.startswith(FAR_END, at - 20):  # ZIP64: its own record counts
            stream.seek(struct.unpack_from("<Q", tail, at - 12)[0])
            count, length = struct.unpack_from("<QQ", stream.read(56).ljust(56, b"\xff"), 32)
        if count > MOST_MEMBERS or length > MOST_MEMBERS * 256:
            raise BombError(f"it lists more than {MOST_MEMBERS:,} files; pack fewer into each archive")
    stream.seek(0)
