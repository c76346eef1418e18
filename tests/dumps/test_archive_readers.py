"""Archives: every record is taken, refused with a reason, or passed over by a rule and counted."""

import bz2
import gzip
import io
import json
import lzma
import os
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import brotli
import polars as pl
import pytest
import zstandard

from flows.dumps import manifest
from flows.dumps.archives.html import text_of
from flows.dumps.archives.jsonl import TRIED
from flows.dumps.archives.read import records
from flows.dumps.archives.records import MOST_HOSTS, MOST_TOLD, Record, Tally, Terms, archive_of
from flows.dumps.archives.sites import Sites
from flows.dumps.decode import Refusal
from flows.dumps.find import find
from flows.dumps.read import read
from tests.archive_files import (
    FETCHED,
    FILES,
    PAGES,
    Page,
    as_html,
    files_of,
    gz_members,
    http,
    jsonl,
    pages_of,
    parquet,
    tarred,
    warc,
    warc_record,
    wet,
    zipped,
)
from tests.conftest import ROOT

SAMPLE = ROOT / "seeds" / "dumps"
TERMS = Terms(1 << 20, Sites(frozenset({"timesca.com"}), frozenset({"websafe.ai"})))
TEXT = Page("a.txt", b"A Title\n\nA body of it, with caf\xc3\xa9.\n", "https://timesca.com/a")
OTHER = Page("b.txt", b"Another site's text", "https://news.example.org/b")
UNKNOWN = Page("c.txt", b"A text of nobody knows where\n", None)


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    manifest.forget()
    yield
    manifest.forget()


def opened(path: Path, terms: Terms = TERMS) -> tuple[list[Record], Tally]:
    """Records of an archive, and its tally."""
    (file,) = find([str(path)])
    *found, tally = records(file, terms)
    assert isinstance(tally, Tally)
    assert tally.record_count == tally.taken + tally.refused + tally.passed.total()
    return [record for record in found if isinstance(record, Record)], tally


def held(path: Path, name: str, raw: bytes) -> tuple[list[Record], Tally]:
    (path / name).write_bytes(raw)
    return opened(path / name)


def reasons(found: list[Record]) -> list[str]:
    return [record.held.reason for record in found if isinstance(record.held, Refusal)]


@pytest.mark.parametrize("name", PAGES)
def test_texts_come_out_as_they_went_in(tmp_path: Path, name: str) -> None:
    pages = pages_of(SAMPLE)
    found, tally = held(tmp_path, name, PAGES[name](pages))
    assert [record.held for record in found] == [page.raw for page in pages]
    assert [record.said.page_url for record in found] == [page.url for page in pages]
    assert {record.said.captured_on for record in found} == {date(2025, 12, 9)}
    assert {record.said.captured_on_basis for record in found} == {"archive"}
    assert (tally.taken, tally.refused, tally.is_whole) == (len(pages), 0, True)
    assert len({record.uri for record in found}) == len(pages)
    assert {archive_of(record.uri) for record in found} == {str(tmp_path / name)}


@pytest.mark.parametrize("name", FILES)
def test_files_come_out_as_from_a_folder(tmp_path: Path, name: str) -> None:
    found, tally = held(tmp_path, name, FILES[name](list(files_of(SAMPLE))))
    texts, refused, captures = read(found, TERMS.limit)
    plain, _, lay = read(find([str(SAMPLE)]), TERMS.limit)
    assert refused.is_empty()
    assert texts.sort("capture_id").equals(plain.sort("capture_id"))
    assert {uri.rpartition("//")[2]: capture for uri, capture in captures.items()} == {
        Path(uri).name: capture for uri, capture in lay.items()
    }
    said = {record.uri.rpartition("//")[2]: record.said for record in found}
    assert said == {name: manifest.metadata_of(SAMPLE / name) for name in said}
    assert dict(tally.passed) == {("other_file", None): 1}


@pytest.mark.parametrize("ending", ["gz", "bz2", "xz", "zst"])
def test_every_compression_is_read(tmp_path: Path, ending: str) -> None:
    pack = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstandard.compress}[ending]
    found, tally = held(
        tmp_path, f"a.tar.{ending}", pack(tarred([("x/a.txt", TEXT.raw), ("x/b.gz", gzip.compress(b"B\n"))]))
    )
    assert [(record.uri.rpartition("//")[2], record.held) for record in found] == [
        ("x/a.txt", TEXT.raw),
        ("x/b.gz", b"B\n"),
    ]
    assert tally.is_whole


