"""The names in a folder -> those that Steppe wrote: state, backup, export, site and a lake's data are no dumps."""

import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

PACKAGE = "datapackage.json"
SITE = "site.json"
STATE = {"lock", "releases"}  # made before anything else in the state of a warehouse
RELEASE = re.compile(r"\d{6}-\d{8}T\d{6}\d*Z-[0-9a-f]{12}\.duckdb")
LAKE_DATA = re.compile(r"ducklake-[0-9a-f-]{36}(-delete)?\.parquet")


def written_in(folder: str, names: Collection[str]) -> Collection[str]:
    """Those of the names in the folder that Steppe wrote, folders too: all of a state, and of the others what is named.

    An export and a site say themselves which files are theirs; beside the releases of a backup lies its raw store.
    """
    held = set(names)
    if held >= STATE:
        return held
    found = {name for name in held if name.endswith((".duckdb", ".duckdb.wal")) or LAKE_DATA.fullmatch(name)}
    if any(RELEASE.fullmatch(name) for name in found):
        found.add("raw")
    if PACKAGE in held and (package := _read(folder, PACKAGE)).get("name") == "steppe":
        found |= {PACKAGE, *(one.get("path", "") for one in package.get("resources", ()))}
    if SITE in held and "fingerprint" in (site := _read(folder, SITE)):
        found |= {SITE, *site.get("pages", ())}
    return found


def _read(folder: str, name: str) -> dict[str, Any]:
    """What the file says, or nothing where it is no JSON object."""
    try:
        said = json.loads(Path(folder, name).read_bytes())
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}
