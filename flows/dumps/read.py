"""Dump files -> a batch of texts with their metadata, and what was refused."""

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import polars as pl

from flows.dumps.decode import Decoded, Refusal, decode
from flows.dumps.find import DumpFile
from flows.dumps.zstd import ZstdError, unzstd
from flows.ids import make_id

DUMP_SCHEMA = {
    "capture_id": pl.String,
    "text": pl.String,
    "byte_count": pl.Int32,
    "invalid_byte_count": pl.Int32,
}
REFUSAL_SCHEMA = {"capture_id": pl.String, "reason": pl.String, "detail": pl.String}


def read(files: list[DumpFile], limit: int) -> tuple[pl.DataFrame, pl.DataFrame, dict[str, str]]:
    """Read and decode files of at most `limit` bytes, decompressed.

    Returns texts (capture_id, text, byte_count, invalid_byte_count: one row per distinct dump), refusals
    (capture_id, reason, detail) and the capture_id of each uri.
    """
    texts: dict[str, tuple[Decoded, int]] = {}
    refusals: dict[str, tuple[str, Refusal]] = {}
    captures: dict[str, str] = {}
    for file in files:
        raw = read_bytes(file.path, file.size, limit)
        if isinstance(raw, Refusal):
            capture_id = make_id("unread", file.uri, str(file.size))
            refusals[capture_id] = (file.uri, raw)
        else:
            capture_id = hashlib.sha256(raw).hexdigest()[:16]
            if capture_id not in texts and capture_id not in refusals:
                decoded = decode(raw)
                if isinstance(decoded, Refusal):
                    refusals[capture_id] = (file.uri, decoded)
                else:
                    texts[capture_id] = (decoded, len(raw))
        captures[file.uri] = capture_id
    frame = pl.DataFrame(
        [(key, value.text, size, value.invalid_byte_count) for key, (value, size) in texts.items()],
        schema=DUMP_SCHEMA,
        orient="row",
    )
    refused = pl.DataFrame(
        [(key, why.reason, f"{uri}: {why.detail}") for key, (uri, why) in refusals.items()],
        schema=REFUSAL_SCHEMA,
        orient="row",
    )
    return frame, refused, captures


def read_bytes(path: Path, size: int, limit: int) -> bytes | Refusal:
    """The decompressed bytes, never more than `limit`, or why they cannot be had."""
    too_large = Refusal("too_large", f"more than {limit:,} bytes; raise STEPPE_MAX_DUMP_MIB to read it")
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
