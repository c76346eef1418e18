"""Releases in their order, the way back, backups, and what faults leave."""

import shutil
import subprocess
import sys
import threading
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from flows import pipeline, rebuild, recover
from flows import restore as restoring
from flows import runs as run_log
from flows.errors import InputError, RefusedError
from flows.restore import restore
from flows.settings import SCHEMA_VERSION, Settings
from flows.steps import Steps
from flows.warehouse import build, load, places, query, release, releases
from flows.warehouse.backup import back_up
from flows.warehouse.release import fingerprint_of

ROOT = Path(__file__).resolve().parent.parent


def add(sample: Path, number: int) -> None:
    """One more capture."""
    text = (sample / "tag-water.txt").read_bytes()
    (sample / f"later-{number}.txt").write_bytes(text + b"\n" * number)


def runs(settings: Settings, sample: Path, count: int) -> list[str]:
    """So many releases, each of one capture more; their fingerprints."""
    fingerprints = [str(pipeline.execute(settings).fingerprint)]
    for number in range(1, count):
        add(sample, number)
        fingerprints.append(str(pipeline.execute(settings).fingerprint))
    return fingerprints


def test_a_rollback_holds_until_it_is_lifted(settings: Settings, sample: Path) -> None:
    first, second = runs(settings, sample, 2)
    where = places.places(settings.warehouse)
    releases.roll_back(where)
    assert fingerprint_of(settings.warehouse) == first
    assert pipeline.look_for_work(settings).is_empty
    add(sample, 2)
    summary = pipeline.execute(settings)
    assert summary.is_held
    assert fingerprint_of(settings.warehouse) == first
    assert [one.is_published for one in releases.listing(where)] == [False, False, True]
    assert pipeline.look_for_work(settings).is_empty
    releases.lift(where)
    assert fingerprint_of(settings.warehouse) == summary.fingerprint
    assert pipeline.look_for_work(settings).is_empty
    add(sample, 3)
    assert fingerprint_of(settings.warehouse) != pipeline.execute(settings).fingerprint or not where.hold.exists()
    assert summary.fingerprint != second


def test_pruning_under_a_hold_spares_what_is_published_and_a_refused_run_keeps_what_was_loaded(
    settings: Settings, sample: Path
) -> None:
    keep_two = settings.model_copy(update={"keep_releases": 2})
    first, _ = runs(keep_two, sample, 2)
    where = places.places(settings.warehouse)
    releases.roll_back(where)
    for number in (2, 3, 4):
        add(sample, number)
        last = pipeline.execute(keep_two)
    assert fingerprint_of(settings.warehouse) == first
    assert len(releases.files(where.releases)) == 3
    for number in range(3):
        (sample / f"nul-{number}.txt").write_bytes(bytes([0, number]))
    with pytest.raises(RefusedError):
        pipeline.execute(keep_two)
    for path in sample.glob("nul-*"):
        path.unlink()
    again = pipeline.execute(keep_two)
    assert (again.captures_new, again.fingerprint) == (0, last.fingerprint)


def test_a_release_is_named_by_a_beginning_that_is_its_own(settings: Settings, sample: Path) -> None:
    first, second = runs(settings, sample, 2)
    where = places.places(settings.warehouse)
    with pytest.raises(InputError, match="2 releases begin with '0'"):
        releases.roll_back(where, "0")
    assert releases.roll_back(where, "000002").stem.endswith(second[:12])
    assert releases.roll_back(where, "000001").stem.endswith(first[:12])
    with pytest.raises(InputError, match="no older release"):
        releases.roll_back(where)


def test_the_order_is_that_of_publication_when_the_clock_goes_back(
    settings: Settings, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [0]

    def now() -> datetime:
        return datetime(2026, 6, 15, 12) + timedelta(days=days[0])

    for module in (load, release):
        monkeypatch.setattr(module, "now", now)
    keep_two = settings.model_copy(update={"keep_releases": 2})
    last = pipeline.execute(keep_two)
    for number, day in enumerate([400, -800, -300], start=1):
        days[0] = day
        add(sample, number)
        last = pipeline.execute(keep_two)
        assert fingerprint_of(settings.warehouse) == last.fingerprint
        assert pipeline.look_for_work(settings).is_empty
    where = places.places(settings.warehouse)
    assert [releases.number(path) for path in releases.files(where.releases)] == [3, 4]
    assert query.status(where).runs["run_id"][0] == last.run_id
    back_up(where, where.state / "backups")
    releases.roll_back(where)
    assert releases.number(settings.warehouse.resolve()) == 3


def test_a_backup_taken_while_runs_go_on_is_restored_elsewhere(
    settings: Settings, sample: Path, tmp_path: Path
) -> None:
    first = pipeline.execute(settings)
    where = places.places(settings.warehouse)
    command = [sys.executable, "-m", "flows.cli", "backup", str(tmp_path / "backups")]
    told: list[subprocess.CompletedProcess[str]] = []
    stop = threading.Event()

    def save() -> None:
        while not stop.is_set():
            asked = [*command, "--warehouse", str(settings.warehouse)]
            told.append(subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False))

    thread = threading.Thread(target=save)
    thread.start()
    try:
        fingerprints = [str(first.fingerprint)]
        for number in range(1, 4):
            add(sample, number)
            fingerprints.append(str(pipeline.execute(settings).fingerprint))
    finally:
        stop.set()
        thread.join()
    assert [one.stderr for one in told if one.returncode] == []
    assert told
    back_up(where, tmp_path / "backups")
    names = {path.stem.rsplit("-", 1)[-1] for path in (tmp_path / "backups").glob("*.duckdb")}
    assert fingerprints[-1][:12] in names
    assert names <= {one[:12] for one in fingerprints}
    fresh = settings.model_copy(update={"warehouse": tmp_path / "fresh" / "w.duckdb"})
    done = restore(fresh, tmp_path / "backups")
    assert done.fingerprint == fingerprints[-1] == fingerprint_of(fresh.warehouse)
    assert done.aside == []
    assert pipeline.look_for_work(fresh).is_empty
    shutil.rmtree(sample)
    assert rebuild.rebuild(fresh).fingerprint == fingerprints[-1]


