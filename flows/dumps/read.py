"""Dump files -> a batch of texts with their metadata, and what was refused."""

import gzip
import hashlib
import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import polars as pl

from flows.dumps.decode import Refusal, decode
from flows.dumps.find import COMPRESSED, DumpFile
from flows.dumps.zstd import ZstdError, unzstd
from flows.ids import make_id

DUMP_SCHEMA = {
    "capture_id": pl.String,
    "text": pl.String,
    "byte_count": pl.Int32,
    "invalid_byte_count": pl.Int32,
    "raw": pl.Binary,
}
REFUSAL_SCHEMA = {
    "capture_id": pl.String,
    "reason": pl.String,
    "detail": pl.String,
    "line_count": pl.Int32,
    "raw": pl.Binary,
}
UNREAD = ("compression_ratio", "corrupt_compression", "too_large", "unreadable")  # whose bytes could not be had
MOST_RATIO = 200  # pages of news shrink to a quarter; a page of one repeated ticker to a fiftieth
FREE_BYTES = 1 << 20  # so many bytes come out of any archive, however small it is
CHANGED = Refusal("unreadable", "the file changed since it was found; run again when it is whole")


def read(
    files: list[DumpFile], limit: int, most: int | None = None, *, raises: bool = False
) -> tuple[pl.DataFrame, pl.DataFrame, dict[str, str]]:
    """Read and decode files of at most `limit` bytes, decompressed.

    Returns texts (DUMP_SCHEMA: one row per distinct dump), refusals (REFUSAL_SCHEMA; raw is NULL where the bytes could
    not be had) and the capture_id of each uri. Stops after the file with which the texts have `most` bytes: archives
    may hold more than their size tells. Files that were not reached have no capture_id. `raises`: what the system
    cannot read now raises OSError, for another attempt.
    """
    raws: dict[str, tuple[str, bytes]] = {}
    unread: list[tuple[str, str, str, None, None]] = []
    captures: dict[str, str] = {}
    left = most
    for file in files:
        if left is not None and left <= 0:
            break
        raw = read_bytes(file, limit, raises=raises)
        if isinstance(raw, Refusal):
            capture_id = make_id("unread", file.uri, str(file.size))
            unread.append((capture_id, raw.reason, f"{file.uri}: {raw.detail}", None, None))
        else:
            capture_id = hashlib.sha256(raw).hexdigest()[:16]
            if capture_id not in raws:
                raws[capture_id] = (file.uri, raw)
                left = None if left is None else left - len(raw)
        captures[file.uri] = capture_id
    texts, refused = decode_all((capture_id, uri, raw) for capture_id, (uri, raw) in raws.items())
    return texts, refused.vstack(pl.DataFrame(unread, schema=REFUSAL_SCHEMA, orient="row")), captures


def decode_all(raws: Iterable[tuple[str, str, bytes]]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Captures as (capture_id, where it lay, bytes) to texts (DUMP_SCHEMA) and refusals (REFUSAL_SCHEMA)."""
    texts, refused = [], []
    for capture_id, uri, raw in raws:
        decoded = decode(raw)
        if isinstance(decoded, Refusal):
            refused.append((capture_id, decoded.reason, f"{uri}: {decoded.detail}", decoded.line_count, raw))
        else:
            texts.append((capture_id, decoded.text, len(raw), decoded.invalid_byte_count, raw))
    return (
        pl.DataFrame(texts, schema=DUMP_SCHEMA, orient="row"),
        pl.DataFrame(refused, schema=REFUSAL_SCHEMA, orient="row"),
    )


def read_bytes(file: DumpFile, limit: int, *, raises: bool = False) -> bytes | Refusal:
    """The decompressed bytes, never more than `limit`, or why they cannot be had; `raises` as in `read`."""
    if file.size > limit:
        return _too_large(limit)
    suffix = file.path.suffix.lower()
    most = min(limit, max(FREE_BYTES, file.size * MOST_RATIO)) if suffix in COMPRESSED else limit
    try:
        with os.fdopen(_opened(file.path), "rb") as stream:
            raw = b"".join(_chunks(stream, suffix, most))
            status = os.fstat(stream.fileno())
    except PermissionError:
        return Refusal("unreadable", "permission denied")
    except (EOFError, gzip.BadGzipFile, zlib.error, ZstdError) as error:
        return Refusal("corrupt_compression", f"cannot be decompressed: {error}")
    except OSError as error:
        if raises:
            raise
        return Refusal("unreadable", str(error.strerror or error))
    if (status.st_size, status.st_mtime_ns) != (file.size, file.modified_ns):
        return CHANGED
    if len(raw) > most:
        return _too_large(limit) if most == limit else _too_dense(file.size)
    return raw


def _opened(path: Path) -> int:
    """A handle of a regular file; a pipe or a device that took its place is not waited for. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError("no regular file")
    return handle


def _too_large(limit: int) -> Refusal:
    return Refusal("too_large", f"more than {limit:,} bytes")


def _too_dense(size: int) -> Refusal:
    detail = f"{size:,} bytes hold more than {MOST_RATIO} times as many"
    return Refusal("compression_ratio", detail)


def _chunks(stream: BinaryIO, suffix: str, limit: int) -> Iterator[bytes]:
    """Decompressed pieces, until one byte more than the limit."""
    left = limit + 1
    for chunk in unzstd(stream) if suffix == ".zst" else _pieces(stream, suffix):
        yield chunk[:left]
        left -= len(chunk)
        if left <= 0:
            return


def _pieces(stream: BinaryIO, suffix: str) -> Iterator[bytes]:
    opened = gzip.GzipFile(fileobj=stream) if suffix == ".gz" else stream
    while chunk := opened.read(1 << 20):
        yield chunk
