"""A release -> its freshness and its backup."""

import hashlib
import shutil
from datetime import date
from pathlib import Path
from typing import Any

from flows.errors import RefusedError
from flows.warehouse.places import Places
from flows.warehouse.query import released
from flows.warehouse.release import fingerprint_of


def freshness(where: Places, as_of: date) -> dict[str, Any]:
    """Last capture, last rate and days since, at a day: the row of report.freshness(as_of)."""
    with released(where) as connection:
        rows = connection.sql("FROM report.freshness($day)", params={"day": as_of}).pl()
    return rows.row(0, named=True)


def back_up(where: Places, folder: Path) -> Path:
    """Copy the released file to the folder, if it is not there yet, and read the copy back.

    Raises RefusedError when the copy does not hold what the release holds.
    """
    current = where.release()
    with released(where):
        folder.mkdir(parents=True, exist_ok=True)
    target = folder / Path(str(current)).name
    if not target.exists():
        temporary = target.with_suffix(".tmp")
        shutil.copyfile(str(current), temporary)
        if _digest(temporary) != _digest(Path(str(current))):
            temporary.unlink()
            raise RefusedError(f"{target}: the copy differs from the release; check the disk and run again")
        temporary.replace(target)
    if fingerprint_of(target)[:12] != target.stem.rsplit("-", 1)[-1]:
        raise RefusedError(f"{target}: the backup does not hold what its name says; remove it and run again")
    return target


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
