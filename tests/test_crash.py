"""Killed anywhere and run again: the warehouse of the run that nothing disturbed; readers notice nothing."""

import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.children import Children, Job
from tests.reader import Reader

ROOT = Path(__file__).resolve().parent.parent
SEED = 20260601
# Four, and four that come later; some articles stand on several, and a manifest tells of one.
DUMPS = (
    "2025-05-15_tag-tokayev.txt",
    "2025-05-16_tag-middle-corridor.txt.gz",
    "2025-12-08_tag-transport-and-logistics.txt",
    "2025-12-08_home-page-1328.txt",
    "joomla_news-start-25.txt",
    "2024-07-30_latest-page-2.txt",
    "tag-water.txt",
    "proxy_tag-hydropower.txt",
)
# 100 points by action and phase; all run in `make soak`, and of ingest those of `IN_CI` in CI.
POINTS = {
    ("ingest", "parse"): 12,
    ("ingest", "load"): 20,
    ("ingest", "recompute"): 12,
    ("ingest", "check"): 4,
    ("ingest", "release"): 12,
    ("ingest", "report"): 2,
    ("ingest", "rest"): 10,
    ("rebuild", "load"): 6,
    ("rebuild", "recompute"): 4,
    ("rebuild", "release"): 4,
    ("rebuild", "rest"): 6,
    ("forget", "recompute"): 2,
    ("forget", "release"): 2,
    ("forget", "rest"): 4,
}
IN_CI = {"parse": 1, "load": 2, "recompute": 1, "release": 1, "rest": 1}
CUTS = {"ingest": 8, "rebuild": 8, "forget": 4}
CLOCKS = {"ingest": 8, "rebuild": 4, "forget": 4}


@dataclass(frozen=True)
class Scenario:
    """An action on a warehouse as it was before: what it is to end as, and what the undisturbed run went through."""

    before: Path
    job: Job
    old: str
    new: str
    points: dict[str, int]
    seconds: float
    most_bytes: int


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    server = Children()
    yield server
    server.close()


@pytest.fixture(scope="module")
def scenarios(children: Children, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scenario]:
    """Each action, done once without a fault."""
    folder = tmp_path_factory.mktemp("crash")
    (dumps := folder / "dumps").mkdir()
    later = []
    for number, path in enumerate([ROOT / "seeds" / "dumps" / name for name in DUMPS]):
        target = Path(shutil.copy(path, (folder if number % 2 else dumps) / path.name))
        later += [target] * (number % 2)
    small = {"batch_dumps": 3, "lock_wait_seconds": 5}
    (folder / "base").mkdir()
    base = Job("ingest", [str(dumps)], str(folder / "base" / "w.duckdb"), settings=small)
    first = children.run(base)
    assert first["fingerprint"], first
    for path in later:
        path.rename(dumps / path.name)
    made = {"ingest": undisturbed(children, folder / "base", base, first["fingerprint"])}
    full = folder / "ingest-undisturbed"
    whole = made["ingest"].new
    made["rebuild"] = undisturbed(children, full, replace(base, action="rebuild"), whole)
    taken = replace(base, action="forget", capture_id=capture_of(full / "w.duckdb"))
    made["forget"] = undisturbed(children, full, taken, whole)
    assert first["fingerprint"] != whole == made["rebuild"].new != made["forget"].new
    return made


def capture_of(warehouse: Path) -> str:
    """A capture of which some articles stand on other captures too."""
    import duckdb

    query = "SELECT capture_id FROM appearances WHERE article_id IN (SELECT article_id FROM articles WHERE"
    query += " appearance_count > 1) ORDER BY ALL LIMIT 1"
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return str(connection.execute(query).fetchall()[0][0])


def undisturbed(children: Children, before: Path, job: Job, old: str) -> Scenario:
    """Do the job on a copy, and tell what it went through."""
    place = copied(before, before.parent / f"{job.action}-undisturbed")
    started = time.monotonic()
    told = children.run(replace(job, warehouse=str(place), fault="count"))
    seconds = time.monotonic() - started
    assert told["code"] == 0
    assert told.get("is_idle"), told
    most = max(path.stat().st_size for path in place.parent.rglob("*.duckdb"))
    return Scenario(before, job, old, told["fingerprint"], told["points"], seconds, most)


