"""CSV files of seeds/ -> frames, with a version made of their content."""

import hashlib
from functools import cache
from pathlib import Path

import polars as pl

from flows.errors import InputError
from flows.settings import project_root

PARSER_CODE = ("dumps/decode.py", "parsing")
PARSER_SEEDS = ("genres", "months", "outlets", "pairing_rules", "phrases", "quarantine_reasons", "recurring_headlines")
GAZETTEER_CODE = ("mentions",)
GAZETTEER_SEEDS = ("entities", "aliases", "cues", "given_names", "common_words", "entity_decisions", "mention_rules")


@cache
def table(name: str) -> pl.DataFrame:
    """Rows of seeds/<name>.csv, or of all seeds/<name>/*.csv together; every column a string, empty = NULL.

    Raises InputError when the file is missing or is no CSV.
    """
    return pl.concat([_read(path) for path in _paths(name)])


@cache
def parser_version() -> str:
    """First 12 hex digits over the content of the parsing code and its seeds."""
    return _version(PARSER_CODE, PARSER_SEEDS)


@cache
def gazetteer_version() -> str:
    """First 12 hex digits over the content of the gazetteer, decisions included, and of the matching code."""
    return _version(GAZETTEER_CODE, GAZETTEER_SEEDS)


def folder_of(name: str) -> Path:
    """The folder seeds/<name>."""
    return project_root() / "seeds" / name


def _paths(name: str) -> list[Path]:
    folder = folder_of(name)
    paths = sorted(folder.glob("*.csv")) if folder.is_dir() else [folder.with_suffix(".csv")]
    if not paths or not paths[0].is_file():
        raise InputError(f"seeds/{name}.csv is missing: restore it from the repository")
    return paths


def _read(path: Path) -> pl.DataFrame:
    try:
        return pl.read_csv(path, infer_schema=False, encoding="utf8")
    except pl.exceptions.PolarsError as error:
        raise InputError(f"seeds/{path.name} is not a readable CSV: {str(error).splitlines()[0]}") from error


def _version(code: tuple[str, ...], seeds: tuple[str, ...]) -> str:
    package = Path(__file__).resolve().parent
    files = [path for part in code for path in _python_files(package / part)]
    files += [path for name in seeds for path in _paths(name)]
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\x1f" + path.read_bytes() + b"\x1e")
    return digest.hexdigest()[:12]


def _python_files(path: Path) -> list[Path]:
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]
