"""The same warehouse from the raw store alone, whatever is gone, old or cut short."""

import shutil
from pathlib import Path

import duckdb
import pytest

from flows import ingest, pipeline, rebuild, recover, seeds
from flows.errors import InputError, RefusedError
from flows.settings import SCHEMA_VERSION, Settings
from flows.steps import Steps
from flows.warehouse import load, places, release
from flows.warehouse.places import Places
from flows.warehouse.release import fingerprint_of
from tests.asking import ask

HISTORY = {
    "quarantine": "SELECT quarantine_id, capture_id, reason, detail, first_run_id, resolved_run_id"
    " FROM quality.quarantine ORDER BY ALL",
    "files": "SELECT * FROM ops.capture_files ORDER BY ALL",
    "loads": "SELECT * FROM ops.loads ORDER BY ALL",
}


def lose(settings: Settings, *, originals: bool = True, databases: bool = True) -> Places:
    """Remove the dumps, and all but raw store and ledger."""
    where = places.places(settings.warehouse)
    if originals:
        shutil.rmtree(settings.dumps[0])
    if databases:
        where.build.unlink()
        shutil.rmtree(where.releases)
        where.published.unlink()
    return where


def test_the_raw_store_and_the_ledger_are_enough(settings: Settings) -> None:
    first = pipeline.execute(settings)
    before = {name: ask(settings.warehouse, question) for name, question in HISTORY.items()}
    lose(settings)
    again = rebuild.rebuild(settings)
    assert again.fingerprint == first.fingerprint == fingerprint_of(settings.warehouse)
    assert (again.captures_seen, again.captures_new) == (13, 13)
    assert {name: ask(settings.warehouse, question) for name, question in HISTORY.items()} == before
    runs = ask(settings.warehouse, "SELECT run_number, flow, status FROM ops.runs ORDER BY run_number")
    assert runs == [(1, "ingest", "passed"), (2, "rebuild", "passed")]


def test_what_a_manifest_said_later_and_files_that_were_overwritten_come_back(settings: Settings, sample: Path) -> None:
    first = pipeline.execute(settings)
    manifest = sample / "manifest.csv"
    dated = next(line.split(",")[0] for line in manifest.read_text().splitlines() if "2025-05-17" in line)
    manifest.write_text(manifest.read_text().replace("2025-05-17", "2025-05-18"))
    second = pipeline.execute(settings)
    (sample / dated).write_bytes((sample / dated).read_bytes() + b"\n")
    third = pipeline.execute(settings)
    assert len({first.fingerprint, second.fingerprint, third.fingerprint}) == 3
    lose(settings)
    assert rebuild.rebuild(settings).fingerprint == third.fingerprint


def test_refusals_survive_with_their_first_run(settings: Settings, sample: Path) -> None:
    (sample / "nul.txt").write_bytes(b"Viewing\x00results")
    (sample / "broken.txt.gz").write_bytes(b"\x1f\x8b\x08broken")
    (sample / "overwritten.txt").write_bytes(b"")
    first = pipeline.execute(settings)
    shutil.copy(sample / "tag-water.txt", sample / "overwritten.txt")
    pipeline.execute(settings)
    before = {name: ask(settings.warehouse, question) for name, question in HISTORY.items()}
    assert sorted((row[2], bool(row[5])) for row in before["quarantine"]) == [
        ("corrupt_compression", False),
        ("empty", True),
        ("nul_bytes", False),
    ]
    lose(settings)
    assert rebuild.rebuild(settings).fingerprint == first.fingerprint
    assert {name: ask(settings.warehouse, question) for name, question in HISTORY.items()} == before


