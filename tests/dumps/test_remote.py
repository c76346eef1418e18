"""Dumps and archives at addresses: found, read, known and looked at again as local ones are."""

import http.server
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import fsspec
import pytest

from flows.dumps import manifest
from flows.dumps.archives.read import records
from flows.dumps.archives.records import Record
from flows.dumps.find import DumpFile, find
from flows.dumps.manifest import metadata_of
from flows.dumps.read import read
from flows.dumps.remote import RemoteFile, existing
from flows.errors import InputError
from flows.pipeline import execute, look_for_work
from flows.settings import Settings
from tests.archive_files import PAGES, Page, files_of, jsonl, pages_of
from tests.conftest import ROOT
from tests.dumps.test_archive_readers import TERMS

SAMPLE = ROOT / "seeds" / "dumps"


@pytest.fixture
def store() -> Iterator[fsspec.AbstractFileSystem]:
    """The sample in a store that is not the disk, and an archive."""
    made = fsspec.filesystem("memory")
    for name, raw in files_of(SAMPLE):
        made.pipe(f"/bucket/dumps/{name}", raw)
    made.pipe("/bucket/more/deep/a.jsonl.gz", PAGES["a.jsonl.gz"](pages_of(SAMPLE)[:2]))
    made.pipe("/bucket/more/picture.png", b"no dump")
    made.pipe("/bucket/more/.hidden.txt", b"no dump")
    manifest.forget()
    yield made
    made.store.clear()
    made.pseudo_dirs[:] = [""]
    manifest.forget()


@pytest.mark.parametrize(
    ("named", "count"),
    [
        ("memory://bucket", 14),
        ("memory://bucket/more", 1),
        ("memory://bucket/dumps/*.txt", 11),
        ("memory://bucket/**/*.jsonl.gz", 1),
        ("memory://bucket/dumps/tag-cotton", 1),
    ],
)
def test_files_folders_and_globs_of_a_store(store: fsspec.AbstractFileSystem, named: str, count: int) -> None:
    found = find([named])
    assert len(found) == count
    assert all(isinstance(file, RemoteFile) and file.uri.startswith("memory://") for file in found)
    assert all(file.size > 0 and file.modified_ns > 1_600_000_000 * 10**9 for file in found)
    assert [existing(file.uri) for file in found] == found


def test_what_a_store_holds_is_what_the_disk_holds(store: fsspec.AbstractFileSystem) -> None:
    ours, theirs = read(find([str(SAMPLE)]), 1 << 24), read(find(["memory://bucket/dumps"]), 1 << 24)
    assert ours[0].sort("capture_id").equals(theirs[0].sort("capture_id"))
    for file in find(["memory://bucket/dumps"]):
        assert metadata_of(file.path) == metadata_of(SAMPLE / file.path.name)


def test_an_address_without_anything_is_told(store: fsspec.AbstractFileSystem) -> None:
    for named in ("memory://bucket/none", "memory://bucket/*.warc", "memory://other"):
        with pytest.raises(InputError, match="nothing there"):
            find([named])


@pytest.mark.parametrize(("named", "told"), [("oci://bucket/a", "ocifs"), ("nosuch://bucket/a", "nosuch")])
def test_a_file_system_that_is_not_installed_is_told_with_the_mend(named: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as error:
        find([named])
    assert "then run again" in str(error.value)


def test_a_file_address_is_a_path(tmp_path: Path) -> None:
    (tmp_path / "a b.txt").write_text("x")
    (file,) = find([(tmp_path / "a b.txt").as_uri()])
    assert isinstance(file, DumpFile)
    assert file.path == tmp_path / "a b.txt"


def test_an_object_that_changes_while_it_is_read_is_left_for_the_next_run(store: fsspec.AbstractFileSystem) -> None:
    found = find(["memory://bucket/dumps/tag-cotton"])
    time.sleep(0.01)
    store.pipe("/bucket/dumps/tag-cotton", b"other bytes of another size")
    assert read(found, 1 << 24)[1]["reason"].to_list() == ["unreadable"]


def test_a_run_from_a_store_is_a_run_from_the_disk(store: fsspec.AbstractFileSystem, tmp_path: Path) -> None:
    remote = Settings(dumps=["memory://bucket"], warehouse=tmp_path / "r.duckdb", _env_file=None)
    first = execute(remote)
    assert look_for_work(remote).is_empty
    local = tmp_path / "dumps"
    local.mkdir()
    for name, raw in files_of(SAMPLE):
        (local / name).write_bytes(raw)
    (local / "a.jsonl.gz").write_bytes(PAGES["a.jsonl.gz"](pages_of(SAMPLE)[:2]))
    assert execute(Settings(dumps=[str(local)], warehouse=tmp_path / "l.duckdb", _env_file=None)).fingerprint == (
        first.fingerprint
    )
    later = Page("", b"A Title of Later Days\n\nAnd a body of it, that no archive had.\n", "https://timesca.com/later")
    store.pipe("/bucket/more/deep/a.jsonl.gz", PAGES["a.jsonl.gz"]([*pages_of(SAMPLE)[:2], later]))
    assert [file.uri for file in look_for_work(remote).files] == ["memory:///bucket/more/deep/a.jsonl.gz"]


def test_an_archive_is_read_over_http(tmp_path: Path) -> None:
    pytest.importorskip("aiohttp", reason="fsspec asks for it")
    pages = pages_of(SAMPLE)[:3]
    (tmp_path / "a.jsonl").write_bytes(jsonl(pages))
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        (file,) = find([f"http://127.0.0.1:{server.server_port}/a.jsonl"])
        found = [record for record in records(file, TERMS) if isinstance(record, Record)]
        server.shutdown()
    assert [record.held for record in found] == [page.raw for page in pages]
