"""A takedown leaves nothing of a capture but its id, whatever happens meanwhile."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from flows import forget as takedown_run
from flows import pipeline, rebuild, recover
from flows.errors import InputError, RefusedError
from flows.forget import forget
from flows.restore import restore
from flows.settings import Settings
from flows.steps import Steps
from flows.warehouse import places, releases
from flows.warehouse.backup import back_up
from tests.asking import ask

MARK = "zanzibarquartz"
HEADLINE = f"Officials Count Every {MARK} Beside the Long Mountain Road"
DUMP = f"""  • KGS/USD = {MARK} 0%
15 May 2025

Viewing results 1 - 6 of 12

{HEADLINE}

The ministry said that the {MARK} would be counted again in spring, and that nobody in Bishkek had ever done so before.

{MARK}
"""


@pytest.fixture
def plain_files(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """DuckDB writes texts as they are, so that a search of its files would find them."""
    real = duckdb.connect

    def connect(*arguments: Any, **more: Any) -> duckdb.DuckDBPyConnection:
        connection = real(*arguments, **more)
        if not more.get("read_only"):
            connection.execute("SET force_compression = 'uncompressed'")
        return connection

    monkeypatch.setattr(duckdb, "connect", connect)
    yield


def holders(folder: Path) -> list[str]:
    """Files below the folder with the mark in their bytes, raw files decompressed."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        held = path.read_bytes()
        if path.suffix == ".parquet":
            held += b"".join(pl.read_parquet(path)["raw"])
        if MARK.encode() in held:
            found.append(path.relative_to(folder).as_posix())
    return found


@pytest.fixture
def marked(settings: Settings, sample: Path, plain_files: None) -> tuple[Settings, str, str]:
    """A warehouse that holds the mark in facts, quarantine and unparsed lines; the capture; the fingerprint without."""
    without = str(pipeline.execute(settings).fingerprint)
    (sample / "marked.txt").write_text(DUMP, encoding="utf-8")
    pipeline.execute(settings)
    where = places.places(settings.warehouse)
    ((capture_id,),) = ask(where.build, "SELECT capture_id FROM ops.capture_files WHERE ends_with(uri, '/marked.txt')")
    return settings, capture_id, without


def test_nothing_but_the_id_is_left(marked: tuple[Settings, str, str]) -> None:
    settings, capture_id, without = marked
    where = places.places(settings.warehouse)
    (where.state / "exports").mkdir()
    (where.state / "exports" / "articles.csv").write_text(HEADLINE)
    saved = back_up(where, where.state / "backups")
    assert ask(where.build, "SELECT COUNT(*) FROM quality.quarantine WHERE raw_text LIKE '%zanzibarquartz%'") == [(1,)]
    before = holders(where.state)
    assert {Path(one).parent.as_posix() for one in before} == {
        ".",
        "backups",
        "backups/raw",
        "exports",
        "raw",
        "releases",
        "reports",
    }
    summary = forget(settings, capture_id, "the author asked")
    assert summary.fingerprint == without
    assert holders(where.state) == []
    assert not saved.exists()
    rows = "SELECT capture_id, reason, run_id FROM ops.forgotten"
    assert ask(settings.warehouse, rows) == [(capture_id, "the author asked", summary.run_id)]
    assert len(list(where.releases.iterdir())) == 2


def test_the_same_bytes_never_come_back(marked: tuple[Settings, str, str], sample: Path) -> None:
    settings, capture_id, without = marked
    where = places.places(settings.warehouse)
    forget(settings, capture_id)
    look = pipeline.look_for_work(settings)
    assert (look.is_empty, look.passed_over) == (True, 1)
    shutil.copy(sample / "marked.txt", sample / "copy.txt")
    again = pipeline.execute(settings)
    assert (again.captures_new, again.files_forgotten, again.fingerprint) == (0, 2, without)
    look = pipeline.look_for_work(settings)
    assert (look.is_empty, look.passed_over) == (True, 2)
    assert pipeline.execute(settings, rehash=True).fingerprint == without
    assert rebuild.rebuild(settings).fingerprint == without
    assert holders(where.state) == []
    assert pipeline.look_for_work(settings).is_empty


