"""A warehouse, its backups, exports and sites may lie among the dumps: Steppe reads none of them."""

import os
from pathlib import Path

import pytest

from flows import pipeline
from flows.dumps.find import find
from flows.reports.export import Form, export
from flows.reports.site import write_site
from flows.settings import Settings
from flows.warehouse.backup import back_up
from flows.warehouse.places import places


@pytest.fixture
def among(sample: Path) -> Settings:
    """A run whose warehouse lies among its dumps, with a backup, an export and a site beside it and in folders."""
    settings = Settings(dumps=[str(sample)], warehouse=sample / "w.duckdb", _env_file=None)
    pipeline.execute(settings)
    where = places(settings.warehouse)
    for folder in (sample, sample / "saved"):
        back_up(where, folder)
        export(where, folder, Form.parquet)
    write_site(where, sample / "pages")
    return settings


@pytest.mark.parametrize("how", ["", "**/*", "*"])
def test_only_dumps_are_found_and_the_next_run_has_nothing_to_do(among: Settings, how: str) -> None:
    (folder,) = among.dumps
    held = {file.name for file in find(["seeds/dumps"])}
    assert {os.path.relpath(file.uri, folder) for file in find([f"{folder}/{how}"])} == {
        os.path.relpath(name, Path("seeds/dumps").resolve()) for name in held
    }
    again = pipeline.execute(among)
    assert again.is_idle
    assert not any("not read" in note for note in again.notes)
