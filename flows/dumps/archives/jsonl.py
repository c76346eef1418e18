"""JSON Lines of texts with address and time -> the texts."""

import io
import json
from collections.abc import Iterator
from typing import Any

from flows.dumps.archives.days import day_of
from flows.dumps.archives.pages import bounded, passed_over, said_of
from flows.dumps.archives.records import Found, Passed, Record, Source, Terms
from flows.dumps.archives.unpacked import Unpacked
from flows.dumps.decode import Refusal
from flows.dumps.manifest import Metadata

ESCAPED = 6  # bytes that JSON may take for one: \u0001
TRIED = 100  # records without a text that make the file none of texts


def records(file: Source, stream: Unpacked, terms: Terms) -> Found:
    """Texts and what is passed over, in the order of the lines; `#line=` counts from 1. Blank lines do not count.

    Raises ValueError for a file whose records, all or the first TRIED, have no text: then it holds something else.
    """
    textless: list[Record | Passed] = []
    found = _lines(file, stream, terms)
    for record in found:
        if not (isinstance(record, Record) and record.held == _no_text(terms)):
            yield from textless
            yield record
            yield from found
            return
        textless.append(record)
        if len(textless) == TRIED:
            break
    if textless:
        raise ValueError(
            f"{_no_text(terms).detail} in any of {len(textless)} records; STEPPE_TEXT_COLUMN names another"
        )


def _lines(file: Source, stream: Unpacked, terms: Terms) -> Iterator[Record | Passed]:
    buffered = io.BufferedReader(stream, 1 << 20)
    most = terms.limit * ESCAPED
    number = 0
    while line := buffered.readline(most + 1):
        number += 1
        uri = f"{file.uri}#line={number}"
        if len(line) > most:
            yield _refused(file, uri, Refusal("too_large", f"more than {terms.limit:,} bytes"))
            while line and not line.endswith(b"\n"):
                line = buffered.readline(1 << 20)
        elif line.strip():
            yield _read(file, uri, line, terms)


def _read(file: Source, uri: str, line: bytes, terms: Terms) -> Record | Passed:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return _refused(file, uri, Refusal("malformed_record", f"no JSON: {error}"))
    if not isinstance(row, dict) or not isinstance(row.get(terms.text_column), str):
        return _refused(file, uri, _no_text(terms))
    return of_row(file, uri, row, terms)


def _no_text(terms: Terms) -> Refusal:
    return Refusal("malformed_record", f"no text named '{terms.text_column}'")


def of_row(file: Source, uri: str, row: dict[str, Any], terms: Terms) -> Record | Passed:
    """The record of a row with a text, or why it is passed over."""
    url = row.get(terms.url_column)
    url = url if isinstance(url, str) else None
    if passed := passed_over(url, terms):
        return passed
    day = next((day for name in terms.date_columns if (day := day_of(row.get(name)))), None)
    held = row[terms.text_column].encode("utf-8", "surrogatepass")
    return Record(uri, file.size, file.modified_ns, said_of(url, day), bounded(held, terms.limit))


def _refused(file: Source, uri: str, refusal: Refusal) -> Record:
    return Record(uri, file.size, file.modified_ns, Metadata(), refusal)
