"""Dumps -> archives as others make them, written by hand so that no reader judges itself."""

import csv
import gzip
import html
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import zstandard

FETCHED = datetime(2025, 12, 9, 23, 59, 58, tzinfo=UTC)


@dataclass(frozen=True)
class Page:
    """A dump with what an archive knows of it."""

    name: str
    raw: bytes
    url: str | None
    fetched: datetime | None = FETCHED

    @property
    def text(self) -> str:
        return self.raw.decode()


def pages_of(folder: Path) -> list[Page]:
    """The dumps of a folder with the addresses of its manifest; those that have none get one."""
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        urls = {row["path"]: row["page_url"] for row in csv.DictReader(stream)}
    found = []
    for path in sorted(folder.iterdir()):
        if path.name != "manifest.csv":
            raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            found.append(Page(path.name, raw, urls.get(path.name) or f"https://timesca.com/{path.stem}"))
    return found


def warc_record(kind: str, url: str | None, fetched: datetime, media: str, body: bytes, more: str = "") -> bytes:
    """One WARC record, uncompressed."""
    address = f"WARC-Target-URI: {url}\r\n" if url else ""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n{address}WARC-Date: {fetched:%Y-%m-%dT%H:%M:%SZ}\r\n{more}"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(body):012}>\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def http(body: bytes, media: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = "") -> bytes:
    """An answer of a server."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more}\r\n".encode() + body


def wet(pages: Iterable[Page]) -> list[bytes]:
    """Records of a WET file."""
    first = warc_record("warcinfo", None, FETCHED, "application/warc-fields", b"isPartOf: a test\r\n")
    return [first, *(_conversion(page) for page in pages)]


def _conversion(page: Page) -> bytes:
    return warc_record("conversion", page.url, page.fetched or FETCHED, "text/plain", page.raw)


def warc(pages: Iterable[Page]) -> list[bytes]:
    """Records of a WARC file: requests, and the pages as HTML."""
    found = []
    for page in pages:
        found.append(
            warc_record("request", page.url, FETCHED, "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n")
        )
        media = "application/http; msgtype=response"
        found.append(
            warc_record("response", page.url, page.fetched or FETCHED, media, http(as_html(page.text).encode()))
        )
    return found


def as_html(text: str) -> str:
    """The page that a listing's text may have come from: bullets are a list, other lines blocks."""
    blocks, items = [], []
    for line in [*text.split("\n"), ""]:
        bare = html.escape(line.strip())
        if bare.startswith("•"):
            items.append(f"<li>{bare[1:].strip()}</li>")
            continue
        if items:
            blocks.append(f"<ul>{''.join(items)}</ul>")
            items = []
        if bare:
            blocks.append(f"<div><p>{bare}</p></div>")
    style = "<style>p { color: red }</style><script>var x = '<p>no text</p>';</script>"
    return f"<!DOCTYPE html><html><head><title>no text</title>{style}</head><body>{''.join(blocks)}</body></html>"


def gz_members(records: Iterable[bytes]) -> bytes:
    """As Common Crawl compresses: each record on its own."""
    return b"".join(gzip.compress(record, 6) for record in records)


def jsonl(pages: Iterable[Page]) -> bytes:
    """As the public corpora of web texts name it."""
    return b"".join(json.dumps(_row(page), ensure_ascii=False).encode() + b"\n" for page in pages)


def _row(page: Page) -> dict[str, object]:
    fetched = page.fetched.isoformat() if page.fetched else None
    return {"id": page.name, "text": page.text, "url": page.url, "date": fetched, "language": "en"}


def parquet(pages: Iterable[Page]) -> bytes:
    """The same in Parquet, the time as a timestamp of C4."""
    rows = [{"text": page.text, "timestamp": page.fetched, "url": page.url} for page in pages]
    stream = io.BytesIO()
    schema = {"text": pl.String, "timestamp": pl.Datetime("us", "UTC"), "url": pl.String}
    pl.DataFrame(rows, schema=schema).write_parquet(stream, row_group_size=5)
    return stream.getvalue()


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files:
            archive.writestr(name, raw)
    return stream.getvalue()


def tarred(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A tar archive."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, raw in files:
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return stream.getvalue()


def files_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of a folder's files."""
    return ((path.name, path.read_bytes()) for path in sorted(folder.iterdir()))


PAGES: dict[str, Callable[[list[Page]], bytes]] = {
    "a.warc.wet.gz": lambda pages: gz_members(wet(pages)),
    "a.wet": lambda pages: b"".join(wet(pages)),
    "a.warc.zst": lambda pages: zstandard.compress(b"".join(wet(pages))),
    "a.jsonl": jsonl,
    "a.jsonl.gz": lambda pages: gzip.compress(jsonl(pages)),
    "a.ndjson.zst": lambda pages: zstandard.compress(jsonl(pages)),
    "a.parquet": parquet,
}
FILES: dict[str, Callable[[list[tuple[str, bytes]]], bytes]] = {
    "a.zip": zipped,
    "a.tar": tarred,
    "a.tgz": lambda files: gzip.compress(tarred(files)),
    "a.tar.zst": lambda files: zstandard.compress(tarred(files)),
}
