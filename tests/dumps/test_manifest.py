"""What manifest.csv says of files."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from flows.dumps.manifest import Metadata, forget, metadata_of
from flows.errors import InputError

HEADER = "path,page_url,captured_on,outlet\n"


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    forget()
    yield
    forget()


def written(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "manifest.csv").write_text(text, encoding="utf-8")
    return folder


def test_a_row_is_read(tmp_path: Path) -> None:
    written(tmp_path, "\ufeff" + HEADER + "sub/a.txt,https://timesca.com/x,2025-05-15,timesca\r\n")
    expected = Metadata("https://timesca.com/x", date(2025, 5, 15), None, None, "timesca")
    assert metadata_of(tmp_path / "sub" / "a.txt") == expected
    assert metadata_of(tmp_path / "other.txt") == Metadata()


def test_empty_values_are_unknown(tmp_path: Path) -> None:
    written(tmp_path, HEADER + "a.txt,,,\n")
    assert metadata_of(tmp_path / "a.txt") == Metadata()


def test_a_range_stays_a_range(tmp_path: Path) -> None:
    written(tmp_path, HEADER + "a.txt,,2025-05-01/2025-05-31,\n")
    assert metadata_of(tmp_path / "a.txt") == Metadata(None, None, date(2025, 5, 1), date(2025, 5, 31))


def test_the_nearest_manifest_wins(tmp_path: Path) -> None:
    written(tmp_path, HEADER + "sub/a.txt,far,,\nsub/b.txt,far,,\n")
    written(tmp_path / "sub", HEADER + "./a.txt,near,,\n")
    assert metadata_of(tmp_path / "sub" / "a.txt").page_url == "near"
    assert metadata_of(tmp_path / "sub" / "b.txt").page_url == "far"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("page_url\nx\n", "line 1"),
        ("path,colour\na,b\n", "line 1"),
        (HEADER + "a.txt,,15.05.2025,\n", "line 2.*not a date"),
        (HEADER + "a.txt,,1999-05-15,\n", "line 2.*between"),
        (HEADER + "a.txt,,2025-05-31/2025-05-01,\n", "ascending"),
        (HEADER + "a.txt,,,Times Of\n", "no slug"),
        (HEADER + "a.txt,,,\na.txt,,,\n", "line 3.*twice"),
        (HEADER + ",x,,\n", "path first"),
        (HEADER + "a.txt,x,,,extra\n", "4 values"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(tmp_path: Path, text: str, message: str) -> None:
    written(tmp_path, text)
    with pytest.raises(InputError, match=message):
        metadata_of(tmp_path / "a.txt")


def test_a_manifest_that_is_no_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_bytes(HEADER.encode() + b"caf\xe9,,,\n")
    with pytest.raises(InputError, match="UTF-8"):
        metadata_of(tmp_path / "a.txt")
