"""Archives that blow up, files that are none, names and manifests that lead astray: refused, in little memory."""

import gzip
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import zstandard

from flows.dumps import manifest
from flows.dumps.archives.unpacked import FREE_BYTES, MOST_RATIO
from flows.dumps.find import DumpFile, find, path_of
from flows.dumps.read import read
from flows.errors import InputError

RAW = "• KGS/USD = 0.01144 0%\n\nA title and its text\n".encode() * 50
LIMIT = 64 << 20
PACK = {".gz": gzip.compress, ".zst": zstandard.compress}
PEAK = """
import resource, sys
from flows.dumps.find import find
from flows.dumps.read import read
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
texts, refused, _ = read(find([sys.argv[1]]), 64 << 20, 12 << 20)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(",".join(sorted(set(refused["reason"]))), texts.height, (after - before) // 1024)
"""


def peak(folder: Path) -> tuple[str, int, int]:
    """Reasons, dumps read, and MiB that reading took, in a process of its own."""
    done = subprocess.run([sys.executable, "-c", PEAK, str(folder)], capture_output=True, text=True, check=True)
    reasons, height, mib = done.stdout.strip("\n").split(" ")
    return reasons, int(height), int(mib)


def zeros(path: Path, gib: int) -> None:
    """An archive of so many GiB of zeros, made of copies of one member."""
    member = PACK[path.suffix](bytes(64 << 20))
    with path.open("wb") as stream:
        for _ in range(gib * 16):
            stream.write(member)


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_ten_gib_of_zeros_are_given_up_early(tmp_path: Path, ending: str) -> None:
    zeros(tmp_path / f"bomb{ending}", 10)
    reasons, height, mib = peak(tmp_path)
    assert reasons in ("compression_ratio", "too_large")
    assert height == 0
    assert mib < 64 + 64 + 40, "not much more than the limit, twice: its pieces and their sum"


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_small_file_does_not_unpack_to_much(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"a{ending}").write_bytes(PACK[ending](b"x" * (FREE_BYTES + 1)))
    texts, refused, _ = read(find([str(tmp_path)]), LIMIT)
    assert refused["reason"].to_list() == ["compression_ratio"]
    assert str(MOST_RATIO) in refused["detail"].item()
    (tmp_path / f"a{ending}").write_bytes(PACK[ending](b"x" * FREE_BYTES))
    texts, refused, _ = read(find([str(tmp_path)]), LIMIT)
    assert texts["byte_count"].to_list() == [FREE_BYTES]


def test_many_small_bombs_do_not_fill_a_batch(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.gz").write_bytes(gzip.compress(f"{number} ".encode() + b"y " * (FREE_BYTES // 2 - 9)))
    files = find([str(tmp_path)])
    texts, _, captures = read(files, LIMIT, 12 << 20)
    assert len(captures) == texts.height == 13
    assert list(captures) == [file.uri for file in files[:13]]
    _, height, mib = peak(tmp_path)
    assert height == 13
    assert mib < 100


@pytest.mark.parametrize("ending", [".gz", ".zst"])
@pytest.mark.parametrize("rest", [b"trailing garbage", b"\x1f\x8b\x08\x00", b"PK\x03\x04" + bytes(40)])
def test_garbage_after_an_archive_is_quarantined(tmp_path: Path, ending: str, rest: bytes) -> None:
    (tmp_path / f"a{ending}").write_bytes(PACK[ending](RAW) + rest)
    assert read(find([str(tmp_path)]), LIMIT)[1]["reason"].to_list() == ["corrupt_compression"]


def test_a_window_larger_than_memory_is_quarantined(tmp_path: Path) -> None:
    frame = b"\x28\xb5\x2f\xfd" + bytes([0b00000000, 0xF8])  # no content size, a window of 2 TiB
    (tmp_path / "a.zst").write_bytes(frame + b"\x01\x00\x00")
    assert read(find([str(tmp_path)]), LIMIT)[1]["reason"].to_list() == ["corrupt_compression"]


def test_links_pipes_sockets_and_devices_are_no_dumps(tmp_path: Path) -> None:
    folder = tmp_path / "dumps"
    folder.mkdir()
    (tmp_path / "outside.txt").write_bytes(RAW)
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "up").symlink_to(tmp_path, target_is_directory=True)
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(folder / "socket.txt"))
    with pytest.raises(InputError, match="no dump found"):
        find([str(folder)])
    (folder / "inside.txt").write_bytes(RAW)
    (folder / "twin.txt").symlink_to(folder / "inside.txt")
    assert [file.path.name for file in find([str(folder)])] == ["inside.txt", "twin.txt"]


