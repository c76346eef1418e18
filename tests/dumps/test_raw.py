"""The raw store gives back exactly what was written, whatever the batches."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.dumps import raw
from flows.errors import InputError

ROOT = Path(__file__).resolve().parents[2]


def captures(*dumps: bytes) -> pl.DataFrame:
    ids = [hashlib.sha256(dump).hexdigest()[:16] for dump in dumps]
    return pl.DataFrame({"capture_id": ids, "raw": list(dumps)}, schema=raw.RAW_SCHEMA)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.binary(max_size=200), max_size=6), max_size=5), st.integers(1, 4), st.integers(1, 300))
def test_bytes_come_back_once_in_batches_of_the_size_asked(
    tmp_path_factory: pytest.TempPathFactory, written: list[list[bytes]], most_dumps: int, most_bytes: int
) -> None:
    folder = tmp_path_factory.mktemp("raw")
    for dumps in written:
        raw.write(folder, captures(*dumps))
    everything = {dump for dumps in written for dump in dumps}
    expected = captures(*everything).sort("capture_id")
    assert raw.read(folder, expected["capture_id"]).equals(expected)
    frames = list(raw.batches(folder, expected["capture_id"], most_dumps, most_bytes))
    assert all(frame.height <= most_dumps for frame in frames)
    assert all(frame.height == 1 or frame["raw"].bin.size().sum() <= most_bytes for frame in frames)
    assert pl.concat([captures(), *frames]).sort("capture_id").equals(expected)


def test_the_same_batch_again_adds_nothing(tmp_path: Path) -> None:
    first = raw.write(tmp_path, captures(b"one", b"two"))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert raw.write(tmp_path, captures(b"two", b"one")) is None
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    first.unlink()
    assert raw.write(tmp_path, captures(b"two", b"one")) == first


def test_only_what_is_new_is_written(tmp_path: Path) -> None:
    raw.write(tmp_path, captures(b"one", b"two"))
    second = raw.write(tmp_path, captures(b"two", b"three"))
    assert pl.read_parquet(second)["raw"].to_list() == [b"three"]


def test_removal_leaves_the_neighbours_and_no_bytes(tmp_path: Path) -> None:
    gone, kept, alone = captures(b"gone" * 50), captures(b"kept"), captures(b"alone")
    raw.write(tmp_path, pl.concat([gone, kept]))
    raw.write(tmp_path, alone)
    assert raw.remove(tmp_path, [*gone["capture_id"], "unknown"]) == 1
    assert raw.remove(tmp_path, gone["capture_id"]) == 0
    assert sorted(pl.concat([pl.read_parquet(path) for path in raw.files(tmp_path)])["raw"]) == [b"alone", b"kept"]
    assert raw.remove(tmp_path, alone["capture_id"]) == 1
    assert len(raw.files(tmp_path)) == 1


def test_a_removal_that_was_cut_short_is_made_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone, kept = captures(b"gone"), captures(b"kept")
    raw.write(tmp_path, pl.concat([gone, kept]))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", lambda path: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            raw.remove(tmp_path, gone["capture_id"])
    assert raw.read(tmp_path, kept["capture_id"]).equals(kept)
    assert raw.remove(tmp_path, gone["capture_id"]) == 1
    assert raw.index(tmp_path)["capture_id"].to_list() == kept["capture_id"].to_list()


def test_half_written_files_are_swept_and_never_read(tmp_path: Path) -> None:
    raw.write(tmp_path, captures(b"one"))
    (tmp_path / "0000.tmp").write_bytes(b"PAR1half")
    assert raw.index(tmp_path).height == 1
    raw.sweep(tmp_path)
    assert [path.suffix for path in tmp_path.iterdir()] == [".parquet"]


@pytest.mark.parametrize("damage", [lambda held: held[:-20], lambda held: held.replace(b"one", b"two")])
def test_a_damaged_file_is_named_with_the_mend(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = raw.write(tmp_path, captures(b"one" * 1000))
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(InputError, match=f"{path.name}.*steppe restore"):
        raw.read(tmp_path, captures(b"one" * 1000)["capture_id"])


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "raw").touch()
    with pytest.raises(InputError, match="raw store cannot be written"):
        raw.write(tmp_path / "raw", captures(b"one"))


def test_a_full_disk_is_told_and_leaves_nothing_behind(tmp_path: Path) -> None:
    script = (
        "import resource, sys; from pathlib import Path; import os\n"
        "from tests.dumps.test_raw import captures, raw\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "raw.write(Path(sys.argv[1]), captures(os.urandom(100_000)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "InputError" in done.stderr
    assert "the raw store cannot be written" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_absent_store_is_empty(tmp_path: Path) -> None:
    assert raw.index(tmp_path / "none").is_empty()
    assert raw.read(tmp_path / "none", ["0" * 16]).is_empty()
