"""Cells of a CSV -> cells that a spreadsheet takes as text: no formula of a dump's runs when its export is opened.

A text that begins, after blanks, with one of `= + - @` (wide ones too), or with a tab or a line end, gets an
apostrophe before it. One that is a number, such as `-0.42%`, is a number to a spreadsheet as well, and stays. Texts
that have such apostrophes already get one more: taking one away gives every text back.
"""

import polars as pl

FORMULA = r"^'*[\x00-\x20\u00a0\u200b\ufeff]*[=+\-@＝＋－＠]|^'*[\t\r\n]"
NUMBER = r"^[+-]?[0-9]+(?:[.,][0-9]+)*%?$"
MARKED = r"^'(?:'*[\x00-\x20\u00a0\u200b\ufeff]*[=+\-@＝＋－＠]|'*[\t\r\n])"


def neutral(text: pl.Expr) -> pl.Expr:
    """The cells of a text column, those that a spreadsheet would calculate marked with an apostrophe."""
    is_formula = text.str.contains(FORMULA) & ~text.str.contains(NUMBER)
    return pl.when(~is_formula).then(text).otherwise(pl.lit("'") + text)


def original(text: pl.Expr) -> pl.Expr:
    """The cells as they were before `neutral`."""
    return pl.when(~text.str.contains(MARKED)).then(text).otherwise(text.str.slice(1))


def neutral_frame(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with every text column, and the names of its columns, neutral; lists are joined by ` | `."""
    nested = [
        pl.col(name).cast(pl.List(pl.String)).list.join(" | ") for name, kind in frame.schema.items() if kind == pl.List
    ]
    coded = [pl.col(name).cast(pl.String) for name, kind in frame.schema.items() if kind in (pl.Categorical, pl.Enum)]
    flat = frame.with_columns(*nested, *coded).with_columns(neutral(pl.selectors.string()))
    names = pl.Series(flat.columns, dtype=pl.String).to_frame("name").select(neutral(pl.col("name")))["name"]
    return flat.rename(dict(zip(flat.columns, names, strict=True)))


def neutral_sql(column: str) -> str:
    """The same for a VARCHAR column, as SQL that DuckDB runs."""
    formula, number = FORMULA.replace("'", "''"), NUMBER
    return (
        f"CASE WHEN regexp_matches({column}, '{_re2(formula)}') AND NOT regexp_matches({column}, '{number}')"
        f" THEN '''' || {column} ELSE {column} END"
    )


def _re2(pattern: str) -> str:
    """DuckDB's regex library writes code points in another way."""
    return pattern.replace(r"\u00a0", r"\x{00a0}").replace(r"\u200b", r"\x{200b}").replace(r"\ufeff", r"\x{feff}")
