"""This machine, the settings and the warehouse -> findings, each with its mend. Nothing is changed."""

import os
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from urllib.parse import urlsplit

from packaging.requirements import Requirement

from flows.dumps.find import find
from flows.dumps.others import Others
from flows.errors import InputError
from flows.settings import Settings
from flows.warehouse.health import Finding, examine
from flows.warehouse.places import places

PYTHONS = ((3, 11), (3, 14))
SERVER_SECONDS = 3


def diagnose(settings: Settings) -> list[Finding]:
    """All findings: Python and libraries, paths, the Prefect server, and the warehouse itself."""
    found = [_python(), _libraries(), _dumps(settings), _server()]
    try:
        where = places(settings.warehouse)
    except InputError as error:
        return [*found, Finding("warehouse", False, str(error), "choose another with --warehouse")]
    return [*found, Finding("warehouse", True, str(where.published)), *examine(where, settings.fresh_days)]


def _python() -> Finding:
    is_ok = PYTHONS[0] <= sys.version_info[:2] < PYTHONS[1]
    return Finding("python", is_ok, sys.version.split()[0], "" if is_ok else "install Python 3.11, 3.12 or 3.13")


def _libraries() -> Finding:
    wrong = list(_unmet())
    mend = "`make setup`, or `pip install --upgrade steppe`"
    detail = f"steppe {version('steppe')}, {'; '.join(wrong) or 'all libraries as it wants them'}"
    return Finding("libraries", not wrong, detail, mend if wrong else "")


def _unmet() -> Iterator[str]:
    for line in requires("steppe") or []:
        wanted = Requirement(line)
        if wanted.marker and not wanted.marker.evaluate():
            continue
        try:
            found = version(wanted.name)
        except PackageNotFoundError:
            yield f"{wanted.name} is not installed"
            continue
        if not wanted.specifier.contains(found, prereleases=True):
            yield f"{wanted.name} is {found}, wanted {wanted.specifier}"


def _dumps(settings: Settings) -> Finding:
    others = Others()
    try:
        count = len(find(settings.dumps, others))
    except InputError as error:
        return Finding("dumps", False, str(error), "name the folder with --dumps or STEPPE_DUMPS")
    return Finding("dumps", True, "; ".join([f"{count:,} files in {', '.join(settings.dumps)}", *others.told()]))


def _server() -> Finding:
    """Whether the server of PREFECT_API_URL answers; without one, a run starts a server of its own."""
    address = os.environ.get("PREFECT_API_URL")
    if not address:
        return Finding("prefect server", True, "PREFECT_API_URL is not set: a run starts a server of its own")
    parts = urlsplit(address)
    shown = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    try:
        if parts.scheme not in ("http", "https"):
            raise ValueError("no http address")
        with urllib.request.urlopen(f"{shown.rstrip('/')}/health", timeout=SERVER_SECONDS) as answer:
            is_ok, why = answer.status == 200, f"status {answer.status}"
    except (OSError, ValueError) as error:
        is_ok, why = False, str(getattr(error, "reason", error))
    mend = "`prefect server start`, or unset PREFECT_API_URL"
    return Finding("prefect server", is_ok, shown if is_ok else f"{shown}: {why}", "" if is_ok else mend)