def test_bytes_of_a_refused_run_are_not_rebuilt(settings: Settings, sample: Path) -> None:
    first = pipeline.execute(settings)
    text = (sample / "tag-water.txt").read_bytes()
    (sample / "later.txt").write_bytes(text + b"\n")
    for number in range(3):
        (sample / f"nul-{number}.txt").write_bytes(bytes([0, number]))
    with pytest.raises(RefusedError):
        pipeline.execute(settings)
    lose(settings)
    assert rebuild.rebuild(settings).fingerprint == first.fingerprint


@pytest.mark.parametrize("stage", ["load", "recompute", "check", "publish", "swap"])
def test_a_rebuild_cut_short_leaves_the_release_and_starts_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    expected = pipeline.execute(settings).fingerprint
    where = lose(settings, databases=False)

    def crash(*arguments: object, **more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if stage == "swap":
            real = Path.replace
            patch.setattr(Path, "replace", lambda path, to: crash() if to == where.build else real(path, to))
        steps = Steps() if stage == "swap" else Steps(**{stage: crash})
        with pytest.raises(KeyboardInterrupt):
            rebuild.rebuild(settings, steps)
    assert fingerprint_of(settings.warehouse) == expected
    assert rebuild.rebuild(settings).fingerprint == expected
    assert sorted(path.name for path in where.state.iterdir()) == [
        "build.duckdb",
        "ledger.duckdb",
        "lock",
        "raw",
        "releases",
        "reports",
    ]


def test_a_rebuild_that_the_audit_refuses_changes_nothing(settings: Settings) -> None:
    first = pipeline.execute(settings)
    where = lose(settings, databases=False)
    build = where.build.read_bytes()
    with pytest.raises(RefusedError, match="a check; nothing is released"):
        rebuild.rebuild(settings, Steps(check=lambda *arguments: "a check"))
    assert (fingerprint_of(settings.warehouse), where.build.read_bytes()) == (first.fingerprint, build)


def test_captures_of_another_parser_are_read_from_the_raw_store(
    settings: Settings, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pipeline.execute(settings)
    for path in sample.iterdir():
        if path.name not in ("tag-water.txt", "manifest.csv"):
            path.unlink()
    monkeypatch.setattr(seeds, "parser_version", lambda: "another")
    second = pipeline.execute(settings)
    assert second.captures_new == first.captures_new == 13
    assert ask(settings.warehouse, "SELECT DISTINCT parser_version FROM captures") == [("another",)]
    assert pipeline.look_for_work(settings).is_empty


def age(settings: Settings) -> None:
    """Make the warehouse one of schema 1: no raw store, no ledger, no numbers of runs, nothing forgotten."""
    where = places.places(settings.warehouse)
    shutil.rmtree(where.raw)
    where.ledger.unlink()
    released = where.release()
    released.chmod(0o644)
    for file in (where.build, released):
        with duckdb.connect(str(file)) as connection:
            connection.execute("ALTER TABLE ops.runs DROP COLUMN run_number")
            connection.execute("UPDATE ops.runs SET schema_version = 1")
            connection.execute("DROP TABLE ops.forgotten")
    unnumbered = released.rename(released.with_name(released.name.partition("-")[2]))
    where.published.unlink()
    where.published.symlink_to(f"{where.releases.relative_to(where.published.parent)}/{unnumbered.name}")


def test_a_warehouse_of_an_older_schema_is_rebuilt_before_the_run(settings: Settings) -> None:
    first = pipeline.execute(settings)
    age(settings)
    with pytest.raises(InputError, match=f"of schema 1, this Steppe makes {SCHEMA_VERSION}.*steppe rebuild"):
        pipeline.execute(settings)
    assert "schema 1" in str(recover.why_needed(settings))
    assert recover.recover(settings).fingerprint == first.fingerprint
    assert recover.why_needed(settings) is None
    assert ask(settings.warehouse, "SELECT MAX(schema_version), MAX(run_number) FROM ops.runs") == [(SCHEMA_VERSION, 2)]
    assert pipeline.look_for_work(settings).is_empty


def test_steppe_run_is_a_flow_that_rebuilds_first(prefect_server: None, settings: Settings, sample: Path) -> None:
    first = ingest.run(settings)
    places.places(settings.warehouse).build.unlink()
    (sample / "later.txt").write_bytes((sample / "tag-water.txt").read_bytes() + b"\n")
    second = ingest.run(settings)
    assert (second.captures_new, second.fingerprint != first.fingerprint) == (1, True)
    flows = ask(settings.warehouse, "SELECT flow FROM ops.runs ORDER BY run_number")
    assert flows == [("ingest",), ("rebuild",), ("ingest",)]
    assert ingest.run(settings).is_idle


def test_facts_that_cannot_be_had_again_are_named_and_never_dropped(settings: Settings, sample: Path) -> None:
    first = pipeline.execute(settings)
    age(settings)
    released = settings.warehouse.resolve()
    gone = sample / "tag-water.txt"
    held = gone.rename(sample.parent / "held.txt")
    with pytest.raises(InputError, match="1 captures are neither in the raw store.*tag-water.txt.*--give-up-missing"):
        recover.recover(settings)
    assert settings.warehouse.resolve() == released
    assert fingerprint_of(released) == first.fingerprint
    held.rename(gone)
    assert recover.recover(settings).fingerprint == first.fingerprint


def test_what_is_given_up_is_gone_and_the_rest_is_there(settings: Settings, sample: Path) -> None:
    pipeline.execute(settings)
    age(settings)
    (sample / "tag-water.txt").unlink()
    assert rebuild.rebuild(settings, give_up=True).captures_new == 12
    assert pipeline.look_for_work(settings).is_empty


def test_older_code_refuses_a_newer_warehouse(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.warehouse import build

    pipeline.execute(settings)
    monkeypatch.setattr(build, "SCHEMA_VERSION", SCHEMA_VERSION - 1)
    before = settings.warehouse.resolve().read_bytes()
    for refused in (pipeline.execute, pipeline.look_for_work, recover.why_needed, rebuild.rebuild):
        with pytest.raises(InputError, match="made by a newer Steppe.*update"):
            refused(settings)
    assert settings.warehouse.resolve().read_bytes() == before


def test_a_build_that_is_gone_is_rebuilt_and_not_begun_anew(settings: Settings, sample: Path) -> None:
    first = pipeline.execute(settings)
    places.places(settings.warehouse).build.unlink()
    (sample / "tag-water.txt").unlink()
    with pytest.raises(InputError, match="the build database is gone; `steppe rebuild`"):
        pipeline.execute(settings)
    assert recover.recover(settings).fingerprint == first.fingerprint


def test_a_raw_store_that_lost_a_file_is_made_whole_from_the_dumps(settings: Settings) -> None:
    first = pipeline.execute(settings)
    where = places.places(settings.warehouse)
    (kept,) = where.raw.glob("*.parquet")
    kept.unlink()
    assert not pipeline.look_for_work(settings).is_empty
    assert pipeline.execute(settings).fingerprint == first.fingerprint
    assert pipeline.look_for_work(settings).is_empty
    lose(settings)
    assert rebuild.rebuild(settings).fingerprint == first.fingerprint


def test_nothing_to_rebuild_from_is_told(settings: Settings) -> None:
    with pytest.raises(InputError, match="neither ledger nor release"):
        rebuild.rebuild(settings)
    assert recover.recover(settings) is None


def test_a_crash_before_the_load_leaves_bytes_that_do_no_harm(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(load, "load", lambda *arguments: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            pipeline.execute(settings)
    where = places.places(settings.warehouse)
    files = list(where.raw.iterdir())
    assert len(files) == 1
    summary = pipeline.execute(settings)
    assert list(where.raw.iterdir()) == files
    lose(settings)
    assert rebuild.rebuild(settings).fingerprint == summary.fingerprint
    assert release.fingerprint_of(where.build) == summary.fingerprint
