"""Frames of a batch -> the frames that the suites judge: facts with what can be told of each row."""

from collections.abc import Iterator

import polars as pl

LOW, HIGH = "plausible_low", "plausible_high"


def captures(frame: pl.DataFrame) -> pl.DataFrame:
    """Captures with basis_agrees, lines_add_up, layout_is_known and unparsed_share (of non-blank lines)."""
    counts = ("blank_count", "fact_line_count", "ignored_line_count", "quarantined_line_count", "unparsed_line_count")
    filled = (pl.col("line_count") - pl.col("blank_count")).clip(lower_bound=1)
    return frame.with_columns(
        basis_agrees=pl.col("captured_on").is_null() == (pl.col("captured_on_basis") == "unknown"),
        lines_add_up=pl.sum_horizontal(counts) == pl.col("line_count"),
        layout_is_known=pl.col("layout") != "unknown",
        unparsed_share=pl.col("unparsed_line_count") / filled,
    )


def rates(frame: pl.DataFrame, currencies: pl.DataFrame) -> pl.DataFrame:
    """Rates with sign_agrees, rate_is_text, currencies_are_known and rate_is_plausible (NULL: nobody can tell).

    The facts keep their decimals; only this copy holds floats.
    """
    decimal = pl.Decimal(38, 12)
    bands = currencies.select("currency_code", pl.col(LOW, HIGH).cast(decimal))
    joined = frame.join(bands, left_on="base_currency", right_on="currency_code", how="left", maintain_order="left")
    known = currencies["currency_code"].implode()
    text = pl.col("change_text")
    sign = (
        pl.when(text.str.starts_with("-"))
        .then(-1)
        .when(text.str.contains("[1-9]"))
        .then(1)
        .when(text.is_not_null())
        .then(0)
    )
    is_usd = pl.col("quote_currency") == "USD"
    return (
        joined.with_columns(
            sign_agrees=sign.eq_missing(pl.col("change_sign")),
            rate_is_text=pl.col("rate_text").str.replace_all(",", "").cast(decimal) == pl.col("rate"),
            currencies_are_known=pl.col("base_currency").is_in(known) & pl.col("quote_currency").is_in(known),
            rate_is_plausible=pl.when(is_usd).then(pl.col("rate").is_between(LOW, HIGH)),
        )
        .with_columns(pl.col("rate", "rate_low", "rate_high", "change_pct").cast(pl.Float64))
        .drop(LOW, HIGH)
    )


def article_versions(prints: pl.DataFrame) -> pl.DataFrame:
    """Prints with char_count_agrees."""
    return prints.with_columns(char_count_agrees=pl.col("body").str.len_chars() == pl.col("char_count"))


def articles(prints: pl.DataFrame) -> pl.DataFrame:
    """One row per article of the prints: article_id, outlet, headline, genre."""
    return prints.unique("article_id", maintain_order=True).select("article_id", "outlet", "headline", "genre")


def mentions(frame: pl.DataFrame, prints: pl.DataFrame) -> pl.DataFrame:
    """Mentions with surface_is_substring and overlaps_next (in the same field)."""
    ordered = frame.sort("print_id", "field", "char_start", "char_end")
    same = (pl.col("print_id") == pl.col("print_id").shift(-1)) & (pl.col("field") == pl.col("field").shift(-1))
    return ordered.with_columns(
        surface_is_substring=pl.Series(list(_is_substring(ordered, prints)), dtype=pl.Boolean),
        overlaps_next=(same & (pl.col("char_end") > pl.col("char_start").shift(-1))).fill_null(False),
    )


def _is_substring(ordered: pl.DataFrame, prints: pl.DataFrame) -> Iterator[bool | None]:
    """Whether each surface stands at its place; NULL where a print is missing or a value is.

    Python's slices: those of Polars count from the start of the text, for each mention again.
    """
    texts = {(name, field): text for field in ("headline", "body") for name, text in prints["print_id", field].rows()}
    for name, field, start, end, surface in ordered.select(
        "print_id", "field", "char_start", "char_end", "surface"
    ).iter_rows():
        text = texts.get((name, field))
        yield None if text is None or None in (start, end, surface) else text[max(0, start) : end] == surface
