"""The sample in archives of every kind: the same articles, rates and mentions, plus addresses and days."""

import os
import signal
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from flows.errors import InputError
from flows.explain import parse_file
from flows.pipeline import Summary, execute, look_for_work
from flows.rebuild import rebuild
from flows.replay import replay
from flows.settings import Settings
from flows.warehouse.places import places
from flows.warehouse.query import query
from tests.archive_files import FETCHED, FILES, PAGES, Page, files_of, gz_members, jsonl, pages_of, warc, wet, zipped
from tests.children import Children, Job
from tests.conftest import ROOT

SAMPLE = ROOT / "seeds" / "dumps"
SAME = {
    "articles": "SELECT * EXCLUDE (first_captured_on, last_captured_on) FROM articles",
    "article_versions": "SELECT * FROM article_versions",
    "mentions": "SELECT * FROM mentions",
    "rates": "SELECT * EXCLUDE (observed_on, observed_on_basis) FROM rates",
    "appearances": "SELECT * EXCLUDE (site_rank) FROM appearances",
    "captures": """
        SELECT capture_id, outlet, layout, captured_from, captured_until, pager_first, pager_last, pager_total,
            ticker_repeats, COLUMNS('_count$')
        FROM captures
    """,
    "lines": "SELECT * FROM quality.ignored_lines",
}


def run(folder: Path, files: dict[str, bytes]) -> tuple[Settings, Summary]:
    dumps = folder / "dumps"
    dumps.mkdir(parents=True, exist_ok=True)
    for name, raw in files.items():
        (dumps / name).write_bytes(raw)
    settings = Settings(dumps=[str(dumps)], warehouse=folder / "w.duckdb", _env_file=None)
    return settings, execute(settings)


def facts(settings: Settings) -> dict[str, pl.DataFrame]:
    return {name: ask(settings, f"{sql} ORDER BY ALL") for name, sql in SAME.items()}


def ask(settings: Settings, sql: str) -> pl.DataFrame:
    return query(places(settings.warehouse), sql)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Summary]:
    """The sample's text files, loaded."""
    settings = Settings(dumps=[str(SAMPLE)], warehouse=tmp_path_factory.mktemp("texts") / "w.duckdb", _env_file=None)
    return settings, execute(settings)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Summary]:
    """The sample as a WET file."""
    return run(tmp_path_factory.mktemp("wet"), {"a.warc.wet.gz": PAGES["a.warc.wet.gz"](pages_of(SAMPLE))})


def test_a_wet_file_gives_the_same_facts(texts: tuple[Settings, Summary], crawled: tuple[Settings, Summary]) -> None:
    of_texts, of_wet = facts(texts[0]), facts(crawled[0])
    for name, frame in of_texts.items():
        assert frame.height > 0
        assert frame.equals(of_wet[name]), name


def test_a_wet_file_adds_addresses_and_days(texts: tuple[Settings, Summary], crawled: tuple[Settings, Summary]) -> None:
    sql = (
        "SELECT capture_id, page_url, captured_on::VARCHAR AS day, captured_on_basis AS basis FROM captures ORDER BY 1"
    )
    before, after = ask(texts[0], sql), ask(crawled[0], sql)
    urls = {page.url for page in pages_of(SAMPLE)}
    assert set(after["page_url"]) == urls
    dated = before["basis"] == "page"
    assert after.filter(dated).drop("page_url").equals(before.filter(dated).drop("page_url"))
    assert dated.sum() > 5
    assert set(after.filter(~dated).drop("capture_id", "page_url").rows()) == {("2025-12-09", "archive")}
    assert (~dated).sum() > 3
    files = ask(crawled[0], "SELECT uri, page_url, captured_on::VARCHAR, captured_on_basis FROM ops.capture_files")
    assert set(files["page_url"]) == urls
    assert all("a.warc.wet.gz#offset=" in uri for uri in files["uri"])


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.parquet"])
def test_a_corpus_gives_the_same_facts(texts: tuple[Settings, Summary], tmp_path: Path, name: str) -> None:
    settings, _ = run(tmp_path, {name: PAGES[name](pages_of(SAMPLE))})
    of_texts, of_archive = facts(texts[0]), facts(settings)
    assert [name for name, frame in of_texts.items() if not frame.equals(of_archive[name])] == []


@pytest.mark.parametrize("name", ["a.zip", "a.tgz"])
def test_packed_files_with_their_manifest_give_the_same_warehouse(
    texts: tuple[Settings, Summary], tmp_path: Path, name: str
) -> None:
    _, summary = run(tmp_path, {name: FILES[name](list(files_of(SAMPLE)))})
    assert summary.fingerprint == texts[1].fingerprint
    assert any("13 taken" in note for note in summary.notes)


