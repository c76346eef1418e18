"""Ticker lines -> rates, and the lines whose rates cannot be used."""

import polars as pl

TICKER_LIKE = r"^[A-Z]{3} ?/ ?[A-Z]{3} ?(?:= ?\S*|: ?[0-9.,+\-]\S*)(?: (?:[^\p{L}]|\p{L}(?:\P{L}|$))*)?$"
TICKER_LINE = r"^[A-Z]{3} ?/ ?[A-Z]{3} ?[=:] ?[0-9.,+\-]\S*(?: \(?[+\-]?[0-9.,]+ ?%\)?)?$"
PARTS = r"^(?P<base>[A-Z]{3}) ?/ ?(?P<quote>[A-Z]{3}) ?[=:] ?(?P<rate>\S+)(?: \(?(?P<change>[+\-]?[0-9.,]+) ?%\)?)?$"
WHOLE = r"[%)]$"
NUMBER = r"^[0-9]+(?:\.[0-9]+)?$"
GROUPED = r"^[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?$"
MAX_SCALE = 11
MAX_INTEGER_DIGITS = 20
DECIMAL = pl.Decimal(38, 12)
CHANGE = pl.Decimal(9, 4)


def read_ticker(lines: pl.DataFrame) -> pl.DataFrame:
    """One row per ticker line: base, quote, rate_text, change_text, number, scale and `reason` (NULL: usable).

    `lines` has doc, line_number, text, bare (without bullet) and has_end. Rates stay text here: no float is ever made.
    A line that may be cut is not usable, unless it says what a whole line says.
    """
    may_be_cut = ~pl.col("has_end") & ~pl.col("bare").str.contains(WHOLE) & ~pl.struct("doc", "bare").is_duplicated()
    parts = lines.with_columns(pl.col("bare").str.extract_groups(PARTS).alias("parts")).unnest("parts")
    number = pl.col("rate").str.replace_all(",", "")
    parts = parts.with_columns(
        number=pl.when(pl.col("rate").str.contains(NUMBER) | pl.col("rate").str.contains(GROUPED)).then(number),
        change_number=pl.col("change").str.strip_prefix("+"),
    )
    parts = parts.with_columns(
        scale=pl.col("number").str.extract(r"\.([0-9]+)$").str.len_chars().fill_null(0).cast(pl.Int32),
        integer_digits=pl.col("number").str.extract(r"^0*([0-9]*)").str.len_chars(),
    )
    is_ambiguous = pl.col("rate").str.contains(r"^[0-9]{1,3},[0-9]{3}$")
    has_bad_change = pl.col("change").is_not_null() & ~pl.col("change_number").str.contains(
        r"^-?[0-9]{1,5}(?:\.[0-9]{1,4})?$"
    )
    reason = (
        pl.when(may_be_cut)
        .then(pl.lit("cut_line"))
        .when(is_ambiguous)
        .then(pl.lit("ambiguous_rate"))
        .when(pl.col("number").is_null() | has_bad_change)
        .then(pl.lit("malformed_rate"))
        .when((pl.col("scale") > MAX_SCALE) | (pl.col("integer_digits") > MAX_INTEGER_DIGITS))
        .then(pl.lit("rate_too_precise"))
        .when(~pl.col("number").str.contains("[1-9]"))
        .then(pl.lit("rate_not_positive"))
        .when(pl.col("base") == pl.col("quote"))
        .then(pl.lit("same_currency"))
    )
    return parts.with_columns(reason=reason)


def refuse_disagreeing(ticker: pl.DataFrame) -> pl.DataFrame:
    """The ticker lines, those of a pair whose repeats do not agree given the reason `disagreeing_repeats`."""
    usable = pl.col("reason").is_null()
    printed = pl.when(usable).then(pl.struct("rate", "change"))
    disagrees = printed.drop_nulls().n_unique().over("doc", "base", "quote") > 1
    reason = pl.when(usable & disagrees).then(pl.lit("disagreeing_repeats")).otherwise(pl.col("reason"))
    return ticker.with_columns(reason=reason)


def rates(ticker: pl.DataFrame) -> pl.DataFrame:
    """Rates of the usable ticker lines, one row per doc and pair, in the contract's columns and units."""
    pairs = (
        ticker.filter(pl.col("reason").is_null())
        .group_by("doc", "base", "quote", maintain_order=True)
        .agg(
            pl.col("rate", "number", "scale", "change", "change_number").first(),
            pl.len().cast(pl.Int32).alias("repeat_count"),
            pl.col("line_number").min(),
        )
    )
    half = pl.lit("0.") + pl.lit("0").repeat_by("scale").list.join("") + pl.lit("5")
    pairs = pairs.with_columns(rate_decimal=pl.col("number").cast(DECIMAL), half=half.cast(DECIMAL))
    is_negative = pl.col("change_number").str.starts_with("-")
    is_nonzero = pl.col("change_number").str.contains("[1-9]")
    return pairs.select(
        "doc",
        base_currency="base",
        quote_currency="quote",
        rate="rate_decimal",
        rate_text="rate",
        scale="scale",
        rate_low=(pl.col("rate_decimal") - pl.col("half")).cast(DECIMAL),
        rate_high=(pl.col("rate_decimal") + pl.col("half")).cast(DECIMAL),
        change_pct=pl.col("change_number").cast(CHANGE),
        change_text=pl.col("change") + "%",
        change_sign=pl.when(is_negative).then(-1).when(is_nonzero).then(1).when(~is_nonzero).then(0).cast(pl.Int32),
        repeat_count="repeat_count",
        line_number="line_number",
    )
