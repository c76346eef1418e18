"""quality.html says what the run checked and found, escaped and bounded; no fault of it decides over a run."""

import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from flows import pipeline
from flows.errors import RefusedError
from flows.markdown import escaped
from flows.reports import quality
from flows.reports.text import prose, share
from flows.settings import Settings
from flows.warehouse import build
from flows.warehouse.figures import figures
from tests.asking import ask
from tests.reports.runs import ROOT, Runs, break_build

LINKS = {"href", "src", "srcset", "action", "formaction", "data", "poster", "background", "ping", "xlink:href"}
LOCAL = ("#", "data:,", "quality-", "data_docs/")


class Tags(HTMLParser):
    """Names of the tags of a page, and all their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def section(page: str, name: str) -> str:
    """The text of a section."""
    part = re.search(rf'<section id="{name}".*?</section>', page, re.S)
    assert part, f"no section {name}"
    return plain(part[0])


def plain(markup: str) -> str:
    """The text of some HTML, white space collapsed."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def test_a_passed_run_leaves_a_page_with_its_figures(runs: Runs) -> None:
    release = next(iter(runs.where.releases.glob("*.duckdb")))
    counts = "SELECT COUNT(*), SUM(line_count), SUM(unparsed_line_count) FROM report.line_accounting"
    captures, lines, unparsed = ask(release, counts)[0]
    assert unparsed >= 30
    assert "Passed and released" in section(runs.passed, "verdict")
    assert release.name in section(runs.passed, "verdict")
    assert f"{unparsed} of {lines}" in section(runs.passed, "verdict")
    assert f"The counts of all {captures} captures add up" in section(runs.passed, "lines")
    broken = "SELECT check_name, unexpected_count, checked_count FROM quality.check_results WHERE NOT is_success"
    for check, count, looked_at in ask(release, broken):
        assert f"{check} " in section(runs.passed, "failed")
        assert f"{count} of {looked_at} row" in section(runs.passed, "failed")
    assert "nul_bytes 1 0 1 0 1" in section(runs.passed, "quarantine")


def test_every_check_of_the_run_is_on_the_page_with_its_meaning(runs: Runs) -> None:
    text = section(runs.passed, "checks")
    checks = ask(next(runs.where.releases.glob("*.duckdb")), "SELECT check_name, why FROM quality.checks")
    assert len(checks) > 200
    for check, why in checks:
        assert check in text
        assert plain(str(prose(why, 240))) in text


def test_a_refused_run_leaves_a_page_of_what_it_had_loaded(runs: Runs) -> None:
    assert str(runs.where.quality_report) in runs.refusal
    verdict, failed = section(runs.refused, "verdict"), section(runs.refused, "failed")
    assert "Refused: nothing was released" in verdict
    assert "articles_key" in verdict
    assert next(runs.where.releases.glob("*.duckdb")).name in verdict
    key = re.search(r"Rows that broke articles_key showing 12 of 20 kept rows", failed)
    assert key, failed
    loaded = len(list(Path(runs.settings.dumps[0]).iterdir())) - 1  # the manifest
    assert f"The counts of all {loaded} captures add up" in section(runs.refused, "lines")
    assert "refused 17 1 0" in section(runs.refused, "trend")


def test_the_page_written_again_says_that_the_refused_run_is_undone(runs: Runs, tmp_path: Path) -> None:
    before = runs.where.quality_report.read_bytes()
    try:
        path = quality.rewrite_quality(runs.where, 160)
        page = path.read_text(encoding="utf-8")
    finally:
        runs.where.quality_report.write_bytes(before)
    assert "after the refused run was undone" in section(page, "made")
    copy = re.search(r'<a href="(quality-[^"]+)">The page as the run left it</a>', page)
    assert copy
    left = (runs.where.reports / copy[1]).read_text(encoding="utf-8")
    assert section(left, "lines") == section(runs.refused, "lines") != section(page, "lines")
    assert "Refused: nothing was released" in section(page, "verdict")
    assert "articles_key" in section(page, "failed")


