"""Dump files -> a batch of texts with their metadata, and what was refused."""

import hashlib
import zlib
from collections.abc import Iterable, Sequence

import polars as pl
from zstandard import ZstdError

from flows.dumps.archives import html
from flows.dumps.archives.records import Record
from flows.dumps.archives.unpacked import MOST_RATIO, BombError, Unpacked, most_of
from flows.dumps.decode import Refusal, decode
from flows.dumps.find import CHANGED, COMPRESSED, DumpFile
from flows.dumps.remote import RemoteFile
from flows.dumps.sources import Item
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
OF_ARCHIVES = ("broken_archive", "malformed_manifest")  # refusals of what is no dump itself
UNREAD = (  # whose bytes could not be had
    "broken_archive",
    "compression_ratio",
    "corrupt_compression",
    "encrypted",
    "malformed_manifest",
    "malformed_record",
    "too_large",
    "unreadable",
)


def read(
    files: Sequence[Item], limit: int, most: int | None = None, *, raises: bool = False
) -> tuple[pl.DataFrame, pl.DataFrame, dict[str, str]]:
    """Read and decode dumps of at most `limit` bytes, decompressed.

    Returns texts (DUMP_SCHEMA: one row per distinct dump), refusals (REFUSAL_SCHEMA; raw is NULL where the bytes could
    not be had) and the capture_id of each uri. Stops after the file with which the texts have `most` bytes: files
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


def read_bytes(item: Item, limit: int, *, raises: bool = False) -> bytes | Refusal:
    """The decompressed bytes, of HTML its text, never more than `limit`, or why they cannot be had.

    `raises` as in `read`.
    """
    if not isinstance(item, Record):
        return _of_file(item, limit, raises=raises)
    if isinstance(item.held, Refusal) or item.charset is None:
        return item.held
    text = html.text_of(item.held, item.charset)
    return _too_large(limit) if isinstance(text, bytes) and len(text) > limit else text


def _of_file(file: DumpFile | RemoteFile, limit: int, *, raises: bool) -> bytes | Refusal:
    if file.size > limit:
        return _too_large(limit)
    suffix = file.path.suffix.lower()
    try:
        with file.opened() as stream:
            raw = Unpacked(stream, suffix if suffix in COMPRESSED else "", file.size).most(limit)
            is_unchanged = file.is_unchanged(stream)
    except PermissionError:
        return Refusal("unreadable", "permission denied")
    except BombError:
        if limit <= most_of(file.size):
            return _too_large(limit)
        return Refusal("compression_ratio", f"{file.size:,} bytes hold more than {MOST_RATIO} times as many")
    except (EOFError, zlib.error, ZstdError) as error:
        return Refusal("corrupt_compression", f"cannot be decompressed: {error}")
    except OSError as error:
        if raises:
            raise
        return Refusal("unreadable", str(error.strerror or error))
    except Exception as error:
        return _of_store(file, error)
    if not is_unchanged:
        return CHANGED
    return _too_large(limit) if len(raw) > limit else raw


def _of_store(file: DumpFile | RemoteFile, error: Exception) -> Refusal:
    """Stores have exceptions of their own; of a file on disk an unknown one is our fault."""
    if isinstance(file, DumpFile):
        raise error
    return Refusal("unreadable", f"the store says: {error}")


def _too_large(limit: int) -> Refusal:
    return Refusal("too_large", f"more than {limit:,} bytes")
