"""What was refused can be listed, shown and processed again; every line of it counts."""

import shutil
from pathlib import Path

import polars as pl
import pytest

from flows import pipeline, seeds
from flows.errors import InputError, RefusedError
from flows.refusals import counts, listed, shown
from flows.replay import replay
from flows.settings import Settings
from flows.steps import Steps
from flows.warehouse import build, locks, places, quarantine
from tests.asking import ask
from tests.conftest import forget_seeds
from tests.test_ingest import go

BROKEN = "BROKEN"


@pytest.fixture
def refused(settings: Settings, sample: Path) -> Settings:
    """A warehouse with a refused line, and with dumps refused whole: one that is no text, one without a byte read."""
    text = (sample / "tag-water.txt").read_text(encoding="utf-8")
    (sample / "line.txt").write_text(text.replace("KZT/USD = 0.00196 0%", f"KZT/USD = {BROKEN}\x1b[31m 0%"), "utf-8")
    (sample / "nul.txt").write_bytes(b"one\x00\ntwo\nthree")
    (sample / "gone.txt.gz").write_bytes(b"\x1f\x8b\x08broken")
    go(settings)
    return settings


def standing(settings: Settings) -> list[tuple]:
    query = "SELECT reason, count(*) FROM quality.quarantine WHERE resolved_run_id IS NULL GROUP BY ALL ORDER BY ALL"
    return ask(settings.warehouse, query)


def test_a_replay_that_changes_nothing_changes_no_fact(refused: Settings, sample: Path) -> None:
    before, stands = go(refused).fingerprint, standing(refused)
    shutil.rmtree(sample)
    sample.mkdir()
    done = replay(refused)
    assert done.summary.fingerprint == before
    assert standing(refused) == stands
    assert (done.resolved.height, done.new.height) == (0, 0)
    assert sorted(done.still_refused["reason"].unique()) == ["malformed_rate", "nul_bytes"]
    assert done.lost["reason"].to_list() == ["corrupt_compression"]
    assert ask(refused.warehouse, "SELECT count(*) FROM ops.changes") == [(0,)]
    flows = ask(refused.warehouse, "SELECT flow, status, captures_seen FROM ops.runs ORDER BY run_number")
    assert flows[-1] == ("replay", "passed", 2)


