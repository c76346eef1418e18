"""An archive -> its records in one pass, what cannot be read of it, and the tally of all."""

import io
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import BinaryIO

from flows.dumps.archives import jsonl, parquet, tarred, warc, zipped
from flows.dumps.archives.kinds import kind_of
from flows.dumps.archives.records import Found, Record, Tally, Terms
from flows.dumps.archives.unpacked import BombError, Unpacked
from flows.dumps.decode import Refusal
from flows.dumps.find import CHANGED, DumpFile
from flows.dumps.manifest import Metadata, metadata_of
from flows.dumps.remote import RemoteFile
from flows.errors import InputError
from flows.ids import make_id


def reading_of(file: DumpFile | RemoteFile, terms: Terms) -> str:
    """A version of how the archive is read: with other terms, another manifest or another etag it is news."""
    return make_id(
        str(terms.limit),
        *sorted(terms.sites.outlets),
        "",
        *sorted(terms.sites.proxies),
        "",
        terms.text_column,
        terms.url_column,
        *terms.date_columns,
        "",
        str(metadata_of(file.path)),
        getattr(file, "etag", ""),
    )


def records(file: DumpFile | RemoteFile, terms: Terms) -> Iterator[Record | Tally]:
    """Texts and refusals in the order of the archive, in little memory; at the end what became of all records.

    What was readable of a cut or damaged archive comes first, then one refusal of the rest under the archive's own uri.
    """
    tally = Tally(file.uri, file.size, file.modified_ns, reading_of(file, terms))
    beside = metadata_of(file.path)
    refusal, at = None, 0
    try:
        if not file.size:
            raise EOFError("it holds no byte")
        with file.opened() as stream:
            try:
                for found in _found(file, stream, terms):
                    record = tally.count(found)
                    if record:
                        yield replace(record, said=_both(record.said, beside))
            finally:
                at = stream.tell()
            if not file.is_unchanged(stream):
                refusal = CHANGED
    except InputError as error:
        refusal = Refusal("malformed_manifest", str(error))
    except PermissionError:
        refusal = Refusal("unreadable", "permission denied")
    except BombError as error:
        refusal = Refusal("compression_ratio", f"{error}; {_told(tally, at)}")
    except Exception as error:  # libraries raise what they like on hostile bytes
        refusal = Refusal("broken_archive", f"{str(error) or type(error).__name__}; {_told(tally, at)}")
    if refusal:
        tally.is_whole = False
        yield Record(file.uri, file.size, file.modified_ns, Metadata(), refusal)
    yield tally


def _found(file: DumpFile | RemoteFile, stream: BinaryIO, terms: Terms) -> Found:
    kind = kind_of(file.path.name)
    assert kind, "only archives come here"
    if kind.reader == "parquet":
        return parquet.records(file, stream, terms)
    if kind.reader == "zip":
        return zipped.records(file, stream, terms)
    if kind.reader == "tar":
        members = tarred.manifests(file, Unpacked(stream, kind.compression, file.size), terms)
        stream.seek(0, io.SEEK_SET)
        return tarred.records(Unpacked(stream, kind.compression, file.size), members)
    reader = warc.records if kind.reader == "warc" else jsonl.records
    return reader(file, Unpacked(stream, kind.compression, file.size), terms)


def _both(said: Metadata, beside: Metadata) -> Metadata:
    """What the archive says of a record, and where it says nothing what the manifest beside it says."""
    has_day = said.captured_on or said.captured_from
    left = replace(beside, captured_on=None, captured_from=None, captured_until=None) if has_day else beside
    return Metadata(
        **{name: getattr(said, name) or getattr(left, name) for name in (each.name for each in fields(said))}
    )


def _told(tally: Tally, at: int) -> str:
    return f"near byte {at:,} of {tally.size:,}; {tally.record_count:,} records before it were read"