def test_no_text_of_others_becomes_markup(runs: Runs) -> None:
    for page in (runs.passed, runs.refused):
        assert "window.hit" in page
        tags = Tags(page)
        assert not {"script", "img", "iframe", "object", "form"} & set(tags.tags)
        assert [name for name, _ in tags.attributes if name.startswith("on") or name == "style"] == []
        assert "49" not in page[page.index("latot") :][:60]
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b\x00]", page)
        assert "⟨U+202E⟩latot⟨U+202C⟩⟨U+001B⟩[31m" in page


def test_the_page_asks_nothing_of_any_server_and_shows_no_body(runs: Runs) -> None:
    bodies = ask(next(runs.where.releases.glob("*.duckdb")), "SELECT body FROM article_versions WHERE word_count > 40")
    assert bodies
    for page in (runs.passed, runs.refused):
        links = [value for name, value in Tags(page).attributes if name in LINKS]
        assert links
        assert [link for link in links if not link.startswith(LOCAL)] == []
        style = page[page.index("<style>") : page.index("</style>")]
        assert "url(" not in style
        assert "@import" not in style
        assert "default-src &#39;none&#39;" in page
        text = " ".join(unescape(page).split())
        assert [body for (body,) in bodies if " ".join(body.split())[:200] in text] == []


def test_sql_on_the_page_runs_as_it_stands_and_gives_what_the_figure_shows(runs: Runs) -> None:
    with build.opened(runs.where, 160) as connection:
        newest = quality.newest_run(connection)
        assert newest
        values = {**quality.LIMITS, "run_id": newest["run_id"], "as_of": date(2026, 1, 31), "gazetteer_version": None}
        found = figures(connection, "quality", values)
        assert set(found) == {path.stem for path in (ROOT / "sql" / "5_pages" / "quality").glob("*.sql")}
        for figure in found.values():
            assert "getvariable" not in figure.sql
            assert connection.sql(figure.sql).pl().rows(named=True) == figure.rows
            assert (ROOT / figure.file).is_file()
            assert "One row" in figure.about


def test_each_figure_of_the_page_names_its_query(runs: Runs) -> None:
    queries = {path.name for path in (ROOT / "sql" / "5_pages" / "quality").glob("*.sql")}
    no_archive = {"passed_records.sql"}
    assert set(re.findall(r"<code>sql/5_pages/quality/(\w+\.sql)</code>", runs.refused)) == queries - no_archive


def test_copies_by_run_stay_as_long_as_releases_do(settings: Settings, sample: Path) -> None:
    settings = settings.model_copy(update={"keep_releases": 2, "data_docs": True})
    ids = []
    for number in range(3):
        (sample / f"more-{number}.txt").write_text(
            f"Title {number}\n\nA body of the page {number}.\n", encoding="utf-8"
        )
        ids.append(pipeline.execute(settings).run_id)
    reports = settings.warehouse.with_suffix(".state") / "reports"
    kept = sorted(path.name for path in reports.iterdir())
    assert kept == ["data_docs", *(f"quality-{run_id}.html" for run_id in ids[1:]), "quality.html"]
    assert sorted(path.name for path in (reports / "data_docs").iterdir()) == ids[1:]
    page = (reports / "quality.html").read_text(encoding="utf-8")
    assert f'href="quality-{ids[1]}.html"' in page
    assert ids[0] not in re.findall(r'href="([^"]+)"', page)


def test_a_report_that_cannot_be_written_does_not_lose_the_run(settings: Settings, sample: Path) -> None:
    state = settings.warehouse.with_suffix(".state")
    state.mkdir()
    (state / "reports").write_text("in the way", encoding="utf-8")
    summary = pipeline.execute(settings)
    assert settings.warehouse.exists()
    assert summary.report is None
    assert "quality report was not written" in str(summary.report_error)
    assert escaped(str(summary.report_error)) in summary.markdown()
    break_build(pipeline.places.places(settings.warehouse))
    (sample / "late.txt").write_text("Late\n\nA late line of a page.\n", encoding="utf-8")
    with pytest.raises(RefusedError, match="articles_key.*quality report was not written"):
        pipeline.execute(settings)