def test_a_mended_parser_resolves_a_line_from_the_raw_store(
    refused: Settings, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.parsing import parse as parsing

    shutil.rmtree(sample)
    sample.mkdir()
    real = parsing.split

    def mended(dumps: pl.DataFrame) -> pl.DataFrame:
        return real(dumps.with_columns(pl.col("text").str.replace_all(f"{BROKEN}\x1b[31m", "0.00196", literal=True)))

    monkeypatch.setattr(seeds, "parser_version", lambda: "mended")
    monkeypatch.setattr(parsing, "split", mended)
    done = replay(refused, reason="malformed_rate")
    assert set(done.resolved["reason"]) == {"malformed_rate"}
    assert done.still_refused.is_empty()
    run = done.summary.run_id
    resolved = "SELECT DISTINCT resolved_run_id FROM quality.quarantine WHERE reason = 'malformed_rate'"
    assert ask(refused.warehouse, resolved) == [(run,)]
    traced = f"SELECT kind, after ->> 'rate_text' FROM ops.changes WHERE table_name = 'rates' AND run_id = '{run}'"
    assert ask(refused.warehouse, traced) == [("insert", "0.00196")]
    versions = ask(refused.warehouse, "SELECT DISTINCT parser_version FROM captures")
    assert versions == [("mended",)]
    count = ask(
        refused.warehouse, f"SELECT DISTINCT resolved_count FROM report.quality_scorecard WHERE run_id = '{run}'"
    )
    assert count == [(done.resolved.height,)]
    again = replay(refused)
    assert again.resolved.is_empty()
    assert ask(refused.warehouse, resolved) == [(run,)]
    assert again.summary.fingerprint == done.summary.fingerprint


def test_a_mended_file_and_manifest_are_seen(refused: Settings, sample: Path) -> None:
    shutil.copy(sample / "2025-05-16_tag-middle-corridor.txt.gz", sample / "gone.txt.gz")
    manifest = sample / "manifest.csv"
    manifest.write_text(manifest.read_text() + "line.txt,,2025-05-19,\n")
    done = replay(refused)
    assert done.resolved["reason"].to_list() == ["corrupt_compression"]
    day = """
    SELECT captures.captured_on::VARCHAR FROM captures JOIN ops.capture_files USING (capture_id)
    WHERE uri LIKE '%/line.txt'
    """
    assert ask(refused.warehouse, day) == [("2025-05-19",)]
    assert go(refused).is_idle


def test_a_raised_limit_lets_a_large_dump_in(settings: Settings, sample: Path) -> None:
    real = Steps.read
    small = Steps(read=lambda files, limit, most: real(files, 5500, most))
    pipeline.execute(settings.model_copy(update={"max_refused_share": 1.0}), small)
    large = standing(settings)
    assert [reason for reason, _ in large] == ["too_large"]
    done = replay(settings, reason="too_large")
    assert done.resolved.height == large[0][1]
    assert standing(settings) == []


def test_a_replay_that_the_audit_refuses_leaves_all_as_it_was(
    refused: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, stands = go(refused).fingerprint, standing(refused)
    refuse = Steps(check=lambda *arguments: "no")
    with pytest.raises(RefusedError, match="The quarantine stays as it was"):
        replay(refused, steps=refuse)
    assert standing(refused) == stands
    assert replay(refused).summary.fingerprint == before


def test_what_a_refused_run_refused_is_listed_until_a_run_passes(settings: Settings, sample: Path) -> None:
    def told() -> list[str]:
        with quarantine.latest(places.places(settings.warehouse)) as connection:
            return quarantine.rows(connection)["reason"].to_list()

    for number in range(20):
        (sample / f"nul-{number}.txt").write_bytes(bytes([0, number + 1]))
    with pytest.raises(RefusedError):
        go(settings)
    assert told() == ["nul_bytes"] * 20
    with pytest.raises(InputError, match="neither its file nor its bytes"):
        replay(settings)
    for path in sample.glob("nul-*"):
        path.unlink()
    go(settings)
    assert told() == []


def test_a_quarantine_can_be_looked_at_while_a_run_goes_on(refused: Settings) -> None:
    where = places.places(refused.warehouse)
    with locks.locked(where, "run"), build.opened(where, 160), quarantine.latest(where) as connection:
        assert set(quarantine.rows(connection)["reason"]) == {"corrupt_compression", "malformed_rate", "nul_bytes"}


def test_no_warehouse_is_told_and_none_is_made(tmp_path: Path) -> None:
    nowhere = Settings(warehouse=tmp_path / "typo.duckdb", _env_file=None)
    with pytest.raises(InputError, match="no warehouse there yet"):
        replay(nowhere)
    with pytest.raises(InputError, match="no warehouse there yet"), quarantine.latest(places.places(nowhere.warehouse)):
        pass
    assert list(tmp_path.iterdir()) == []


def test_one_refusal_is_replayed_by_its_id(refused: Settings) -> None:
    with quarantine.latest(places.places(refused.warehouse)) as connection:
        found = quarantine.rows(connection, "nul_bytes")["quarantine_id"][0]
    done = replay(refused, found[:8])
    assert done.still_refused["quarantine_id"].to_list() == [found]
    assert done.summary.captures_seen == 1
    with pytest.raises(InputError, match="no refusal has this id"):
        replay(refused, "nothing")
    with pytest.raises(InputError, match="nothing stands in quarantine for binary"):
        replay(refused, reason="binary")


def test_what_never_was_read_cannot_be_replayed_without_its_file(refused: Settings, sample: Path) -> None:
    (sample / "gone.txt.gz").unlink()
    with pytest.raises(InputError, match=r"gone\.txt\.gz: neither its file nor its bytes"):
        replay(refused, reason="corrupt_compression")


def test_a_list_says_where_and_what_to_do_and_is_safe_on_a_terminal(refused: Settings, sample: Path) -> None:
    with quarantine.latest(places.places(refused.warehouse)) as connection:
        found = quarantine.rows(connection)
        one = quarantine.one(connection, found.filter(reason="malformed_rate")["quarantine_id"][0]).row(0, named=True)
    assert set(counts(found)["reason"]) == {"corrupt_compression", "malformed_rate", "nul_bytes"}
    assert counts(found)["mend"].null_count() == 0
    lines = "\n".join([*listed(found), *shown(one)])
    assert f"{sample / 'line.txt'}:2" in lines
    assert f"KZT/USD = {BROKEN}\\x1b[31m 0%" in lines
    assert "\x1b" not in lines
    assert "the rate or its change is no number" in lines


def test_every_line_of_a_refused_dump_is_accounted_for(refused: Settings, sample: Path) -> None:
    columns = "line_count, quarantined_line_count, is_balanced"
    query = f"SELECT {columns} FROM report.line_accounting WHERE is_refused ORDER BY ALL"
    assert ask(refused.warehouse, query) == [(3, 3, True), (None, None, None)]
    total = ask(refused.warehouse, "SELECT DISTINCT total_line_count FROM report.line_accounting")[0][0]
    texts = {path.read_bytes() for path in sample.glob("*") if path.suffix in ("", ".txt")}
    import gzip

    texts.add(gzip.decompress((sample / "2025-05-16_tag-middle-corridor.txt.gz").read_bytes()))
    assert total == sum(text.count(b"\n") + (not text.endswith(b"\n")) for text in texts)
    first = ask(
        refused.warehouse, "SELECT DISTINCT refused_dump_count, refused_line_count FROM report.quality_scorecard"
    )
    lines = ask(refused.warehouse, "SELECT sum(line_count) FROM quality.quarantine")
    assert first == [(2, lines[0][0])]


def test_a_manifest_that_cannot_be_used_is_told_before_anything_is_read(settings: Settings, sample: Path) -> None:
    manifest = sample / "manifest.csv"
    manifest.write_text(manifest.read_text() + "new.txt,,32 May,\n")
    with pytest.raises(InputError, match=r"manifest\.csv line \d+: captured_on '32 May' is not a date"):
        go(settings)
    assert not settings.warehouse.exists()
    with quarantine.duckdb.connect(str(places.places(settings.warehouse).build)) as connection:
        assert connection.execute("SELECT count(*) FROM ops.runs").fetchone() == (0,)


def test_the_meaning_of_a_reason_is_the_listed_one(refused: Settings, own_seeds: Path) -> None:
    listed_ones = own_seeds / "quarantine_reasons.csv"
    listed_ones.write_text(listed_ones.read_text().replace("the rate or its change is no number", "told otherwise"))
    forget_seeds()
    go(refused)
    details = ask(
        refused.warehouse, "SELECT DISTINCT detail[8:] FROM quality.quarantine WHERE reason = 'malformed_rate'"
    )
    assert {detail.strip(": ") for (detail,) in details} == {"told otherwise"}