def test_html_of_a_listing_gives_its_articles_and_rates(texts: tuple[Settings, Summary], tmp_path: Path) -> None:
    (page,) = [page for page in pages_of(SAMPLE) if page.name == "2025-05-15_tag-tokayev.txt"]
    settings, _ = run(tmp_path, {"a.warc.gz": gz_members(warc([page]))})
    sql = """
    SELECT articles.* EXCLUDE (first_captured_on, last_captured_on, appearance_count, edition_count), version_id,
        position, pairing_rule, site_rank
    FROM articles JOIN appearances USING (article_id) JOIN captures USING (capture_id)
    WHERE page_url = 'https://timesca.com/tag/tokayev' ORDER BY position
    """
    assert ask(settings, sql).height == 6
    assert ask(settings, sql).equals(ask(texts[0], sql))
    rates = """
    SELECT rates.* EXCLUDE (capture_id, line_number) FROM rates JOIN captures USING (capture_id)
    WHERE page_url = 'https://timesca.com/tag/tokayev' ORDER BY ALL
    """
    assert ask(settings, rates).height == 5
    assert ask(settings, rates).equals(ask(texts[0], rates))


def test_the_order_of_arrival_does_not_show(crawled: tuple[Settings, Summary], tmp_path: Path) -> None:
    pages = pages_of(SAMPLE)
    later = [Page(page.name, page.raw, f"{page.url}?again", FETCHED + timedelta(days=40)) for page in pages[:5]]
    files = {"a.wet": b"".join(wet(pages)), "b.jsonl": jsonl(later), "c.zip": zipped(list(files_of(SAMPLE)))}
    settings, together = run(tmp_path / "one", files)
    for name, raw in reversed(files.items()):
        _, apart = run(tmp_path / "two", {name: raw})
    assert apart.fingerprint == together.fingerprint
    bases = dict(ask(settings, "SELECT captured_on_basis, COUNT(*) FROM captures GROUP BY ALL").rows())
    assert bases == dict(ask(crawled[0], "SELECT captured_on_basis, COUNT(*) FROM captures GROUP BY ALL").rows())
    warned = {line.partition(" fails")[0] for line in together.warnings}
    assert "captures: captures_manifest_day" in warned, "an archive that dates a page otherwise than the page does"
    assert "ops.capture_files: capture_files_agree" in warned, "two addresses of the same bytes"


def test_a_known_archive_is_not_opened(tmp_path: Path) -> None:
    settings, first = run(tmp_path, {"a.wet": b"".join(wet(pages_of(SAMPLE)[:3]))})
    archive = tmp_path / "dumps" / "a.wet"
    times = archive.stat()
    archive.write_bytes(bytes(times.st_size))
    os.utime(archive, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert look_for_work(settings).is_empty
    assert [file.path.name for file in look_for_work(settings, rehash=True).files] == ["a.wet"]
    other = settings.model_copy(update={"text_column": "body"})
    assert [file.path.name for file in look_for_work(other).files] == ["a.wet"]
    assert first.fingerprint == execute(settings).fingerprint


def test_an_archive_of_other_sites_is_read_once_and_counted(tmp_path: Path) -> None:
    pages = [Page("", b"x", f"https://{name}.example.org/") for name in "abc"] + pages_of(SAMPLE)[:1]
    settings, _ = run(
        tmp_path, {"ours.txt": pages[-1].raw, "a.jsonl": jsonl(pages[:3]), "b.warc": b"".join(wet(pages))}
    )
    assert look_for_work(settings).is_empty
    sql = "SELECT parse_filename(uri), rule, host, record_count FROM ops.passed_records ORDER BY ALL"
    assert ask(settings, sql).rows() == [
        *(("a.jsonl", "other_site", f"{name}.example.org", 1) for name in "abc"),
        ("b.warc", "no_page", None, 1),
        *(("b.warc", "other_site", f"{name}.example.org", 1) for name in "abc"),
    ]
    sql = "SELECT record_count, taken_count, refused_count, passed_count, is_whole FROM ops.archives ORDER BY uri"
    assert ask(settings, sql).rows() == [(3, 0, 0, 3, True), (5, 1, 0, 4, True)]
    assert b"example.org" not in b"".join(path.read_bytes() for path in places(settings.warehouse).raw.iterdir())


def test_a_flow_reads_archives_too(prefect_server: None, tmp_path: Path) -> None:
    from flows import ingest

    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "a.jsonl").write_bytes(jsonl([Page("", b"x", "https://example.org/")]))
    (tmp_path / "dumps" / "b.wet").write_bytes(b"".join(wet(pages_of(SAMPLE)[:2])))
    settings = Settings(dumps=[str(tmp_path / "dumps")], warehouse=tmp_path / "w.duckdb", batch_dumps=1, _env_file=None)
    assert ingest.run(settings).captures_new == 2
    assert ask(settings, "SELECT count(*) FROM ops.archives").item() == 2
    assert ingest.run(settings).is_idle


