"""Which files count as dumps."""

import os
from pathlib import Path

import pytest

from flows.dumps.find import find
from flows.dumps.others import Others
from flows.errors import InputError


def names(paths: list[str], root: Path) -> list[str]:
    return [file.path.relative_to(root).as_posix() for file in find(paths)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "dumps"
    (root / "b" / "deep").mkdir(parents=True)
    for name in ("z.txt", "a", "b/x.gz", "b/deep/y.ZST", "picture.png", ".hidden.txt", "manifest.csv"):
        (root / name).write_text("text")
    (root / ".git").mkdir()
    (root / ".git" / "config").write_text("text")
    return root


def test_a_folder_is_walked_and_sorted(folder: Path) -> None:
    assert names([str(folder)], folder) == ["a", "b/deep/y.ZST", "b/x.gz", "z.txt"]


def test_each_file_counts_once(folder: Path) -> None:
    assert names([str(folder), str(folder / "a"), str(folder / "b" / ".." / "a")], folder).count("a") == 1


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [("*", ["a", "b/deep/y.ZST", "b/x.gz", "z.txt"]), ("**/*.gz", ["b/x.gz"]), ("?.txt", ["z.txt"]), ("[ab]", None)],
)
def test_globs_take_dumps_only(folder: Path, pattern: str, expected: list[str] | None) -> None:
    assert names([str(folder / pattern)], folder) == (expected or ["a", "b/deep/y.ZST", "b/x.gz"])


def test_a_named_file_counts_whatever_its_ending(folder: Path) -> None:
    assert names([str(folder / "picture.png")], folder) == ["picture.png"]


def test_a_file_whose_name_looks_like_a_glob(tmp_path: Path) -> None:
    (tmp_path / "page[1].txt").write_text("text")
    assert names([str(tmp_path / "page[1].txt")], tmp_path) == ["page[1].txt"]


@pytest.mark.parametrize("how", ["", "*", "**/*"])
def test_links_that_lead_outside_are_not_followed(folder: Path, tmp_path: Path, how: str) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "s.txt").write_text("secret")
    (folder / "out.txt").symlink_to(tmp_path / "secret" / "s.txt")
    (folder / "outside").symlink_to(tmp_path / "secret")
    (folder / "broken.txt").symlink_to(tmp_path / "nowhere.txt")
    (folder / "inside.txt").symlink_to(folder / "a")
    found = names([str(folder / how)], folder)
    assert "inside.txt" in found
    assert not {"out.txt", "outside/s.txt", "broken.txt"} & set(found)


def test_a_loop_of_links_ends(folder: Path) -> None:
    (folder / "b" / "loop").symlink_to(folder)
    assert len(find([str(folder)])) == 4


@pytest.mark.parametrize("named", ["nowhere", "nothing-*.txt"])
def test_what_is_missing_is_named(tmp_path: Path, named: str) -> None:
    with pytest.raises(InputError, match="no such file"):
        find([str(tmp_path / named)])


def test_a_folder_without_dumps_says_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("x")
    with pytest.raises(InputError, match=r"1 \.pdf"):
        find([str(tmp_path)])


def test_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="neither a file nor a folder"):
        find([str(tmp_path / "pipe")])


def test_a_name_that_is_no_utf8_has_a_uri_that_is(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("text")
    assert find([str(tmp_path)])[0].uri.endswith("/caf%E9.txt")


def test_what_is_no_dump_by_its_name_is_counted_with_an_example(folder: Path, tmp_path: Path) -> None:
    for name in ("page.txt.bz2", "b/other.bz2", "2025.09.14"):
        (folder / name).write_text("text")
    (tmp_path / "s.txt").write_text("elsewhere")
    (folder / "out.txt").symlink_to(tmp_path / "s.txt")
    os.mkfifo(folder / "pipe")
    others = Others()
    find([str(folder), f"{folder}/**/*"], others)  # each once
    kinds = {".bz2": 2, ".png": 1, ".14": 1, "links out of the folder": 1, "pipes or devices": 1}
    assert others.counts == kinds  # and neither manifest.csv nor what is hidden
    (line,) = others.told()
    assert line.startswith("6 files are not read")
    assert f"2 .bz2, 1 .14, 1 .png, 1 links out of the folder, 1 pipes or devices, such as {folder}/2025.09.14" in line


def test_a_folder_of_dumps_alone_has_nothing_to_tell(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    others = Others()
    find([str(tmp_path)], others)
    assert others.told() == []


def test_a_datapackage_of_others_is_no_export_of_ours(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text('{"name": "corpus", "resources": [{"path": "a.txt"}]}')
    (tmp_path / "site.json").write_text('{"pages": ["b.txt"]}')
    for name in ("a.txt", "b.txt", "lock"):
        (tmp_path / name).write_text("text")
    assert names([str(tmp_path)], tmp_path) == ["a.txt", "b.txt", "lock"]


@pytest.mark.parametrize(
    "said",
    [
        b"\xff",
        b"[" * 100_000,
        b"[1]",
        b'{"name": "steppe", "resources": 1}',
        b'{"name": "steppe", "resources": [[]]}',
        b'{"fingerprint": 1, "pages": [["a.txt"], "a.txt"]}',
    ],
)
def test_a_descriptor_that_anybody_wrote_hides_no_dump(tmp_path: Path, said: bytes) -> None:
    for name in ("datapackage.json", "site.json"):
        (tmp_path / name).write_bytes(said)
    (tmp_path / "a.txt").write_text("text")
    assert names([str(tmp_path)], tmp_path) == ["a.txt"]


def test_a_pipe_in_the_place_of_a_descriptor_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "site.json")
    (tmp_path / "a.txt").write_text("text")
    assert names([str(tmp_path)], tmp_path) == ["a.txt"]
