"""A WARC or WET file -> its pages: texts as they stand, HTML to be turned into text."""

from typing import Any

from flows.dumps.archives.days import day_of
from flows.dumps.archives.http import page_of
from flows.dumps.archives.pages import bounded, passed_over, said_of
from flows.dumps.archives.records import Found, Passed, Record, Source, Terms
from flows.dumps.archives.sites import host_of
from flows.dumps.archives.unpacked import Unpacked
from flows.dumps.decode import Refusal

PAGES = ("response", "resource", "conversion")
HTML = ("text/html", "application/xhtml+xml")
PLAIN = ("text/plain",)
MOST_HEADER = 1 << 20
ENDS = (b"\r\n\r\n", b"\n\n")


def records(file: Source, stream: Unpacked, terms: Terms) -> Found:
    """Pages and what is passed over, in the order of the file; `#offset=` counts unpacked bytes.

    Raises EOFError for a file that is cut, OSError for one that is no WARC.
    """
    from fastwarc.warc import ArchiveIterator

    for record in ArchiveIterator(stream, parse_http=False, max_header_len=MOST_HEADER, stream_detect=False):
        yield _page(file, record, terms)
    if stream.tell() == 0 or not stream.tail.endswith(ENDS):
        raise EOFError("the file ends within a record")


def _page(file: Source, record: Any, terms: Terms) -> Record | Passed:
    """One record. What is left of it is passed over by the next step of the iterator."""
    if str(record.record_type) not in PAGES:
        return Passed("no_page")
    url = record.headers.get("WARC-Target-URI", "").strip("<> ")
    if passed := passed_over(url, terms):
        return passed
    media, charset = record.headers.get("Content-Type", "").partition(";")[0].strip().lower(), None
    if record.is_http:
        record.parse_http(auto_decode="none", max_header_len=MOST_HEADER)
        if record.http_headers.status_code != 200:
            return Passed("no_success", host_of(url))
        media, charset = (record.http_content_type or "").lower(), record.http_charset
    if media not in (*HTML, *PLAIN):
        return Passed("no_text", host_of(url))
    said = said_of(url, day_of(record.record_date))
    page_charset = (charset or "") if media in HTML else None
    uri = f"{file.uri}#offset={record.stream_pos}"
    return Record(uri, file.size, file.modified_ns, said, _held(record, terms.limit), page_charset)


def _held(record: Any, limit: int) -> bytes | Refusal:
    expected = record.content_length
    held = record.reader.read(limit + 1)
    if len(held) < min(expected, limit + 1):
        raise EOFError("the file ends within a record")
    if record.is_http and len(held) <= limit:
        headers = record.http_headers
        held = page_of(held, headers.get("Transfer-Encoding", ""), headers.get("Content-Encoding", ""), limit)
    return held if isinstance(held, Refusal) else bounded(held, limit)
