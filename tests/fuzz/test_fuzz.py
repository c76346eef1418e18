"""2,000 dumps that nobody wrote: nothing raises, no line is lost, every offset is true, no order shows."""

import polars as pl
import pytest

from flows.mentions.match import MENTION_SCHEMA
from flows.parsing import parse as parsing
from tests.fuzz import holds
from tests.fuzz.dumps import Dump
from tests.fuzz.guided import fuzz_one_input
from tests.fuzz.session import session


def test_two_thousand_dumps_hold() -> None:
    done = session(2_000, seed=1, stop_at_first=True)
    assert done.failures == []
    assert done.dumps == 2_000
    for name in ("captures", "appearances", "rates", "mentions", "quarantine", "unparsed_lines", "refused as empty"):
        assert done.seen[name] > 10, name


def lost_line(monkeypatch: pytest.MonkeyPatch) -> None:
    split = parsing.split
    monkeypatch.setattr(parsing, "split", lambda dumps: split(dumps).filter(pl.col("text") != "Menu"))


def shifted_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    match = holds.match
    late = {name: pl.col(name) + (pl.col("char_start") > 300).cast(pl.Int32) for name in ("char_start", "char_end")}
    monkeypatch.setattr(holds, "match", lambda *given: match(*given).with_columns(**late))


def foreign_error(monkeypatch: pytest.MonkeyPatch) -> None:
    match = holds.match

    def raising(prints: pl.DataFrame, gazetteer: object) -> pl.DataFrame:
        if prints["body"].str.contains("Kuryk", literal=True).any():
            raise IndexError("list index out of range")
        return match(prints, gazetteer)  # type: ignore[arg-type]

    monkeypatch.setattr(holds, "match", raising)


def order_that_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    match = holds.match

    def first_only(prints: pl.DataFrame, gazetteer: object) -> pl.DataFrame:
        found = match(prints, gazetteer)  # type: ignore[arg-type]
        return found.with_columns(confidence=pl.when(pl.int_range(pl.len()) == 0).then(0.1).otherwise("confidence"))

    monkeypatch.setattr(holds, "match", first_only)


@pytest.mark.parametrize("fault", [lost_line, shifted_offset, foreign_error, order_that_shows])
def test_a_session_finds_a_fault(monkeypatch: pytest.MonkeyPatch, fault: object) -> None:
    fault(monkeypatch)  # type: ignore[operator]
    done = session(1_000, seed=1, stop_at_first=True)
    assert done.failures
    assert len(done.failures[0][1]) <= 2, "the one dump that does it is told"


def test_the_guided_target_takes_any_bytes_and_finds_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = [bytes([number]) * 40 for number in range(0, 256, 16)] + [bytes(range(256)) * 4, b""]
    for data in seeds:
        fuzz_one_input(data)
    none = pl.DataFrame(schema=MENTION_SCHEMA)
    monkeypatch.setattr(holds, "match", lambda *given: none)
    monkeypatch.setattr(holds, "check_accounting", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        for data in seeds:
            fuzz_one_input(data)


@pytest.mark.parametrize("pair", ["TMT  /USD", "TMT/\rUSD", "TMT/\tUSD", "TMT\u00a0/ USD", "TMT /USD"])
def test_white_space_inside_a_pair_refuses_no_batch(pair: str) -> None:
    lines = ["KGS/USD = 0.01144 0%", "TMT/USD = 0.28490 0%", f"{pair} = 0.28490 0%"]
    assert holds.hold([Dump("\n".join(lines).encode())])["rates"] == 2
