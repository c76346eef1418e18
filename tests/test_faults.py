"""Full disks, barred folders, damaged files, jumping clocks: a clear line, the release as it was, a mend that works."""

import os
import random
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows import pipeline, rebuild
from flows.errors import InputError
from flows.settings import Settings
from flows.warehouse import load, places, query, release, releases
from flows.warehouse.release import fingerprint_of
from tests.children import ROOT, Children, Job
from tests.reader import Reader

SOAK = pytest.mark.soak
DUMPS = ("2025-05-15_tag-tokayev.txt", "2025-12-08_home-page-1328.txt", "tag-water.txt")
FULL = r"the disk is full \(.*\); free space, then run again; what is released stays as it is"


@dataclass(frozen=True)
class Before:
    """A warehouse with one release and one dump to come; `new` is what it is after the run."""

    folder: Path
    old: str
    new: str

    def job(self, place: Path) -> Job:
        """A run on a copy."""
        shutil.copytree(self.folder / "w", place / "w", symlinks=True)
        return Job("ingest", [str(self.folder / "dumps")], str(place / "w" / "w.duckdb"))


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    server = Children()
    yield server
    server.close()


@pytest.fixture(scope="module")
def before(children: Children, tmp_path_factory: pytest.TempPathFactory) -> Before:
    folder = tmp_path_factory.mktemp("faults")
    for name in ("dumps", "w"):
        (folder / name).mkdir(parents=True)
    for name in DUMPS[:2]:
        shutil.copy(ROOT / "seeds" / "dumps" / name, folder / "dumps")
    job = Job("ingest", [str(folder / "dumps")], str(folder / "w" / "w.duckdb"))
    old = children.run(job)
    shutil.copy(ROOT / "seeds" / "dumps" / DUMPS[2], folder / "dumps")
    made = Before(folder, str(old["fingerprint"]), "")
    new = children.run(made.job(folder / "after"))
    return replace(made, new=str(new["fingerprint"]))


def meet(children: Children, before: Before, job: Job) -> dict[str, Any]:
    """Run into the fault, while a reader reads; then the release is as it was."""
    with Reader(Path(job.warehouse), pause=0.3) as reader:
        met = children.run(job)
    assert reader.told["errors"] == []
    assert set(reader.told["seen"]) <= {before.old, before.new}
    return met


def mend(children: Children, before: Before, job: Job, message: str) -> None:
    """Do what the line says, without the fault: the warehouse is the one that no fault met."""
    again = replace(job, fault="")
    if "`steppe rebuild`" in message:
        assert children.run(replace(again, action="rebuild"))["code"] == 0
    done = children.run(again)
    assert done.get("fingerprint") == before.new, done
    assert done["is_idle"]
    assert not list(Path(job.warehouse).with_suffix(".state").rglob("*.tmp"))


@pytest.mark.parametrize(
    ("phase", "at", "message"),
    [
        pytest.param(
            "load",
            1000,
            "raw store cannot be written .*; free space or mend its permissions, then run again",
            marks=SOAK,
        ),
        ("load", 30_000, FULL),
        pytest.param("recompute", 1000, FULL, marks=SOAK),
        pytest.param("check", 1000, FULL, marks=SOAK),
        ("ledger", 100_000, FULL),
        ("release", 2_000_000, FULL),
    ],
)
def test_a_disk_that_is_full_at_a_step(
    children: Children, before: Before, tmp_path: Path, phase: str, at: int, message: str
) -> None:
    job = replace(before.job(tmp_path), fault="full", phase=phase, at=at)
    met = meet(children, before, job)
    assert met["error"] == "InputError", met["traceback"]
    assert re.search(message, met["message"]), met["message"]
    assert "\n" not in met["message"]
    assert fingerprint_of(Path(job.warehouse)) == before.old
    mend(children, before, job, met["message"])


def test_a_disk_that_is_full_at_the_report_does_not_undo_the_release(
    children: Children, before: Before, tmp_path: Path
) -> None:
    job = replace(before.job(tmp_path), fault="full", phase="report", at=1000)
    met = meet(children, before, job)
    assert "the quality report was not written" in met["report_error"].lower()
    assert "`steppe quality` writes it" in met["report_error"]
    assert fingerprint_of(Path(job.warehouse)) == before.new


