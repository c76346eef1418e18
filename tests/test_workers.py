"""Batches refined by other processes: the same warehouse, whatever dies."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows import matched, pipeline, workers
from flows.errors import InputError
from flows.refine import Order
from flows.settings import Settings

ROOT = Path(__file__).resolve().parent.parent


def in_small_batches(settings: Settings, count: int, name: str) -> Settings:
    warehouse = settings.warehouse.with_name(f"{name}.duckdb")
    return settings.model_copy(update={"workers": count, "batch_dumps": 2, "warehouse": warehouse})


def test_workers_make_the_warehouse_that_one_process_makes(settings: Settings, sample: Path) -> None:
    (sample / "nul.txt").write_bytes(b"\x00")
    alone = pipeline.execute(in_small_batches(settings, 1, "alone"))
    together = pipeline.execute(in_small_batches(settings, 2, "together"))
    assert together.fingerprint == alone.fingerprint
    assert (together.captures_new, together.captures_quarantined) == (alone.captures_new, 1)
    rows = "SELECT COUNT(*), COUNT(DISTINCT (print_id, field, char_start)) FROM ops.print_mentions"
    with duckdb.connect(str(settings.warehouse.with_name("together.state") / "build.duckdb")) as connection:
        count, distinct = connection.execute(rows).fetchall()[0]
    assert count == distinct > 0


def test_a_batch_waits_for_an_earlier_one_with_the_same_capture(settings: Settings, sample: Path) -> None:
    first = min(sample.glob("*.txt"))
    (sample / f"{first.stem}-again.txt").write_bytes(first.read_bytes())
    rows = [f"{first.stem}-again.txt,https://timesca.com/a/,,", f"{first.name},https://timesca.com/b/,,"]
    (sample / "manifest.csv").write_text("\n".join(["path,page_url,captured_on,outlet", *rows, ""]))
    pipeline.execute(in_small_batches(settings, 2, "small").model_copy(update={"batch_dumps": 1}))
    with duckdb.connect(str(settings.warehouse.with_name("small.duckdb")), read_only=True) as connection:
        found = connection.execute("SELECT page_url FROM captures WHERE page_url IS NOT NULL").fetchall()
    assert found == [("https://timesca.com/a/",)]  # the least of what all its files say; the second alone says another


def dies(order: Order) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_worker_that_dies_ends_the_run_in_words_and_the_next_one_is_whole(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pipeline.execute(in_small_batches(settings, 1, "alone")).fingerprint
    broken = in_small_batches(settings, 2, "broken")
    with monkeypatch.context() as patch:
        patch.setattr(workers.alone, "refine", dies)
        with pytest.raises(InputError, match=r"worker process died at batch 0000\d.*STEPPE_WORKERS=1"):
            pipeline.execute(broken)
    assert not broken.warehouse.exists()
    assert pipeline.execute(broken).fingerprint == whole


def test_workers_end_with_a_parent_that_is_killed(settings: Settings) -> None:
    code = (
        "import time\n"
        "from flows import workers\n"
        "from flows.settings import Settings\n"
        "if __name__ == '__main__':\n"
        "    with workers.crew(Settings(workers=2, _env_file=None), 0) as crew:\n"
        "        print(*sorted({crew.pool.submit(workers.os.getpid).result() for _ in range(20)}), flush=True)\n"
        "        time.sleep(60)\n"
    )
    script = settings.warehouse.with_name("parent.py")
    script.write_text(code)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert pids
        assert all(is_alive(pid) for pid in pids)
        parent.kill()
    deadline = time.monotonic() + 20
    while any(is_alive(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [pid for pid in pids if is_alive(pid)]


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_few_batches_need_no_other_process(settings: Settings) -> None:
    batch = settings.batch_mib * 2**20
    with workers.crew(settings, 2 * batch) as crew:
        assert (crew.pool, crew.size) == (None, 0)
    with workers.crew(settings.model_copy(update={"workers": 1}), 100 * batch) as crew:
        assert crew.pool is None


def test_the_file_of_matched_texts(tmp_path: Path) -> None:
    path = tmp_path / "matched"
    matched.write(path, pl.Series(["00000000000000ff"], dtype=pl.String))
    matched.append(path, pl.Series(["ffffffffffffffff"], dtype=pl.String))
    asked = pl.Series(["ffffffffffffffff", "0000000000000001", "00000000000000ff"])
    assert matched.is_in(path, asked).to_list() == [True, False, True]
    matched.write(path, pl.Series([], dtype=pl.String))
    assert matched.is_in(path, asked).to_list() == [False, False, False]
