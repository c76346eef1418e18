"""Batches refined on a real Dask cluster: the same warehouse, whatever dies."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import cluster, ingest, pipeline
from flows.errors import InputError
from flows.settings import Settings
from tests.dask_cluster import DaskCluster

pytest.importorskip("prefect_dask", reason="the packages of `steppe[cluster]` are not installed")
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    made = DaskCluster(tmp_path_factory.mktemp("dask"))
    made.add_worker()
    made.add_worker()
    yield made
    made.close()


@pytest.fixture(scope="module")
def fingerprint(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Of the sample, by this process alone."""
    dumps, warehouse = [str(ROOT / "seeds" / "dumps")], tmp_path_factory.mktemp("alone") / "w.duckdb"
    return str(pipeline.execute(Settings(dumps=dumps, warehouse=warehouse, _env_file=None)).fingerprint)


def on(dask: DaskCluster, settings: Settings, **others: object) -> Settings:
    return settings.model_copy(update={"engine": "dask", "scheduler": dask.address, "batch_dumps": 2, **others})


def when_held(dask: DaskCluster, kill: list[int]) -> threading.Thread:
    """Once a worker stands still in mid-batch, kill processes: 0 is that worker."""

    def act() -> None:
        pid = dask.held()
        for one in kill:
            os.kill(one or pid, signal.SIGKILL)

    dask.hold()
    thread = threading.Thread(target=act)
    thread.start()
    return thread


def test_a_cluster_makes_the_warehouse_that_one_machine_makes(
    dask: DaskCluster, settings: Settings, fingerprint: str, tmp_path: Path, prefect_server: None
) -> None:
    shared = tmp_path / "shared"
    summary = ingest.run(on(dask, settings, shared=f"file://{shared}"))
    assert (summary.fingerprint, summary.captures_new) == (fingerprint, 13)
    assert not list(shared.iterdir())  # what the run shared is gone with it


def test_a_worker_killed_in_mid_batch_is_replaced_by_another(
    dask: DaskCluster, settings: Settings, fingerprint: str, prefect_server: None
) -> None:
    killer = when_held(dask, [0])
    summary = ingest.run(on(dask, settings))
    killer.join()
    assert summary.fingerprint == fingerprint
    assert [worker.poll() for worker in dask.workers].count(-signal.SIGKILL) == 1
    dask.add_worker()


def test_a_scheduler_that_dies_ends_the_run_in_words_and_the_next_one_is_whole(
    settings: Settings, fingerprint: str, tmp_path: Path, prefect_server: None
) -> None:
    lone = DaskCluster(tmp_path)
    try:
        lone.add_worker()
        killer = when_held(lone, [lone.scheduler.pid, 0])
        with pytest.raises(InputError, match=r"the cluster gave batch 0000\d up.*run again"):
            ingest.run(on(lone, settings))
        killer.join()
    finally:
        lone.close()
    assert not settings.warehouse.exists()
    assert ingest.run(settings).fingerprint == fingerprint


@pytest.mark.parametrize(
    ("scheduler", "told"),
    [("", "--scheduler tcp://host:port"), ("tcp://127.0.0.1:9", "no Dask scheduler"), ("nonsense://x", "no Dask")],
)
def test_a_cluster_that_is_not_there_is_told_in_words(
    settings: Settings, prefect_server: None, scheduler: str, told: str
) -> None:
    with pytest.raises(InputError, match=told):
        ingest.run(settings.model_copy(update={"engine": "dask", "scheduler": scheduler}))


def test_packages_that_are_not_installed_are_named(
    settings: Settings, prefect_server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "prefect_dask.task_runners", None)
    with pytest.raises(InputError, match=r"pip install 'steppe\[cluster\]'"):
        ingest.run(settings.model_copy(update={"engine": "dask", "scheduler": "tcp://127.0.0.1:9"}))


def test_storage_that_is_not_known_is_told_in_words() -> None:
    with pytest.raises(InputError, match="STEPPE_SHARED nosuch://x/y"):
        cluster._put("nosuch://x/y", b"")


def test_a_local_run_loads_nothing_of_dask(settings: Settings) -> None:
    code = "import sys, flows.ingest; print('distributed' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