@pytest.mark.parametrize("spare_mib", [1, *(pytest.param(mib, marks=SOAK) for mib in (3, 6, 9, 12, 15, 18))])
def test_a_small_file_system_that_runs_full(children: Children, before: Before, tmp_path: Path, spare_mib: int) -> None:
    used = sum(path.stat().st_size for path in (before.folder / "w").rglob("*") if not path.is_symlink())
    command = ["mount", "-t", "tmpfs", "-o", f"size={used + spare_mib * 2**20}", "tmpfs", str(tmp_path)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a small file system here; the tests with a limit on file sizes stand in for it")
    try:
        job = before.job(tmp_path)
        met = meet(children, before, job)
        message = met.get("message", "")
        assert message or spare_mib > 1, "the file system is too large to run full"
        if message:
            assert met["error"] == "InputError", met["traceback"]
            assert "free space" in message, message
            assert fingerprint_of(Path(job.warehouse)) == before.old
        subprocess.run(["mount", "-o", "remount,size=1g", str(tmp_path)], check=True)
        mend(children, before, job, message)
    finally:
        subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


@pytest.mark.parametrize(
    "barred",
    ["raw", "build.duckdb", *(pytest.param(name, marks=SOAK) for name in ("releases", "ledger.duckdb", "lock", "."))],
)
def test_a_folder_or_file_that_may_not_be_written(
    children: Children, before: Before, tmp_path: Path, barred: str
) -> None:
    job = replace(before.job(tmp_path), fault="bound")
    state = Path(job.warehouse).with_suffix(".state")
    target = state / barred
    mode = target.stat().st_mode
    target.chmod(0o555 if target.is_dir() else 0o444)
    met = meet(children, before, job)
    assert met.get("error") in (None, "InputError"), met["traceback"]
    if barred == "ledger.duckdb":  # it is replaced, and a folder decides over that
        assert met["fingerprint"] == before.new
        return
    assert re.search("permission|cannot write there", met["message"].lower()), met["message"]
    assert fingerprint_of(Path(job.warehouse)) == before.old
    target.chmod(mode)
    mend(children, before, job, met["message"])


@pytest.mark.parametrize("command", [("rebuild",), pytest.param(("backup", "backups"), marks=SOAK)])
def test_the_command_line_tells_in_one_line(before: Before, tmp_path: Path, command: tuple[str, ...]) -> None:
    job = before.job(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", *command, "--warehouse", job.warehouse],
        cwd=ROOT if command == ("rebuild",) else tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),  # noqa: PLW1509
    )
    assert done.returncode == 2
    assert re.fullmatch(f"error: [^\n]*{FULL}\n", done.stderr), done.stderr
    assert fingerprint_of(Path(job.warehouse)) == before.old


@pytest.mark.parametrize("share", [0.5, *(pytest.param(share, marks=SOAK) for share in (0.0, 0.01, 0.2, 0.9))])
def test_a_release_that_is_cut_short_is_told_and_made_again(
    children: Children, before: Before, tmp_path: Path, share: float
) -> None:
    job = before.job(tmp_path)
    where = places.places(Path(job.warehouse))
    released = Path(job.warehouse).resolve()
    released.chmod(0o644)
    os.truncate(released, int(released.stat().st_size * share))
    assert not releases.is_whole(released)
    with pytest.raises(InputError, match="the release is damaged.*`steppe run` makes another"):
        query.status(where)
    mend(children, before, job, "")
    assert fingerprint_of(Path(job.warehouse)) == before.new


@pytest.mark.parametrize("share", [0.35, *(pytest.param(share, marks=SOAK) for share in (0.0, 0.1, 0.6, 0.85))])
@pytest.mark.parametrize("how", ["cut", "garbled"])
def test_a_damaged_build_database_never_reaches_a_release(
    children: Children, before: Before, tmp_path: Path, how: str, share: float
) -> None:
    job = before.job(tmp_path)
    build = places.places(Path(job.warehouse)).build
    size = build.stat().st_size
    if how == "cut":
        os.truncate(build, int(size * share))
    else:
        with build.open("r+b") as stream:
            stream.seek(int(size * share))
            stream.write(random.Random(1).randbytes(size // 8))
    met = meet(children, before, job)
    if "error" in met:
        assert met["error"] == "InputError", met["traceback"]
        assert "`steppe rebuild`" in met["message"], met["message"]
        assert fingerprint_of(Path(job.warehouse)) == before.old
    mend(children, before, job, met.get("message", ""))


def test_a_clock_that_jumps_at_every_look_changes_no_fact(
    before: Before, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = before.job(tmp_path)
    jumps = random.Random(7)

    def now() -> datetime:
        return datetime(2026, 6, 15) + timedelta(days=jumps.uniform(-9000, 9000))

    for module in (load, release):
        monkeypatch.setattr(module, "now", now)
    settings = Settings(dumps=job.dumps, warehouse=Path(job.warehouse), _env_file=None)
    assert pipeline.execute(settings).fingerprint == before.new == fingerprint_of(settings.warehouse)
    assert rebuild.rebuild(settings).fingerprint == before.new == fingerprint_of(settings.warehouse)
    where = places.places(settings.warehouse)
    assert where.release() == releases.newest(where)
    assert [releases.number(path) for path in releases.files(where.releases)] == [1, 2, 3]
    assert pipeline.look_for_work(settings).is_empty
