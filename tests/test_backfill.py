"""A backfill redoes what is chosen, loads what is new there, and leaves the rest alone."""

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from flows import pipeline, seeds
from flows.backfill import Choice
from flows.errors import InputError
from flows.settings import Settings
from flows.warehouse.release import fingerprint_of

DECEMBER = Choice(since=date(2025, 12, 1))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the sample, and its warehouse."""
    folder = tmp_path_factory.mktemp("backfill")
    shutil.copytree("seeds/dumps", folder / "dumps")
    pipeline.execute(at(folder))
    return folder


@pytest.fixture
def here(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """That folder, for one test: the files keep their addresses, and the warehouse is a copy."""
    shutil.copytree(made / "w.state", tmp_path / "w.state")
    (tmp_path / "w.duckdb").symlink_to(tmp_path / "w.state" / "releases" / (made / "w.duckdb").resolve().name)
    shutil.copytree(made / "dumps", tmp_path / "kept", copy_function=shutil.copy2)
    yield at(made).model_copy(update={"warehouse": tmp_path / "w.duckdb"})
    shutil.rmtree(made / "dumps", ignore_errors=True)
    shutil.copytree(tmp_path / "kept", made / "dumps", copy_function=shutil.copy2)


def at(folder: Path) -> Settings:
    return Settings(dumps=[str(folder / "dumps")], warehouse=folder / "w.duckdb", _env_file=None)


def ask(settings: Settings, question: str) -> list[tuple]:
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        return connection.execute(question).fetchall()


LAST = "(SELECT run_id FROM ops.runs ORDER BY run_number DESC LIMIT 1)"
REDONE = f"SELECT captured_on::VARCHAR FROM captures JOIN ops.loads USING (capture_id) WHERE run_id = {LAST} ORDER BY 1"


def test_days_are_redone_and_nothing_changes(here: Settings) -> None:
    before = fingerprint_of(here.warehouse)
    done = pipeline.execute(here, choice=DECEMBER)
    assert (done.captures_new, done.fingerprint, done.changes) == (2, before, [])
    assert ask(here, REDONE) == [("2025-12-08",), ("2025-12-08",)]
    assert ask(here, f"SELECT flow, status FROM ops.runs WHERE run_id = {LAST}") == [("backfill", "passed")]
    assert pipeline.execute(here).is_idle


def test_a_glob_narrows_the_days(here: Settings) -> None:
    assert pipeline.execute(here, choice=Choice(since=date(2025, 12, 1), path="dumps/*tag-*")).captures_new == 1
    (file,) = ask(here, f"SELECT uri FROM ops.capture_files JOIN ops.loads USING (capture_id) WHERE run_id = {LAST}")
    assert file[0].endswith("dumps/2025-12-08_tag-transport-and-logistics.txt")


def test_undated_captures_are_redone_where_that_is_asked_for(here: Settings) -> None:
    (undated,) = ask(here, "SELECT COUNT(*) FROM captures WHERE captured_on IS NULL AND captured_from IS NULL")[0]
    assert undated > 1
    assert pipeline.execute(here, choice=Choice(since=date(2025, 12, 1), undated=True)).captures_new == 2 + undated


def test_new_dumps_of_the_choice_are_loaded_and_others_wait(here: Settings) -> None:
    folder = Path(here.dumps[0])
    text = (folder / "tag-water.txt").read_text(encoding="utf-8")
    for name in ("undated.txt", "told.txt", "other.txt"):
        (folder / name).write_text(f"{text}\n{'-' * len(name)}\n", encoding="utf-8")
    with (folder / "manifest.csv").open("a", encoding="utf-8") as manifest:
        manifest.write("told.txt,,2025-12-30,\nother.txt,,2025-06-01,\n")
    done = pipeline.execute(here, choice=DECEMBER)
    assert done.captures_new == 3
    assert done.notes == ["2 new dumps are not chosen and wait for the next run"]
    assert ask(here, REDONE) == [("2025-12-08",), ("2025-12-08",), ("2025-12-30",)]
    rest = pipeline.execute(here)
    assert rest.captures_new == 2
    whole = here.model_copy(update={"warehouse": here.warehouse.with_name("whole.duckdb")})
    assert pipeline.execute(whole).fingerprint == rest.fingerprint


def test_what_changed_is_told(here: Settings) -> None:
    folder = Path(here.dumps[0])
    manifest = folder / "manifest.csv"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("2025-05-17", "2025-05-18"), encoding="utf-8")
    done = pipeline.execute(here, choice=Choice(since=date(2025, 5, 17), until=date(2025, 5, 17)))
    assert done.captures_new == 1
    assert "1 captures: update" in done.changes
    assert ask(here, f"SELECT COUNT(*) > 0 FROM ops.changes WHERE run_id = {LAST}") == [(True,)]


def test_bytes_come_from_the_raw_store_where_the_files_are_gone(here: Settings) -> None:
    before = fingerprint_of(here.warehouse)
    for file in Path(here.dumps[0]).glob("2025-12-08*"):
        file.unlink()
    done = pipeline.execute(here, choice=DECEMBER)
    assert (done.captures_new, done.fingerprint) == (2, before)


def test_a_choice_that_meets_nothing_makes_no_release(here: Settings) -> None:
    before = here.warehouse.readlink()
    done = pipeline.execute(here, choice=Choice(path="nowhere/*"))
    assert done.is_idle
    assert here.warehouse.readlink() == before


def test_a_killed_backfill_is_finished_by_the_next_run(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint_of(here.warehouse)
    with monkeypatch.context() as patch:
        patch.setattr(seeds, "gazetteer_version", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            pipeline.execute(here, choice=DECEMBER)
    done = pipeline.execute(here)
    assert (done.captures_new, done.fingerprint) == (2, before)


@pytest.mark.parametrize(
    ("first", "last", "is_taken"),
    [
        (date(2025, 11, 30), date(2025, 11, 30), False),
        (date(2025, 12, 1), date(2025, 12, 1), True),
        (date(2025, 12, 31), date(2025, 12, 31), True),
        (date(2026, 1, 1), date(2026, 1, 1), False),
        (date(2025, 11, 1), date(2025, 12, 1), True),
        (date(2025, 12, 31), None, True),
        (date(2025, 11, 1), date(2026, 11, 1), True),
        (None, None, False),
    ],
)
def test_days_count_from_first_to_last(first: date | None, last: date | None, is_taken: bool) -> None:
    december = Choice(date(2025, 12, 1), date(2025, 12, 31))
    assert december.takes("/dumps/a.txt", first, last) is is_taken


@pytest.mark.parametrize(
    ("path", "is_taken"),
    [
        ("a.txt", True),
        ("june/*", True),
        ("jun*", True),
        ("*/dumps/*", True),
        ("/dumps/june/a.txt", True),
        ("dumps/a.txt", False),
        (".txt", False),
        ("JUNE/*", False),
    ],
)
def test_a_glob_begins_at_any_folder(path: str, is_taken: bool) -> None:
    assert Choice(path=path).takes("/dumps/june/a.txt", None, None) is is_taken


def test_days_that_are_turned_round_are_refused() -> None:
    with pytest.raises(InputError, match="turn them round"):
        Choice(date(2025, 12, 2), date(2025, 12, 1)).require()
    with pytest.raises(InputError, match="say since or until"):
        Choice(path="*", undated=True).require()
