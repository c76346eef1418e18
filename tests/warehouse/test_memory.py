"""Memory of the warehouse: what is settled leaves it; a run that lacks it ends in words and keeps what it has."""

from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows import pipeline
from flows.errors import InputError
from flows.settings import Settings
from flows.warehouse import build, checks
from flows.warehouse.places import log_of, places
from flows.warehouse.sql_files import SqlFile

SAMPLE = Path(__file__).resolve().parents[2] / "seeds" / "dumps"
HUNGRY = SqlFile(
    "mentions_hungry",
    "-- Must be empty: memory is enough.\n-- Severity: critical. Table: main.mentions. Key: none.\n"
    "-- When it fires: Raise the setting.\nSELECT list(random()::VARCHAR || i) FROM range(20000000) AS r(i);\n",
)


def test_a_run_short_of_memory_keeps_what_it_loaded_and_the_next_one_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(dumps=[str(SAMPLE)], warehouse=tmp_path / "news.duckdb", memory_mib=200, _env_file=None)
    real = checks.layer
    monkeypatch.setattr(checks, "layer", lambda name: [*real(name), HUNGRY])
    with pytest.raises(InputError, match="ran out of its 200 MiB; what was loaded stays: .* STEPPE_MEMORY_MIB=400"):
        pipeline.execute(settings)
    assert not settings.warehouse.exists()
    monkeypatch.setattr(checks, "layer", real)
    summary = pipeline.execute(settings)
    assert (summary.captures_new, summary.reason) == (0, None)
    assert places(settings.warehouse).release()


HELD = "SELECT coalesce(sum(memory_usage_bytes), 0) / 1e6 FROM duckdb_memory() WHERE tag = 'BASE_TABLE'"
TEXTS = "CREATE TABLE main.texts AS SELECT i, sha256(i::VARCHAR) || md5(i::VARCHAR) AS text FROM range(500000) AS r(i)"


def test_what_is_settled_is_in_the_file_and_no_longer_in_memory(tmp_path: Path) -> None:
    where = places(tmp_path / "news.duckdb")
    where.work.mkdir(parents=True)
    with build.opened(where, 300) as connection:
        connection.execute(TEXTS)
        connection.execute("CREATE TEMP TABLE noted AS SELECT 7 AS number")
        connection.register("given", pl.DataFrame({"number": [8]}))
        build.settle(connection)
        connection.execute("INSERT INTO main.texts VALUES (-1, 'one more')")
        assert connection.execute("SELECT count(*) FROM main.texts WHERE text <> ''").fetchall() == [(500001,)]
        build.settle(connection, at_least_mib=1)
        assert float(str(build.scalar(connection, HELD))) > 10
        build.settle(connection)
        assert float(str(build.scalar(connection, HELD))) < 3
        assert connection.execute("FROM noted UNION FROM given ORDER BY ALL").fetchall() == [(7,), (8,)]
    with duckdb.connect(str(where.build), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM main.texts").fetchall() == [(500001,)]
    assert not log_of(where.build).exists()
