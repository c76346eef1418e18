"""Dump files -> a batch of texts with their metadata, and what was refused."""

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import polars as pl

from flows.dumps.decode import Refusal, decode
from flows.dumps.find import DumpFile
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
UNREAD = ("corrupt_compression", "too_large", "unreadable")  # reasons of dumps whose bytes could not be had


def read(files: list[DumpFile], limit: int) -> tuple[pl.DataFrame, pl.DataFrame, dict[str, str]]:
    """Read and decode files of at most `limit` bytes, decompressed.

    Returns texts (DUMP_SCHEMA: one row per distinct dump), refusals (REFUSAL_SCHEMA; raw is NULL where the bytes could
    not be had) and the capture_id of each uri.
    """
    raws: dict[str, tuple[str, bytes]] = {}
    unread: list[tuple[str, str, str, None, None]] = []
    captures: dict[str, str] = {}
    for file in files:
        raw = read_bytes(file.path, file.size, limit)
        if isinstance(raw, Refusal):
            capture_id = make_id("unread", file.uri, str(file.size))
            unread.append((capture_id, raw.reason, f"{file.uri}: {raw.detail}", None, None))
        else:
            capture_id = hashlib.sha256(raw).hexdigest()[:16]
            raws.setdefault(capture_id, (file.uri, raw))
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


def read_bytes(path: Path, size: int, limit: int) -> bytes | Refusal:
    """The decompressed bytes, never more than `limit`, or why they cannot be had."""
    too_large = Refusal("too_large", f"more than {limit:,} bytes")
    if size > limit:
        return too_large
    try:
        with path.open("rb") as stream:
            raw = b"".join(_chunks(stream, path.suffix.lower(), limit))
    except PermissionError:
        return Refusal("unreadable", "permission denied")
    except (EOFError, gzip.BadGzipFile, zlib.error, ZstdError) as error:
        return Refusal("corrupt_compression", f"cannot be decompressed: {error}")
    except OSError as error:
        return Refusal("unreadable", str(error.strerror or error))
    return too_large if len(raw) > limit else raw


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
