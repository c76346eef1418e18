"""`steppe show`: the exact source of a fact."""

import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows import pipeline
from flows.dumps import raw
from flows.errors import InputError
from flows.settings import Settings
from flows.show import numbered, source
from flows.warehouse.places import Places, places

ROOT = Path(__file__).resolve().parent.parent


def keep(where: Places, *dumps: bytes) -> list[str]:
    """Put dumps into the raw store under ids of our own."""
    import hashlib

    ids = [hashlib.sha256(dump).hexdigest()[:16] for dump in dumps]
    raw.write(where.raw, pl.DataFrame({"capture_id": ids, "raw": list(dumps)}, schema=raw.RAW_SCHEMA))
    return ids


def test_every_rate_and_headline_stands_on_the_line_that_the_warehouse_names(settings: Settings) -> None:
    pipeline.execute(settings)
    where = places(settings.warehouse)
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        facts = connection.execute("SELECT capture_id, line_number, rate_text FROM rates").fetchall()
        facts += connection.execute(
            "SELECT capture_id, line_start, headline FROM appearances JOIN ops.prints USING (print_id)"
            " WHERE headline IS NOT NULL"
        ).fetchall()
    assert len(facts) > 60
    for capture_id, line, text in facts:
        assert text in source(where, capture_id).lines()[line - 1]


def test_bytes_come_back_as_they_were(settings: Settings, sample: Path, tmp_path: Path) -> None:
    (sample / "odd.txt").write_bytes(b"\xef\xbb\xbfone\r\ntwo \xff\n\n")
    pipeline.execute(settings)
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        (capture_id,) = connection.execute(
            "SELECT capture_id FROM ops.capture_files WHERE ends_with(uri, '/odd.txt')"
        ).fetchone() or ("",)
    command = [sys.executable, "-m", "flows.cli", "show", capture_id[:12], "--warehouse", str(settings.warehouse)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == b"\xef\xbb\xbfone\r\ntwo \xff\n\n"
    told = subprocess.run([*command, "--line", "2"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    assert told.splitlines() == [f"capture {capture_id}", "  1  one", "> 2  two \ufffd", "  3  "]


def test_a_beginning_must_be_that_of_one_capture(tmp_path: Path) -> None:
    where = places(tmp_path / "w.duckdb")
    ids = keep(where, *(f"dump {number}".encode() for number in range(40)))
    assert source(where, ids[0]).raw == b"dump 0"
    common = next(one[0] for one in ids if sum(other[0] == one[0] for other in ids) > 1)
    with pytest.raises(InputError, match="captures begin so"):
        source(where, common)
    for unknown in ("", "zz", ids[0] + "0"):
        with pytest.raises(InputError, match="no capture of the raw store"):
            source(where, unknown)


def test_lines_that_are_not_there_are_refused() -> None:
    with pytest.raises(InputError, match="lines 1 to 2"):
        numbered(["a", "b"], 3, 2)
    with pytest.raises(InputError, match="lines 1 to 2"):
        numbered(["a", "b"], 0, 2)


def test_bytes_that_are_no_text_have_no_lines(tmp_path: Path) -> None:
    where = places(tmp_path / "w.duckdb")
    (capture_id,) = keep(where, b"a\x00b")
    with pytest.raises(InputError, match="no text"):
        source(where, capture_id).lines()


def test_a_terminal_obeys_nothing_of_a_dump(tmp_path: Path) -> None:
    hostile = "\x1b]0;owned\x07 \x9b2J \x1b[8m \u202egnp.exe \r gone \x00"
    (line,) = numbered([hostile], None, 0)
    assert line.isprintable()
    assert "owned" in line
