"""The notebook of `steppe explore`: a real server on loopback in a real Chromium, offline, read only, and a script."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import psutil
import pytest

from flows.errors import InputError
from flows.reports import explore
from flows.warehouse.places import Places, places
from tests.conftest import ROOT
from tests.reports.sites import Sites
from tests.test_network import SPY, is_ours, spied

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# What a page makes of itself.
OWN = ("data:", "blob:")
DRAWN = "chart => chart && chart.toDataURL()"


class Server:
    """A running `steppe explore`: its address with the token, and its process."""

    def __init__(self, process: "subprocess.Popen[str]", address: str) -> None:
        self.process, self.address = process, address
        self.root = address.split("?")[0]


@contextmanager
def serving(where: Places, folder: Path) -> Iterator[Server]:
    """`steppe explore` on a free port; every address that it asks for, binds or connects to goes to folder/log."""
    (folder / "sitecustomize.py").write_text(SPY, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{folder}:{ROOT}", "SPY_LOG": str(folder / "log"), "HOME": str(folder)}
    command = [sys.executable, "-m", "flows.cli", "explore", "--headless", "--warehouse", where.published]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    ) as process:  # fmt: skip
        clock = threading.Timer(60, process.kill)
        clock.start()
        try:
            assert process.stdout is not None
            said = ""
            while not (found := re.search(r"http://\S+access_token=\S+", said)) and (line := process.stdout.readline()):
                said += line
            clock.cancel()
            assert found, said
            threading.Thread(target=process.stdout.read, daemon=True).start()
            yield Server(process, found[0])
        finally:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def server(report_sites: Sites, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("explore")
    with serving(report_sites.where, folder) as started:
        yield started
    seen = spied(folder / "log")
    assert {"socket.bind"} <= {event for event, _ in seen}, "the spy sees the server"
    assert sorted({one for one in seen if not is_ours(one[1])}) == []


@pytest.fixture
def seen() -> list[str]:
    """What the page asked for, said as an error or raised."""
    return []


@pytest.fixture
def page(browser: "Browser", server: Server, seen: list[str]) -> Iterator["Page"]:
    """The app when all of it is there. It asked for nothing outside, and nothing went wrong, until the test's end."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    made.on("requestfinished", lambda request: seen.append(request.url))
    made.on("requestfailed", lambda request: seen.append(f"{request.failure}: {request.url}"))
    made.on("console", lambda message: seen.append(f"console {message.text}") if message.type == "error" else None)
    made.on("pageerror", lambda error: seen.append(f"error {error}"))
    made.on("dialog", lambda dialog: seen.append(f"dialog {dialog.message}"))
    made.goto(server.address)
    made.get_by_role("button", name="Ask").wait_for(timeout=60_000)
    yield made
    assert len(seen) > 10
    assert [one for one in seen if not one.startswith((server.root, *OWN))] == []
    context.close()


def test_charts_and_tables_are_there_and_filters_change_them(page: "Page") -> None:
    charts = page.locator("canvas.marks")
    charts.nth(1).wait_for()
    page.get_by_role("cell", name="0.01144").first.wait_for()
    drawn = charts.first.evaluate(DRAWN)
    page.get_by_label("Currency").select_option("KZT")
    page.get_by_role("cell", name="0.00196").first.wait_for()
    assert page.get_by_role("cell", name="0.01144").count() == 0
    page.wait_for_function(f"before => ({DRAWN})(document.querySelector('canvas.marks')) !== before", arg=drawn)
    page.get_by_label("Type").select_option("PERSON")
    page.get_by_role("cell", name="Kassym-Jomart Tokayev").first.wait_for()
    page.get_by_label("Headline holds").fill("rogun dam")
    page.get_by_label("Headline holds").press("Enter")
    page.get_by_text("1 row, 7 columns").wait_for()


def ask(page: "Page", question: str) -> None:
    """Put a question in place of the one that stands there."""
    page.locator(".cm-content").last.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(question)
    page.get_by_role("button", name="Ask").click()


def test_a_question_of_ones_own_is_answered_in_the_sandbox(page: "Page") -> None:
    ask(page, "SELECT 6 * 7 AS answer")
    page.get_by_role("cell", name="42", exact=True).wait_for()
    for refused in ("DELETE FROM main.rates", "SELECT * FROM read_text('/etc/hostname')"):
        ask(page, refused)
        page.get_by_text(re.compile("must be one statement that reads|not answered: Permission Error")).wait_for()
        ask(page, "SELECT 42 AS answer")
        page.get_by_role("cell", name="42", exact=True).wait_for()


def test_hostile_texts_and_addresses_in_a_table_stay_text(page: "Page", seen: list[str]) -> None:
    ask(page, "SELECT headline FROM main.articles WHERE contains(headline, 'onerror') OR contains(headline, 'evil')")
    page.get_by_text("alert(1)").first.wait_for()
    ask(page, "SELECT 'https://evil.example/one.png' AS address, '![](https://evil.example/two.png)' AS markdown")
    page.get_by_text("two.png").last.wait_for()
    page.wait_for_timeout(500)
    refused = [one for one in seen if "evil.example" in one]
    assert "csp: https://evil.example/one.png" in refused, "marimo makes a picture of its address; the policy holds"
    assert [one for one in refused if not one.startswith("csp: ") and "blocked" not in one] == []
    seen[:] = [one for one in seen if one not in refused]


def test_nobody_comes_in_without_the_token_or_from_another_machine(server: Server) -> None:
    with urlopen(server.root, timeout=20) as answer:
        assert "/auth/login" in answer.url
    ours = [
        one.laddr.ip for one in psutil.Process(server.process.pid).net_connections("inet") if one.status == "LISTEN"
    ]
    assert set(ours) == {"127.0.0.1"}


def test_it_runs_as_a_script_too(report_sites: Sites) -> None:
    environment = {**os.environ, "STEPPE_WAREHOUSE": str(report_sites.where.published)}
    command = [sys.executable, "-W", "error::DeprecationWarning:flows", explore.NOTEBOOK]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_warehouse_of_nothing_opens_too(report_sites: Sites) -> None:
    environment = {**os.environ, "STEPPE_WAREHOUSE": str(report_sites.empty_where.published)}
    done = subprocess.run(
        [sys.executable, explore.NOTEBOOK], capture_output=True, text=True, check=False, env=environment
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_it_says_what_it_lacks(report_sites: Sites, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="no warehouse there yet"):
        explore.start(places(tmp_path / "none.duckdb"))
    monkeypatch.setattr(explore, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"install steppe\[explore\]"):
        explore.start(report_sites.where)
