"""Pages of one thing, over and over: four times the size takes no more than eight times the work, and little memory."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.extremes import EXTREMES, HEADER, SENTENCE, seconds

SIZE = 1_200_000
SLACK = 0.25  # seconds of this process: what a small page costs whatever its size
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    seconds(HEADER + "A title of some words here\n\n" + SENTENCE * 10)


@pytest.mark.parametrize("name", EXTREMES)
def test_work_grows_with_size_and_no_faster(name: str) -> None:
    quarter, whole = EXTREMES[name](SIZE // 4), EXTREMES[name](SIZE)
    assert seconds(whole) < 8 * min(seconds(quarter) for _ in range(2)) + SLACK


@pytest.mark.parametrize(
    ("name", "megabytes"),
    [("prose on one line", 10), ("names and nothing else", 4), ("empty lines", 1), ("tickers", 10)],
)
def test_memory_is_bounded(name: str, megabytes: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.extremes", name, str(megabytes)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    peak = int(done.stdout.split()[-2])
    assert peak < 100 + 120 * megabytes, done.stdout