def copied(before: Path, target: Path) -> Path:
    """The warehouse elsewhere; its published name."""
    return Path(shutil.copytree(before, target, symlinks=True)) / "w.duckdb"


def crash(children: Children, scenario: Scenario, place: Path, fault: dict[str, Any], after: float = 0.0) -> int:
    """Do the scenario's job on a copy with the fault, then again without; returns how the first one ended.

    The fingerprint, and what is left to do, are those of the undisturbed run; a reader saw nothing but whole releases.
    """
    job = replace(scenario.job, warehouse=str(copied(scenario.before, place / "w")))
    with Reader(Path(job.warehouse), pause=0.4) as reader:
        meets = replace(job, **fault)
        pid = children.start(meets)
        if after:
            time.sleep(after)
            os.kill(pid, signal.SIGKILL)
        ended = children.end(meets)
        again = children.run(job)
    assert again["code"] == 0
    assert again.get("fingerprint") == scenario.new, again
    assert again["is_idle"]
    assert reader.told["errors"] == []
    assert reader.told["seen"][-1] == scenario.new
    assert set(reader.told["seen"]) <= {scenario.old, scenario.new}
    return int(ended["code"])


def spread(count: int) -> list[float]:
    """So many shares, far from each other and from the ends."""
    return [(number + 1) / (count + 1) for number in range(count)]


def points() -> list[Any]:
    """Where to kill: action, phase, and how far through the phase's points."""
    chosen, found = random.Random(SEED), []
    for (action, phase), count in POINTS.items():
        shares = [chosen.random() for _ in range(count)]
        in_ci = IN_CI.get(phase, 0) if action == "ingest" else int(phase in ("load", "rest"))
        kept = {min(shares, key=lambda share, aim=aim: abs(share - aim)) for aim in spread(in_ci)}
        for share in shares:
            marks = [] if share in kept else [pytest.mark.soak]
            found.append(pytest.param(action, phase, share, marks=marks, id=f"{action}-{phase}-{share:.4f}"))
    return found


@pytest.mark.parametrize(("action", "phase", "share"), points())
def test_killed_at_a_point_and_run_again(
    children: Children, scenarios: dict[str, Scenario], tmp_path: Path, action: str, phase: str, share: float
) -> None:
    scenario = scenarios[action]
    point = 1 + int(share * scenario.points[phase])
    ended = crash(children, scenario, tmp_path, {"fault": "kill", "phase": phase, "at": point})
    assert ended == -signal.SIGKILL, f"the run ended before point {point} of {scenario.points[phase]}"


def seeded(counts: dict[str, int], in_ci: tuple[str, ...]) -> list[Any]:
    chosen = random.Random(SEED)
    return [
        pytest.param(
            action,
            share,
            marks=[] if number == 0 and action in in_ci else [pytest.mark.soak],
            id=f"{action}-{share:.4f}",
        )
        for action, count in counts.items()
        for number, share in enumerate(chosen.random() for _ in range(count))
    ]


@pytest.mark.parametrize(("action", "share"), seeded(CUTS, ("ingest",)))
def test_killed_in_the_midst_of_a_write_and_run_again(
    children: Children, scenarios: dict[str, Scenario], tmp_path: Path, action: str, share: float
) -> None:
    scenario = scenarios[action]
    size = int(scenario.most_bytes**share)  # small files too: the raw store's, the ledger, the log of a transaction
    assert crash(children, scenario, tmp_path, {"fault": "cut", "at": size}) == -signal.SIGXFSZ


@pytest.mark.parametrize(("action", "share"), seeded(CLOCKS, ()))
def test_killed_from_outside_at_any_moment_and_run_again(
    children: Children, scenarios: dict[str, Scenario], tmp_path: Path, action: str, share: float
) -> None:
    scenario = scenarios[action]
    assert crash(children, scenario, tmp_path, {}, after=share * scenario.seconds) in (0, -signal.SIGKILL)
