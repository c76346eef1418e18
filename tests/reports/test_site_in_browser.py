"""The report site in a real Chromium: quiet, alone, fitting, readable by all; its search finds."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.reports.sites import EDITED, PAGES, Sites
from tests.reports.test_quality_in_browser import CUT, SIZES, WIDER, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OPEN = "document.querySelectorAll('details').forEach(one => one.open = true)"
DARK = "parseInt(getComputedStyle(document.documentElement).backgroundColor.slice(4)) < 128"
SERIOUS = {"serious", "critical"}


@pytest.mark.parametrize("kind", ["full", "empty"])
@pytest.mark.parametrize("name", PAGES)
def test_each_page_asks_for_nothing_says_nothing_and_fits(
    browser: "Browser", report_sites: Sites, name: str, kind: str
) -> None:
    path = getattr(report_sites, kind) / f"{name}.html"
    with opened(browser, path) as (page, seen):
        page.evaluate(OPEN)
        for scheme, width in SIZES:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(DARK) == (scheme == "dark")
            assert page.evaluate(WIDER) == 0, (scheme, width)
            assert page.evaluate(CUT) == 0, (scheme, width)
        assert page.locator("main section:visible :is(h1, h2)").count() > 0
        assert len(page.locator("main").inner_text()) > 100
        assert seen == [f"request {path.as_uri()}"]


@pytest.mark.parametrize(
    ("kind", "scheme", "width"),
    [
        ("full", "light", 1280),
        ("full", "dark", 1280),
        ("full", "light", 390),
        ("full", "dark", 390),
        ("empty", "light", 1280),
        ("empty", "dark", 390),
    ],
)
@pytest.mark.parametrize("name", [name for name in PAGES if name != "quality"])
def test_axe_finds_nothing_serious(
    browser: "Browser", report_sites: Sites, name: str, kind: str, scheme: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto((getattr(report_sites, kind) / f"{name}.html").as_uri())
    page.evaluate(OPEN)
    found = Axe().run(page)
    assert {"color-contrast", "document-title", "region"} <= {one["id"] for one in found.response["passes"]}
    assert [one for one in found.response["violations"] if one["impact"] in SERIOUS] == [], found.generate_report()
    context.close()


def test_axe_would_find_what_is_wrong(browser: "Browser", report_sites: Sites) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto((report_sites.full / "index.html").as_uri())
    page.evaluate("document.querySelector('.lead').style.color = '#ddd'")
    assert "color-contrast" in {one["id"] for one in Axe().run(page).response["violations"]}
    context.close()


def test_charts_say_what_a_pointer_or_a_key_is_at(browser: "Browser", report_sites: Sites) -> None:
    with opened(browser, report_sites.full / "rates.html") as (page, seen):
        section = page.locator("section[data-pair='KZT/USD']")
        page.get_by_role("group", name="Pair shown").get_by_role("button", name="KZT/USD").click()
        said, chart = section.locator(".readout"), section.locator("svg.steps").first
        hint = said.inner_text()
        chart.focus()
        page.keyboard.press("Home")
        assert re.match(r"2024-07-30: 0\.\d+, between 0\.\d+ and 0\.\d+; carried 14 days", said.inner_text())
        page.keyboard.press("ArrowRight")
        second = said.inner_text()
        page.keyboard.press("End")
        assert said.inner_text().startswith("2025-12-08: ")
        assert second not in (hint, said.inner_text())
        page.keyboard.press("Escape")
        assert said.inner_text() == hint
        box = chart.bounding_box()
        assert box
        page.mouse.move(box["x"] + 12, box["y"] + 20)
        assert said.inner_text().startswith("2024-07-30: ")
        assert [one for one in seen if not one.startswith("request file:")] == []


@pytest.mark.parametrize(
    ("name", "chart", "told"),
    [
        ("index", "svg.bars", r"\d{4}-\d\d: \d+ captures"),
        ("names", "svg.network", r".+: \d+ articles; most often with .+ \(\d+\)"),
        ("news", "svg.bars", r"\d{4}-\d\d: \d+ articles that mention the country"),
        ("coverage", "svg.calendar", r"\d{4}-\d\d-\d\d: \d+"),
    ],
)
def test_every_kind_of_chart_is_read_by_keyboard(
    browser: "Browser", report_sites: Sites, name: str, chart: str, told: str
) -> None:
    with opened(browser, report_sites.full / f"{name}.html") as (page, seen):
        page.locator(chart).first.focus()
        page.keyboard.press("ArrowRight")
        assert any(re.match(told, said) for said in page.locator(".readout:visible").all_inner_texts())
        assert seen == [f"request {page.url}"]


def test_a_name_that_is_pressed_has_its_months_drawn_large(browser: "Browser", report_sites: Sites) -> None:
    with opened(browser, report_sites.full / "names.html") as (page, seen):
        figure = page.locator("#timeline")
        first = figure.locator("figcaption").inner_text()
        row = page.locator("#ranking tr[data-name='Uzbekistan']")
        row.get_by_role("button", name="Uzbekistan").press("Enter")
        assert first.startswith("Kazakhstan: ")
        assert figure.locator("figcaption").inner_text() == first.replace("Kazakhstan", "Uzbekistan")
        bars = [bar.get_attribute("height") for bar in row.locator(".spark rect").all()]
        assert len(bars) > 1
        assert [bar.get_attribute("height") for bar in figure.locator("svg.bars rect").all()] == bars
        figure.locator("svg.bars").focus()
        page.keyboard.press("End")
        assert re.fullmatch(r"2025-12: \d+ articles", figure.locator(".readout").inner_text())
        assert seen == [f"request {page.url}"]


def test_one_pair_is_shown_at_a_time_and_the_address_says_which(browser: "Browser", report_sites: Sites) -> None:
    from playwright.sync_api import expect

    with opened(browser, report_sites.full / "rates.html") as (page, _):
        sections = page.locator("section[data-pair]")
        shown = page.locator("section[data-pair]:visible")
        assert sections.count() >= 5
        assert shown.count() == 1
        page.locator("#t-pairs").locator("xpath=ancestor::table").get_by_role("link", name="TJS/USD").click()
        expect(shown).to_have_count(1)
        expect(shown).to_have_attribute("data-pair", "TJS/USD")
        page.get_by_role("button", name="UZS/USD").click()
        expect(page).to_have_url(re.compile("#UZS-USD$"))
        page.reload()
        expect(shown).to_have_attribute("data-pair", "UZS/USD")
        assert page.get_by_role("button", name="UZS/USD").get_attribute("aria-pressed") == "true"
        page.get_by_role("button", name="All").click()
        expect(shown).to_have_count(sections.count())


def test_tables_sort_by_their_heads(browser: "Browser", report_sites: Sites) -> None:
    with opened(browser, report_sites.full / "rates.html") as (page, seen):
        table = page.locator("#t-pairs").locator("xpath=ancestor::table")
        column = lambda place: table.locator(f"tbody tr > :nth-child({place})").all_inner_texts()  # noqa: E731
        rates = sorted(column(2), key=float)
        assert len(set(rates)) >= 5
        head = table.get_by_role("button", name="Rate")
        head.focus()
        page.keyboard.press("Enter")
        assert column(2) == rates[::-1]
        assert table.get_by_role("columnheader", name="Rate").get_attribute("aria-sort") == "descending"
        head.click()
        assert column(2) == rates
        table.get_by_role("button", name="Pair").click()
        assert column(1) == sorted(column(1))
        assert table.locator("[aria-sort]").count() == 1
        assert seen == [f"request {page.url}"]


def test_the_search_finds_as_one_types_and_leads_to_the_capture(browser: "Browser", report_sites: Sites) -> None:
    with opened(browser, report_sites.full / "articles.html") as (page, seen):
        first = page.locator("#found").inner_text()
        page.get_by_label("Search headlines and first words").fill("HORSES naryn")
        assert page.locator("#found li").count() == 1
        assert page.locator("#found .headline").inner_text() == EDITED
        assert page.locator("#found-count").inner_text().startswith("1 of ")
        assert {mark.lower() for mark in page.locator("#found mark").all_inner_texts()} == {"naryn", "horses"}
        page.get_by_label("Search headlines and first words").fill("no such words (")
        assert page.locator("#found li").count() == 0
        page.keyboard.press("Escape")
        assert page.locator("#found").inner_text() == first
        page.get_by_label("Search headlines and first words").fill("herders naryn horses")
        page.locator("#found a").click()
        assert page.url.split("#")[0].endswith("/captures.html")
        assert page.locator("tr:target").count() == 1
        assert [one for one in seen if not one.startswith("request file:")] == []


def test_a_hostile_headline_that_is_found_stays_text(browser: "Browser", report_sites: Sites) -> None:
    with opened(browser, report_sites.full / "articles.html") as (page, seen):
        page.get_by_label("Search headlines and first words").fill("<img onerror")
        assert page.locator("#found li").count() > 0
        assert page.locator("#found img, #found script").count() == 0
        assert seen == [f"request {page.url}"]


def test_the_policy_runs_our_script_and_no_other(browser: "Browser", report_sites: Sites) -> None:
    source = report_sites.full / "articles.html"
    path = source.with_name(".broken.html")
    text = source.read_text(encoding="utf-8").replace("</main>", "<script>window.hit = 9</script></main>")
    path.write_text(text, encoding="utf-8")
    try:
        with opened(browser, path) as (page, seen):
            assert page.evaluate("window.hit") is None
            assert any("Content Security Policy" in one for one in seen)
            assert page.locator("#find").is_visible()
    finally:
        path.unlink()


def test_the_menu_leads_from_page_to_page_by_keyboard(browser: "Browser", report_sites: Sites) -> None:
    with opened(browser, report_sites.full / "index.html") as (page, _):
        assert page.locator("nav.pages [aria-current]").inner_text() == "Overview"
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Rates"
        page.keyboard.press("Enter")
        page.wait_for_url("**/rates.html")
        assert page.locator("nav.pages [aria-current]").inner_text() == "Rates"


def test_rates_print_with_their_charts(
    browser: "Browser", report_sites: Sites, pdf_text: Callable[[bytes], list[str]]
) -> None:
    with opened(browser, report_sites.full / "rates.html", "dark") as (page, _):
        pages = pdf_text(page.pdf(prefer_css_page_size=True))
    whole = " ".join(" ".join(pages).split())
    assert 3 <= len(pages) <= 12
    for pair in ("KGS/USD", "KZT/USD", "UZS/USD"):
        assert f"{pair} by month" in whole
    assert "arrow keys" not in whole
    assert "Oct 2024" in whole
    assert "SELECT" not in whole
