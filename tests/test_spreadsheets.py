"""Exports and `--format csv`: no cell is a formula, no number is harmed, every text can be had back."""

import csv
import io
from pathlib import Path

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.reports.spreadsheets import neutral, neutral_frame, neutral_sql, original

STARTS = st.sampled_from([*"=+-@＝＋－＠\t\r\n '\"0", "\u00a0", "\u200b", "\ufeff", "\x00", ""])
CELLS = st.tuples(st.lists(STARTS, max_size=4).map("".join), st.text(max_size=8)).map("".join)


def one(text: str | None) -> str | None:
    return pl.DataFrame({"a": [text]}, schema={"a": pl.String}).select(neutral(pl.col("a"))).item()


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u00a0=1",
        "＝1",
        "-",
        "=",
        "-0.42%|x",
        "+7 (x)",
    ],
)
def test_what_a_spreadsheet_would_calculate_is_text(text: str) -> None:
    assert one(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["-0%", "-0.42%", "0%", "+0.1%", "-0.42", "1,234.5", "0.01144", "a=b", "", "x - y", None]
)
def test_numbers_and_words_stay(text: str | None) -> None:
    assert one(text) == text


@settings(deadline=None)
@given(CELLS)
def test_one_apostrophe_less_gives_the_text_back(text: str) -> None:
    frame = pl.DataFrame({"a": [text]})
    marked = frame.select(neutral(pl.col("a")))
    assert marked.select(original(pl.col("a"))).item() == text
    assert marked.item() in (text, f"'{text}")


@settings(deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=20))
def test_sql_and_frames_agree(texts: list[str]) -> None:
    cells = pl.DataFrame({"a": texts})
    with duckdb.connect() as connection:
        connection.register("cells", cells)
        by_sql = connection.sql(f"SELECT {neutral_sql('a')} AS a FROM cells").pl()
    assert by_sql["a"].to_list() == cells.select(neutral(pl.col("a")))["a"].to_list()


def test_names_of_columns_and_lists_are_neutral_too() -> None:
    frame = pl.DataFrame({"=1+1": ["x"], "n": [-0.42], "l": [["=1", "b"]]})
    frame = frame.with_columns(c=pl.Series(["@x"], dtype=pl.Categorical))
    text = neutral_frame(frame).write_csv()
    assert list(csv.reader(io.StringIO(text))) == [["'=1+1", "n", "l", "c"], ["x", "-0.42", "'=1 | b", "'@x"]]


def test_the_export_marks_csv_and_leaves_parquet_exact(tmp_path: Path) -> None:
    from flows import pipeline
    from flows.reports.export import Form, export
    from flows.settings import Settings
    from flows.warehouse.places import places
    from tests.hostile.page import FORMULAS, page

    (tmp_path / "a.txt").write_text(page(FORMULAS), encoding="utf-8")
    own = Settings(dumps=[str(tmp_path / "a.txt")], warehouse=tmp_path / "w.duckdb", _env_file=None)
    pipeline.execute(own)
    for form in Form:
        export(places(own.warehouse), tmp_path / form, form, with_bodies=True)
    exact = pl.read_parquet(tmp_path / "parquet" / "articles_latest.parquet")["headline"]
    marked = pl.read_csv(tmp_path / "csv" / "articles_latest.csv", infer_schema=False)["headline"]
    assert set(exact) == set(FORMULAS)
    assert set(marked) == {f"'{title}" for title in FORMULAS}
    rates = pl.read_csv(tmp_path / "csv" / "rates.csv", infer_schema=False)
    assert set(rates["change_text"]) == {"-0.42%", "-0%", "0.1%"}
    assert set(rates["change_pct"]) == {"-0.4200", "0.0000", "0.1000"}