def test_a_restore_over_a_broken_state_keeps_what_it_replaces(settings: Settings, tmp_path: Path) -> None:
    first = pipeline.execute(settings)
    where = places.places(settings.warehouse)
    saved = back_up(where, tmp_path / "backups")
    broken = b"no database" * 1000
    where.build.write_bytes(broken)
    (kept,) = where.raw.glob("*.parquet")
    kept.write_bytes(b"no raw file")
    done = restore(settings, tmp_path / "backups")
    assert done.fingerprint == first.fingerprint
    assert sorted(path.read_bytes() for path in done.aside if path.suffix != ".parquet" and "build" in path.name) == [
        broken
    ]
    assert b"no raw file" in [path.read_bytes() for path in done.aside]
    assert pipeline.look_for_work(settings).is_empty
    with saved.open("r+b") as stream:
        saved.chmod(0o644)
        stream.truncate(saved.stat().st_size // 2)
    with pytest.raises(RefusedError, match="does not hold what its name says"):
        restore(settings, tmp_path / "backups")
    with pytest.raises(InputError, match="no backup is there"):
        restore(settings, tmp_path / "nowhere")


def test_a_backup_of_an_older_schema_is_rebuilt(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pipeline.execute(settings)
    back_up(places.places(settings.warehouse), tmp_path / "backups")
    for module in (build, run_log, rebuild, restoring):
        monkeypatch.setattr(module, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    fresh = settings.model_copy(update={"warehouse": tmp_path / "fresh.duckdb"})
    assert restore(fresh, tmp_path / "backups").fingerprint == first.fingerprint
    with duckdb.connect(str(fresh.warehouse), read_only=True) as connection:
        newest = connection.execute("SELECT MAX(schema_version) FROM ops.runs").fetchone()
    assert newest == (SCHEMA_VERSION + 1,)
    assert pipeline.look_for_work(fresh).is_empty


def test_backups_share_one_raw_store(settings: Settings, sample: Path, tmp_path: Path) -> None:
    pipeline.execute(settings)
    where = places.places(settings.warehouse)
    back_up(where, tmp_path / "backups")
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "backups" / "raw").iterdir()}
    add(sample, 1)
    pipeline.execute(settings)
    back_up(where, tmp_path / "backups")
    after = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "backups" / "raw").iterdir()}
    assert len(after) == 2
    assert before.items() <= after.items()
    assert len(list((tmp_path / "backups").glob("*.duckdb"))) == 2


def damage(path: Path) -> None:
    """Overwrite the middle of a database file."""
    path.chmod(0o644)
    with path.open("r+b") as stream:
        stream.seek(12288)
        stream.write(b"\xa5" * (path.stat().st_size - 12288))


def test_a_damaged_build_is_told_and_rebuilt(settings: Settings, sample: Path) -> None:
    first = pipeline.execute(settings)
    damage(places.places(settings.warehouse).build)
    add(sample, 1)
    for refused in (pipeline.execute, pipeline.look_for_work, recover.why_needed):
        with pytest.raises(InputError, match="build.duckdb: the build database is damaged.*`steppe rebuild`"):
            refused(settings)
    assert fingerprint_of(settings.warehouse) == first.fingerprint
    assert rebuild.rebuild(settings).fingerprint == first.fingerprint
    assert pipeline.execute(settings).captures_new == 1


def test_a_cut_release_is_told_and_made_again(settings: Settings) -> None:
    first = pipeline.execute(settings)
    where = places.places(settings.warehouse)
    released = settings.warehouse.resolve()
    released.chmod(0o644)
    with released.open("r+b") as stream:
        stream.truncate(released.stat().st_size - 300_000)
    assert not releases.is_whole(released)
    assert [one.captures for one in releases.listing(where)] == [None]
    assert not pipeline.look_for_work(settings).is_empty
    assert pipeline.execute(settings).fingerprint == first.fingerprint
    assert fingerprint_of(settings.warehouse) == first.fingerprint
    with pytest.raises(InputError, match="this release is damaged"):
        releases.roll_back(where, released.stem)
    with pytest.raises(InputError, match="no older release"):
        releases.roll_back(where)


