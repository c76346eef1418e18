"""The report site says what the views say, escaped and bounded, leads to every capture, and is swapped whole."""

import json
import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import duckdb
import pytest
from typer.testing import CliRunner

from flows import cli
from flows.errors import InputError
from flows.reports import site
from flows.reports.network import network
from flows.reports.pages import CAPTURES
from flows.reports.pages import PAGES as SITE_PAGES
from flows.reports.plots import steps
from flows.warehouse import takedown
from flows.warehouse.figures import figures
from flows.warehouse.places import places
from flows.warehouse.query import released
from tests.asking import ask
from tests.reports.sites import EDITED, PAGES, ROOT, Sites
from tests.reports.test_quality import LINKS, Tags, plain, section

QUERIES = sorted((ROOT / "sql" / "5_pages").glob("*/*.sql"))


@pytest.fixture(scope="session")
def built(report_sites: Sites) -> dict[str, str]:
    """Name -> text of each page of the full site."""
    return {name: (report_sites.full / f"{name}.html").read_text(encoding="utf-8") for name in PAGES}


def test_every_link_leads_to_a_page_and_a_place_that_are_there(report_sites: Sites) -> None:
    for folder in (report_sites.full, report_sites.empty):
        pages = {path.name: Tags(path.read_text(encoding="utf-8")) for path in folder.glob("*.html")}
        assert set(pages) == {f"{name}.html" for name in PAGES}
        ids = {name: {value for key, value in page.attributes if key == "id"} for name, page in pages.items()}
        for name, page in pages.items():
            links = [value for key, value in page.attributes if key in LINKS and value != "data:,"]
            assert len(links) > 8
            for link in links:
                file, _, place = link.partition("#")
                assert not place or unquote(place) in ids[file or name], f"{name}: {link}"
                assert not file or file in pages, f"{name}: {link}"


def test_the_quality_page_says_that_its_run_is_released(built: dict[str, str]) -> None:
    assert "Passed and released" in built["quality"]


def test_every_article_leads_to_its_capture_and_line(report_sites: Sites, built: dict[str, str]) -> None:
    data = re.search(r'<script type="application/json" id="articles-data">(.*?)</script>', built["articles"], re.S)
    assert data
    rows = json.loads(data[1])
    release = report_sites.where.release()
    assert len(rows) == ask(release, "SELECT count(*) FROM main.articles")[0][0]
    places = set(ask(release, "SELECT capture_id, line_start, line_end FROM main.appearances"))
    ids = {value for key, value in Tags(built["captures"]).attributes if key == "id"}
    for *_, capture, start, end in rows:
        assert (capture, start, end) in places
        assert f"c-{capture}" in ids


def test_the_overview_counts_what_is_there_and_what_to_doubt(report_sites: Sites, built: dict[str, str]) -> None:
    release = report_sites.where.release()
    counts = ask(release, "SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM articles)")[0]
    text = section(built["index"], "what")
    assert f"{counts[1]} articles on {counts[0]} pages" in text
    undated = ask(release, "SELECT count(*) FROM captures WHERE captured_on IS NULL")[0][0]
    assert f"is in no series by day {undated} {counts[0]}" in section(built["index"], "doubts")
    empty = (report_sites.empty / "index.html").read_text(encoding="utf-8")
    assert "Nothing is loaded yet" in section(empty, "what")


def test_rates_are_shown_with_their_bounds_gaps_and_crosses(report_sites: Sites, built: dict[str, str]) -> None:
    release = report_sites.where.release()
    text = section(built["rates"], "UZS-USD")
    assert "between 0.000075 and 0.000085" in text
    gaps, days = ask(
        release,
        "SELECT count(DISTINCT observed_on), count(*) FROM report.rates_daily"
        " WHERE rate IS NULL AND base_currency = 'UZS'",
    )[0]
    assert f"{gaps} gaps of {days} days in all" in text
    assert 'class="carried"' in built["rates"]
    cross = ask(
        release,
        "SELECT rate FROM report.cross_rates WHERE base_currency = 'KZT' AND quote_currency = 'KGS'"
        " ORDER BY observed_on DESC LIMIT 1",
    )[0][0]
    assert f"{cross:.4g}" in section(built["rates"], "crosses")


def test_an_edited_article_shows_what_went_and_what_came(built: dict[str, str]) -> None:
    edited = re.search(r'<section id="edited".*?</section>', built["articles"], re.S)
    assert edited
    assert EDITED in plain(edited[0])
    assert "<del>4,000</del> <ins>5,200</ins>" in edited[0]
    assert "<del>road</del> <ins>bridge</ins>" in edited[0]
    assert EDITED in section(built["articles"], "dwell")


def test_the_network_counts_as_the_view_of_pairs_does(report_sites: Sites) -> None:
    limits = {**next(page.limits for page in SITE_PAGES if page.name == "names")}
    with released(report_sites.where) as connection:
        rows = figures(connection, "names", limits)["network"].rows
        assert rows
        for row in rows:
            ids = [row["first_entity_id"], row["second_entity_id"]]
            told = connection.execute(
                "SELECT article_count, first_article_count, second_article_count, pmi FROM report.entity_pairs"
                " WHERE first_entity_id = ? AND second_entity_id = ?",
                ids,
            ).fetchone()
            assert told == (row["article_count"], row["first_article_count"], row["second_article_count"], row["pmi"])
    drawn = network(rows)
    assert network(rows) == drawn
    assert len(drawn.edges) == len(rows)
    assert all(0 < node.x < 900 and 0 < node.y < 560 for node in drawn.nodes)
    assert len({(node.x, node.y) for node in drawn.nodes}) == len(drawn.nodes)


