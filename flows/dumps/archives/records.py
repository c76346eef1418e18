"""What a reader finds in an archive: a text, a refusal, or something that a rule passes over."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from flows.dumps.archives.kinds import kind_of
from flows.dumps.archives.sites import Sites
from flows.dumps.decode import Refusal
from flows.dumps.manifest import Metadata

MOST_HOSTS = 100  # hosts of an archive that are counted by name; those of the rest together
MOST_TOLD = 100  # records of an archive that are quarantined one by one; the rest is counted
_PLACE = re.compile(r"#(?:offset|line|row)=\d+$")


def archive_of(uri: str) -> str:
    """The address of the archive that holds the record; of a file its own.

    >>> archive_of("/d/a.warc.gz#offset=12"), archive_of("s3://b/a.zip//in/b.txt"), archive_of("/d/a.txt")
    ('/d/a.warc.gz', 's3://b/a.zip', '/d/a.txt')
    """
    scheme, found, rest = uri.partition("://")
    start, rest = (f"{scheme}://", rest) if found and scheme.isalnum() else ("", uri)
    archive, _, member = rest.partition("//")
    return start + (archive if member and kind_of(archive) else _PLACE.sub("", rest))


class Source(Protocol):
    """Where a record lies: a dump file or an archive, as it was when it was found."""

    @property
    def uri(self) -> str:
        """Its address."""

    @property
    def size(self) -> int:
        """Bytes."""

    @property
    def modified_ns(self) -> int:
        """Its time in nanoseconds since 1970."""


@dataclass(frozen=True)
class Record:
    """One text of an archive, or why it cannot be had.

    `uri` is that of the archive with `#offset=`, `#line=` or `#row=`, or `//` and the member's name; `size` and
    `modified_ns` are the archive's. `held` is the text's bytes, or HTML's where `charset` is not None.
    """

    uri: str
    size: int
    modified_ns: int
    said: Metadata
    held: bytes | Refusal
    charset: str | None = None

    @property
    def weight(self) -> int:
        """How many bytes the record brings into a batch."""
        return len(self.held) if isinstance(self.held, bytes) else 0


@dataclass(frozen=True)
class Passed:
    """A record that is passed over, by which rule, and the host of its page where it has one.

    Rules: 'other_site', 'no_page' (a request, metadata, a revisit), 'no_text' (an image, say), 'no_success' (a
    redirect, an error), 'other_file', 'folder', 'link', 'refused' (those beyond MOST_TOLD).
    """

    rule: str
    host: str | None = None


@dataclass(frozen=True)
class Terms:
    """What a reader has to know: most bytes of a record, whose pages count, and how columns are named."""

    limit: int
    sites: Sites
    text_column: str = "text"
    url_column: str = "url"
    date_columns: tuple[str, ...] = ("date", "timestamp")


@dataclass
class Tally:
    """What became of the records of one archive; `is_whole` where all of it could be read.

    Each record is taken, refused or passed over: counted by rule and host.
    """

    uri: str
    size: int
    modified_ns: int
    reading: str
    taken: int = 0
    refused: int = 0
    passed: "Counter[tuple[str, str | None]]" = field(default_factory=Counter)
    is_whole: bool = True

    @property
    def weight(self) -> int:
        """A share of the archive's size, so that batches end, and are loaded, also where no record is taken."""
        return self.size // 8

    @property
    def record_count(self) -> int:
        """All records that were met."""
        return self.taken + self.refused + self.passed.total()

    def count(self, found: Record | Passed) -> Record | None:
        """Count what a reader found; returns it where it is to be read. The MOST_TOLD refusals are told, no more."""
        if isinstance(found, Record) and isinstance(found.held, Refusal):
            if self.refused < MOST_TOLD:
                self.refused += 1
                return found
            found = Passed("refused")
        if isinstance(found, Record):
            self.taken += 1
            return found
        host = found.host
        if host and (found.rule, host) not in self.passed and len(self.passed) >= MOST_HOSTS:
            host = None
        self.passed[found.rule, host] += 1
        return None


Found = Iterator[Record | Passed]
"""What a reader gives."""


def told(tallies: list[Tally]) -> list[str]:
    """What became of the records of the archives, for people."""
    if not tallies:
        return []
    passed: Counter[str] = Counter()
    for tally in tallies:
        for (rule, _), count in tally.passed.items():
            passed[rule] += count
    rules = ", ".join(f"{count:,} {rule}" for rule, count in passed.most_common())
    taken, refused = sum(tally.taken for tally in tallies), sum(tally.refused for tally in tallies)
    return [
        f"archives: {len(tallies):,} read, {taken + refused + passed.total():,} records: {taken:,} taken,"
        f" {refused:,} refused, {passed.total():,} passed over{f' ({rules})' if rules else ''}"
    ]
