"""The page address and the day that an archive gives -> metadata, and what is passed over for its address."""

from datetime import date

from flows.dumps.archives.records import Passed, Terms
from flows.dumps.archives.sites import host_of
from flows.dumps.decode import Refusal
from flows.dumps.manifest import Metadata

BASIS = "archive"


def bounded(held: bytes, limit: int) -> bytes | Refusal:
    """The bytes, or that they are too many."""
    return held if len(held) <= limit else Refusal("too_large", f"more than {limit:,} bytes")


def passed_over(url: str | None, terms: Terms) -> Passed | None:
    """Why a page with this address is passed over, or None. One without address is taken, as a file without one is."""
    return Passed("other_site", host_of(url)) if url and not terms.sites.holds(url) else None


def said_of(url: str | None, day: date | None) -> Metadata:
    """What the archive says of a page."""
    return Metadata(page_url=url or None, captured_on=day, captured_on_basis=BASIS if day else None)