@pytest.mark.parametrize("name", PAGES)
def test_other_sites_are_passed_over_and_counted(tmp_path: Path, name: str) -> None:
    found, tally = held(tmp_path, name, PAGES[name]([OTHER, TEXT, OTHER]))
    assert [record.held for record in found] == [TEXT.raw]
    assert tally.passed["other_site", "news.example.org"] == 2


@pytest.mark.parametrize(
    ("url", "is_ours"),
    [
        ("https://timesca.com/", True),
        ("http://WWW.TIMESCA.COM:80/a", True),
        ("https://old.timesca.com/a", True),
        ("https://websafe.ai/v3/proxy?site=timesca.com", True),
        ("https://websafe.ai/v3/proxy?site=example.org", False),
        ("https://example.org/?from=https://timesca.com/", False),
        ("https://nottimesca.com/", False),
        ("https://timesca.com.example.org/", False),
        ("https://timesca.com@example.org/", False),
        ("https://[timesca.com/", False),
        ("urn:uuid:1", False),
    ],
)
def test_whose_page_it_is(tmp_path: Path, url: str, is_ours: bool) -> None:
    found, tally = held(tmp_path, "a.jsonl", jsonl([Page("", b"text", url)]))
    assert (len(found), tally.passed.total()) == ((1, 0) if is_ours else (0, 1))


def test_a_text_without_address_is_taken(tmp_path: Path) -> None:
    for name in PAGES:
        found, _ = held(tmp_path, name, PAGES[name]([UNKNOWN]))
        assert [(record.held, record.said.page_url) for record in found] == [(UNKNOWN.raw, None)]


def test_hosts_are_counted_by_name_up_to_a_number(tmp_path: Path) -> None:
    pages = [Page("", b"x", f"https://{number % 150}.example.org/") for number in range(300)]
    _, tally = held(tmp_path, "a.jsonl", jsonl(pages))
    assert len(tally.passed) == MOST_HOSTS + 1
    assert tally.passed.total() == 300
    assert tally.passed["other_site", None] == 2 * (150 - MOST_HOSTS)


def test_a_warc_gives_the_text_of_its_pages(tmp_path: Path) -> None:
    listing = SAMPLE / "2025-05-15_tag-tokayev.txt"
    page = Page("", listing.read_bytes(), "https://timesca.com/tag/tokayev")
    found, tally = held(tmp_path, "a.warc.gz", gz_members(warc([page])))
    assert dict(tally.passed) == {("no_page", None): 1}
    (text,) = read(found, TERMS.limit)[0]["text"]
    assert [line.strip() for line in text.split("\n") if line] == [
        line.strip() for line in page.text.split("\n") if line
    ]
    assert text.startswith("  • KGS/USD"), "bullets as the dumps have them"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (http(b"<p>x", status="301 Moved Permanently"), "no_success"),
        (http(b"<p>x", status="404 Not Found"), "no_success"),
        (http(b"\x89PNG", "image/png"), "no_text"),
        (http(b"{}", "application/json"), "no_text"),
        (http(b"plain\n", "text/plain"), "plain\n"),
        (http(b"<p>x</p>"), "x\n"),
        (http("<p>Тикер</p>".encode("cp1251"), "text/html; charset=windows-1251"), "Тикер\n"),
        (http("<meta charset=windows-1251><p>Тикер</p>".encode("cp1251"), "text/html"), "Тикер\n"),
        (http("<p>Тикер</p>".encode(), "text/html; charset=no-such-thing"), "Тикер\n"),
        (http(gzip.compress(b"<p>packed</p>"), more="Content-Encoding: gzip\r\n"), "packed\n"),
        (http(b"5\r\n<p>ab\r\n0\r\n\r\n", more="Transfer-Encoding: chunked\r\n"), "ab\n"),
        (http(brotli.compress(b"<p>packed</p>"), more="Content-Encoding: br\r\n"), "packed\n"),
        (http(zlib.compress(b"<p>packed</p>"), more="Content-Encoding: deflate\r\n"), "packed\n"),
        (http(zstandard.compress(b"<p>packed</p>"), more="Content-Encoding: zstd\r\n"), "packed\n"),
        (http(b"<p>kept the header</p>", more="Content-Encoding: gzip\r\n"), "kept the header\n"),
        (http(b"<p>kept it</p>", more="Transfer-Encoding: chunked\r\n"), "kept it\n"),
        (http(gzip.compress(b"<p>packed</p>")[:-9], more="Content-Encoding: gzip\r\n"), "corrupt_compression"),
        (http(b"no gzip", more="Content-Encoding: gzip\r\n"), "corrupt_compression"),
        (http(b"no brotli", more="Content-Encoding: br\r\n"), "corrupt_compression"),
        (http(b"packed", more="Content-Encoding: no-such-thing\r\n"), "corrupt_compression"),
        (http(b"zz\r\nab", more="Transfer-Encoding: chunked\r\n"), "corrupt_compression"),
        (http(b"5\r\nab", more="Transfer-Encoding: chunked\r\n"), "corrupt_compression"),
        (http(gzip.compress(bytes(3 << 20)), more="Content-Encoding: gzip\r\n"), "compression_ratio"),
        (http(b"<script>1</script>"), "empty"),
    ],
)
def test_what_a_server_answered(tmp_path: Path, answer: bytes, outcome: str) -> None:
    media = "application/http; msgtype=response"
    raw = warc_record("response", TEXT.url, FETCHED, media, answer)
    found, tally = held(tmp_path, "a.warc", raw + warc([TEXT])[1])
    assert tally.is_whole
    assert isinstance(found.pop().held, bytes), "the next record is read, whatever became of this one"
    if tally.passed:
        assert [rule for rule, _ in tally.passed] == [outcome]
        return
    texts, refused, _ = read(found, TERMS.limit)
    assert [*texts["text"], *refused["reason"]] == [outcome]