@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
def test_what_takes_the_place_of_a_file_is_not_waited_for(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(RAW)
    files = find([str(tmp_path)])
    path.unlink()
    {"pipe": os.mkfifo, "folder": os.mkdir, "device": lambda at: at.symlink_to("/dev/zero")}[kind](path)
    assert read(files, LIMIT)[1]["reason"].to_list() == ["unreadable"]


@pytest.mark.parametrize("name", ["a.txt", "a.gz"])
def test_a_file_that_grows_is_left_for_the_next_run(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(RAW if name == "a.txt" else gzip.compress(RAW))
    files = find([str(tmp_path)])
    with (tmp_path / name).open("ab") as stream:
        stream.write(RAW if name == "a.txt" else gzip.compress(RAW))
    refused = read(files, LIMIT)[1]
    assert refused["reason"].to_list() == ["unreadable"]
    assert "changed since it was found" in refused["detail"].item()
    assert read(find([str(tmp_path)]), LIMIT)[0].height == 1


def test_a_file_that_is_written_without_pause_is_never_half_a_capture(tmp_path: Path) -> None:
    path, stop = tmp_path / "a.txt", threading.Event()
    path.write_bytes(RAW)

    def write() -> None:
        while not stop.is_set():
            with path.open("ab") as stream:
                stream.write(RAW)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(30):
            files = find([str(tmp_path)])
            texts = read(files, 1 << 30)[0]
            assert texts["byte_count"].to_list() in ([], [files[0].size])
    finally:
        stop.set()
        writer.join()


def test_a_sparse_file_of_a_tebibyte_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(1 << 40)
    assert read(find([str(tmp_path)]), LIMIT)[1]["reason"].to_list() == ["too_large"]


def test_a_manifest_cannot_point_outside(tmp_path: Path) -> None:
    folder = tmp_path / "dumps"
    folder.mkdir()
    outside = tmp_path / "outside.txt"
    for path in (outside, folder / "a.txt"):
        path.write_bytes(RAW)
    rows = ["../outside.txt", str(outside), "x/../../outside.txt", "./a.txt"]
    lines = "".join(f"{path},https://timesca.com/{number},,\n" for number, path in enumerate(rows))
    (folder / "manifest.csv").write_text(f"path,page_url,captured_on,outlet\n{lines}")
    manifest.forget()
    assert [file.path.name for file in find([str(folder)])] == ["a.txt"]
    assert manifest.metadata_of(folder / "a.txt").page_url == "https://timesca.com/3"
    assert manifest.metadata_of(outside).page_url is None


@pytest.mark.parametrize("make", ["pipe", "huge", "field", "nul"])
def test_a_manifest_that_is_none_is_refused_or_left_aside(tmp_path: Path, make: str) -> None:
    path = tmp_path / "manifest.csv"
    manifest.forget()
    if make == "pipe":
        os.mkfifo(path)
        assert manifest.metadata_of(tmp_path / "a.txt") == manifest.Metadata()
        return
    text = {"field": "path,outlet\n" + "x" * 200_000 + ",\n", "nul": "path\n\x00\n\x00\n"}.get(make, "")
    path.write_text(text)
    if make == "huge":
        with path.open("r+b") as stream:
            stream.truncate(1 << 40)
    with pytest.raises(InputError, match=r"manifest\.csv"):
        manifest.metadata_of(tmp_path / "a.txt")


def test_a_uri_tells_its_path_and_no_two_paths_share_one(tmp_path: Path) -> None:
    names = [
        b"caf\xe9.txt",
        b"caf\\xe9.txt",
        b"caf%E9.txt",
        b"a\nb.txt",
        b"\x1b[2J.txt",
        b"' OR 1=1 --.txt",
        b"~nobody",
    ]
    for name in names:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(name)
    files = find([str(tmp_path)])
    assert len({file.uri for file in files}) == len(names)
    assert [path_of(file.uri) for file in files] == [file.path for file in files]
    assert all(file.uri.encode("utf-8") for file in files)


def test_a_file_named_like_no_user_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "~nobody-of-this-name").write_bytes(RAW)
    monkeypatch.chdir(tmp_path)
    assert isinstance(find(["~nobody-of-this-name"])[0], DumpFile)
