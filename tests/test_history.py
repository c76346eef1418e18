"""What changed leaves a trace, and what the warehouse said earlier can be asked."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from flows import forget, pipeline, rebuild, seeds
from flows.errors import RefusedError
from flows.settings import Settings
from flows.steps import Steps
from flows.warehouse import places
from tests.asking import ask
from tests.conftest import forget_seeds
from tests.test_ingest import forget_suites, go

CHANGES = "SELECT table_name, kind, count(*) FROM ops.changes GROUP BY ALL ORDER BY ALL"
LATER = timedelta(days=1)


def finished(settings: Settings, run_id: str) -> datetime:
    return ask(settings.warehouse, f"SELECT finished_at FROM ops.runs WHERE run_id = '{run_id}'")[0][0]


def as_known(settings: Settings, table: str, moment: datetime) -> list[tuple]:
    columns = f"* EXCLUDE (known_from) FROM report.{table}_as_known(TIMESTAMP '{moment}')"
    return ask(settings.warehouse, f"SELECT {columns} ORDER BY ALL")


def now_in(settings: Settings, table: str) -> list[tuple]:
    return ask(settings.warehouse, f"FROM main.{table} ORDER BY ALL")


def change_manifest(sample: Path, old: str, new: str) -> None:
    manifest = sample / "manifest.csv"
    assert old in manifest.read_text()
    manifest.write_text(manifest.read_text().replace(old, new))


def test_a_first_load_and_an_identical_parse_leave_no_trace(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(settings)
    monkeypatch.setattr(seeds, "parser_version", lambda: "another")
    assert go(settings).captures_new == 13
    assert ask(settings.warehouse, CHANGES) == []


def test_a_changed_date_is_traced_with_before_and_after(settings: Settings, sample: Path) -> None:
    first = go(settings)
    rates, articles = now_in(settings, "rates"), now_in(settings, "articles")
    change_manifest(sample, "2025-05-17", "2025-05-18")
    second = go(settings)
    kept = "SELECT since_run_id, run_id, before ->> 'captured_on', after ->> 'captured_on' FROM ops.changes"
    assert ask(settings.warehouse, f"{kept} WHERE table_name = 'captures'") == [
        (first.run_id, second.run_id, "2025-05-17", "2025-05-18")
    ]
    changed = {
        table: len(set(now_in(settings, table)) - set(was)) for table, was in (("articles", articles), ("rates", rates))
    }
    assert ask(settings.warehouse, CHANGES) == [
        ("articles", "update", changed["articles"]),
        ("captures", "update", 1),
        ("rates", "update", changed["rates"]),
    ]
    before = finished(settings, first.run_id)
    assert as_known(settings, "rates", before) == rates
    assert as_known(settings, "articles", before) == articles
    for table, earlier in (("rates", rates), ("articles", articles)):
        assert now_in(settings, table) != earlier
        assert as_known(settings, table, before - LATER) == []
        assert as_known(settings, table, finished(settings, second.run_id)) == now_in(settings, table)


def test_a_fact_that_changes_twice_in_a_run_has_one_row(settings: Settings, sample: Path) -> None:
    two = settings.model_copy(update={"batch_dumps": 1})
    copy = sample / "tag-water-again.txt"
    shutil.copy(sample / "tag-water.txt", copy)
    manifest = sample / "manifest.csv"
    said = "\n".join(line for line in manifest.read_text().splitlines() if "tag-water" not in line)

    def date(first: int, second: int) -> pipeline.Summary:
        rows = f"tag-water.txt,,2025-05-{first},\ntag-water-again.txt,,2025-05-{second},\n"
        manifest.write_text(f"{said}\n{rows}")
        return go(two)

    first = date(10, 12)
    second = date(14, 16)
    days = "SELECT kind, before ->> 'captured_on', after ->> 'captured_on', since_run_id, run_id FROM ops.changes"
    query = f"{days} WHERE table_name = 'captures' ORDER BY run_id"
    assert ask(settings.warehouse, query) == [("update", "2025-05-10", "2025-05-14", first.run_id, second.run_id)]
    third = date(18, 18)
    assert ask(settings.warehouse, query)[1:] == [("update", "2025-05-14", "2025-05-18", second.run_id, third.run_id)]


def test_a_newer_parser_traces_what_it_reads_otherwise(settings: Settings, own_seeds: Path) -> None:
    first = go(settings)
    known = {table: now_in(settings, table) for table in ("rates", "articles")}
    change_seeds(own_seeds, "months.csv", "december,12", "no-december,12")
    second = go(settings)
    kinds = ask(settings.warehouse, CHANGES)
    assert ("captures", "update", 2) in kinds
    undated = f"SELECT count(*) FROM report.rates_as_known(TIMESTAMP '{finished(settings, second.run_id)}')"
    assert ask(settings.warehouse, f"{undated} WHERE observed_on IS NULL") > [(0,)]
    for table, rows in known.items():
        assert as_known(settings, table, finished(settings, first.run_id)) == rows
    change_seeds(own_seeds, "months.csv", "no-december,12", "december,12")
    third = go(settings)
    assert third.fingerprint == first.fingerprint
    for table, rows in known.items():
        assert as_known(settings, table, finished(settings, third.run_id)) == rows


def change_seeds(folder: Path, name: str, old: str, new: str) -> None:
    """Change a seed of the parser, and have parser and version read anew."""
    path = folder / name
    assert old in path.read_text(encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    forget_seeds()


def test_a_refused_run_leaves_no_trace(settings: Settings, sample: Path) -> None:
    first = go(settings)
    change_manifest(sample, "2025-05-17", "2025-05-18")
    for number in range(3):
        (sample / f"empty-{number}.txt").write_bytes(b"\x00" * (number + 1))
    with pytest.raises(RefusedError):
        go(settings)
    for path in sample.glob("empty-*"):
        path.unlink()
    second = go(settings)
    runs = "SELECT DISTINCT since_run_id, run_id FROM ops.changes"
    assert ask(settings.warehouse, runs) == [(first.run_id, second.run_id)]


def test_what_is_refused_later_was_known_and_comes_back(
    settings: Settings, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.quality import audit

    generous = settings.model_copy(update={"max_refused_share": 1.0})
    whole = go(generous)
    rates, articles = now_in(settings, "rates"), now_in(settings, "articles")
    suite = audit.load_suite("rates")
    strict = {"type": "expect_column_values_to_be_between", "severity": "critical", "meta": {"check_name": "low"}}
    suite["expectations"].append({**strict, "kwargs": {"column": "rate", "max_value": 0}})
    real = audit.load_suite
    with monkeypatch.context() as patch:
        patch.setattr(audit, "load_suite", lambda table: suite if table == "rates" else real(table))
        patch.setattr(seeds, "parser_version", lambda: "strict")
        forget_suites(audit)
        poor = go(generous)
    forget_suites(audit)
    assert poor.captures_quarantined > 0
    back = go(generous)
    assert back.fingerprint == whole.fingerprint
    counts = ask(settings.warehouse, "SELECT kind, count(*) FROM ops.changes WHERE table_name = 'rates' GROUP BY kind")
    assert counts == [("delete", len(rates))]
    for run, known in ((whole, rates), (poor, []), (back, rates)):
        assert as_known(settings, "rates", finished(settings, run.run_id)) == known
    assert as_known(settings, "articles", finished(settings, whole.run_id)) == articles
    assert as_known(settings, "articles", finished(settings, back.run_id)) == articles
    lost = {row[0] for row in articles} - {
        row[0] for row in as_known(settings, "articles", finished(settings, poor.run_id))
    }
    gone = "SELECT count(*) FROM ops.changes WHERE table_name = 'articles' AND kind = 'delete'"
    assert lost
    assert ask(settings.warehouse, gone) == [(len(lost),)]


def test_a_known_article_seen_again_is_traced_and_nothing_else(settings: Settings, sample: Path) -> None:
    first = go(settings)
    known = now_in(settings, "articles")
    (sample / "later.txt").write_text((sample / "tag-water.txt").read_text(encoding="utf-8") + "\n", encoding="utf-8")
    go(settings)
    seen = ask(
        settings.warehouse, "SELECT count(DISTINCT article_id) FROM appearances GROUP BY capture_id HAVING count(*) > 0"
    )
    assert seen
    assert ask(settings.warehouse, CHANGES) == [("articles", "update", 6)]
    assert as_known(settings, "articles", finished(settings, first.run_id)) == known


def test_a_new_gazetteer_leaves_one_row_of_counts(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    go(settings)
    version = seeds.gazetteer_version()
    count = ask(settings.warehouse, "SELECT count(*), count(entity_id) FROM mentions")[0]
    monkeypatch.setattr(seeds, "gazetteer_version", lambda: "another")
    go(settings)
    counts = "(before ->> '{0}')::INT, (after ->> '{0}')::INT"
    query = (
        f"SELECT table_name, kind, before ->> 'gazetteer_version', after ->> 'gazetteer_version',"
        f" {counts.format('mention_count')}, {counts.format('linked_count')} FROM ops.changes"
    )
    expected = ("mentions", "update", version, "another", count[0], count[0], count[1], count[1])
    assert ask(settings.warehouse, query) == [expected]


def test_what_a_crashed_run_loaded_is_known_when_a_run_passes(settings: Settings) -> None:
    small = settings.model_copy(update={"batch_dumps": 3})

    def crash(*arguments: object) -> int:
        raise MemoryError("the machine went away")

    with pytest.raises(MemoryError):
        pipeline.execute(small, Steps(recompute=crash))
    passed = go(small)
    moment = finished(settings, passed.run_id)
    assert as_known(settings, "rates", moment) == now_in(settings, "rates")
    assert as_known(settings, "rates", moment - timedelta(microseconds=1)) == []


def test_a_rebuild_keeps_what_was_known_and_traces_what_newer_code_reads_otherwise(
    settings: Settings, sample: Path, own_seeds: Path
) -> None:
    first = go(settings)
    change_manifest(sample, "2025-05-17", "2025-05-18")
    second = go(settings)
    days = [finished(settings, run.run_id) for run in (first, second)]
    known = [as_known(settings, table, day) for day in days for table in ("rates", "articles")]
    trace = ask(settings.warehouse, "FROM ops.changes ORDER BY ALL")
    same = rebuild.rebuild(settings)
    assert same.fingerprint == second.fingerprint
    assert ask(settings.warehouse, "FROM ops.changes ORDER BY ALL") == trace
    assert [as_known(settings, table, day) for day in days for table in ("rates", "articles")] == known
    change_seeds(own_seeds, "months.csv", "december,12", "no-december,12")
    other = rebuild.rebuild(settings)
    assert other.fingerprint != second.fingerprint
    kinds = f"SELECT table_name, kind FROM ops.changes WHERE run_id = '{other.run_id}' GROUP BY ALL ORDER BY ALL"
    assert ("rates", "update") in ask(settings.warehouse, kinds)
    assert [as_known(settings, table, day) for day in days for table in ("rates", "articles")] == known
    last = finished(settings, other.run_id)
    assert [as_known(settings, table, last) for table in ("rates", "articles")] == [
        now_in(settings, table) for table in ("rates", "articles")
    ]


def test_what_is_forgotten_leaves_a_trace_without_its_facts(settings: Settings, sample: Path) -> None:
    text = (sample / "tag-water.txt").read_text(encoding="utf-8")
    headline = "Tajikistan Raises the Rogun Dam Layer by Layer"
    assert headline in text
    first = go(settings)
    dated = text.replace("\n\nViewing", "\n9 December 2025\n\nViewing")
    (sample / "later.txt").write_text(dated.replace(headline, headline.upper()), encoding="utf-8")
    (sample / "other.txt").write_text(f"{text}\n\nNever seen before and never again\n\nA text.\n", encoding="utf-8")
    go(settings)
    told = "SELECT count(*) FROM ops.changes WHERE contains(concat(before, after), '{}')"
    assert ask(settings.warehouse, told.format(headline.upper())) != [(0,)]
    captures = dict(ask(settings.warehouse, "SELECT parse_filename(uri), capture_id FROM ops.capture_files"))
    for name in ("later.txt", "other.txt"):
        (sample / name).unlink()
        last = forget.forget(settings, captures[name])
    assert last.fingerprint == first.fingerprint
    gone = f"SELECT kind, before, after FROM ops.changes WHERE starts_with(record_key, '{captures['later.txt']}')"
    assert set(ask(settings.warehouse, gone)) == {("delete", None, None)}
    for text in (headline.upper(), "Never seen before"):
        assert ask(settings.warehouse, told.format(text)) == [(0,)]
    assert ask(settings.warehouse, told.format(headline)) != [(0,)]
    for table in ("rates", "articles"):
        assert as_known(settings, table, finished(settings, first.run_id)) == now_in(settings, table)


def test_every_release_can_be_asked_for_again(settings: Settings, sample: Path, own_seeds: Path) -> None:
    """A walk through all that changes facts; each release is kept whole, and asked for again at the end."""
    kept: dict[str, list[list[tuple]]] = {}
    known = settings.model_copy(update={"max_refused_share": 1.0})
    files = {path.name: path.read_bytes() for path in sample.iterdir() if path.name != "manifest.csv"}
    for path in sample.iterdir():
        path.unlink()

    def keep(summary: pipeline.Summary) -> None:
        assert not summary.is_idle
        kept[summary.run_id] = [now_in(settings, table) for table in ("rates", "articles")]

    def add(*names: str) -> None:
        for name in names:
            (sample / name).write_bytes(files[name])
        keep(go(known))

    def say(*rows: str) -> None:
        (sample / "manifest.csv").write_text("\n".join(["path,captured_on", *rows, ""]))
        keep(go(known))

    add("tag-water.txt", "tag-cotton")
    add("proxy_tag-hydropower.txt", "2024-07-30_latest-page-2.txt")
    say("tag-water.txt,2025-05-17")
    say("tag-water.txt,2025-05-18", "tag-cotton,2025-05-01/2025-05-31")
    change_seeds(own_seeds, "months.csv", "july,7", "july,8")
    add("2025-05-15_tag-tokayev.txt")
    say()
    keep(rebuild.rebuild(known))
    change_seeds(own_seeds, "months.csv", "july,8", "july,7")
    keep(rebuild.rebuild(known))
    say("tag-water.txt,2025-05-17")
    for run_id, facts in kept.items():
        moment = finished(settings, run_id)
        assert [as_known(settings, table, moment) for table in ("rates", "articles")] == facts, run_id
    assert len({str(facts) for facts in kept.values()}) > len(kept) / 2


def test_a_warehouse_of_before_the_trace_is_rebuilt(settings: Settings, sample: Path) -> None:
    line = sample / "line.txt"
    text = (sample / "tag-water.txt").read_text(encoding="utf-8").replace("KZT/USD = 0.00196", "KZT/USD = x")
    line.write_text(text, encoding="utf-8")
    go(settings)
    shutil.copy(sample / "tag-water.txt", line)
    first = go(settings)
    where = places.places(settings.warehouse)
    for path in (where.ledger, where.build, *where.releases.glob("*.duckdb")):
        path.chmod(0o644)
        with duckdb.connect(str(path)) as connection:
            for table in ("ops.changes", "ops.known_articles"):
                connection.execute(f"DROP TABLE {table}")
            connection.execute("ALTER TABLE ops.loads DROP COLUMN first_run_id")
            connection.execute("ALTER TABLE quality.quarantine DROP COLUMN line_count")
            connection.execute("UPDATE ops.runs SET schema_version = 1")
    again = rebuild.rebuild(settings)
    assert again.fingerprint == first.fingerprint
    assert as_known(settings, "rates", finished(settings, first.run_id)) == now_in(settings, "rates")
    assert as_known(settings, "articles", finished(settings, again.run_id)) == now_in(settings, "articles")
