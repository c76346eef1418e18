"""The names in a folder -> those that Steppe wrote: state, backup, export, site and a lake's data are no dumps."""

import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

PACKAGE = "datapackage.json"
SITE = "site.json"
MOST_BYTES = 16 << 20
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
    package = _read(folder, PACKAGE) if PACKAGE in held else {}
    if package.get("name") == "steppe":
        resources = _listed(package, "resources")
        found |= {PACKAGE, *(str(one.get("path")) for one in resources if isinstance(one, dict))}
    site = _read(folder, SITE) if SITE in held else {}
    if "fingerprint" in site:
        found |= {SITE, *(str(one) for one in _listed(site, "pages") if str(one).endswith(".html"))}
    return found


def _read(folder: str, name: str) -> dict[str, Any]:
    """What the file says, or nothing where it is no JSON object: anybody may have written it."""
    path = Path(folder, name)
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return {}
        said = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _listed(said: dict[str, Any], name: str) -> list[Any]:
    found = said.get(name)
    return found if isinstance(found, list) else []
