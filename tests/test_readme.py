"""The README's questions still have the README's answers."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flows import pipeline
from flows.settings import Settings
from flows.warehouse.places import places
from flows.warehouse.query import query

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"\*\*\d+\. (.+?)\*\*\n\n```sql\n(.+?)\n```\n```csv\n(.+?)\n```", README, re.S)

TOUR = re.findall(r"```console\n(.+?)\n```", README, re.S)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("readme") / "w.duckdb"
    pipeline.execute(Settings(dumps=[str(ROOT / "seeds" / "dumps")], warehouse=target, _env_file=None))
    return target


def test_there_are_ten_questions() -> None:
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize(("title", "question", "answer"), QUESTIONS, ids=[one[0] for one in QUESTIONS])
def test_question(warehouse: Path, title: str, question: str, answer: str) -> None:
    got = query(places(warehouse), question)
    assert got.height
    assert got.write_csv().strip() == answer, title


def test_the_tour_prints_what_it_says(tmp_path: Path) -> None:
    """Its commands, one after the other, in a folder that holds the sample and nothing else."""
    shutil.copytree(ROOT / "seeds" / "dumps", tmp_path / "seeds" / "dumps")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "200"}
    steps = [step for block in TOUR for step in block.split("$ ")[1:]]
    assert len(steps) == 8
    for command, *expected in (step.rstrip().split("\n") for step in steps):
        done = subprocess.run(
            command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        said, wanted = (
            "\n".join(" ".join(line.split()) for line in lines)
            for lines in (
                (done.stdout + done.stderr).splitlines(),
                expected,
            )
        )
        pattern = re.escape(wanted).replace(r"\.\.\.", ".*")
        assert re.fullmatch(pattern, said, re.S), (command, said)


def test_pictures_are_there_and_small() -> None:
    named = set(re.findall(r'(?:src|srcset)="(.+?)"', README))
    assert len(named) == 6
    for name in named:
        assert 1_000 < (ROOT / name).stat().st_size < 150_000, name
        assert b"http://" not in (ROOT / name).read_bytes().replace(b"http://www.w3.org/2000/svg", b"")


def test_make_targets_that_the_readme_names_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"`make (\w+)", README + CONTRIBUTING)):
        assert re.search(rf"^{target}:", makefile, re.M), target


def test_seed_files_are_documented() -> None:
    text = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")
    names = {path.relative_to(ROOT / "seeds").parts[0] for path in (ROOT / "seeds").rglob("*.csv")}
    assert {name for name in names if f"`{name}" not in text} == set()
