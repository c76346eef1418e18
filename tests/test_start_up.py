"""What answers a person starts quickly: heavy libraries load only where they are used, and completion works."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from flows import pipeline
from flows.settings import Settings
from tests.conftest import ROOT

HEAVY = ("prefect", "great_expectations", "prompt_toolkit", "matplotlib", "uvicorn", "sqlalchemy")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("start") / "w.duckdb"
    pipeline.execute(Settings(dumps=["seeds/dumps"], warehouse=target, _env_file=None))
    return target


def started(*arguments: object) -> tuple[str, set[str], float]:
    """What a command says, the libraries that it loads, and its seconds of CPU, which a busy machine hardly shows."""
    command = [sys.executable, "-m", "flows.cli", *map(str, arguments)]
    environment = {**os.environ, "COLUMNS": "160"}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, code, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(code)
    assert process.returncode == 0
    traced = subprocess.run(
        [sys.executable, "-X", "importtime", *command[1:]], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(re.findall(r"\| +(\w+)$", traced.stderr, re.M))
    return said, loaded, used.ru_utime + used.ru_stime


@pytest.mark.parametrize(
    ("arguments", "answer", "seconds"),
    [
        (["status"], "fingerprint", 1.5),
        (["releases"], "published", 1.5),
        (["sql", "FROM report.rates_latest"], "0.01144", 1.5),
        (["run", "--dumps", "seeds/dumps"], "nothing new in 13 dumps", 3),
    ],
)
def test_an_answer_is_there_at_once(warehouse: Path, arguments: list[str], answer: str, seconds: float) -> None:
    said, loaded, used = started(*arguments, "--warehouse", warehouse)
    assert answer in said
    assert "duckdb" in loaded
    assert loaded & set(HEAVY) == set()
    assert used < seconds


def test_explain_is_there_at_once() -> None:
    said, loaded, used = started("explain", "seeds/dumps/2025-05-15_tag-tokayev.txt")
    assert "paragraph" in said
    assert "polars" in loaded
    assert loaded & {*HEAVY, "duckdb", "pandas"} == set()
    assert used < 1.5


@pytest.mark.parametrize(
    ("shell", "typed", "found"),
    [
        ("bash", {"COMP_WORDS": "steppe sta", "COMP_CWORD": "1"}, "status"),
        ("bash", {"COMP_WORDS": "steppe quarantine re", "COMP_CWORD": "2"}, "replay"),
        ("zsh", {"_TYPER_COMPLETE_ARGS": "steppe sql --out"}, "--output"),
        ("fish", {"_TYPER_COMPLETE_ARGS": "steppe doc", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}, "doctor"),
    ],
)
def test_the_shell_completes(shell: str, typed: dict[str, str], found: str) -> None:
    command = Path(sys.executable).with_name("steppe")
    environment = {**os.environ, **typed, "_STEPPE_COMPLETE": f"complete_{shell}"}
    done = subprocess.run([command], cwd=ROOT, capture_output=True, text=True, check=False, env=environment)
    assert found in done.stdout, done.stderr
