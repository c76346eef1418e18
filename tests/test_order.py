"""The same dumps in any order, in any parts and batches, once or more often: one fingerprint."""

import csv
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from flows import pipeline
from flows.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "seeds" / "dumps"
# Articles on several captures, cut and whole, of unknown date and dated by the manifest.
DUMPS = (
    "2024-07-30_latest-page-2.txt",
    "2025-05-15_tag-tokayev.txt",
    "2025-12-08_tag-transport-and-logistics.txt",
    "joomla_weekly-digest-148.txt",
    "tag-cotton",
    "tag-water.txt",
)
COLUMNS = ("path", "page_url", "captured_on", "outlet")


@dataclass(frozen=True)
class Arrival:
    """How the dumps arrive: in runs of files (dump, whether a manifest tells of the copy), in batches of so many."""

    runs: list[list[tuple[str, bool]]]
    batch_dumps: int


@st.composite
def arrivals(draw: st.DrawFn) -> Arrival:
    """Every dump once with what the manifest says of it, some again with or without, shuffled, cut into runs."""
    again = draw(st.lists(st.tuples(st.sampled_from(DUMPS), st.booleans()), max_size=3))
    files = draw(st.permutations([*((name, True) for name in DUMPS), *again]))
    cuts = sorted(draw(st.sets(st.integers(1, len(files) - 1), max_size=2)))
    runs = [list(files[start:end]) for start, end in zip([0, *cuts], [*cuts, len(files)], strict=True)]
    return Arrival(runs, draw(st.integers(1, 4)))


def told() -> dict[str, dict[str, str]]:
    """The rows of the sample's manifest, by path."""
    with (SAMPLE / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        return {row["path"]: row for row in csv.DictReader(stream)}


def arrive(folder: Path, files: list[tuple[str, bool]]) -> None:
    """Copies of the dumps under other names, with a manifest of those that it tells of."""
    folder.mkdir()
    rows = []
    for number, (name, is_told) in enumerate(files):
        copy = f"{number:02}{Path(name).suffix}"
        shutil.copy(SAMPLE / name, folder / copy)
        if is_told and name in told():
            rows.append({**told()[name], "path": copy})
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def load(arrival: Arrival) -> str:
    """The fingerprint of a fresh warehouse after all runs."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for number, files in enumerate(arrival.runs):
            arrive(place / str(number), files)
            asked = Settings(
                dumps=[str(place / str(number))],
                warehouse=place / "w.duckdb",
                batch_dumps=arrival.batch_dumps,
                _env_file=None,
            )
            summary = pipeline.execute(asked)
        return str(summary.fingerprint)


@pytest.fixture(scope="module")
def expected() -> str:
    """The fingerprint of one run over all."""
    return load(Arrival([[(name, True) for name in DUMPS]], 1000))


@pytest.mark.parametrize("examples", [4, pytest.param(100, marks=pytest.mark.soak)])
def test_order_parts_batches_and_copies_do_not_show(expected: str, examples: int) -> None:
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]

    # A failure is told as found: to shrink it would take an hour of runs.
    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=examples < 10,
        phases=[Phase.generate],
        suppress_health_check=checks,
    )
    @given(arrivals())
    def holds(arrival: Arrival) -> None:
        assert load(arrival) == expected

    holds()
