"""Dump files and archives -> what a batch is made of: files to read, records of archives, and their tallies."""

from collections.abc import Iterable, Iterator

from flows.dumps.archives.kinds import kind_of
from flows.dumps.archives.read import records
from flows.dumps.archives.records import Record, Tally, Terms
from flows.dumps.find import DumpFile
from flows.dumps.remote import RemoteFile

Item = DumpFile | RemoteFile | Record
"""One dump, to be read or held already."""


def items(files: Iterable[DumpFile | RemoteFile], terms: Terms) -> Iterator[Item | Tally]:
    """The files in order, in place of an archive its records and then its tally; an archive is read as it is asked."""
    for file in files:
        if kind_of(file.path.name):
            yield from records(file, terms)
        else:
            yield file


def parted(batch: Iterable[Item | Tally]) -> tuple[list[Item], list[Tally]]:
    """The dumps of a batch, and the archives that end in it: all their records are in it or in batches before it."""
    found = list(batch)
    dumps = [item for item in found if not isinstance(item, Tally)]
    return dumps, [item for item in found if isinstance(item, Tally)]
