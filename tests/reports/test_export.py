"""An export is what its datapackage.json says: the Frictionless validator agrees, and finds what is broken."""

import hashlib
import json
import resource
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import polars as pl
import pytest

from flows import pipeline
from flows.dumps.own import PACKAGE
from flows.errors import InputError
from flows.reports import datapackage
from flows.reports.export import Form, export
from flows.reports.spreadsheets import MARKED
from flows.settings import Settings
from flows.warehouse.contract import Column, objects
from flows.warehouse.places import Places, places
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Places:
    target = tmp_path_factory.mktemp("export") / "w.duckdb"
    pipeline.execute(Settings(dumps=[str(ROOT / "seeds" / "dumps")], warehouse=target, _env_file=None))
    return places(target)


@pytest.fixture(scope="module")
def exported(where: Places, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder each: csv/ and parquet/."""
    folder = tmp_path_factory.mktemp("exported")
    for form in Form:
        export(where, folder / form, form)
    return folder


def described(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
    return found


def described_one(folder: Path, name: str) -> dict[str, Any]:
    return next(one for one in described(folder)["resources"] if one["name"] == name)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_validator_accepts_every_csv_file(exported: Path) -> None:
    report = frictionless.validate(str(exported / "csv" / PACKAGE))
    assert report.valid, report.flatten(["title", "fieldName", "message"])
    assert len(report.tasks) == len(list((exported / "csv").glob("*.csv"))) > 25
    assert all(
        task.stats.get("rows", 0) == described_one(exported / "csv", task.name)["rowCount"] for task in report.tasks
    )


@pytest.mark.parametrize(
    ("file", "spoil", "kind"),
    [
        ("rates", lambda text: text.replace("0.011440000000", "0,01144", 1), "type-error"),
        ("rates", lambda text: text.replace("2025-05-15", "15.05.2025", 1), "type-error"),
        ("rates", lambda text: text + text.splitlines(keepends=True)[1], "primary-key"),
        ("rates", lambda text: text.replace(text.splitlines()[1][:16], "f" * 16), "foreign-key"),
        ("appearances", lambda text: text.replace(",1,", ",,", 1), "constraint-error"),
        ("article_versions", lambda text: text.replace("[]", "none", 1), "type-error"),
        ("article_versions", lambda text: text.replace("true", "yes", 1), "type-error"),
        ("captures", lambda text: text.replace("layout", "shape", 1), "incorrect-label"),
        ("entities", lambda text: text + " ", "hash-count"),
    ],
)
def test_the_validator_finds_what_is_broken(
    exported: Path, tmp_path: Path, file: str, spoil: Callable[[str], str], kind: str
) -> None:
    folder = Path(shutil.copytree(exported / "csv", tmp_path / "csv"))
    path = folder / f"{file}.csv"
    before = path.read_text(encoding="utf-8")
    path.write_text(spoil(before), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before
    if kind != "hash-count":  # else the changed size and hash are told alone
        package = described(folder)
        for one in package["resources"]:
            one.pop("hash")
            one.pop("bytes")
        (folder / PACKAGE).write_text(json.dumps(package), encoding="utf-8")
    report = frictionless.validate(str(folder / PACKAGE))
    assert kind in {found for (found,) in report.flatten(["type"])}


def test_the_descriptor_of_parquet_is_valid_and_its_files_are_as_it_says(where: Places, exported: Path) -> None:
    folder = exported / "parquet"
    package = described(folder)
    assert not list(frictionless.Package.metadata_validate(package))
    with duckdb.connect() as connection:
        for one in package["resources"]:
            path = folder / one["path"]
            kinds = {name: kind for name, kind, *_ in connection.sql(f"DESCRIBE FROM '{path}'").fetchall()}
            assert kinds == {field["name"]: field["sqlType"] for field in one["schema"]["fields"]}
            assert connection.sql(f"SELECT COUNT(*) FROM '{path}'").fetchall() == [(one["rowCount"],)]
            assert one["hash"] == f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
            assert one["bytes"] == path.stat().st_size
        rates = connection.sql(f"SELECT * FROM '{folder / 'rates.parquet'}' ORDER BY ALL").fetchall()
    with duckdb.connect(str(where.published), read_only=True) as connection:
        assert rates == connection.sql("SELECT * FROM main.rates ORDER BY ALL").fetchall()


def test_every_fact_dimension_and_view_is_in_it_with_meaning_and_keys(where: Places, exported: Path) -> None:
    package = described(exported / "csv")
    with duckdb.connect(str(where.published), read_only=True) as connection:
        wanted = [one for one in objects(connection) if one.schema in ("main", "report")]
    assert [one["title"] for one in package["resources"]] == [one.full_name for one in wanted]
    fields = [field for one in package["resources"] for field in one["schema"]["fields"]]
    assert all(field["description"] for field in fields)
    keyed = {one["name"] for one in package["resources"] if "primaryKey" in one["schema"]}
    assert keyed == {one.name for one in wanted if one.kind == "table"}
    targets = [
        (one["name"], key["fields"][0], key["reference"]["resource"])
        for one in package["resources"]
        for key in one["schema"].get("foreignKeys", [])
    ]
    assert targets == [
        ("appearances", "version_id", "article_versions"),
        ("appearances", "article_id", "articles"),
        ("appearances", "capture_id", "captures"),
        ("article_versions", "article_id", "articles"),
        ("entity_aliases", "entity_id", "entities"),
        ("mentions", "version_id", "article_versions"),
        ("mentions", "article_id", "articles"),
        ("mentions", "entity_id", "entities"),
        ("rates", "capture_id", "captures"),
    ]


def test_it_says_what_it_is_of_where_from_and_how_formulas_are_marked(where: Places, exported: Path) -> None:
    package = described(exported / "csv")
    release = where.release()
    assert release is not None
    assert (package["release"], package["fingerprint"][:12]) == (release.stem, release.stem[-12:])
    assert package["sources"][0] == {"title": "The Times of Central Asia", "path": "https://timesca.com"}
    assert package["formulaEscape"] == {"prefix": "'", "pattern": MARKED}
    assert "one apostrophe away" in package["description"]
    assert "formulaEscape" not in described(exported / "parquet")
    assert "publishers'" in package["notes"]


def test_bodies_are_exported_only_when_asked_for(where: Places, exported: Path, tmp_path: Path) -> None:
    names = {field["name"] for one in described(exported / "csv")["resources"] for field in one["schema"]["fields"]}
    assert not names & {"body", "raw_text"}
    export(where, tmp_path, Form.csv, with_bodies=True)
    assert "body" in pl.read_csv(tmp_path / "article_versions.csv", infer_schema=False).columns
    assert described(tmp_path)["hasBodies"] is True
    report = frictionless.validate(str(tmp_path / PACKAGE))
    assert report.valid, report.flatten(["title", "message"])


@pytest.mark.parametrize("form", list(Form))
def test_one_release_gives_the_same_bytes(where: Places, exported: Path, tmp_path: Path, form: Form) -> None:
    export(where, tmp_path, form)
    assert content(tmp_path) == content(exported / form)


def test_another_export_takes_the_place_of_the_old_and_leaves_the_files_of_others(
    where: Places, tmp_path: Path
) -> None:
    export(where, tmp_path, Form.csv)
    (tmp_path / "mine.csv").write_text("a\n")
    (tmp_path / PACKAGE).write_text(
        (tmp_path / PACKAGE).read_text().replace('"path": "rates.csv"', '"path": "../mine.csv"')
    )
    (tmp_path.parent / "mine.csv").write_text("b\n")
    export(where, tmp_path, Form.parquet)
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == ["mine.csv", "rates.csv"]
    assert (tmp_path.parent / "mine.csv").read_text() == "b\n"
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_full_disk_leaves_the_old_export_whole(where: Places, tmp_path: Path) -> None:
    export(where, tmp_path, Form.csv)
    before = content(tmp_path)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limit[1]))
    try:
        with pytest.raises(InputError, match="the disk is full .*free space"):
            export(where, tmp_path, Form.csv, with_bodies=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert content(tmp_path) == before


def test_a_folder_that_cannot_be_written_is_named(where: Places, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="choose another folder"):
        export(where, tmp_path / "file" / "out", Form.csv)


def test_a_type_without_a_name_in_the_standard_stops_the_export() -> None:
    with pytest.raises(Exception, match="no name for the type INTERVAL"):
        datapackage._field(Column("age", "INTERVAL", "An age.", False))
