"""The house keeps its own rules: layers, dictionary, suites, checks, light start-up."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.quality.suites import TABLES, load_suite
from flows.reports.dictionary import dictionary
from flows.seeds import table

ROOT = Path(__file__).resolve().parent.parent


def test_import_contracts_hold() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports"))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_dictionary_is_current() -> None:
    assert (ROOT / "DICTIONARY.md").read_text(encoding="utf-8") == dictionary(), "run `make dictionary`"


def test_dictionary_knows_a_meaning_for_everything() -> None:
    bare = [line for line in dictionary().splitlines() if line.startswith("|") and line.endswith("|  |")]
    assert bare == []


def test_every_fact_has_a_suite_that_counts_its_rows() -> None:
    files = {path.stem for path in (ROOT / "expectations").glob("*.json")}
    assert files == set(TABLES)
    for name in TABLES:
        suite = load_suite(name)["expectations"]
        names = [one["meta"]["check_name"] for one in suite]
        assert "row_count" in names
        assert len(names) == len(set(names))
        assert {one["severity"] for one in suite} <= {"critical", "warning"}


@pytest.mark.parametrize("path", sorted((ROOT / "seeds").rglob("*.csv")), ids=lambda path: path.name)
def test_seeds_are_sorted_and_unique(path: Path) -> None:
    import csv

    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert len({tuple(row) for row in rows}) == len(rows)
    assert {len(row) for row in rows} == {len(rows[0])}
    if path.parent.name != "dumps":
        assert [row[0] for row in rows[1:]] == sorted(row[0] for row in rows[1:])


def test_entity_ids_are_unique_over_all_kinds_and_aliases_meet_them() -> None:
    entities = table("entities")["entity_id"]
    assert entities.n_unique() == len(entities)
    assert set(table("aliases")["entity_id"]) <= set(entities)


def test_every_rule_that_finds_a_mention_has_its_confidence() -> None:
    import re

    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "flows" / "mentions").glob("*.py"))
    given = set(re.findall(r'Shape\([^()]*?"[A-Z_]+", "([a-z_]+)"', code)) | set(
        re.findall(r'rule=pl.lit\("(\w+)"\)', code)
    )
    assert len(given) > 20
    assert given <= set(table("mention_rules")["rule"])


def test_the_list_of_quarantine_reasons_is_closed() -> None:
    import re

    reasons = table("quarantine_reasons")
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "flows").rglob("*.py"))
    refusals = set(re.findall(r'Refusal\(\s*"(\w+)"', text))
    assert refusals
    assert refusals <= set(reasons.filter(reasons["grain"] == "dump")["reason"])
    assert [reason for reason in reasons["reason"] if f'"{reason}"' not in text] == []
    assert sum(reasons.null_count().row(0)) == 0


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "flows.cli", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert time.monotonic() - started < 10
    assert "status" in done.stdout
    for heavy in ("prefect", "polars", "duckdb", "great_expectations", "pandas"):
        assert f" {heavy}\n" not in done.stderr


def test_suites_are_plain_json_without_ids() -> None:
    for path in (ROOT / "expectations").glob("*.json"):
        assert '"id"' not in path.read_text(encoding="utf-8")
        json.loads(path.read_text(encoding="utf-8"))