def test_the_whole_page_is_kept_and_nothing_that_is_not_read() -> None:
    page = (
        "<nav><ul><li>KGS/USD = 0.01144 0%</li></ul></nav><h2><a href='/x'>A <b>Title</b></a></h2><p>One\nline &amp;"
        " no more.</p><img alt='a picture'><footer>Continue reading</footer><style>p{}</style><!-- no -->"
    )
    assert text_of(page.encode(), "utf-8") == (
        "  • KGS/USD = 0.01144 0%\n\nA Title\n\nOne line & no more.\n\nContinue reading\n".encode()
    )


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2025-05-15T23:59:59Z", date(2025, 5, 15)),
        ("2025-05-15T23:30:00-02:00", date(2025, 5, 16)),
        ("2025-05-15 01:30:00+05:00", date(2025, 5, 14)),
        ("2019-04-25 12:57:54", date(2019, 4, 25)),
        ("2025-05-15", date(2025, 5, 15)),
        ("15 May 2025", None),
        ("1999-01-01", None),
        ("0001-01-01T00:00:00+14:00", None),
        (1747267200, None),
        (None, None),
    ],
)
def test_a_day_is_that_of_utc_or_unknown(tmp_path: Path, said: object, day: date | None) -> None:
    row = {"text": "x", "url": TEXT.url, "timestamp": said}
    found, _ = held(tmp_path, "a.jsonl", json.dumps(row).encode())
    assert [(record.said.captured_on, record.said.captured_on_basis) for record in found] == [(day, day and "archive")]


def test_a_parquet_timestamp_is_that_of_utc(tmp_path: Path) -> None:
    late = datetime(2025, 5, 15, 23, 30, tzinfo=timezone(timedelta(hours=-2)))
    found, _ = held(tmp_path, "a.parquet", parquet([Page("", b"x", TEXT.url, late.astimezone(UTC))]))
    assert found[0].said.captured_on == date(2025, 5, 16)


