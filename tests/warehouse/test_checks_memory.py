"""A check for which memory is short says nothing of the data: the run ends in words, and keeps what it loaded."""

from pathlib import Path

import pytest

from flows import pipeline
from flows.errors import InputError
from flows.settings import Settings
from flows.warehouse import checks
from flows.warehouse.places import places
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
