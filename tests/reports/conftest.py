"""What tests of pages share: a warehouse with its pages, and a real browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from tests.reports.runs import Runs
from tests.reports.sites import Sites

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """One such warehouse for all tests of pages; they only read it."""
    return Runs(tmp_path_factory.mktemp("runs"))


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A module's own: while Playwright runs, so does its event loop, and no other may run in the thread."""
    with chromium() as found:
        yield found


@contextmanager
def chromium() -> Iterator["Browser"]:
    """A real Chromium, headless. Where there is none a test is skipped, but in CI it fails."""
    from playwright.sync_api import sync_playwright

    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    if found is None and not os.environ.get("CI"):
        pytest.skip("no Chromium on the PATH: apt-get install chromium")
    assert found, "no Chromium on the PATH: .ci/run installs it"
    options: dict[str, Any] = {"executable_path": found, "args": ["--no-sandbox"]}
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(**options)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def pdf_text() -> Callable[[bytes], list[str]]:
    """A PDF -> the text of each of its pages."""
    from pypdf import PdfReader

    return lambda data: [page.extract_text() for page in PdfReader(BytesIO(data)).pages]


@pytest.fixture(scope="session")
def report_sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """A report site of much and one of nothing; tests only read them."""
    return Sites(tmp_path_factory.mktemp("sites"))
