"""Files to texts and refusals."""

import gzip
import hashlib
from pathlib import Path

import pytest
import zstandard

from flows.dumps.find import find
from flows.dumps.read import read

RAW = "• KGS/USD = 0.01144 0%\n\nA title and its text\n".encode() * 50
LIMIT = 1 << 20


def reasons(folder: Path, limit: int = LIMIT) -> list[str]:
    return sorted(read(find([str(folder)]), limit)[1]["reason"].to_list())


def test_identity_is_that_of_the_decompressed_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(RAW)
    (tmp_path / "b").write_bytes(RAW)
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(RAW))
    (tmp_path / "d.zst").write_bytes(zstandard.compress(RAW))
    frame, refused, captures = read(find([str(tmp_path)]), LIMIT)
    assert frame["capture_id"].to_list() == [hashlib.sha256(RAW).hexdigest()[:16]]
    assert frame["byte_count"].to_list() == [len(RAW)]
    assert refused.is_empty()
    assert len(captures) == 4
    assert len(set(captures.values())) == 1


@pytest.mark.parametrize("name", ["a.txt", "a.gz", "a.zst"])
def test_the_limit_holds_for_the_decompressed_bytes(tmp_path: Path, name: str) -> None:
    pack = {".gz": gzip.compress, ".zst": zstandard.compress}.get(Path(name).suffix, bytes)
    (tmp_path / name).write_bytes(pack(b"x" * 1000))
    assert reasons(tmp_path, 1000) == []
    assert reasons(tmp_path, 999) == ["too_large"]


@pytest.mark.parametrize("name", ["bomb.gz", "bomb.zst"])
def test_a_bomb_is_quarantined(tmp_path: Path, name: str) -> None:
    pack = {".gz": gzip.compress, ".zst": zstandard.compress}[Path(name).suffix]
    (tmp_path / name).write_bytes(pack(bytes(50_000_000)))
    assert reasons(tmp_path) == ["too_large"]


@pytest.mark.parametrize("cut", [3, 20, -3])
@pytest.mark.parametrize("name", ["a.gz", "a.zst"])
def test_cut_compression_is_quarantined(tmp_path: Path, name: str, cut: int) -> None:
    pack = {".gz": gzip.compress, ".zst": zstandard.compress}[Path(name).suffix]
    (tmp_path / name).write_bytes(pack(RAW)[:cut])
    assert reasons(tmp_path) == ["corrupt_compression"]


@pytest.mark.parametrize("name", ["a.gz", "a.zst"])
def test_text_with_a_false_ending_is_quarantined(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(RAW)
    assert reasons(tmp_path) == ["corrupt_compression"]


@pytest.mark.parametrize("name", ["a.gz", "a.zst"])
def test_several_frames_are_one_dump(tmp_path: Path, name: str) -> None:
    pack = {".gz": gzip.compress, ".zst": zstandard.compress}[Path(name).suffix]
    (tmp_path / name).write_bytes(pack(b"one\n") + pack(b"two\n"))
    assert read(find([str(tmp_path)]), LIMIT)[0]["text"].to_list() == ["one\ntwo\n"]


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "empty.gz").write_bytes(b"")
    (tmp_path / "nul.txt").write_bytes(b"a\x00b")
    (tmp_path / "fine.txt").write_bytes(RAW)
    frame, refused, captures = read(find([str(tmp_path)]), LIMIT)
    assert frame.height == 1
    assert sorted(refused["reason"].to_list()) == ["empty", "nul_bytes"]
    assert len(captures) == 4
    assert refused["detail"].str.contains(str(tmp_path), literal=True).all()


def test_a_file_that_went_is_quarantined(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(RAW)
    files = find([str(tmp_path)])
    (tmp_path / "a.txt").unlink()
    assert read(files, LIMIT)[1]["reason"].to_list() == ["unreadable"]


def test_nothing_is_read_from_no_files() -> None:
    frame, refused, captures = read([], LIMIT)
    assert frame.is_empty()
    assert refused.is_empty()
    assert captures == {}
