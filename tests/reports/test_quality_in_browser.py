"""quality.html in a real Chromium: no request, no error, no effect of hostile text, readable by all, good on paper."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.reports.runs import Runs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SIZES = [("light", 1280), ("light", 390), ("dark", 1280), ("dark", 390)]
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT = """() => [...document.querySelectorAll('main *')].filter(one => !one.closest('.scroll, pre, svg, .unseen')
    && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible').length"""


@pytest.fixture(params=["passed", "refused"])
def page_file(request: pytest.FixtureRequest, runs: Runs, tmp_path: Path) -> Path:
    """The page of either run, in a folder of its own."""
    path = tmp_path / "quality.html"
    path.write_text(getattr(runs, request.param), encoding="utf-8")
    return path


@contextmanager
def opened(
    browser: "Browser", path: Path, scheme: str = "light", width: int = 1280
) -> Iterator["tuple[Page, list[str]]"]:
    """The page, and all that it asked for, said in the console or raised."""
    seen: list[str] = []
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=False)
    page = context.new_page()
    page.on("request", lambda request: seen.append(f"request {request.url}"))
    page.on("console", lambda message: seen.append(f"console {message.text}"))
    page.on("pageerror", lambda error: seen.append(f"error {error}"))
    page.on("dialog", lambda dialog: seen.append(f"dialog {dialog.message}"))
    page.goto(path.as_uri())
    yield page, seen
    context.close()


@pytest.mark.parametrize(("scheme", "width"), SIZES)
def test_it_asks_for_nothing_says_nothing_and_fits(
    browser: "Browser", page_file: Path, scheme: str, width: int
) -> None:
    with opened(browser, page_file, scheme, width) as (page, seen):
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.evaluate(WIDER) == 0
        assert page.evaluate(CUT) == 0
        assert page.evaluate("window.hit") is None
        assert page.locator("main section").count() == 10
        assert seen == [f"request {page_file.as_uri()}"]


def test_the_listener_would_hear_a_script_and_a_request(browser: "Browser", tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text("<script>console.log('x')</script><img src='other.png'>", encoding="utf-8")
    with opened(browser, path) as (_, seen):
        assert any("other.png" in one for one in seen)
        assert "console x" in seen


def test_its_policy_stops_a_script_that_escaping_would_have_missed(browser: "Browser", page_file: Path) -> None:
    page_file.write_text(
        page_file.read_text(encoding="utf-8").replace("</main>", "<script>window.hit = 9</script></main>"),
        encoding="utf-8",
    )
    with opened(browser, page_file) as (page, seen):
        assert page.evaluate("window.hit") is None
        assert any("Content Security Policy" in one for one in seen)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390)])
def test_axe_finds_nothing(browser: "Browser", page_file: Path, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(page_file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page)
    rules = {one["id"] for one in found.response["passes"]}
    assert {"color-contrast", "heading-order", "document-title", "region", "list"} <= rules
    assert width > 390 or "scrollable-region-focusable" in rules
    undecided = [one["id"] for one in found.response["incomplete"]]
    assert found.violations_count == 0, found.generate_report()
    assert width == 390 or undecided == []  # axe cannot tell the ground of a cell that is half scrolled out
    context.close()


def test_the_keyboard_reaches_all(browser: "Browser", page_file: Path) -> None:
    with opened(browser, page_file) as (page, _):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.locator("details.source summary").first.focus()
        page.keyboard.press("Enter")
        assert page.locator("details.source").first.get_attribute("open") is not None
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "PRE"


def test_numbers_stand_right_aligned_in_figures_of_one_width(browser: "Browser", page_file: Path) -> None:
    styles = """() => [...document.querySelectorAll('td.num')].map(one => getComputedStyle(one))
        .map(style => style.textAlign + ' ' + style.fontVariantNumeric)"""
    with opened(browser, page_file) as (page, _):
        found = set(page.evaluate(styles))
    assert found == {"right lining-nums tabular-nums"}


def test_it_prints_on_pages_that_hold_everything_but_the_sql(
    browser: "Browser", page_file: Path, pdf_text: Callable[[bytes], list[str]]
) -> None:
    with opened(browser, page_file, "dark") as (page, _):
        pages = pdf_text(page.pdf(prefer_css_page_size=True))
    whole = " ".join(" ".join(pages).split())
    assert 5 <= len(pages) <= 25
    assert [number for number, text in enumerate(pages[:-1]) if len(text) < 100] == []
    assert pages[-1].strip()
    for name in ("What failed", "Trend over runs", "Line accounting", "Quarantine", "Freshness", "Scorecard"):
        assert name in whole
    assert "captures_key" in whole
    assert "SELECT" not in whole
    assert "Skip to the report" not in whole
