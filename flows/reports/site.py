"""A release -> a folder of pages that refer to each other and to nothing else."""

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flows.dumps.own import SITE
from flows.errors import InputError
from flows.progress import followed
from flows.reports import quality
from flows.reports.page import render, write
from flows.reports.pages import CAPTURES, PAGES
from flows.warehouse.build import Connection
from flows.warehouse.faults import told
from flows.warehouse.figures import Figure, Value, figures, newest_run
from flows.warehouse.load import now
from flows.warehouse.places import Places
from flows.warehouse.query import released
from flows.warehouse.sandbox import Limits

ONE_THREAD = Limits(threads=1)  # with more, DuckDB 1.5.5 now and then fails in a window over no rows: index 0 of size 0
MENU = [*((page.file, page.title) for page in PAGES), ("quality.html", "Quality")]


def write_site(where: Places, folder: Path | None = None, limits: Limits | None = None) -> Path:
    """Write the pages of the release to the folder, X.state/site where none is named; returns its index.html.

    They are made aside, and the folder is put in the place of the one before. Raises InputError when nothing is
    released, the folder cannot be written, or something that is no such site stands in the way.
    """
    target = folder or where.site
    _refuse_foreign(target)
    made = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with told(target):
            _make(where, made, limits or ONE_THREAD)
            _swap(made, target)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return target / "index.html"


def _make(where: Places, made: Path, limits: Limits | None) -> None:
    """The pages of the release that is published, again while another one is: it may have forgotten a capture."""
    while True:
        release = where.release()
        shutil.rmtree(made, ignore_errors=True)
        with released(where, limits) as connection:
            _write_pages(where, connection, made)
        if release == where.release():
            return


def _write_pages(where: Places, connection: Connection, folder: Path) -> None:
    """All pages of one release."""
    written_at = now()
    run = newest_run(connection)
    values: dict[str, Value] = {"as_of": written_at.date(), "run_id": run["run_id"] if run else None}
    of_pages = followed("report site", PAGES, "pages")
    found = [(page, figures(connection, page.name, {**values, **page.limits})) for page in of_pages]
    wanted = _capture_ids(figure for _, of_page in found for figure in of_page.values())
    found.append((CAPTURES, figures(connection, CAPTURES.name, {"wanted": " ".join(wanted)})))
    release = where.release_name
    common = {"warehouse": where.name, "release": release, "written_at": written_at}
    for page, of_page in found:
        shown = {**of_page, **page.drawn(of_page), **common, "site": _menu(page.file)}
        write(render(f"site/{page.name}.html", scripts=page.scripts, **shown), folder / page.file)
    if run:
        as_released: dict[str, Any] = {
            "docs": [],
            "reason": None,
            "is_undone": False,
            "is_released": True,
        }  # these are pages of a release
        of_run = quality.shown(where, connection) | as_released
        write(render("quality.html", **of_run, copies={}, site=_menu("quality.html")), folder / "quality.html")
    pages = sorted(path.name for path in folder.glob("*.html"))
    index = {"release": release, "fingerprint": run["fingerprint"] if run else None, "pages": pages}
    write(json.dumps(index, indent=2) + "\n", folder / SITE)


def _menu(here: str) -> dict[str, Any]:
    return {"pages": MENU, "here": here}


def _capture_ids(found: Iterable[Figure]) -> list[str]:
    """The captures that any figure names."""
    return sorted({row["capture_id"] for figure in found for row in figure.rows if row.get("capture_id")})


def _refuse_foreign(target: Path) -> None:
    """A folder that is swapped is lost: only a site of ours, or an empty folder, may be."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise InputError(f"{target}: something that is no folder stands there; name another one with --output")
    if target.is_dir() and any(target.iterdir()) and not (target / SITE).is_file():
        raise InputError(f"{target}: a folder with other things stands there; name a new one with --output")


def _swap(made: Path, target: Path) -> None:
    """The new folder in the place of the old one."""
    old = target.with_name(f".{target.name}.{os.getpid()}.old")
    if target.exists():
        target.rename(old)
    made.rename(target)
    shutil.rmtree(old, ignore_errors=True)
