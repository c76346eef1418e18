"""A warehouse in a DuckLake, its catalog in SQLite or a real Postgres: the rows of the single file, always."""

import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows import pipeline
from flows.backfill import Choice
from flows.errors import InputError, RefusedError
from flows.settings import Settings
from flows.warehouse import lake, release
from flows.warehouse.places import Lake, places
from flows.warehouse.query import query, released
from flows.warehouse.sandbox import Limits
from flows.warehouse.sql_files import layer
from flows.warehouse.upkeep import tend
from flows.warehouse.verify import verify
from tests.postgres import Postgres

pytest.importorskip("duckdb_extension_ducklake", reason="the packages of `steppe[lake]` are not installed")
ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "seeds" / "dumps"
MOMENTS = ("run_id", "known_from")  # the only columns of views that tell of a run


@dataclass(frozen=True)
class Place:
    """A lake that is not there yet."""

    settings: Settings

    @property
    def where(self) -> Lake:
        found = places(self.settings.warehouse, may_be_lake=True)
        assert isinstance(found, Lake)
        return found

    def run(self, **steps: Any) -> pipeline.Summary:
        return pipeline.execute(self.settings, pipeline.Steps(**steps))

    def ask(self, question: str) -> list[tuple]:
        return query(self.where, question, Limits()).rows()


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        server = Postgres(Path(folder, "x"))
        yield server
        server.stop()


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample in a single file."""
    warehouse = tmp_path_factory.mktemp("single") / "w.duckdb"
    pipeline.execute(Settings(dumps=[str(SAMPLE)], warehouse=warehouse, _env_file=None))
    return warehouse


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Place:
    if request.param == "sqlite":
        return in_sqlite(settings)
    return in_postgres(settings, request.getfixturevalue("postgres"), monkeypatch)


def in_sqlite(settings: Settings) -> Place:
    file = settings.warehouse.with_name("catalog.sqlite")
    return Place(settings.model_copy(update={"warehouse": Path(f"ducklake:sqlite:{file}")}))


def in_postgres(settings: Settings, postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> Place:
    folder = settings.warehouse.parent
    monkeypatch.setenv("STEPPE_LAKE_DATA", f"{folder}/data/")
    monkeypatch.setenv("STEPPE_STATE", f"{folder}/state")
    address = Path(f"ducklake:postgres:{postgres.libpq(f'lake_{time.monotonic_ns()}')}")
    return Place(settings.model_copy(update={"warehouse": address}))


def fingerprint_of(single: Path) -> str:
    with duckdb.connect(str(single), read_only=True) as connection:
        return str(connection.execute("SELECT fingerprint FROM ops.runs").fetchall()[0][0])


def rows(connection: duckdb.DuckDBPyConnection, source: str) -> list[tuple]:
    relation = connection.sql(f"FROM {source}")
    kept = ", ".join(f'"{name}"' for name in relation.columns if name not in MOMENTS)
    return connection.sql(f"SELECT {kept} FROM {source} ORDER BY ALL").fetchall()


def sources() -> list[str]:
    """Every report view, and every table macro with a value for what it asks."""
    macros = {"freshness": "'2025-12-31'", "capture_rhythm": "'2025-12-31'",
              "rates_as_known": "'2099-01-01'", "articles_as_known": "'2099-01-01'"}  # fmt: skip
    return [f"report.{one.name}({macros[one.name]})" if one.name in macros else f"report.{one.name}"
            for one in layer("3_reports")]  # fmt: skip


def test_a_lake_has_the_rows_of_the_single_file(place: Place, single: Path) -> None:
    assert place.run().fingerprint == fingerprint_of(single)
    assert [one for one in verify(place.where) if not one.is_success] == []
    assert pipeline.look_for_work(place.settings).is_empty
    with duckdb.connect(str(single), read_only=True) as file, released(place.where) as connection:
        for source in sources():
            assert rows(connection, source) == rows(file, source), source
        assert rows(connection, "report.rates_daily")


def test_a_run_is_one_snapshot_and_adds_what_is_new(place: Place, sample: Path, single: Path) -> None:
    held = sorted(sample.glob("*.txt"))[:4]
    for path in held:
        path.rename(sample.parent / path.name)
    first = place.run()
    before = datetime.now(UTC).replace(tzinfo=None)
    with released(place.where) as connection:
        snapshots = connection.sql("FROM lake.snapshots()").fetchall()
    for path in held:
        (sample.parent / path.name).rename(path)
    second = place.run()
    with released(place.where) as connection:
        assert len(connection.sql("FROM lake.snapshots()").fetchall()) == len(snapshots) + 1
    assert (first.captures_new, second.captures_new) == (9, 4)
    assert second.fingerprint == fingerprint_of(single)
    at = f"AT (TIMESTAMP => TIMESTAMP '{before}')"
    assert place.ask(f"SELECT (SELECT COUNT(*) FROM captures), (SELECT COUNT(*) FROM captures {at})") == [(13, 9)]
    known = f"SELECT COUNT(*) FROM report.rates_as_known('{before}')"
    assert place.ask(known) == place.ask(f"SELECT COUNT(*) FROM rates {at}") != place.ask("SELECT COUNT(*) FROM rates")


def test_readers_see_the_last_snapshot_while_a_run_is_at_work(place: Place, sample: Path) -> None:
    moved = sorted(sample.glob("*.txt"))[0]
    kept = moved.rename(sample.parent / moved.name)
    place.run()
    kept.rename(moved)
    seen: list[list[tuple]] = []

    def look_and_check(*arguments: Any) -> str | None:
        seen.extend(place.ask("SELECT COUNT(*) FROM captures") for _ in range(2))
        return pipeline.check(*arguments)

    place.run(check=look_and_check)
    assert seen == [[(12,)]] * 2
    assert place.ask("SELECT COUNT(*) FROM captures") == [(13,)]


def test_of_two_writers_one_is_told_and_its_next_run_is_whole(
    settings: Settings, postgres: Postgres, single: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = in_postgres(settings, postgres, monkeypatch)
    later = SAMPLE / "tag-water.txt"
    place.run()
    other = place.settings.model_copy(update={"dumps": [str(shutil.copy(later, tmp_path / "again.txt"))]})

    def be_overtaken(*arguments: Any) -> str | None:
        with monkeypatch.context() as patch:
            patch.setenv("STEPPE_STATE", str(tmp_path / "elsewhere"))
            pipeline.execute(other, rehash=True)
        return pipeline.check(*arguments)

    with pytest.raises(InputError, match="another run .* has changed it meanwhile.*run again"):
        pipeline.execute(place.settings, pipeline.Steps(check=be_overtaken), rehash=True)
    assert pipeline.execute(place.settings, rehash=True).fingerprint == fingerprint_of(single)
    assert [one for one in verify(place.where) if not one.is_success] == []


def test_a_backfill_of_a_lake_changes_no_row_and_leaves_kept_counts_whole(place: Place, single: Path) -> None:
    place.run()
    redone = pipeline.execute(place.settings, choice=Choice(path="tag-*"))
    assert redone.fingerprint == fingerprint_of(single)
    assert not redone.is_idle
    assert [one for one in verify(place.where) if not one.is_success] == []
    assert pipeline.execute(place.settings, choice=Choice(path="no-such-dump")).is_idle


def test_of_a_refused_run_only_the_audit_stays(place: Place, sample: Path, single: Path) -> None:
    bad = sample / "nul.txt"
    bad.write_bytes(b"\x00")
    place.run()
    for number in range(3):
        (sample / f"nul-{number}.txt").write_bytes(bytes([0, number]))
    for _ in range(2):
        with pytest.raises(RefusedError, match="3 of 3 new dumps were refused"):
            place.run()
        assert place.where.quality_report.is_file()
    assert place.ask("SELECT status FROM ops.runs ORDER BY run_number") == [("passed",), ("refused",), ("refused",)]
    assert place.ask("SELECT COUNT(*) FROM ops.loads") == [(14,)]
    for path in sample.glob("nul-*.txt"):
        path.unlink()
    assert place.run().fingerprint == fingerprint_of(single)


def test_upkeep_merges_files_drops_old_snapshots_and_changes_no_row(place: Place, sample: Path, single: Path) -> None:
    for path in sorted(sample.glob("*.txt"))[:3]:
        path.rename(sample.parent / path.name)
        place.run()
    for path in sample.parent.glob("*.txt"):
        path.rename(sample / path.name)
    place.run()
    files = "SELECT SUM(file_count) FROM ducklake_table_info('lake')"
    with released(place.where, may_write_files=True) as connection:
        (before,) = connection.execute(files).fetchone() or (0,)
    done = tend(place.where, 160, 0)
    with released(place.where, may_write_files=True) as connection:
        (after,) = connection.execute(files).fetchone() or (0,)
        assert len(connection.sql("FROM lake.snapshots()").fetchall()) <= 2
        assert release.fingerprint(connection) == fingerprint_of(single)
    assert done["expired"] > 3
    assert after < before
    assert [one for one in verify(place.where) if not one.is_success] == []


def stop_in_mid_run(postgres: Postgres) -> Callable[..., str | None]:
    def check(*arguments: Any) -> str | None:
        postgres.stop()
        return pipeline.check(*arguments)

    return check


def test_postgres_that_stops_in_mid_run_ends_it_in_words(
    settings: Settings, postgres: Postgres, single: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = in_postgres(settings, postgres, monkeypatch)
    try:
        with pytest.raises(InputError, match="catalog or data cannot be reached.*run again"):
            place.run(check=stop_in_mid_run(postgres))
        with pytest.raises(InputError, match="catalog or data cannot be reached"):
            place.run()
    finally:
        postgres.start()
    assert place.run().fingerprint == fingerprint_of(single)


def test_postgres_restarted_in_mid_commit(
    settings: Settings, postgres: Postgres, single: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = in_postgres(settings, postgres, monkeypatch)
    libpq = place.where.address.partition("postgres:")[2]
    real = pipeline.finish
    waiting: list[bool] = []

    def then_stop() -> None:
        end = time.monotonic() + 60
        while not waiting and time.monotonic() < end:
            if postgres.ask(libpq, "SELECT COUNT(*) FROM pg_locks WHERE NOT granted") != "0":
                waiting.append(True)
        postgres.stop()
        postgres.start()

    def finish(*arguments: Any) -> None:
        real(*arguments)
        postgres.hold(libpq, "LOCK TABLE ducklake_snapshot IN EXCLUSIVE MODE")
        threads.append(threading.Thread(target=then_stop))
        threads[0].start()

    threads: list[threading.Thread] = []
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "finish", finish)
        with pytest.raises(InputError, match="catalog or data cannot be reached.*run again"):
            place.run()
        threads[0].join()
    assert waiting, "the run was in the midst of its commit"
    assert place.ask("SELECT COUNT(*) FROM captures") == [(0,)]
    assert place.run().fingerprint == fingerprint_of(single)
    assert [one for one in verify(place.where) if not one.is_success] == []


@pytest.mark.parametrize(
    "question",
    [
        "FROM sqlite_scan('{catalog}', 'ducklake_snapshot')",
        "SELECT * FROM \"sqlite_attach\"('{catalog}')",
        "FROM sqlite_query('__ducklake_metadata_lake', 'SELECT 1')",
        "FROM postgres_scan('dbname=postgres', 'public', 'x')",
        "FROM query('FROM sqlite' || '_scan(''{catalog}'', ''ducklake_snapshot'')')",
        "SELECT (SELECT COUNT(*) FROM glob('/etc/*'))",
        "FROM read_text('/etc/hostname')",
        "FROM '/etc/hostname'",
        "FROM read_text('{data}/../catalog.state/lock')",
        "EXPLAIN ANALYZE FROM sqlite_scan('{catalog}', 'ducklake_snapshot')",
        "CALL ducklake_expire_snapshots('lake', older_than => now())",
        "FROM ducklake_expire_snapshots('lake', older_than => now())",
        "DELETE FROM captures",
        "ATTACH '{catalog}' AS other (TYPE sqlite)",
    ],
)
def test_questions_do_not_leave_the_lake(lake_to_ask: Place, question: str) -> None:
    where = lake_to_ask.where
    with pytest.raises(InputError):
        lake_to_ask.ask(question.format(catalog=where.address.partition("sqlite:")[2], data=where.data))


@pytest.fixture(scope="module")
def lake_to_ask(tmp_path_factory: pytest.TempPathFactory) -> Place:
    dumps = [str(SAMPLE / "tag-water.txt")]
    made = in_sqlite(Settings(dumps=dumps, warehouse=tmp_path_factory.mktemp("ask") / "w.duckdb", _env_file=None))
    made.run()
    return made


def test_questions_that_stay_in_the_lake_are_answered(lake_to_ask: Place) -> None:
    assert lake_to_ask.ask("WITH one AS (SELECT COUNT(*) AS n FROM captures) SELECT n FROM one") == [(1,)]
    assert lake_to_ask.ask("SELECT capture_count FROM report.freshness(current_date)") == [(1,)]


@pytest.mark.parametrize("command", [["releases"], ["rollback"], ["rebuild"], ["backup", "x"],
                                     ["forget", "x"], ["quarantine", "replay", "all"]])  # fmt: skip
def test_what_a_lake_does_not_have_is_told_in_one_line(lake_to_ask: Place, command: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", *command, "--warehouse", str(lake_to_ask.settings.warehouse)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "a lake has none" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("ducklake:postgres:dbname=x password=hunter2", "PGPASSWORD"),
        ("ducklake:mysql:x", "ducklake:postgres:dbname=NAME"),
        ("ducklake:sqlite:", "ducklake:postgres:dbname=NAME"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_in_words(address: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as raised:
        places(Path(address), may_be_lake=True)
    assert "hunter2" not in str(raised.value)


def test_a_lake_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be reached"):
        query(places(Path(f"ducklake:sqlite:{tmp_path}/none.sqlite"), may_be_lake=True), "SELECT 1")
    assert not list(tmp_path.iterdir())


def test_packages_that_are_not_installed_are_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lake, "files", lambda name: (_ for _ in ()).throw(ModuleNotFoundError(name)))
    with pytest.raises(InputError, match=r"pip install 'steppe\[lake\]'"):
        in_sqlite(settings).run()