def test_a_release_of_nothing_but_zeros_is_told(settings: Settings) -> None:
    pipeline.execute(settings)
    released = settings.warehouse.resolve()
    released.chmod(0o644)
    released.write_bytes(bytes(1000))
    with pytest.raises(InputError, match="the release is damaged.*`steppe run`.*`steppe rollback`"):
        query.status(places.places(settings.warehouse))


@pytest.mark.parametrize("stage", ["check", "undo"])
def test_a_refused_run_that_is_killed_is_still_refused(
    settings: Settings, sample: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    first = pipeline.execute(settings)
    for number in range(3):
        (sample / f"nul-{number}.txt").write_bytes(bytes([0, number]))

    def crash(*arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if stage == "undo":
            patch.setattr(release, "undo", crash)
        with pytest.raises(KeyboardInterrupt):
            pipeline.execute(settings, Steps(check=crash) if stage == "check" else None)
    for _ in range(2):
        with pytest.raises(RefusedError, match="3 of 3 new dumps were refused.*first: nul_bytes: .*nul-0.txt"):
            pipeline.execute(settings)
    assert fingerprint_of(settings.warehouse) == first.fingerprint


def test_a_state_folder_that_is_gone_is_told_and_made_again(settings: Settings, tmp_path: Path) -> None:
    first = pipeline.execute(settings)
    where = places.places(settings.warehouse)
    back_up(where, tmp_path / "backups")
    shutil.rmtree(where.state)
    with pytest.raises(InputError, match="the release it points to is gone"):
        query.status(where)
    assert restore(settings, tmp_path / "backups").fingerprint == first.fingerprint
    shutil.rmtree(where.state)
    assert pipeline.execute(settings).fingerprint == first.fingerprint
    assert fingerprint_of(settings.warehouse) == first.fingerprint


def test_a_warehouse_begun_anew_is_the_newest_of_its_old_backups(
    settings: Settings, sample: Path, tmp_path: Path
) -> None:
    runs(settings, sample, 2)
    where = places.places(settings.warehouse)
    old = back_up(where, tmp_path / "backups")
    shutil.rmtree(where.state)
    (sample / "later-1.txt").unlink()
    anew = pipeline.execute(settings)
    new = back_up(where, tmp_path / "backups")
    assert new == back_up(where, tmp_path / "backups")
    assert releases.files(tmp_path / "backups") == [old, new]
    assert restore(settings, tmp_path / "backups").fingerprint == anew.fingerprint


def test_a_raw_store_that_cannot_be_written_loads_nothing(settings: Settings, sample: Path) -> None:
    first = pipeline.execute(settings)
    where = places.places(settings.warehouse)
    aside = where.raw.rename(where.state / "raw-aside")
    where.raw.write_text("a file where the raw store should be")
    add(sample, 1)
    with pytest.raises(InputError, match="raw store cannot be written"):
        pipeline.execute(settings)
    assert fingerprint_of(settings.warehouse) == first.fingerprint
    where.raw.unlink()
    aside.rename(where.raw)
    assert pipeline.execute(settings).captures_new == 1


def test_the_commands_say_what_they_did(settings: Settings, sample: Path, tmp_path: Path) -> None:
    runs(settings, sample, 2)

    def steppe(*arguments: object) -> str:
        command = [sys.executable, "-m", "flows.cli", *map(str, arguments), "--warehouse", str(settings.warehouse)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "published" in steppe("releases")
    assert "held" in steppe("rollback")
    assert "held" in steppe("releases")
    assert "held" in steppe("run", "--dumps", sample)
    assert "held" not in steppe("rollback", "--lift")
    assert "backed up" in steppe("backup", tmp_path / "backups")
    assert "kept aside" in steppe("restore", tmp_path / "backups")
    assert "captures loaded now" in steppe("rebuild")
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        (capture_id,) = connection.execute("SELECT MIN(capture_id) FROM captures").fetchone() or ("",)
    assert "backups outside" in steppe("forget", capture_id, "--reason", "a test")
    assert "were passed over" in steppe("run", "--dumps", sample)


def test_upkeep_stops_at_a_release_that_breaks_its_contract(settings: Settings, prefect_server: None) -> None:
    from flows.upkeep import upkeep

    pipeline.execute(settings)
    where = places.places(settings.warehouse)
    release = where.release()
    assert release
    assert str(upkeep(settings.warehouse)["checks"]).endswith(" hold")
    release.chmod(0o644)
    with duckdb.connect(str(release)) as connection:
        connection.execute("UPDATE main.article_versions SET char_count = char_count + 1")
    with pytest.raises(RefusedError, match="article_versions_text_counts.*nothing is backed up or pruned"):
        upkeep(settings.warehouse)
    assert len(list((where.state / "backups").glob("*.duckdb"))) == 1
