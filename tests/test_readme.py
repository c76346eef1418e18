"""The README's questions still have the README's answers."""

import re
from pathlib import Path

import pytest

from flows import pipeline
from flows.settings import Settings
from flows.warehouse.places import places
from flows.warehouse.query import query

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"\*\*\d+\. (.+?)\*\*\n\n```sql\n(.+?)\n```\n```csv\n(.+?)\n```", README, re.S)


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


def test_make_targets_that_the_readme_names_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"`?make (\w+)", README)):
        assert re.search(rf"^{target}:", makefile, re.M), target


def test_seed_files_are_documented() -> None:
    text = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")
    names = {path.relative_to(ROOT / "seeds").parts[0] for path in (ROOT / "seeds").rglob("*.csv")}
    assert {name for name in names if f"`{name}" not in text} == set()
