"""`steppe` as a person meets it: one clear line, the right exit code, no half-made file."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from flows import pipeline
from flows.settings import SCHEMA_VERSION, Settings

STEPPE = [sys.executable, "-m", "flows.cli"]
ROOT = Path(__file__).resolve().parent.parent


def steppe(*arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "200", **more}
    command = [*STEPPE, *(str(argument) for argument in arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("cli") / "w.duckdb"
    pipeline.execute(Settings(dumps=["seeds/dumps"], warehouse=target, _env_file=None))
    return target


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda folder: folder / "missing", "no such file or folder"),
        (lambda folder: folder, "no dump found"),
    ],
    ids=["missing path", "empty folder"],
)
def test_run_without_dumps_says_so_in_one_line(tmp_path: Path, make: object, message: str) -> None:
    (tmp_path / "dumps").mkdir()
    done = steppe("run", "--dumps", make(tmp_path / "dumps"), "--warehouse", tmp_path / "w.duckdb")
    assert done.returncode == 2
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["dumps"]


def test_run_on_pictures_says_so_in_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "dumps"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    done = steppe("run", "--dumps", folder, "--warehouse", tmp_path / "w.duckdb")
    assert (done.returncode, done.stderr.strip().count("\n")) == (2, 0)
    assert "3 .png" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["dumps"]


def test_run_to_an_unwritable_place_says_so_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = steppe("run", "--dumps", "seeds/dumps", "--warehouse", tmp_path / "file" / "w.duckdb")
    assert (done.returncode, done.stderr.strip().count("\n")) == (2, 0)
    assert "cannot write" in done.stderr


def test_a_bad_manifest_names_file_line_and_mend(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Viewing results 1 - 6 of 12\n")
    (tmp_path / "manifest.csv").write_text("path,page_url,captured_on,outlet\na.txt,,2025-13-01,\n")
    done = steppe("run", "--dumps", tmp_path, "--warehouse", tmp_path / "w.duckdb")
    assert done.returncode == 2
    assert "manifest.csv line 2: captured_on '2025-13-01' is not a date like 2025-05-15" in done.stderr


def test_a_bad_setting_is_named(tmp_path: Path) -> None:
    done = steppe("run", "--warehouse", tmp_path / "w.duckdb", STEPPE_BATCH_DUMPS="many")
    assert done.returncode == 2
    assert "STEPPE_BATCH_DUMPS" in done.stderr


def test_run_takes_what_a_shell_makes_of_a_glob(warehouse: Path) -> None:
    files = sorted((ROOT / "seeds" / "dumps").glob("2025-*"))
    done = steppe("run", "--dumps", *files, "--warehouse", warehouse)
    assert done.returncode == 0, done.stderr
    assert f"nothing new in {len(files)} dumps" in done.stdout


def test_status_shows_fingerprint_rows_and_runs(warehouse: Path) -> None:
    done = steppe("status", "--warehouse", warehouse)
    assert done.returncode == 0, done.stderr
    assert "fingerprint" in done.stdout
    assert "passed" in done.stdout
    assert "13" in done.stdout


def test_status_without_a_warehouse_tells_how_to_make_one(tmp_path: Path) -> None:
    done = steppe("status", "--warehouse", tmp_path / "w.duckdb")
    assert done.returncode == 2
    assert "steppe run --warehouse" in done.stderr


def test_sql_prints_tables_csv_and_json(warehouse: Path) -> None:
    question = "SELECT base_currency, rate, change_text FROM rates ORDER BY ALL LIMIT 1"
    assert "KGS" in steppe("sql", question, "--warehouse", warehouse).stdout
    csv = steppe("sql", question, "--warehouse", warehouse, "--format", "csv").stdout
    assert csv.splitlines()[0] == "base_currency,rate,change_text"
    rows = json.loads(steppe("sql", question, "--warehouse", warehouse, "--format", "json").stdout)
    assert rows[0]["base_currency"] == "KGS"
    assert rows[0]["rate"].startswith("0.01")
    nested = steppe("sql", "SELECT captions FROM article_versions", "--warehouse", warehouse, "--format", "csv")
    assert nested.returncode == 0, nested.stderr


def test_sql_reads_only(warehouse: Path) -> None:
    before = warehouse.resolve().read_bytes()
    for question in ("DELETE FROM rates", "CREATE TABLE x (a INT)", "SELEC 1"):
        done = steppe("sql", question, "--warehouse", warehouse)
        assert done.returncode == 2
        assert done.stderr.startswith("error: the question")
    assert warehouse.resolve().read_bytes() == before


def test_explain_shows_each_line_with_its_role() -> None:
    done = steppe("explain", "seeds/dumps/2025-05-15_tag-tokayev.txt")
    assert done.returncode == 0, done.stderr
    for word in ("ticker", "page_date", "pager", "title", "paragraph", "alternation 0.95", "2025-05-15 (page)"):
        assert word in done.stdout


def test_explain_of_what_is_no_dump_says_why(tmp_path: Path) -> None:
    (tmp_path / "nul.txt").write_bytes(b"a\x00b")
    done = steppe("explain", tmp_path / "nul.txt")
    assert done.returncode == 2
    assert "nul_bytes" in done.stderr


def test_verify_holds_a_release_and_finds_a_broken_one(warehouse: Path, tmp_path: Path) -> None:
    import shutil

    import duckdb

    good = steppe("verify", "--warehouse", warehouse)
    assert good.returncode == 0, good.stdout + good.stderr
    copy = tmp_path / "w.state" / "releases" / warehouse.resolve().name
    copy.parent.mkdir(parents=True)
    shutil.copyfile(warehouse.resolve(), copy)
    with duckdb.connect(str(copy)) as connection:
        connection.execute("UPDATE main.rates SET change_sign = 1 WHERE change_text = '-0%'")
    (tmp_path / "w.duckdb").symlink_to(copy)
    bad = steppe("verify", "--warehouse", tmp_path / "w.duckdb")
    assert bad.returncode == 1
    assert "fingerprint" in bad.stdout
    assert "rates_change" in bad.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["replay"], "say what to replay"),
        (["replay", "all", "--reason", "binary"], "say what to replay"),
        (["replay", "all"], "nothing stands in quarantine"),
        (["list", "--reason", "bad_luck"], "no such reason; the list is ambiguous_rate"),
        (["show", "f00"], "no refusal has this id"),
    ],
)
def test_quarantine_refuses_in_one_line(warehouse: Path, arguments: list[str], message: str) -> None:
    done = steppe("quarantine", *arguments, "--warehouse", warehouse)
    assert (done.returncode, done.stderr.strip().count("\n")) == (2, 0)
    assert message in done.stderr


def test_quarantine_lists_shows_and_replays(tmp_path: Path) -> None:
    folder = tmp_path / "dumps"
    folder.mkdir()
    text = (ROOT / "seeds" / "dumps" / "tag-water.txt").read_text(encoding="utf-8")
    (folder / "one\x1b[2J.txt").write_text(text.replace("KZT/USD = 0.00196", "KZT/USD = 1,234"), encoding="utf-8")
    target = tmp_path / "w.duckdb"
    assert steppe("quarantine", "list", "--warehouse", target).returncode == 2
    pipeline.execute(Settings(dumps=[str(folder)], warehouse=target, _env_file=None))
    listed = steppe("quarantine", "list", "--warehouse", target)
    assert "ambiguous_rate" in listed.stdout
    assert f"{folder}/one\\x1b[2J.txt:2" in listed.stdout
    assert "\x1b" not in listed.stdout
    refusal = next(line.split()[0] for line in listed.stdout.splitlines() if line.endswith("  ambiguous_rate"))
    shown = steppe("quarantine", "show", refusal, "--warehouse", target)
    assert "print a point where the dump is made" in shown.stdout
    done = steppe("quarantine", "replay", refusal, "--warehouse", target)
    assert done.returncode == 0, done.stderr
    assert "resolved: 0\nstill refused: 1\n" in done.stdout


def test_quality_writes_the_report_again_and_says_where(warehouse: Path) -> None:
    page = warehouse.with_suffix(".state") / "reports" / "quality.html"
    page.unlink()
    done = steppe("quality", "--warehouse", warehouse)
    assert (done.returncode, done.stdout.strip()) == (0, str(page))
    assert "Passed and released" in page.read_text(encoding="utf-8")


def test_quality_without_a_warehouse_says_so_in_one_line(tmp_path: Path) -> None:
    done = steppe("quality", "--warehouse", tmp_path / "w.duckdb")
    assert (done.returncode, done.stderr.strip().count("\n")) == (2, 0)
    assert "no warehouse there yet" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_export_writes_a_package_and_says_where(warehouse: Path, tmp_path: Path) -> None:
    done = steppe("export", tmp_path / "out", "--format", "csv", "--warehouse", warehouse)
    assert done.returncode == 0, done.stderr
    package = tmp_path / "out" / "datapackage.json"
    assert done.stdout.strip().endswith(f"described by {package}")
    assert len(json.loads(package.read_text())["resources"]) == len(list(package.parent.glob("*.csv")))
    assert steppe("export", tmp_path / "out", "--warehouse", warehouse).returncode == 2
    nothing = steppe("export", tmp_path / "out", "--format", "csv", "--warehouse", tmp_path / "none.duckdb")
    assert (nothing.returncode, nothing.stderr.strip().count("\n")) == (2, 0)


def test_sql_writes_files_that_say_the_same(warehouse: Path, tmp_path: Path) -> None:
    import polars as pl

    question = "SELECT base_currency, rate FROM rates ORDER BY ALL"
    for shape in ("parquet", "csv", "json"):
        file = tmp_path / f"a.{shape}"
        done = steppe("sql", question, "--warehouse", warehouse, "--format", shape, "--output", file)
        assert (done.returncode, done.stdout.strip()) == (0, f"44 rows in {file}"), done.stderr
    exact = pl.read_parquet(tmp_path / "a.parquet")
    assert exact.schema["rate"] == pl.Decimal(38, 12)
    as_text = [str(rate) for rate in exact["rate"]]
    assert pl.read_csv(tmp_path / "a.csv", infer_schema=False)["rate"].to_list() == as_text
    assert [row["rate"] for row in json.loads((tmp_path / "a.json").read_text())] == as_text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.json", "a.parquet"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["SELECT 1", "--format", "parquet"], "needs both"),
        (["SELECT 1", "--output", "a.txt"], "needs both"),
        (["SELECT 1", "--example", "rates_latest"], "not both"),
        (["--example", "rates"], "no such example"),
        (["SELECT 1", "--format", "csv", "--output", "/nowhere/a.csv"], "cannot write there"),
    ],
)
def test_sql_refuses_in_one_line(warehouse: Path, arguments: list[str], message: str) -> None:
    done = steppe("sql", *arguments, "--warehouse", warehouse)
    assert (done.returncode, done.stderr.strip().count("\n")) == (2, 0)
    assert message in done.stderr


def test_sql_asks_an_example_and_what_a_pipe_says(warehouse: Path) -> None:
    listed = steppe("sql", "--example", "list").stdout
    assert "rates_latest            What did each currency cost when it was last seen?" in listed
    assert "0.01144" in steppe("sql", "--example", "rates_latest", "--warehouse", warehouse).stdout
    command = [*STEPPE, "sql", "--format", "csv", "--warehouse", str(warehouse)]
    done = subprocess.run(command, cwd=ROOT, input="SELECT 6 * 7 AS a", capture_output=True, text=True, check=True)
    assert done.stdout == "a\n42\n"


def test_what_a_script_reads_is_json(warehouse: Path, tmp_path: Path) -> None:
    status = json.loads(steppe("status", "--json", "--warehouse", warehouse).stdout)
    assert (status["counts"]["captures"], len(status["fingerprint"]), status["is_held"]) == (13, 64, False)
    assert status["runs"][0]["status"] == "passed"
    releases = json.loads(steppe("releases", "--json", "--warehouse", warehouse).stdout)
    assert [one["is_published"] for one in releases["releases"]] == [True]
    assert releases["releases"][0]["fingerprint"] == status["fingerprint"][:12]
    assert json.loads(steppe("quarantine", "list", "--json", "--warehouse", warehouse).stdout) == []
    assert steppe("releases", "--json", "--warehouse", tmp_path / "w.duckdb").returncode == 2


def test_no_color_is_respected(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.hostile.pty_run import in_terminal

    monkeypatch.delenv("NO_COLOR", raising=False)
    _, coloured = in_terminal("doctor", "--warehouse", warehouse)
    assert "\x1b[32m" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    for arguments in (["doctor"], ["status"], ["sql", "FROM rates"], ["sql", "FROM nowhere"]):
        _, plain = in_terminal(*arguments, "--warehouse", warehouse)
        assert not re.search(r"\x1b\[[0-9;]*3[0-9]", plain), plain


def test_a_refused_run_tells_what_it_refuses_and_shows_no_traceback(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number}.txt").write_bytes(b"no text %d \0" % number)
    done = steppe("run", tmp_path, "--warehouse", tmp_path / "w.duckdb")
    *refused, last = done.stderr.splitlines()
    assert done.returncode == 1
    assert [line.split()[:2] for line in refused] == [["quarantined", "nul_bytes:"]] * 10 + [["quarantined", "2"]]
    assert last.startswith("error: 12 of 12 new dumps were refused")
    debug = steppe("--debug", "run", tmp_path, "--warehouse", tmp_path / "w.duckdb")
    assert "Traceback" in debug.stderr


def test_a_run_tells_what_it_does_not_read_and_gives_json_that_is_data(tmp_path: Path) -> None:
    text = (ROOT / "seeds" / "dumps" / "tag-water.txt").read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text(text.replace("KZT/USD = 0.00196", "KZT/USD = 1,234"), encoding="utf-8")
    (tmp_path / "page.html").write_text("<p>a page</p>", encoding="utf-8")
    (tmp_path / "manifest.csv").write_text("path,captured_on\na.txt,2025-05-15\nb.txt,2025-05-16\n")
    asked = ["run", tmp_path, "--warehouse", tmp_path / "w.duckdb"]
    given = json.loads(steppe(*asked, "--json").stdout)
    assert given["outlets"] == ["timesca"]
    assert given["brought"] == [{"reason": "ambiguous_rate", "dump_count": 0, "line_count": 8}]
    assert given["changed"] == []
    assert {"check_name", "severity"} <= given["checks"][0].keys()
    assert "page.html" in given["notes"][0]
    assert given["notes"][1].endswith("manifest.csv: 1 of 2 rows match no file, such as b.txt")
    idle = steppe(*asked)
    assert "nothing new in 1 dumps" in idle.stdout
    assert "1 .html, such as" in idle.stdout
    assert "1 of 2 rows match no file, such as b.txt" in idle.stdout


BOUND = "from tests.children import drop_capabilities; from flows.cli import main; drop_capabilities(); main()"


def test_what_only_reads_works_where_nothing_can_be_written(warehouse: Path, tmp_path: Path) -> None:
    import shutil

    place = tmp_path / "place"
    shutil.copytree(warehouse.parent, place, symlinks=True)
    (place / warehouse.name).unlink()
    (place / warehouse.name).symlink_to(f"{warehouse.stem}.state/releases/{warehouse.resolve().name}")
    capture = json.loads(steppe("sql", "FROM captures LIMIT 1", "--format", "json", "--warehouse", warehouse).stdout)
    every = [place, *(path for path in place.rglob("*") if path.is_dir())]
    for path in every:
        path.chmod(0o555)
    asked = [
        ["sql", "SELECT 1"],
        ["status"],
        ["verify"],
        ["releases"],
        ["names", "list"],
        ["quarantine", "list"],
        ["show", capture[0]["capture_id"]],
        ["export", tmp_path / "files", "--format", "csv"],
        ["backup", tmp_path / "saved"],
        ["report", "--output", tmp_path / "site"],
    ]
    said = {str(one[0]): bound(*one, "--warehouse", place / warehouse.name) for one in asked}
    refused = {name: bound(name, "--warehouse", place / warehouse.name) for name in ("run", "report")}
    for path in every:
        path.chmod(0o755)
    assert {name: done.stderr for name, done in said.items() if done.returncode} == {}
    for done in refused.values():
        assert (done.returncode, done.stderr.strip().count("\n")) == (2, 0)
        assert re.search("cannot write there|may not be read or written", done.stderr)


def bound(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The command line, bound by permissions even where the tests run as root."""
    command = [sys.executable, "-c", BOUND, *(str(argument) for argument in arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_warehouse_of_an_older_steppe_names_the_mend(warehouse: Path, tmp_path: Path) -> None:
    import shutil

    import duckdb

    copy = tmp_path / "w.state" / "releases" / warehouse.resolve().name
    copy.parent.mkdir(parents=True)
    shutil.copyfile(warehouse.resolve(), copy)
    with duckdb.connect(str(copy)) as connection:
        connection.execute("DROP MACRO TABLE report.capture_rhythm; DROP VIEW report.rates_latest")
        connection.execute("UPDATE ops.runs SET schema_version = 1")
    target = tmp_path / "w.duckdb"
    target.symlink_to(copy)
    older = f"it is of schema 1, this Steppe makes {SCHEMA_VERSION}: the next `steppe run` rebuilds it"
    for one in (["status"], ["sql", "FROM report.rates_latest"], ["report"]):
        done = steppe(*one, "--warehouse", target)
        assert (done.returncode, done.stderr.strip().count("\n")) == (2, 0), one
        assert older in done.stderr, one
    assert older in steppe("verify", "--warehouse", target).stdout
    assert steppe("sql", "SELECT 6 * 7 AS a", "--format", "csv", "--warehouse", target).stdout == "a\n42\n"
    assert "it is of" not in steppe("sql", "FROM nowhere", "--warehouse", warehouse).stderr
    with duckdb.connect(str(copy)) as connection:
        another = [SCHEMA_VERSION, '{"sql": "another"}']
        connection.execute("UPDATE ops.runs SET schema_version = ?, versions = ?", another)
    assert "`steppe rebuild` makes them anew" in steppe("status", "--warehouse", target).stderr


def test_rows_too_wide_for_the_terminal_are_blocks_with_whole_values(warehouse: Path) -> None:
    asked = ("sql", "FROM report.rates_latest ORDER BY base_currency", "--warehouse", warehouse)
    narrow = steppe(*asked, COLUMNS="80").stdout.splitlines()
    assert narrow[:2] == ["row 1", "  base_currency      KGS"]
    assert "  observed_on        2025-12-08" in narrow
    assert narrow[-1] == "5 rows"
    assert "│ KGS " in steppe(*asked, COLUMNS="300").stdout
    status = steppe("status", "--warehouse", warehouse, COLUMNS="80").stdout
    run_id = json.loads(steppe("status", "--json", "--warehouse", warehouse).stdout)["runs"][0]["run_id"]
    assert f"  run_id                {run_id}\n" in status
