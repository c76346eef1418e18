"""A warehouse in a DuckLake, its catalog in SQLite or a real Postgres: the rows of the single file, always."""

import json
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import httpx
import pytest

from flows import pipeline, runs
from flows.backfill import Choice
from flows.errors import InputError, RefusedError
from flows.reports.export import Form, export
from flows.reports.site import write_site
from flows.settings import Settings
from flows.steps import Steps, check
from flows.warehouse import lake, release
from flows.warehouse.places import Lake, places
from flows.warehouse.query import query, released
from flows.warehouse.sandbox import Limits
from flows.warehouse.sql_files import layer
from flows.warehouse.upkeep import tend
from flows.warehouse.verify import verify
from tests.postgres import Postgres, running

pytest.importorskip("duckdb_extension_ducklake", reason="the packages of `steppe[lake]` are not installed")
ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "seeds" / "dumps"
FILES = "SELECT SUM(file_count) FROM ducklake_table_info('lake')"
MOMENTS = ("run_id", "known_from")  # the only columns of views that tell of a run


@dataclass(frozen=True)
class Place:
    """A lake, there or not yet."""

    settings: Settings

    @property
    def where(self) -> Lake:
        found = places(self.settings.warehouse, may_be_lake=True)
        assert isinstance(found, Lake)
        return found

    def run(self, **steps: Any) -> pipeline.Summary:
        return pipeline.execute(self.settings, Steps(**steps))

    def ask(self, question: str) -> list[tuple]:
        return query(self.where, question, Limits()).rows()

    def is_sound(self) -> bool:
        return [one for one in verify(self.where) if not one.is_success] == []


class Lakes:
    """Lakes whose catalogs are in one Postgres: of the sample, and of all of it but four dumps."""

    def __init__(self, postgres: Postgres, folder: Path) -> None:
        self.postgres, self.folder = postgres, folder

    @cached_property
    def whole(self) -> str:
        return self._made("whole", SAMPLE)

    @cached_property
    def partial(self) -> str:
        dumps = self.folder / "dumps"
        shutil.copytree(SAMPLE, dumps)
        for path in sorted(dumps.glob("*.txt"))[:4]:
            path.unlink()
        return self._made("partial", dumps)

    def place(self, settings: Settings, monkeypatch: pytest.MonkeyPatch, like: str = "") -> Place:
        """A lake of the test's own: as another one is, or not yet there."""
        name, folder = f"lake_{time.monotonic_ns()}", settings.warehouse.parent
        monkeypatch.setenv("STEPPE_LAKE_DATA", f"{self.folder}/{like or name}.data/")
        monkeypatch.setenv("STEPPE_STATE", f"{folder}/state")
        if like:
            shutil.copytree(self.folder / f"{like}.state", folder / "state")
        address = Path(f"ducklake:postgres:{self.postgres.libpq(name, like or 'template1')}")
        return Place(settings.model_copy(update={"warehouse": address}))

    def _made(self, name: str, dumps: Path) -> str:
        address = Path(f"ducklake:postgres:{self.postgres.libpq(name)}")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("STEPPE_LAKE_DATA", f"{self.folder}/{name}.data/")
            patch.setenv("STEPPE_STATE", f"{self.folder}/{name}.state")
            pipeline.execute(Settings(dumps=[str(dumps)], warehouse=address, _env_file=None))
        return name


@pytest.fixture(scope="module")
def lakes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lakes]:
    with running() as postgres:
        yield Lakes(postgres, tmp_path_factory.mktemp("lakes"))


