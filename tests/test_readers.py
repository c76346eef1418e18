"""Four clients that ask without pause through thirty releases: no error, and each answer from one whole release."""

import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest

from flows import pipeline
from flows.settings import Settings
from flows.warehouse import places, release
from tests.reader import Reader

READERS = 4
RELEASES = 30


def publish_copies(settings: Settings, sample: Path) -> list[str]:
    """Thirty releases of three builds in turn, so that the release itself is all that happens; their fingerprints."""
    where = places.places(settings.warehouse)
    builds = []
    for number in range(3):
        add(sample, number)
        fingerprint = str(pipeline.execute(settings).fingerprint)
        builds.append((fingerprint, Path(shutil.copy(where.build, sample.parent / f"build-{number}.duckdb"))))
    for number in range(RELEASES - len(builds)):
        fingerprint, built = builds[number % len(builds)]
        release.release(where, fingerprint, settings.keep_releases, built)
    return [fingerprint for fingerprint, _ in builds]


def publish_runs(settings: Settings, sample: Path) -> list[str]:
    """Thirty runs of one dump each; their fingerprints."""
    fingerprints = []
    for number in range(RELEASES):
        add(sample, number)
        fingerprints.append(str(pipeline.execute(settings).fingerprint))
    return fingerprints


def add(sample: Path, number: int) -> None:
    """One more capture."""
    (sample / f"later-{number}.txt").write_bytes((sample / "tag-water.txt").read_bytes() + b"\n" * (number + 1))


@pytest.mark.parametrize("publish", [publish_copies, pytest.param(publish_runs, marks=pytest.mark.soak)])
def test_readers_see_nothing_but_whole_releases(settings: Settings, sample: Path, publish) -> None:
    first = str(pipeline.execute(settings).fingerprint)
    readers = [Reader(settings.warehouse) for _ in range(READERS)]
    with ExitStack() as at_work:
        for reader in readers:
            at_work.enter_context(reader)
        made = publish(settings, sample)
    assert len(list(places.places(settings.warehouse).releases.iterdir())) == settings.keep_releases
    for reader in readers:
        assert reader.told["errors"] == []
        assert reader.told["reads"] >= 10
        assert len(reader.told["seen"]) >= 3
        assert set(reader.told["seen"]) <= {first, *made}