def test_a_cut_archive_is_mended_by_a_whole_one(tmp_path: Path) -> None:
    whole = gz_members(wet(pages_of(SAMPLE)))
    settings, cut = run(tmp_path, {"a.warc.wet.gz": whole[: len(whole) // 2]})
    assert 3 < cut.captures_new < 12
    assert [line.partition(":")[0] for line in cut.refusals] == ["broken_archive"]
    assert "records before it were read" in cut.refusals[0]
    assert look_for_work(settings).is_empty, "a cut archive is known until it changes"
    _, mended = run(tmp_path, {"a.warc.wet.gz": whole})
    assert mended.captures_new == 13 - cut.captures_new
    standing = "SELECT COUNT(*) FROM quality.quarantine WHERE line_start IS NULL AND resolved_run_id IS NULL"
    assert ask(settings, standing).item() == 0
    assert ask(settings, "SELECT is_whole FROM ops.archives").item()
    _, straight = run(tmp_path / "straight", {"a.warc.wet.gz": whole})
    assert mended.fingerprint == straight.fingerprint


def test_a_process_killed_within_an_archive_is_made_good_by_the_next_run(
    crawled: tuple[Settings, Summary], tmp_path: Path
) -> None:
    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "a.warc.wet.gz").write_bytes(gz_members(wet(pages_of(SAMPLE))))
    children = Children()
    base = Job("ingest", [str(tmp_path / "dumps")], str(tmp_path / "w.duckdb"), settings={"batch_dumps": 3})
    counted = children.run(replace(base, warehouse=str(tmp_path / "whole.duckdb"), fault="count"))
    assert counted["fingerprint"] == crawled[1].fingerprint
    for phase, share in (("load", 0.5), ("load", 0.95), ("rest", 0.8)):
        job = replace(base, warehouse=str(tmp_path / f"{phase}{share}.duckdb"))
        killed = children.run(replace(job, fault="kill", phase=phase, at=int(counted["points"][phase] * share)))
        again = children.run(job)
        assert killed["code"] == -signal.SIGKILL
        assert (again["fingerprint"], again["is_idle"]) == (counted["fingerprint"], True)
    children.close()


def test_a_rebuild_reads_no_archive(tmp_path: Path) -> None:
    settings, first = run(tmp_path, {"a.parquet": PAGES["a.parquet"](pages_of(SAMPLE)[:4])})
    (tmp_path / "dumps" / "a.parquet").unlink()
    assert rebuild(settings).fingerprint == first.fingerprint
    assert ask(settings, "SELECT taken_count FROM ops.archives").item() == 4


def test_bytes_that_the_raw_store_lost_are_read_from_the_archive_again(tmp_path: Path) -> None:
    settings, first = run(tmp_path, {"a.zip": zipped(list(files_of(SAMPLE)))})
    for path in places(settings.warehouse).raw.iterdir():
        path.unlink()
    assert not look_for_work(settings).is_empty
    assert execute(settings).fingerprint == first.fingerprint
    assert look_for_work(settings).is_empty


def test_a_refused_record_is_replayed_from_its_archive(tmp_path: Path) -> None:
    page = pages_of(SAMPLE)[0]
    large = Page("", page.raw + b"x" * (1 << 20), "https://timesca.com/large")
    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "a.jsonl").write_bytes(jsonl([page, large]))
    settings = Settings(
        dumps=[str(tmp_path / "dumps")], warehouse=tmp_path / "w.duckdb", max_dump_mib=1, _env_file=None
    )
    assert execute(settings).captures_quarantined == 1
    outcome = replay(settings.model_copy(update={"max_dump_mib": 2}))
    assert (outcome.resolved.height, outcome.still_refused.height) == (1, 0)


def test_explain_says_that_an_archive_holds_many(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped([("a.txt", b"A")]))
    with pytest.raises(InputError, match="steppe show"):
        parse_file(tmp_path / "a.zip", Settings(_env_file=None))