def test_bands_stand_where_their_bounds_are(report_sites: Sites) -> None:
    limits = {**next(page.limits for page in SITE_PAGES if page.name == "rates")}
    with released(report_sites.where) as connection:
        rows = [row for row in figures(connection, "rates", limits)["steps"].rows if row["base_currency"] == "KZT"]
    plot = steps(rows)
    assert plot
    assert steps([]) is None
    assert [one.is_carried for one in plot.steps] == [row["carried_until"] > row["observed_on"] for row in rows]
    assert any(one.is_carried for one in plot.steps)
    by_rate = sorted(zip([row["rate"] for row in rows], [one.y for one in plot.steps], strict=True))
    assert [y for _, y in by_rate] == sorted((y for _, y in by_rate), reverse=True)
    for one, row in zip(plot.steps, rows, strict=True):
        assert 0 <= one.top < one.y < one.bottom <= 100
        assert row["is_ambiguous"] or one.y - one.top == pytest.approx(one.bottom - one.y, abs=0.03)


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_each_query_is_named_on_its_page(built: dict[str, str], query: Path) -> None:
    page = "index" if query.parent.name == "overview" else query.parent.name
    named = f"<code>sql/5_pages/{query.parent.name}/{query.name}</code>"
    optional = {"failed_rows", "failed_before", "passed_records", "unparsed_captures"}
    assert named in built[page] or (page == "quality" and query.stem in optional)


def test_sql_on_a_page_runs_as_it_stands(report_sites: Sites, built: dict[str, str]) -> None:
    release = report_sites.where.release()
    with duckdb.connect(str(release), read_only=True) as connection:
        for name, page in built.items():
            queries = re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", page, re.S)
            assert queries, name
            for query in queries:
                assert "getvariable" not in query
                connection.execute(unescape(query)).fetchall()


def test_no_text_of_others_becomes_markup_or_leaves_a_script(built: dict[str, str]) -> None:
    assert "onerror=alert(1)" in unescape(built["articles"])
    for name, page in built.items():
        tags = Tags(page)
        scripts = sum(len(one.scripts) for one in (*SITE_PAGES, CAPTURES) if one.file == f"{name}.html")
        scripts += name == "articles"  # what its search looks through
        assert tags.tags.count("script") == scripts, name
        assert not {"img", "iframe", "object", "form"} & set(tags.tags)
        assert [key for key, _ in tags.attributes if key.startswith("on") or key == "style"] == []
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b\x00\x07\x08]", page), name
        assert "javascript:" not in " ".join(value for key, value in tags.attributes if key in LINKS)


def test_no_page_shows_more_of_a_text_than_its_first_words(report_sites: Sites, built: dict[str, str]) -> None:
    bodies = ask(report_sites.where.release(), "SELECT body FROM article_versions WHERE char_count > 400")
    assert len(bodies) > 20
    for page in built.values():
        text = " ".join(unescape(page).split())
        for (body,) in bodies:
            flat = " ".join(body.split())
            assert not any(flat[start : start + 200] in text for start in range(0, 200, 40))


def test_the_site_is_replaced_whole_or_not_at_all(
    report_sites: Sites, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site"
    site.write_site(report_sites.where, folder)
    (folder / "old.html").write_text("old", encoding="utf-8")
    before = sorted(path.name for path in folder.iterdir())

    def broken(*_: object) -> None:
        raise OSError("no space left on the disk")

    with monkeypatch.context() as patch:
        patch.setattr(site, "write", broken)
        with pytest.raises(OSError, match="no space"):
            site.write_site(report_sites.where, folder)
    assert sorted(path.name for path in folder.iterdir()) == before
    site.write_site(report_sites.where, folder)
    assert "old.html" not in {path.name for path in folder.iterdir()}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_release_that_is_published_meanwhile_is_the_one_that_is_shown(
    report_sites: Sites, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = places(tmp_path / "news.duckdb")
    older, newer = (Path(shutil.copy(str(report_sites.empty_where.release()), tmp_path / name)) for name in "ab")
    where.published.symlink_to(older)
    write_pages = site._write_pages

    def while_a_run_publishes(*given: object) -> None:
        write_pages(*given)
        where.published.unlink()
        where.published.symlink_to(newer)

    monkeypatch.setattr(site, "_write_pages", while_a_run_publishes)
    index = site.write_site(where, tmp_path / "site")
    assert json.loads((index.parent / "site.json").read_text(encoding="utf-8"))["release"] == "b"


def test_a_folder_of_other_things_is_left_alone(report_sites: Sites, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("keep me", encoding="utf-8")
    with pytest.raises(InputError, match="a folder with other things stands there"):
        site.write_site(report_sites.where, tmp_path)
    with pytest.raises(InputError, match="something that is no folder"):
        site.write_site(report_sites.where, tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "keep me"


def test_steppe_report_says_where_the_site_is(report_sites: Sites, tmp_path: Path) -> None:
    target = tmp_path / "pages"
    done = CliRunner().invoke(
        cli.app, ["report", "--warehouse", str(report_sites.where.published), "--output", str(target)]
    )
    assert done.exit_code == 0, done.output
    assert done.output.split() == [str(target / "index.html")]
    index = json.loads((target / "site.json").read_text(encoding="utf-8"))
    assert index["pages"] == sorted(f"{name}.html" for name in PAGES)


def test_a_takedown_takes_the_site_with_it(report_sites: Sites, tmp_path: Path) -> None:
    where = places(tmp_path / "news.duckdb")
    shutil.copytree(report_sites.full, where.site)
    where.releases.mkdir()
    done = takedown.clear(where, "0" * 16)
    assert "removed site: it may quote the capture" in done
    assert not where.site.exists()
    assert where.releases.is_dir()
