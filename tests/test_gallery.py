"""The gallery of sql/examples answers, and asks of every fact, dimension and view."""

import re
from pathlib import Path

import pytest

from flows import pipeline
from flows.errors import InputError
from flows.settings import Settings
from flows.warehouse.examples import example, examples, question
from flows.warehouse.places import Places, places
from flows.warehouse.query import held, query
from tests.conftest import ROOT

# What the sample has no row of: no two of its articles tell the same in the same words.
MAY_BE_EMPTY = {"near_duplicates", "stories"}


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Places:
    target: Path = tmp_path_factory.mktemp("gallery") / "w.duckdb"
    pipeline.execute(Settings(dumps=[str(ROOT / "seeds" / "dumps")], warehouse=target, _env_file=None))
    return places(target)


def test_there_are_27_questions_each_asked_in_its_first_line() -> None:
    asked = [question(file) for file in examples().values()]
    assert len(set(asked)) == 27
    assert [one for one in asked if not re.fullmatch(r"[A-Z][^?]+\?", one)] == []


@pytest.mark.parametrize("name", examples())
def test_an_example_answers(where: Places, name: str) -> None:
    got = query(where, example(name).text)
    assert (got.height == 0) == (name in MAY_BE_EMPTY)
    assert got.width > 1


def test_every_fact_dimension_and_view_is_asked(where: Places) -> None:
    text = "\n".join(file.text for file in examples().values())
    wanted = {one.full_name for one in held(where) if one.schema in ("main", "report")}
    wanted |= {"report.freshness", "report.rates_as_known", "report.articles_as_known"}
    assert sorted(name for name in wanted if not re.search(rf"\b{re.escape(name)}\b", text)) == []


def test_an_example_that_is_not_there_is_named_with_the_nearest() -> None:
    with pytest.raises(InputError, match=r"rates_lates: no such example \(did you mean rates_latest\?\)"):
        example("rates_lates")