def test_the_page_stays_small_however_much_there_is(runs: Runs, tmp_path: Path) -> None:
    where = pipeline.places.places(tmp_path / "big.duckdb")
    where.work.mkdir(parents=True)
    with build.opened(where, 160) as connection:
        build.prepare(connection)
        fill(connection)
        path = quality.write_quality(where, connection, 3)
    page = path.read_text(encoding="utf-8")
    assert len(page) < 400_000
    assert "showing 12 of 100,000 such captures" in section(page, "lines")
    assert "showing 12 of 20,000 listings" in section(page, "pagers")
    assert "showing 12 of 50,000 rows" in section(page, "quarantine")
    assert "showing 12 of 100,000 kept rows" in section(page, "failed")
    assert "showing 30 of 500 runs" in section(page, "trend")
    assert "100,000" in section(page, "freshness")


def fill(connection: build.Connection) -> None:
    """500 runs, 100,000 captures with an unparsed line each, 50,000 refusals, 100,000 failing rows."""
    long = "repeat('long text ', 100)"
    rows = """
    INSERT INTO ops.runs
    SELECT 'run-' || LPAD(n::VARCHAR, 4, '0'), 'ingest', TIMESTAMP '2026-01-01' + TO_HOURS(n), NULL, 'passed', 9, 9, 0,
        NULL, '{}', 1, n
    FROM RANGE(500) AS runs (n);
    INSERT INTO main.captures BY NAME
    SELECT LPAD(n::VARCHAR, 16, '0') AS capture_id, 'timesca' AS outlet, 'https://x/' || n % 20000 AS listing_id,
        'listing-' || n % 40 AS layout, DATE '2023-01-01' + (n % 1000)::INT AS captured_on, 'page' AS captured_on_basis,
        1 AS pager_first, 6 AS pager_last, 500 + n % 7 AS pager_total, TRUE AS pager_is_consistent, 0 AS ticker_repeats,
        10 AS byte_count, 2 AS line_count, 0 AS blank_count, 1 AS fact_line_count, 0 AS ignored_line_count,
        0 AS quarantined_line_count, 1 AS unparsed_line_count, 0 AS invalid_byte_count, 'p' AS parser_version
    FROM RANGE(100000) AS captures (n);
    INSERT INTO quality.unparsed_lines SELECT capture_id, 1, $long FROM main.captures;
    INSERT INTO quality.quarantine
    SELECT n::VARCHAR, LPAD(n::VARCHAR, 16, '0'), NULL, 1, 1, 1, $long, 'binary', $long, 'p', 'run-0499', NULL
    FROM RANGE(50000) AS refusals (n);
    INSERT INTO quality.check_results
    SELECT 'run-0499', 'warehouse', '4_checks', 'check-' || n, 'warehouse', 'captures', NULL, 'warning', n > 20, $long,
        100000, CASE WHEN n > 20 THEN 0 ELSE 100000 END
    FROM RANGE(250) AS checks (n);
    INSERT INTO quality.check_failures
    SELECT 'run-0499', 'warehouse', '4_checks', 'check-1', 'captures', n::VARCHAR || $long, $long
    FROM RANGE(100000) AS failures (n);
    """
    for statement in rows.replace("$long", long).split(";")[:-1]:
        connection.execute(statement)


def test_data_docs_are_escaped_linked_and_only_made_when_asked_for(runs: Runs, settings: Settings) -> None:
    folder = runs.where.data_docs(runs.passed_run.run_id)
    pages = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert set(pages) == {f"00001-{table}.html" for table in pipeline_tables()}
    assert [name for name, page in pages.items() if "<script>window.hit" in page or "<img src=x" in page] == []
    assert "expect" in pages["00001-captures.html"].lower()
    assert f'href="data_docs/{folder.name}/00001-captures.html"' in runs.passed
    assert "load scripts, styles and a picture from other people's servers" in section(runs.passed, "checks")
    pipeline.execute(settings)
    assert not (settings.warehouse.with_suffix(".state") / "reports" / "data_docs").exists()


def pipeline_tables() -> tuple[str, ...]:
    return ("appearances", "article_versions", "articles", "captures", "mentions", "rates")


def test_shares_are_never_rounded_to_none_or_all() -> None:
    assert [share(part, 100_000) for part in (0, 1, 99_999, 100_000)] == ["0%", "<0.1%", ">99.9%", "100%"]
