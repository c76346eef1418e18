"""Failing rows are kept by key, with what each check means beside them; a refused run keeps its own, old ones go."""

import shutil
from pathlib import Path

import duckdb
import pytest

from flows import pipeline
from flows.errors import RefusedError
from flows.settings import Settings
from flows.warehouse import audit_log, build, places
from tests.asking import ask

WITH_MEANING = """
SELECT failures.check_name, failures.table_name, failures.record_key, failures.detail, checks.mend <> '' AS has_mend
FROM quality.check_failures AS failures
INNER JOIN quality.checks AS checks ON failures.suite = checks.suite AND failures.check_name = checks.check_name
ORDER BY ALL
"""
UNTOLD = """
SELECT check_results.suite, check_results.check_name
FROM quality.check_results
ANTI JOIN quality.checks
    ON check_results.suite = checks.suite AND check_results.check_name = checks.check_name
    AND check_results.severity = checks.severity AND check_results.table_name = checks.table_name
    AND check_results.scope = checks.scope AND check_results.column_name IS NOT DISTINCT FROM checks.column_name
"""
COUNTS = """
SELECT check_results.check_name, check_results.unexpected_count, COUNT(check_failures.record_key)
FROM quality.check_results
INNER JOIN quality.check_failures USING (run_id, batch_id, suite, check_name)
GROUP BY ALL
"""


def test_a_warning_leads_to_its_rows_and_to_what_to_do(settings: Settings) -> None:
    pipeline.execute(settings)
    ((check, table, key, detail, has_mend),) = ask(settings.warehouse, WITH_MEANING)
    assert (check, table, has_mend) == ("pager_is_consistent", "captures", True)
    where = f"SELECT pager_first, pager_total FROM captures WHERE capture_id = '{key}'"
    assert ask(settings.warehouse, where) == [(1645, 895)]
    assert detail.startswith("pager_is_consistent: False; pager_first: 1645;")
    assert ask(settings.warehouse, UNTOLD) == []
    assert ask(settings.warehouse, COUNTS) == [("pager_is_consistent", 1, 1)]


def test_a_day_ahead_of_the_clock_warns_in_the_suite_and_in_sql(settings: Settings, sample: Path) -> None:
    page = sample / "2025-05-15_tag-tokayev.txt"
    ahead = page.read_text(encoding="utf-8").replace("15 May 2025", "15 May 2048")
    page.write_text(ahead, encoding="utf-8")
    pipeline.execute(settings)
    fired = {(check, key.split(" | ")[0]) for check, _, key, _, _ in ask(settings.warehouse, WITH_MEANING) if key}
    ((capture,),) = ask(settings.warehouse, "SELECT capture_id FROM captures WHERE captured_on = '2048-05-15'")
    checks = {check for check, key in fired if key == capture}
    assert {"captured_on_not_in_future", "observed_on_not_in_future", "captures_future"} <= checks


def test_more_rows_than_the_setting_are_counted_but_not_kept(settings: Settings, sample: Path) -> None:
    page = (sample / "2025-11-07_features-page-275.txt").read_text(encoding="utf-8")
    for number in range(4):
        (sample / f"again-{number}.txt").write_text(page + f"\nOne more line, the {number}.", encoding="utf-8")
    pipeline.execute(settings.model_copy(update={"max_failures": 2}))
    counts = {check: (true, kept) for check, true, kept in ask(settings.warehouse, COUNTS)}
    assert counts["pager_is_consistent"] == (5, 2)


def test_a_refused_run_keeps_its_failing_rows_and_the_fingerprint_knows_none(
    settings: Settings, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pipeline.execute(settings)
    page = sample / "2025-05-15_tag-tokayev.txt"
    shutil.copy(page, sample / "copy.txt")
    (sample / "copy.txt").write_text(page.read_text(encoding="utf-8") + "\nA line more.", encoding="utf-8")
    real = build.replace_dimensions

    def twice(connection: build.Connection, frames: dict) -> None:
        real(connection, frames)
        connection.execute("INSERT INTO main.currencies SELECT * FROM main.currencies WHERE currency_code = 'KGS'")

    with monkeypatch.context() as patch:
        patch.setattr(build, "replace_dimensions", twice)
        with pytest.raises(RefusedError, match="currencies_key"):
            pipeline.execute(settings)
    kept = ask(
        places.places(settings.warehouse).build,
        "SELECT status, record_key, detail FROM quality.check_failures INNER JOIN ops.runs USING (run_id)"
        " WHERE check_name = 'currencies_key'",
    )
    assert kept == [("refused", "KGS", "row_count: 2")]
    (sample / "copy.txt").unlink()
    assert pipeline.execute(settings).fingerprint == first.fingerprint
    assert ask(settings.warehouse, "SELECT COUNT(*) FROM quality.check_failures WHERE record_key = 'KGS'") == [(1,)]


def test_old_rows_go_but_those_of_batches_that_are_loaded() -> None:
    with duckdb.connect() as connection:
        build.prepare(connection)
        for number in range(4):
            connection.execute(
                "INSERT INTO ops.runs BY NAME SELECT $run AS run_id, 'ingest' AS flow,"
                " make_timestamp($at) AS started_at, 'passed' AS status,"
                " 0 AS captures_seen, 0 AS captures_new, 0 AS captures_quarantined,"
                " '{}' AS versions, 1 AS schema_version, $at AS run_number",
                {"run": f"r{number}", "at": number},
            )
            for batch in ("00001", "warehouse"):
                connection.execute(
                    "INSERT INTO quality.check_failures VALUES (?, ?, 'captures', 'row_count', 'captures', NULL, NULL)",
                    [f"r{number}", batch],
                )
        connection.execute("INSERT INTO ops.loads VALUES ('c1', 'p', 'g', 'h', 'r1', 'r1', TIMESTAMP '2025-01-01')")
        audit_log.prune(connection, keep=2)
        left = connection.execute("SELECT run_id, batch_id FROM quality.check_failures ORDER BY ALL").fetchall()
    assert left == [("r1", "00001"), ("r2", "00001"), ("r2", "warehouse"), ("r3", "00001"), ("r3", "warehouse")]