@pytest.fixture
def whole(lakes: Lakes, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A lake of the sample."""
    return lakes.place(settings, monkeypatch, lakes.whole)


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample in a single file."""
    warehouse = tmp_path_factory.mktemp("single") / "w.duckdb"
    pipeline.execute(Settings(dumps=[str(SAMPLE)], warehouse=warehouse, _env_file=None))
    return warehouse


def in_sqlite(settings: Settings) -> Place:
    file = settings.warehouse.with_name("catalog.sqlite")
    return Place(settings.model_copy(update={"warehouse": Path(f"ducklake:sqlite:{file}")}))


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


def holds_what_the_file_holds(place: Place, single: Path) -> bool:
    with duckdb.connect(str(single), read_only=True) as file, released(place.where) as connection:
        for source in sources():
            assert rows(connection, source) == rows(file, source), source
        assert rows(connection, "report.rates_daily")
        return release.fingerprint(connection) == fingerprint_of(single)


def test_a_lake_with_its_catalog_in_postgres_has_the_rows_of_the_single_file(whole: Place, single: Path) -> None:
    assert holds_what_the_file_holds(whole, single)
    assert whole.is_sound()


def test_a_lake_with_its_catalog_in_a_file_has_them_too(settings: Settings, single: Path) -> None:
    place = in_sqlite(settings)
    place.run()
    assert holds_what_the_file_holds(place, single)
    assert pipeline.look_for_work(place.settings).is_empty


def test_a_lake_with_its_data_on_an_object_store_has_them_too(
    settings: Settings, single: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with object_store(tmp_path) as address:
        for name, value in {
            "ACCESS_KEY_ID": "of-the-test",
            "SECRET_ACCESS_KEY": "too",
            "ENDPOINT_URL": address,
        }.items():
            monkeypatch.setenv(f"AWS_{name}", value)
        monkeypatch.setenv("STEPPE_LAKE_DATA", "s3://lake/data/")
        place = in_sqlite(settings)
        place.run()
        assert holds_what_the_file_holds(place, single)
        assert "data/main/rates/" in httpx.get(f"{address}/lake?list-type=2").text
    assert not list(place.settings.warehouse.parent.glob("**/*.data"))
    with pytest.raises(InputError, match="Could not connect to server"):
        place.ask("SELECT SUM(rate) FROM rates")


@contextmanager
def object_store(folder: Path) -> Iterator[str]:
    """The address of an S3-compatible store on loopback, in a process of its own, with a bucket `lake`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with (folder / "store.log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            end = time.monotonic() + 60
            while True:
                try:
                    httpx.put(f"{address}/lake").raise_for_status()
                    break
                except httpx.TransportError:
                    assert time.monotonic() < end, "the store does not start"
                    time.sleep(0.1)
            yield address
        finally:
            process.kill()


def test_site_and_export_are_those_of_the_file_and_tell_no_host(whole: Place, single: Path, tmp_path: Path) -> None:
    for name, where in {"lake": whole.where, "file": places(single)}.items():
        export(where, tmp_path / name, Form.csv)
        write_site(where, tmp_path / f"{name}-site")
    for made, expected in (("lake", "file"), ("lake-site", "file-site")):
        files = {path.name: path for path in (tmp_path / made).iterdir()}
        assert set(files) == {path.name for path in (tmp_path / expected).iterdir()}
        assert not [name for name, path in files.items() if "host=" in path.read_text(encoding="utf-8")]
    for path in (tmp_path / "file").glob("*.csv"):
        is_of_a_run = path.name == "quality_scorecard.csv"
        assert is_of_a_run or (tmp_path / "lake" / path.name).read_bytes() == path.read_bytes(), path.name
    told, expected = (json.loads((tmp_path / name / "datapackage.json").read_text()) for name in ("lake", "file"))
    assert [one["schema"] for one in told["resources"]] == [one["schema"] for one in expected["resources"]]
    assert told["release"].startswith("lake lake_")


def test_a_run_is_one_snapshot_that_readers_see_when_it_is_done(
    lakes: Lakes, settings: Settings, single: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = lakes.place(settings, monkeypatch, lakes.partial)
    before = datetime.now(UTC).replace(tzinfo=None)
    with released(place.where) as connection:
        snapshots = connection.sql("FROM lake.snapshots()").fetchall()
    seen: list[list[tuple]] = []

    def look_and_check(*arguments: Any) -> str | None:
        seen.extend(place.ask("SELECT COUNT(*) FROM captures") for _ in range(2))
        return check(*arguments)

    done = place.run(check=look_and_check)
    assert seen == [[(9,)]] * 2
    assert (done.captures_new, done.fingerprint) == (4, fingerprint_of(single))
    with released(place.where) as connection:
        assert len(connection.sql("FROM lake.snapshots()").fetchall()) == len(snapshots) + 1
    at = f"AT (TIMESTAMP => TIMESTAMP '{before}')"
    assert place.ask(f"SELECT (SELECT COUNT(*) FROM captures), (SELECT COUNT(*) FROM captures {at})") == [(13, 9)]
    known = f"SELECT COUNT(*) FROM report.rates_as_known('{before}')"
    assert place.ask(known) == place.ask(f"SELECT COUNT(*) FROM rates {at}") != place.ask("SELECT COUNT(*) FROM rates")
    with released(place.where, may_write_files=True) as connection:
        files = connection.execute(FILES).fetchone() or (0,)
    upkept = tend(place.where, 160, 0)
    assert upkept["expired"] >= 2
    with released(place.where, may_write_files=True) as connection:
        assert (connection.execute(FILES).fetchone() or (0,)) < files
        assert len(connection.sql("FROM lake.snapshots()").fetchall()) <= 2
        assert release.fingerprint(connection) == fingerprint_of(single)
    assert place.is_sound()


def test_of_two_writers_one_is_told_and_its_next_run_is_whole(
    whole: Place, single: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = [str(shutil.copy(SAMPLE / "tag-water.txt", tmp_path / "again.txt"))]
    other = whole.settings.model_copy(update={"dumps": again})

    def be_overtaken(*arguments: Any) -> str | None:
        with monkeypatch.context() as patch:
            patch.setenv("STEPPE_STATE", str(tmp_path / "elsewhere"))
            pipeline.execute(other, rehash=True)
        return check(*arguments)

    with pytest.raises(InputError, match="another run .* has changed it meanwhile.*run again"):
        pipeline.execute(whole.settings, Steps(check=be_overtaken), choice=Choice(path="tag-*"))
    backfilled = pipeline.execute(whole.settings, choice=Choice(path="tag-*"))
    assert not backfilled.is_idle
    assert backfilled.fingerprint == fingerprint_of(single)
    assert whole.is_sound()
    assert pipeline.execute(whole.settings, choice=Choice(path="no-such-dump")).is_idle


def test_of_a_refused_run_only_the_audit_stays(whole: Place, sample: Path, single: Path) -> None:
    for number in range(3):
        (sample / f"nul-{number}.txt").write_bytes(bytes([0, number]))
    with pytest.raises(RefusedError, match="3 of 3 new dumps were refused"):
        whole.run()
    assert whole.where.quality_report.is_file()
    assert whole.ask("SELECT status FROM ops.runs ORDER BY run_number") == [("passed",), ("refused",)]
    assert whole.ask("SELECT COUNT(*) FROM ops.loads") == [(13,)]
    for path in sample.glob("nul-*.txt"):
        path.unlink()
    assert whole.run().fingerprint == fingerprint_of(single)


def test_a_run_that_postgres_leaves_ends_in_words_and_the_next_is_whole(
    lakes: Lakes, settings: Settings, single: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, postgres = lakes.place(settings, monkeypatch, lakes.partial), lakes.postgres

    def stop_and_check(*arguments: Any) -> str | None:
        postgres.stop()
        return check(*arguments)

    try:
        with pytest.raises(InputError, match="catalog or data cannot be reached.*run again"):
            place.run(check=stop_and_check)
        with pytest.raises(InputError, match="catalog or data cannot be reached"):
            place.run()
    finally:
        postgres.start()
    restart_in_mid_commit(place, postgres, monkeypatch)
    assert place.ask("SELECT COUNT(*) FROM captures") == [(9,)]
    assert place.run().fingerprint == fingerprint_of(single)
    assert place.is_sound()


def restart_in_mid_commit(place: Place, postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run whose commit waits for a lock when Postgres stops at once, and starts again."""
    libpq = place.where.address.partition("postgres:")[2]
    real = runs.finish
    waiting: list[bool] = []

    def then_restart() -> None:
        end = time.monotonic() + 60
        while not waiting and time.monotonic() < end:
            if postgres.ask(libpq, "SELECT COUNT(*) FROM pg_locks WHERE NOT granted") != "0":
                waiting.append(True)
        postgres.stop()
        postgres.start()

    def finish(*arguments: Any) -> None:
        real(*arguments)
        postgres.hold(libpq, "LOCK TABLE ducklake_snapshot IN EXCLUSIVE MODE")
        thread.start()

    thread = threading.Thread(target=then_restart)
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "finish", finish)
        with pytest.raises(InputError, match="catalog or data cannot be reached.*run again"):
            place.run()
    thread.join()
    assert waiting, "the run was in the midst of its commit"


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