def test_columns_have_other_names(tmp_path: Path) -> None:
    terms = Terms(TERMS.limit, TERMS.sites, "raw_content", "source", ("crawled",))
    row = {"raw_content": "x", "source": TEXT.url, "crawled": "2025-05-15"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    pl.DataFrame([row]).write_parquet(tmp_path / "a.parquet")
    for name in ("a.jsonl", "a.parquet"):
        found, _ = opened(tmp_path / name, terms)
        assert [(record.held, record.said.page_url, record.said.captured_on) for record in found] == [
            (b"x", TEXT.url, date(2025, 5, 15))
        ]
    for name in ("a.jsonl", "a.parquet"):
        assert reasons(opened(tmp_path / name)[0]) == ["broken_archive"]


@pytest.mark.parametrize("count", [1, 48, TRIED, 10 * TRIED])
def test_json_lines_without_texts_are_refused_as_one(tmp_path: Path, count: int) -> None:
    found, tally = held(tmp_path, "index.jsonl", b'{"file": "003.txt", "titles": []}\n' * count)
    assert [(record.uri, record.held) for record in found] == [
        (
            str(tmp_path / "index.jsonl"),
            Refusal(
                "broken_archive",
                f"no text named 'text' in any of {min(count, TRIED)} records; STEPPE_TEXT_COLUMN names another;"
                f" near byte {34 * count:,} of {34 * count:,}; 0 records before it were read",
            ),
        )
    ]
    assert not tally.is_whole
    found, tally = held(tmp_path, "some.jsonl", b'{"file": "003.txt"}\n' * (TRIED - 1) + b'{"text": "x"}\n{}')
    assert reasons(found) == ["malformed_record"] * TRIED
    assert [record.held for record in found if isinstance(record.held, bytes)] == [b"x"]
    assert tally.is_whole
    assert tally.record_count == TRIED + 1


def test_lines_that_are_no_records_are_quarantined_and_the_others_read(tmp_path: Path) -> None:
    lines = [b"{", b"[]", b"{}", b'{"text": 5}', b"", b"\xff\xfe", b'{"text": "x"}', b"[" * 100_000]
    found, tally = held(tmp_path, "a.jsonl", b"\n".join(lines))
    assert reasons(found) == ["malformed_record"] * 6
    assert [record.held for record in found if isinstance(record.held, bytes)] == [b"x"]
    assert tally.is_whole
    _, tally = held(tmp_path, "b.jsonl", b"{\n" * 500)
    assert (tally.refused, tally.passed["refused", None]) == (MOST_TOLD, 500 - MOST_TOLD)


def test_a_record_that_is_too_large_is_quarantined_and_the_next_one_read(tmp_path: Path) -> None:
    large = Page("l.txt", os.urandom(TERMS.limit // 2 + 1).hex().encode(), TEXT.url)
    for name in PAGES:
        found, tally = held(tmp_path, name, PAGES[name]([large, TEXT]))
        assert reasons(found) == ["too_large"], name
        assert [record.held for record in found if isinstance(record.held, bytes)] == [TEXT.raw], name
        assert tally.is_whole


def random_pages(count: int, size: int = 20_000) -> list[Page]:
    return [Page(str(n), os.urandom(size).hex().encode(), f"https://timesca.com/{n}") for n in range(count)]


@pytest.mark.parametrize("name", [name for name in [*PAGES, *FILES] if name not in ("a.parquet", "a.zip")])
def test_of_an_archive_that_is_cut_all_before_is_read_and_the_rest_quarantined(tmp_path: Path, name: str) -> None:
    pages = random_pages(40)
    make = PAGES.get(name)
    raw = make(pages) if make else FILES[name]([(f"{page.name}.txt", page.raw) for page in pages])
    for share in (0.3, 0.5, 0.9):
        found, tally = held(tmp_path, name, raw[: int(len(raw) * share)])
        taken = [record.held for record in found if isinstance(record.held, bytes)]
        is_line = name == "a.jsonl"  # a cut line is a line that is no JSON
        assert taken == [page.raw for page in pages[: len(taken)]]
        assert abs(len(taken) - 40 * share) < 6 + 25 * name.endswith((".zst", "l.gz", ".tgz"))
        assert reasons(found) == (["malformed_record"] if is_line else [reasons(found)[0]])
        assert tally.is_whole == is_line
        if not is_line:
            assert found[-1].uri == str(tmp_path / name)
            assert reasons(found) in (["broken_archive"], ["corrupt_compression", "broken_archive"])
            assert f"{tally.record_count} records before it" in found[-1].held.detail  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["a.warc.wet.gz", "a.wet", "a.jsonl", "a.jsonl.gz", "a.tar", "a.tgz"])
def test_of_a_small_archive_that_is_cut_nothing_before_is_lost(tmp_path: Path, name: str) -> None:
    pages = random_pages(10, 600)
    make = PAGES.get(name)
    raw = make(pages) if make else FILES[name]([(f"{page.name}.txt", page.raw) for page in pages])
    found, _ = held(tmp_path, name, raw[: int(len(raw) * 0.5)])
    assert len([record for record in found if isinstance(record.held, bytes)]) >= 2


@pytest.mark.parametrize("name", [*PAGES, *FILES])
def test_what_is_no_archive_is_quarantined(tmp_path: Path, name: str) -> None:
    for raw in (b"no archive at all\n" * 50, b"", b"\0" * 5000, os.urandom(5000)):
        found, _ = held(tmp_path, name, raw)
        is_empty_tar = name == "a.tar" and raw == b"\0" * 5000
        assert bool(reasons(found)) != is_empty_tar
        assert not [record for record in found if isinstance(record.held, bytes)]


def test_a_damaged_member_is_quarantined_and_the_others_read(tmp_path: Path) -> None:
    raw = bytearray(zipped([("a.txt", b"a" * 5000 + os.urandom(100)), ("b.txt", TEXT.raw)]))
    raw[60] ^= 0xFF
    found, tally = held(tmp_path, "a.zip", bytes(raw))
    assert reasons(found) == ["corrupt_compression"]
    assert [record.held for record in found if isinstance(record.held, bytes)] == [TEXT.raw]
    assert tally.is_whole


def test_an_encrypted_member_is_quarantined(tmp_path: Path) -> None:
    raw = bytearray(zipped([("a.txt", TEXT.raw)]))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert reasons(held(tmp_path, "a.zip", bytes(raw))[0]) == ["encrypted"]


def test_members_keep_inside_and_apart(tmp_path: Path) -> None:
    names = ["../../etc/a.txt", "/root/b.txt", "./c.txt", "c.txt", "x//c.txt", ".hidden.txt", "d.png", "in.zip", "e"]
    found, tally = held(tmp_path, "a.tar", tarred([(name, name.encode()) for name in names]))
    uris = [record.uri.removeprefix(str(tmp_path)) for record in found]
    assert uris == [
        "/a.tar//etc/a.txt", "/a.tar//root/b.txt", "/a.tar//c.txt", "/a.tar//c.txt//2", "/a.tar//x/c.txt", "/a.tar//e",
    ]  # fmt: skip
    assert reasons(found) == ["unreadable"] * 2
    assert tally.passed["other_file", None] == 3


def test_links_and_devices_in_a_tar_are_passed_over(tmp_path: Path) -> None:
    import tarfile

    stream = io.BytesIO()
    kinds = {
        "l": tarfile.SYMTYPE,
        "h": tarfile.LNKTYPE,
        "d": tarfile.CHRTYPE,
        "p": tarfile.FIFOTYPE,
        "f": tarfile.DIRTYPE,
    }
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, kind in kinds.items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    found, tally = held(tmp_path, "a.tar", stream.getvalue())
    assert found == []
    assert dict(tally.passed) == {("link", None): 4, ("folder", None): 1}


def test_a_link_in_a_zip_is_passed_over(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    found, tally = held(tmp_path, "a.zip", stream.getvalue())
    assert (found, dict(tally.passed)) == ([], {("link", None): 1})


@pytest.mark.parametrize("name", FILES)
def test_an_archive_whose_manifest_cannot_be_used_is_quarantined_whole(tmp_path: Path, name: str) -> None:
    files = [("a.txt", TEXT.raw), ("manifest.csv", b"path,captured_on\na.txt,yesterday\n")]
    found, tally = held(tmp_path, name, FILES[name](files))
    assert reasons(found) == ["malformed_manifest"]
    assert "manifest.csv line 2" in found[0].held.detail  # type: ignore[union-attr]
    assert not tally.is_whole


def test_the_manifest_beside_an_archive_says_what_the_archive_does_not(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("path,page_url,captured_on,outlet\na.jsonl,,2025-05-01,timesca\n")
    rows = [{"text": "dated", "date": "2025-05-15"}, {"text": "undated"}]
    found, _ = held(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)).encode())
    said = [(record.said.captured_on, record.said.captured_on_basis, record.said.outlet) for record in found]
    assert said == [(date(2025, 5, 15), "archive", "timesca"), (date(2025, 5, 1), None, "timesca")]


def test_an_archive_that_grows_while_it_is_read_is_not_whole(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl([TEXT]))
    (file,) = find([str(tmp_path)])
    with (tmp_path / "a.jsonl").open("ab") as stream:
        stream.write(jsonl([TEXT]))
    *found, tally = records(file, TERMS)
    assert reasons([record for record in found if isinstance(record, Record)]) == ["unreadable"]
    assert isinstance(tally, Tally)
    assert not tally.is_whole


def test_html_is_what_the_helper_says() -> None:
    assert as_html("  • A\n\nB").count("<li>A</li>") == 1
    assert wet([TEXT])[1].endswith(TEXT.raw + b"\r\n\r\n")
