"""What tests share: the real dumps, where they are, and a Prefect server for the session."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import references, seeds
from flows.settings import Settings, quiet_environment

quiet_environment()
ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "dumps"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests were skipped, none too."""
    terminalreporter.write_line(f"skipped: {len(terminalreporter.stats.get('skipped', []))}")


@pytest.fixture(scope="session")
def shared_seeds() -> Path:
    """The folder of the five real dumps; skips where it is absent: the texts are other people's."""
    return _there(SHARED / "seeds")


@pytest.fixture(scope="session")
def shared_captures() -> Path:
    """The folder of the 48 captures with their index; skips where it is absent."""
    return _there(SHARED / "captures")


def _there(folder: Path) -> Path:
    if not folder.is_dir():
        pytest.skip(f"{folder.relative_to(ROOT.parent)} is not beside the project")
    return folder


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """A real Prefect server on loopback with a database of its own."""
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=90):
        yield


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of seeds/dumps that a test may change."""
    return Path(shutil.copytree(ROOT / "seeds" / "dumps", tmp_path / "dumps"))


@pytest.fixture
def own_seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of seeds/ that a test may change, read in place of the real one; after a change: forget_seeds()."""
    copy = Path(shutil.copytree(ROOT / "seeds", tmp_path / "own" / "seeds"))
    with monkeypatch.context() as patch:
        patch.setattr(seeds, "project_root", lambda: copy.parent)
        forget_seeds()
        yield copy
    forget_seeds()


def forget_seeds() -> None:
    """Have the seeds of parser and gazetteer read anew."""
    versions = (seeds.parser_version, seeds.gazetteer_version)
    for cached in (seeds.table, *versions, references.parser_seeds, references.gazetteer):
        cached.cache_clear()


@pytest.fixture
def settings(tmp_path: Path, sample: Path) -> Settings:
    """Settings of a run over the sample copy, to a warehouse of its own."""
    return Settings(dumps=[str(sample)], warehouse=tmp_path / "w.duckdb", _env_file=None)
