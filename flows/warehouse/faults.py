"""What a disk does to a run -> one line for a person: what, where, and the mend."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from flows.errors import InputError

STAYS = "then run again; what is released stays as it is"
MENDS = (
    ((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "the disk is full", f"free space, {STAYS}"),
    ((errno.EACCES, errno.EPERM, errno.EROFS), "it may not be read or written", f"mend the permissions, {STAYS}"),
    ((errno.EIO,), "the disk fails", "check it; `steppe restore` brings a backup to another"),
)


@contextmanager
def told(place: Path) -> Iterator[None]:
    """Raise InputError in place of what a full, barred or failing disk makes of the block; `place` is where it wrote.

    Every other error passes as it is.
    """
    try:
        yield
    except (OSError, duckdb.Error) as error:
        if not (found := of_disk(error)):
            raise
        what, mend = found
        raise InputError(f"{place}: {what} ({str(error).splitlines()[0]}); {mend}") from error


def of_disk(error: Exception) -> tuple[str, str] | None:
    """What is wrong with the disk, and the mend; None for an error of another kind.

    DuckDB tells the system's reason in words only.
    """
    for codes, what, mend in MENDS:
        words = (os.strerror(code).lower() for code in codes)
        if getattr(error, "errno", None) in codes or (
            isinstance(error, duckdb.Error) and any(word in str(error).lower() for word in words)
        ):
            return what, mend
    return None