@pytest.mark.parametrize("stage", ["recompute", "check", "compact", "publish", "clear"])
def test_a_takedown_cut_short_is_finished_by_the_next_run(
    marked: tuple[Settings, str, str], monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    settings, capture_id, without = marked
    where = places.places(settings.warehouse)

    def crash(*arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        module = {"compact": takedown_run.compact, "clear": takedown_run.takedown}.get(stage)
        if module:
            patch.setattr(module, stage, crash)
        with pytest.raises(KeyboardInterrupt):
            forget(settings, capture_id, "asked", None if module else Steps(**{stage: crash}))
    assert "cut short" in str(recover.why_needed(settings))
    with pytest.raises(InputError, match=f"finish it first with `steppe forget {capture_id}`"):
        forget(settings, "0" * 16)
    assert recover.recover(settings).fingerprint == without
    assert recover.why_needed(settings) is None
    assert holders(where.state) == []


def test_texts_that_another_capture_prints_stay(settings: Settings, sample: Path) -> None:
    first = pipeline.execute(settings)
    text = (sample / "tag-water.txt").read_bytes()
    (sample / "same-news.txt").write_bytes(text + b"\n")
    pipeline.execute(settings)
    uri = "SELECT capture_id FROM ops.capture_files WHERE ends_with(uri, '/same-news.txt')"
    ((capture_id,),) = ask(settings.warehouse, uri)
    assert forget(settings, capture_id).fingerprint == first.fingerprint


def test_a_new_backup_does_not_hold_it_and_an_older_one_does_not_bring_it_back(
    marked: tuple[Settings, str, str], tmp_path: Path
) -> None:
    settings, capture_id, without = marked
    where = places.places(settings.warehouse)
    folder = tmp_path / "backups"
    old = back_up(where, folder)
    forget(settings, capture_id)
    new = back_up(where, folder)
    assert holders(folder) == [old.name]
    assert restore(settings, folder, new.stem).fingerprint == without
    shutil.rmtree(folder / "raw")
    (folder / "raw").mkdir()
    with pytest.raises(InputError, match="raw store lacks"):
        restore(settings, folder, old.stem)


def test_a_restore_leaves_out_what_was_forgotten_since(marked: tuple[Settings, str, str], tmp_path: Path) -> None:
    settings, capture_id, without = marked
    where = places.places(settings.warehouse)
    old = back_up(where, tmp_path / "backups")
    forget(settings, capture_id)
    done = restore(settings, tmp_path / "backups", old.stem)
    assert (done.forgotten, done.fingerprint) == ([capture_id], without)
    assert holders(where.state) == []
    assert pipeline.look_for_work(settings).is_empty


def test_a_release_that_a_rollback_published_goes_too_where_it_holds_the_capture(
    marked: tuple[Settings, str, str], sample: Path
) -> None:
    settings, capture_id, without = marked
    where = places.places(settings.warehouse)
    text = (sample / "tag-water.txt").read_bytes()
    (sample / "later.txt").write_bytes(text + b"\n")
    pipeline.execute(settings)
    releases.roll_back(where)
    assert MARK in str(ask(settings.warehouse, "SELECT headline FROM articles"))
    summary = forget(settings, capture_id)
    assert not where.hold.exists()
    assert any("hold is lifted" in note for note in summary.notes)
    assert holders(where.state) == []
    assert summary.fingerprint != without


def test_a_takedown_that_the_audit_refuses_takes_nothing_out(marked: tuple[Settings, str, str]) -> None:
    settings, capture_id, _ = marked
    before = settings.warehouse.resolve()
    with pytest.raises(RefusedError, match="Nothing is taken out"):
        forget(settings, capture_id, None, Steps(check=lambda *arguments: "a check"))
    assert settings.warehouse.resolve() == before
    assert recover.why_needed(settings) is None
    assert pipeline.look_for_work(settings).stored == []


@pytest.mark.parametrize("given", [lambda whole: whole[:8], lambda whole: "0" * 16], ids=["beginning", "unknown"])
def test_an_id_that_nothing_has_is_refused(settings: Settings, given: Callable[[str], str]) -> None:
    pipeline.execute(settings)
    ((capture_id,),) = ask(settings.warehouse, "SELECT MIN(capture_id) FROM captures")
    with pytest.raises(InputError, match="no capture has this id"):
        forget(settings, given(capture_id))
    assert not places.places(settings.warehouse).takedown.exists()
