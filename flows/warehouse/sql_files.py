"""sql/ -> its statements, in build order."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flows.settings import project_root

SCHEMAS = ("report", "quality", "ops")
LAYERS = ("1_tables", "2_views", "3_reports")


@dataclass(frozen=True)
class SqlFile:
    """One object or check: its name and its statements."""

    name: str
    text: str


@cache
def layer(folder: str) -> list[SqlFile]:
    """Files of sql/<folder>, sorted by name."""
    paths = sorted(Path(project_root(), "sql", folder).glob("*.sql"))
    return [SqlFile(path.stem, path.read_text(encoding="utf-8")) for path in paths]


@cache
def sql_version() -> str:
    """First 12 hex digits over the content of sql/."""
    digest = hashlib.sha256()
    for folder in (*LAYERS, "4_checks"):
        for file in layer(folder):
            digest.update(f"{file.name}\x1f{file.text}\x1e".encode())
    return digest.hexdigest()[:12]


def quoted(text: Path | str) -> str:
    """A path, or other text, as an SQL string."""
    escaped = str(text).replace("'", "''")
    return f"'{escaped}'"
