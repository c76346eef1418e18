"""Archives that blow up, lie about themselves or are mutilated: refused with a reason, in little memory."""

import gzip
import io
import random
import struct
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import zstandard

from flows.dumps.archives.read import records
from flows.dumps.archives.records import Record, Tally
from flows.dumps.decode import Refusal
from flows.dumps.find import find
from flows.dumps.read import read
from tests.archive_files import FETCHED, FILES, PAGES, files_of, http, pages_of, tarred, warc_record, zipped
from tests.dumps.test_archive_readers import SAMPLE, TERMS, held, reasons

ZEROS = bytes(64 << 20)
MOST_MIB = 260  # what reading may take: a few records at their limit, and what their libraries hold
PEAK = """
import resource, sys
from flows.dumps.archives.read import records
from flows.dumps.archives.records import Record
from flows.dumps.decode import Refusal
from flows.dumps.find import find
from flows.dumps.read import read
from tests.dumps.test_archive_readers import TERMS
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = []
for record in records(*find([sys.argv[1]]), TERMS):
    if isinstance(record, Record):
        texts, refused, _ = read([record], TERMS.limit)
        found += [len(text) for text in texts["text"]] + refused["reason"].to_list()
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(len(found), ",".join(sorted({str(each) for each in found})), (after - before) // 1024)
"""


def peak(path: Path) -> tuple[int, str, int]:
    """How many outcomes, which, and the MiB that reading took, in a process of its own."""
    done = subprocess.run([sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True)
    count, outcomes, mib = done.stdout.strip("\n").split(" ")
    return int(count), outcomes, int(mib)


def many(pack: Callable[[bytes], bytes], head: bytes = b"", times: int = 64) -> bytes:
    """Four GiB of zeros after a head, as copies of one member."""
    return pack(head) + pack(ZEROS) * times


def gib_header(name: str, kind: bytes) -> bytes:
    """A tar whose header says that a name, or a PAX record, is one GiB long."""
    info = tarfile.TarInfo(name)
    info.type, info.size = kind, 1 << 30
    return info.tobuf(tarfile.GNU_FORMAT)


def overlapping(count: int) -> bytes:
    """A ZIP whose list names one compressed file again and again."""
    raw = zipped([("a.txt", bytes(900_000))])
    start = raw.index(b"PK\x01\x02")
    entry = raw[start : raw.index(b"PK\x05\x06")]
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(entry) * count, start, 0)
    return raw[:start] + entry * count + end


def dense_parquet() -> bytes:
    """A Parquet file in which one long text stands very often, and once in its bytes."""
    stream = io.BytesIO()
    pl.DataFrame({"text": ["z" * (1 << 20)] * 2000}).write_parquet(stream, use_pyarrow=True)
    return stream.getvalue()


HEAD = warc_record("conversion", "https://timesca.com/", FETCHED, "text/plain", b"x").replace(
    b"Content-Length: 1", b"Content-Length: 99999999999"
)
MEDIA = "application/http; msgtype=response"
BOMBS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "WARC record of 4 GiB": ("a.warc.gz", lambda: many(gzip.compress, HEAD), "compression_ratio"),
    "WARC header without end": ("a.warc.gz", lambda: many(gzip.compress, b"WARC/1.0\r\nX: "), "broken_archive"),
    "page packed by its server": (
        "a.warc",
        lambda: warc_record(
            "response",
            "https://timesca.com/",
            FETCHED,
            MEDIA,
            http(gzip.compress(ZEROS) * 64, more="Content-Encoding: gzip\r\n"),
        ),
        "too_large",
    ),
    "line of 4 GiB": ("a.jsonl.gz", lambda: many(gzip.compress), "compression_ratio"),
    "line of 4 GiB, zstd": ("a.jsonl.zst", lambda: many(zstandard.compress), "compression_ratio"),
    "tar of 4 GiB": (
        "a.tar.gz",
        lambda: many(gzip.compress, tarred([("a", b"a")])[:1024] + gib_header("b.txt", tarfile.REGTYPE)),
        "compression_ratio",
    ),
    "tar with a name of 1 GiB": (
        "a.tar.gz",
        lambda: many(gzip.compress, gib_header("x", tarfile.GNUTYPE_LONGNAME)),
        "broken_archive",
    ),
    "tar with a PAX record of 1 GiB": (
        "a.tar.zst",
        lambda: many(zstandard.compress, gib_header("x", tarfile.XHDTYPE)),
        "broken_archive",
    ),
    "ZIP that names one file 60,000 times": ("a.zip", lambda: overlapping(60_000), "compression_ratio"),
    "Parquet of one text": ("a.parquet", dense_parquet, "compression_ratio"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_given_up_in_little_memory(tmp_path: Path, bomb: str) -> None:
    name, make, reason = BOMBS[bomb]
    (tmp_path / name).write_bytes(make())
    count, outcomes, mib = peak(tmp_path / name)
    assert count < 60
    assert reason in outcomes.split(",")
    assert mib < MOST_MIB


def test_a_zip_that_lists_too_much_is_not_listed(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(100_001):
            archive.writestr(str(number), b"")
    found, tally = held(tmp_path, "a.zip", stream.getvalue())
    assert reasons(found) == ["compression_ratio"]
    assert tally.record_count == 0


@pytest.mark.parametrize("name", [*PAGES, *FILES])
def test_mutilated_archives_do_no_harm(tmp_path: Path, name: str) -> None:
    make = PAGES.get(name)
    raw = make(pages_of(SAMPLE)[:5]) if make else FILES[name](list(files_of(SAMPLE))[:5])
    chance = random.Random(name)
    for _ in range(150):
        broken = bytearray(raw)
        for _ in range(chance.choice([1, 3, 30])):
            start = chance.randrange(len(broken))
            match chance.randrange(4):
                case 0:
                    broken[start] = chance.randrange(256)
                case 1:
                    del broken[start : start + chance.choice([1, 40, 4000])]
                case 2:
                    broken[start:start] = broken[: chance.choice([1, 40, 4000])]
                case _:
                    broken[start : start + 4] = b"\xff\xff\xff\xff"
            broken = broken or bytearray(b"x")
        (tmp_path / name).write_bytes(bytes(broken))
        (file,) = find([str(tmp_path)])
        *found, tally = records(file, TERMS)
        assert isinstance(tally, Tally)
        assert tally.is_whole or isinstance(found[-1].held, Refusal)  # type: ignore[union-attr]
        dumps = [record for record in found if isinstance(record, Record)]
        texts, refused, captures = read(dumps, TERMS.limit)
        assert len(captures) == len(dumps), "no two records share an address"
        assert set(captures.values()) == {*texts["capture_id"], *refused["capture_id"]}
