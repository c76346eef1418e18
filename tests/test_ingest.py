"""The main job as a real flow run: same dumps, same warehouse; what is refused stays out."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from flows import ingest, pipeline, seeds
from flows.errors import BusyError, InputError, RefusedError
from flows.markdown import escaped
from flows.settings import Settings
from flows.warehouse import load, locks, places, release, releases, sql_files
from flows.warehouse.release import fingerprint_of
from flows.warehouse.verify import verify
from tests.asking import ask

if TYPE_CHECKING:
    from prefect.client.schemas.objects import Artifact


def forget_suites(audit: ModuleType) -> None:
    """Have the suites read anew."""
    audit._validation.cache_clear()
    audit._context.cache_clear()


def go(settings: Settings, *, rehash: bool = False) -> pipeline.Summary:
    """What `ingest.run` does, without Prefect: look, and run where there is work."""
    if pipeline.look_for_work(settings, rehash=rehash).is_empty:
        return pipeline.Summary(fingerprint=fingerprint_of(settings.warehouse), is_idle=True)
    return pipeline.execute(settings, rehash=rehash)


def run_of(paths: list[Path], warehouse: Path) -> str:
    summary = go(Settings(dumps=[str(path) for path in paths], warehouse=warehouse, _env_file=None))
    return str(summary.fingerprint)


def test_real_dumps_give_the_facts_that_are_known_of_them(shared_seeds: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    run_of([shared_seeds], warehouse)
    assert ask(warehouse, "SELECT COUNT(*) FROM captures") == [(5,)]
    assert ask(warehouse, "SELECT COUNT(*), COUNT(DISTINCT article_id) FROM appearances") == [(30, 23)]
    assert ask(warehouse, "SELECT COUNT(*), SUM(is_truncated::INT) FROM article_versions") == [(23, 19)]
    assert ask(warehouse, "SELECT COUNT(*) FROM rates") == [(20,)]
    assert ask(warehouse, "SELECT COUNT(*) FROM quality.unparsed_lines") == [(0,)]
    assert ask(warehouse, "SELECT COUNT(*) FROM quality.quarantine") == [(0,)]
    by_file = """
    SELECT captures.captured_on::VARCHAR, pager_first, pager_last, pager_total, ticker_repeats
    FROM captures INNER JOIN ops.capture_files USING (capture_id) ORDER BY uri
    """
    for got, day, total, repeats in zip(
        ask(warehouse, by_file),
        ["2025-05-15", None, "2025-01-05", "2025-05-16", None],
        [12, 14, 20, 12, 601],
        [8, 0, 8, 8, 8],
        strict=True,
    ):
        assert got[0] is None if day is None else got[0] == day
        assert got[1:] == (1, 6, total, repeats)
    assert [one.name for one in verify(places.places(warehouse)) if not one.is_success] == []


def test_order_folder_and_number_of_runs_do_not_matter(settings: Settings, sample: Path, tmp_path: Path) -> None:
    expected = go(settings).fingerprint
    elsewhere = Path(shutil.copytree(sample, tmp_path / "other" / "place"))
    files = sorted(path for path in elsewhere.iterdir() if path.name != "manifest.csv")
    assert run_of([elsewhere], tmp_path / "elsewhere.duckdb") == expected
    for file in reversed(files):
        last = run_of([file], tmp_path / "one-by-one.duckdb")
    assert last == expected
    shuffled = sorted(files, key=lambda path: path.name[::-1])
    for part in (shuffled[:5], shuffled[3:9], shuffled[9:]):
        last = run_of(part, tmp_path / "shuffled.duckdb")
    assert last == expected
    small = settings.model_copy(update={"warehouse": tmp_path / "small.duckdb", "batch_dumps": 2})
    assert go(small).fingerprint == expected


def test_a_second_run_changes_nothing(settings: Settings) -> None:
    first = go(settings)
    before = settings.warehouse.resolve(), settings.warehouse.resolve().read_bytes()
    second = go(settings)
    assert second.is_idle
    assert second.fingerprint == first.fingerprint
    assert (settings.warehouse.resolve(), settings.warehouse.resolve().read_bytes()) == before


def test_rehash_reads_all_and_changes_no_fact(settings: Settings) -> None:
    first = go(settings)
    again = go(settings, rehash=True)
    assert not again.is_idle
    assert again.captures_new == 0
    assert again.fingerprint == first.fingerprint


def test_new_dumps_are_added_and_only_they_are_loaded(settings: Settings, sample: Path) -> None:
    held = sample.parent / "held"
    held.mkdir()
    moved = next(sample.glob("*tag-transport*"))
    shutil.move(moved, held / moved.name)
    first = go(settings)
    shutil.move(held / moved.name, moved)
    second = go(settings)
    assert second.captures_new == 1
    loads = ask(settings.warehouse, "SELECT run_id, COUNT(*) FROM ops.loads GROUP BY run_id ORDER BY run_id")
    assert loads == [(first.run_id, first.captures_new), (second.run_id, 1)]


def test_a_changed_manifest_redoes_what_it_touches(settings: Settings, sample: Path) -> None:
    first = go(settings)
    manifest = sample / "manifest.csv"
    manifest.write_text(manifest.read_text().replace("2025-05-17", "2025-05-18"))
    second = go(settings)
    assert second.captures_new == 1
    assert second.fingerprint != first.fingerprint
    days = "SELECT captured_on::VARCHAR FROM captures WHERE captured_on_basis = 'manifest'"
    assert ask(settings.warehouse, days) == [("2025-05-18",)]
    manifest.write_text(manifest.read_text().replace("2025-05-18", "2025-05-17"))
    assert go(settings).fingerprint == first.fingerprint


def test_a_changed_parser_redoes_every_capture(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    first = go(settings)
    monkeypatch.setattr(seeds, "parser_version", lambda: "another")
    second = go(settings)
    assert second.captures_new == first.captures_new
    assert ask(settings.warehouse, "SELECT DISTINCT parser_version FROM captures") == [("another",)]
    assert go(settings).is_idle


def test_a_changed_gazetteer_redoes_mentions_only(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    go(settings)
    facts = "SELECT table_name, hash_sum FROM ops.release_fingerprint WHERE table_name <> 'mentions' ORDER BY ALL"
    before = ask(settings.warehouse, facts)
    monkeypatch.setattr(seeds, "gazetteer_version", lambda: "another")
    second = go(settings)
    assert second.captures_new == 0
    assert ask(settings.warehouse, "SELECT DISTINCT gazetteer_version FROM mentions") == [("another",)]
    assert ask(settings.warehouse, facts) == before
    assert go(settings).is_idle


def test_refused_bytes_are_quarantined_with_their_reason(settings: Settings, sample: Path) -> None:
    expected = go(settings).fingerprint
    (sample / "empty.txt").touch()
    (sample / "nul.txt").write_bytes(b"Viewing\x00results")
    (sample / "picture").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (sample / "broken.txt.gz").write_bytes(b"\x1f\x8b\x08broken")
    generous = settings.model_copy(update={"max_refused_share": 1.0})
    summary = go(generous)
    assert (summary.captures_new, summary.captures_quarantined) == (0, 4)
    reasons = ask(settings.warehouse, "SELECT reason FROM quality.quarantine WHERE line_start IS NULL ORDER BY reason")
    assert [reason for (reason,) in reasons] == ["binary", "corrupt_compression", "empty", "nul_bytes"]
    assert summary.fingerprint == expected
    (sample / "broken.txt.gz").unlink()
    shutil.copy(sample / "tag-water.txt", sample / "empty.txt")
    go(generous)
    assert go(generous).is_idle


def test_too_large_a_share_of_refused_dumps_releases_nothing(settings: Settings, sample: Path) -> None:
    for path in sample.iterdir():
        if path.name != "tag-water.txt":
            path.write_bytes(b"")
    (sample / "manifest.csv").unlink()
    for number in range(3):
        (sample / f"nul-{number}.txt").write_bytes(bytes([0, number + 1]))
    for _ in range(2):
        with pytest.raises(RefusedError, match="of .* new dumps were refused"):
            go(settings)
        assert not settings.warehouse.exists()
    for path in [*sample.glob("nul-*"), *(path for path in sample.iterdir() if not path.stat().st_size)]:
        path.unlink()
    assert go(settings).captures_new == 1


def test_a_capture_that_fails_a_critical_check_is_quarantined_alone(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.quality import audit

    suite = audit.load_suite("rates")
    strict = {"type": "expect_column_values_to_be_between", "severity": "critical", "meta": {"check_name": "kzt_low"}}
    suite["expectations"].append({**strict, "kwargs": {"column": "rate", "max_value": 0.30}})
    real = audit.load_suite
    monkeypatch.setattr(audit, "load_suite", lambda table: suite if table == "rates" else real(table))
    forget_suites(audit)
    try:
        summary = go(settings)
        high = settings.warehouse.parent / "high.txt"
        text = (Path(settings.dumps[0]) / "2025-05-15_tag-tokayev.txt").read_text(encoding="utf-8")
        (Path(settings.dumps[0]) / high.name).write_text(text.replace("0.28575", "0.38575"), encoding="utf-8")
        again = go(settings.model_copy(update={"max_refused_share": 1.0}))
    finally:
        forget_suites(audit)
    assert summary.captures_quarantined == 0
    assert (again.captures_new, again.captures_quarantined) == (0, 1)
    assert again.fingerprint == summary.fingerprint
    stands = ask(settings.warehouse, "SELECT reason, detail FROM quality.quarantine WHERE resolved_run_id IS NULL")
    assert stands == [("failed_check", "rates: kzt_low")]


def test_a_failed_check_across_tables_releases_nothing_now_and_at_the_next_run(
    settings: Settings, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = sample / "2025-12-08_tag-transport-and-logistics.txt"
    held = moved.rename(sample.parent / "held.txt")
    first = go(settings)
    released = settings.warehouse.resolve()
    held.rename(moved)
    real = sql_files.layer
    header = "-- Must be empty: nothing of December.\n-- Severity: critical. Table: main.captures.\n"
    query = "SELECT capture_id FROM main.captures WHERE captured_on = '2025-12-08' AND layout = 'listing'"
    check = sql_files.SqlFile("no_december", header + query)
    from flows.warehouse import checks

    monkeypatch.setattr(checks, "layer", lambda folder: [*real(folder), check])
    for _ in range(2):
        with pytest.raises(RefusedError, match="no_december"):
            go(settings)
        assert settings.warehouse.resolve() == released
        assert fingerprint_of(settings.warehouse) == first.fingerprint
    moved.unlink()
    assert go(settings).fingerprint == first.fingerprint
    runs = ask(settings.warehouse, "SELECT status FROM ops.runs ORDER BY started_at")
    assert [status for (status,) in runs] == ["passed", "refused", "refused", "passed"]


def test_a_crash_between_batches_is_made_good_by_the_next_run(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = go(settings.model_copy(update={"warehouse": tmp_path / "whole.duckdb"})).fingerprint
    real, calls = load.load, []

    def crash(*arguments: object) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise MemoryError("the machine went away")
        real(*arguments)

    small = settings.model_copy(update={"batch_dumps": 3})
    monkeypatch.setattr(load, "load", crash)
    with pytest.raises(MemoryError):
        go(small)
    assert not settings.warehouse.exists()
    monkeypatch.setattr(load, "load", real)
    again = go(small)
    assert again.captures_new < 13
    assert again.fingerprint == expected


def test_a_crash_before_the_swap_is_made_good_by_the_next_run(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = release.release

    def crash(*arguments: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(release, "release", crash)
    with pytest.raises(OSError, match="no space"):
        go(settings)
    assert not settings.warehouse.exists()
    monkeypatch.setattr(release, "release", real)
    summary = go(settings)
    assert fingerprint_of(settings.warehouse) == summary.fingerprint
    assert go(settings).is_idle


def test_readers_keep_reading_while_the_next_run_goes_on(settings: Settings, sample: Path) -> None:
    go(settings)
    script = (
        "import duckdb, sys, time\n"
        "con = duckdb.connect(sys.argv[1], read_only=True)\n"
        "print('open', flush=True)\n"
        "for _ in range(40):\n"
        "    for t in ('rates', 'report.rates_daily', 'ops.runs'):\n"
        "        assert con.sql(f'FROM {t}').fetchall()\n"
        "    time.sleep(0.05)\n"
    )
    reader = subprocess.Popen(
        [sys.executable, "-I", "-c", script, str(settings.warehouse)], stdout=subprocess.PIPE, text=True
    )
    assert reader.stdout is not None
    assert reader.stdout.readline() == "open\n"
    text = (sample / "tag-water.txt").read_text(encoding="utf-8")
    (sample / "later.txt").write_text(text + "\n", encoding="utf-8")
    assert go(settings).captures_new == 1
    assert reader.wait(timeout=60) == 0


def test_a_client_that_wrote_and_died_leaves_no_trace(settings: Settings, sample: Path) -> None:
    go(settings)
    script = (
        "import duckdb, os, sys\n"
        "con = duckdb.connect(sys.argv[1])\n"
        "con.execute('PRAGMA disable_checkpoint_on_shutdown')\n"
        "con.execute(\"UPDATE main.articles SET headline = 'tampered'\")\n"
        "os._exit(1)\n"
    )
    settings.warehouse.resolve().chmod(0o644)
    subprocess.run([sys.executable, "-c", script, str(settings.warehouse)], check=False, capture_output=True)
    text = (sample / "tag-water.txt").read_text(encoding="utf-8")
    (sample / "later.txt").write_text(text + "\n", encoding="utf-8")
    summary = go(settings)
    assert fingerprint_of(settings.warehouse) == summary.fingerprint
    assert ask(settings.warehouse, "SELECT COUNT(*) FROM articles WHERE headline = 'tampered'") == [(0,)]
    assert not list(settings.warehouse.parent.glob("*.wal"))


def test_a_second_run_at_the_same_time_is_turned_away(settings: Settings) -> None:
    hasty = settings.model_copy(update={"lock_wait_seconds": 0})
    with locks.locked(places.places(settings.warehouse), "run"), pytest.raises(BusyError, match="another run"):
        go(hasty)


def test_an_unwritable_place_is_told_before_anything_is_made(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="must end in .duckdb"):
        go(settings.model_copy(update={"warehouse": tmp_path / "w.db"}))
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot write"):
        go(settings.model_copy(update={"warehouse": tmp_path / "file" / "w.duckdb"}))
    mine = tmp_path / "mine.duckdb"
    mine.write_bytes(b"not yours")
    with pytest.raises(InputError, match="did not publish"):
        go(settings.model_copy(update={"warehouse": mine}))
    assert mine.read_bytes() == b"not yours"
    assert not list(tmp_path.glob("*.state"))


def test_old_releases_go_and_the_last_stay(settings: Settings, sample: Path) -> None:
    keep_two = settings.model_copy(update={"keep_releases": 2})
    text = (sample / "tag-water.txt").read_text(encoding="utf-8")
    for number in range(4):
        (sample / f"later-{number}.txt").write_text(text + "\n" * (number + 1), encoding="utf-8")
        go(keep_two)
    where = places.places(settings.warehouse)
    assert len(list(where.releases.iterdir())) == 2
    assert where.release() in where.releases.iterdir()
    assert not os.access(str(where.release()), os.W_OK) or os.geteuid() == 0


def test_a_run_with_work_is_a_flow_run_with_task_runs(prefect_server: None, settings: Settings, sample: Path) -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
    from prefect.client.schemas.objects import TaskRun

    def flow_runs() -> set[UUID]:
        with get_client(sync_client=True) as client:
            return {one.id for one in client.read_flow_runs()}

    def task_runs() -> list[TaskRun]:
        with get_client(sync_client=True) as client:
            return client.read_task_runs(flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=list(ours))))

    before = flow_runs()
    summary = ingest.run(settings.model_copy(update={"batch_dumps": 5}))
    assert (summary.captures_new, summary.report_error) == (13, None)
    ours = flow_runs() - before
    assert len(ours) == 1
    deadline = time.monotonic() + 60
    while len(tasks := task_runs()) < 13 and time.monotonic() < deadline:
        time.sleep(0.5)
    names = sorted(one.name for one in tasks)
    expected = [
        "check",
        *[f"load batch {number:05}" for number in (1, 2, 3)],
        *[f"parse-match-audit batch {number:05}" for number in (1, 2, 3)],
        "quality-report",
        "read 3 dumps from proxy_tag-hydropower.txt",
        "read 5 dumps from 2024-07-30_latest-page-2.txt",
        "read 5 dumps from 2025-12-08_home-page-1328.txt",
        "recompute",
        "release",
    ]
    assert names == expected
    assert ingest.run(settings).is_idle
    assert flow_runs() == before | ours


def test_a_refused_flow_run_says_why(prefect_server: None, settings: Settings, sample: Path) -> None:
    for path in sample.iterdir():
        path.write_bytes(b"") if path.name != "manifest.csv" else path.unlink()
    with pytest.raises(RefusedError, match="1 of 1 new dumps were refused"):
        ingest.run(settings)
    assert not settings.warehouse.exists()
    page = places.places(settings.warehouse).quality_report
    assert "1 of 1 new dumps were refused" in page.read_text(encoding="utf-8")
    link = newest_artifact("quality-report")
    assert f"]({page.as_uri()})" in str(link.data)
    assert str(page) in str(link.description)
    assert escaped(str(page)) in str(newest_artifact("ingest-summary").data)


def newest_artifact(key: str) -> "Artifact":
    """The newest artifact of that key on the server of the session."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
    from prefect.client.schemas.sorting import ArtifactSort

    with get_client(sync_client=True) as client:
        wanted = ArtifactFilter(key=ArtifactFilterKey(any_=[key]))
        return client.read_artifacts(artifact_filter=wanted, sort=ArtifactSort.CREATED_DESC)[0]


def test_pruning_spares_what_is_published(settings: Settings) -> None:
    go(settings)
    where = places.places(settings.warehouse)
    unpublished = where.releases / "999999-20250101T000000000000Z-000000000000.duckdb"
    unpublished.touch()
    assert releases.prune(where.releases, 1, spare=where.release()) == []
    assert releases.prune(where.releases, 1, spare=None) != []
