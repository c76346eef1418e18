"""Texts of pages, and a parser for them."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from flows.parsing.parse import Parsed, parse
from flows.parsing.seeds import ParserSeeds
from flows.references import parser_seeds
from tests.accounting import check_accounting

PAGE_SCHEMA = {
    "capture_id": pl.String,
    "text": pl.String,
    "byte_count": pl.Int32,
    "invalid_byte_count": pl.Int32,
    "page_url": pl.String,
    "captured_on": pl.Date,
    "captured_from": pl.Date,
    "captured_until": pl.Date,
    "captured_on_basis": pl.String,
    "outlet": pl.String,
}
ParseTexts = Callable[..., Parsed]


@pytest.fixture(scope="session")
def seeds() -> ParserSeeds:
    return parser_seeds()


@pytest.fixture(scope="session")
def parse_texts(seeds: ParserSeeds) -> ParseTexts:
    """A parser of texts, each a page, or of a dict of them by name; checks the accounting of each page."""

    def parsed(*texts: str, pages: dict[str, str] | None = None, **known: object) -> Parsed:
        pages = pages or {f"{number:016x}": text for number, text in enumerate(texts)}
        rows = [
            {"capture_id": name, "text": text, "byte_count": len(text), "invalid_byte_count": 0, **known}
            for name, text in pages.items()
        ]
        found = parse(pl.DataFrame(rows, schema=PAGE_SCHEMA), seeds, "v1", "timesca")
        check_accounting(found, pages)
        return found

    return parsed


@pytest.fixture(scope="session")
def sample_pages() -> dict[str, str]:
    """The sample dumps of seeds/dumps that are plain files."""
    folder = Path(__file__).parents[2] / "seeds" / "dumps"
    files = [file for file in sorted(folder.iterdir()) if file.suffix in ("", ".txt")]
    return {file.name: file.read_bytes().decode() for file in files}


@pytest.fixture(scope="session")
def shared_dumps() -> Path:
    """The folder of real dumps beside the project."""
    folder = Path(__file__).parents[3] / "shared" / "dumps"
    if not folder.is_dir():
        pytest.skip("the shared dumps do not lie beside the project")
    return folder
