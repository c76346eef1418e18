"""Frames of a batch -> the frames that the suites judge: facts with what can be told of each row."""

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from flows.quality import texts

LOW, HIGH = "plausible_low", "plausible_high"
ZONES_AHEAD = timedelta(days=1)  # a page of the far east may be a day ahead of the clock in UTC


def typed(frame: pl.DataFrame, facts: pl.DataFrame, types: dict[str, str]) -> pl.DataFrame:
    """The frame with types_agree: whether the facts have each of the columns, of the Polars type of that name."""
    has_types = all(str(facts.schema.get(name)) == kind for name, kind in types.items())
    return frame.with_columns(types_agree=pl.lit(has_types))


def captures(frame: pl.DataFrame, today: date) -> pl.DataFrame:
    """Captures with basis_agrees, lines_add_up, layout_is_known, unparsed_share (of non-blank lines), is_in_future."""
    counts = ("blank_count", "fact_line_count", "ignored_line_count", "quarantined_line_count", "unparsed_line_count")
    filled = (pl.col("line_count") - pl.col("blank_count")).clip(lower_bound=1)
    return frame.with_columns(
        basis_agrees=pl.col("captured_on").is_null() == (pl.col("captured_on_basis") == "unknown"),
        lines_add_up=pl.sum_horizontal(counts) == pl.col("line_count"),
        layout_is_known=pl.col("layout") != "unknown",
        unparsed_share=pl.col("unparsed_line_count") / filled,
        is_in_future=pl.col("captured_on") > today + ZONES_AHEAD,
    )


def rates(frame: pl.DataFrame, currencies: pl.DataFrame, shown_on: pl.DataFrame, today: date) -> pl.DataFrame:
    """Rates with what is told of their numbers, of their capture (`shown_on`) and of their day.

    sign_agrees, rate_is_text, currencies_are_known, rate_is_plausible (NULL: nobody can tell), capture_is_held,
    day_is_of_capture (NULL without a capture), is_in_future. Only this copy holds floats, the facts keep decimals.
    """
    decimal = pl.Decimal(38, 12)
    known = currencies["currency_code"].implode()
    days = shown_on.select("capture_id", "captured_on", capture_is_held=pl.lit(True)).unique("capture_id")
    text = pl.col("change_text")
    sign = (
        pl.when(text.str.starts_with("-"))
        .then(-1)
        .when(text.str.contains("[1-9]"))
        .then(1)
        .when(text.is_not_null())
        .then(0)
    )
    return (
        _with_band(frame, currencies)
        .join(days, on="capture_id", how="left", maintain_order="left")
        .with_columns(
            sign_agrees=sign.eq_missing(pl.col("change_sign")),
            rate_is_text=(pl.col("rate_text").str.replace_all(",", "").cast(decimal) == pl.col("rate")).fill_null(
                False
            ),
            currencies_are_known=pl.col("base_currency").is_in(known) & pl.col("quote_currency").is_in(known),
            rate_is_plausible=pl.col("rate").cast(pl.Float64).is_between(LOW, HIGH),
            capture_is_held=pl.col("capture_is_held").fill_null(False),
            day_is_of_capture=pl.when("capture_is_held").then(pl.col("observed_on").eq_missing(pl.col("captured_on"))),
            is_in_future=pl.col("observed_on") > today + ZONES_AHEAD,
        )
        .with_columns(pl.col("rate", "rate_low", "rate_high", "change_pct").cast(pl.Float64))
        .drop(LOW, HIGH, "captured_on")
    )


def _with_band(rates: pl.DataFrame, currencies: pl.DataFrame) -> pl.DataFrame:
    """The rates with the band of their pair: dollars for the base by dollars for the quote; NULL without both."""
    bands = currencies.select("currency_code", pl.col(LOW, HIGH).cast(pl.Float64))
    for side in ("base", "quote"):
        named = bands.rename({name: f"{side}_{name}" for name in (LOW, HIGH)})
        rates = rates.join(
            named, left_on=f"{side}_currency", right_on="currency_code", how="left", maintain_order="left"
        )
    low, high = pl.col(f"base_{LOW}") / pl.col(f"quote_{HIGH}"), pl.col(f"base_{HIGH}") / pl.col(f"quote_{LOW}")
    helpers = [f"{side}_{name}" for side in ("base", "quote") for name in (LOW, HIGH)]
    return rates.with_columns(low.alias(LOW), high.alias(HIGH)).drop(helpers)


def appearances(frame: pl.DataFrame, prints: pl.DataFrame, captures: pl.DataFrame) -> pl.DataFrame:
    """Appearances with what is told of the capture, the print and the item before.

    capture_is_held, print_is_held, ids_are_of_print and lines_are_of_capture (NULL where there is none), follows_last.
    """
    held = prints.select("print_id", own_article="article_id", own_version="version_id", print_is_held=pl.lit(True))
    pages = captures.select("capture_id", "line_count", capture_is_held=pl.lit(True))
    same_ids = (pl.col("article_id") == pl.col("own_article")) & (pl.col("version_id") == pl.col("own_version"))
    within = (pl.col("line_start") <= pl.col("line_end")) & (pl.col("line_end") <= pl.col("line_count"))
    before = pl.col("line_end").shift(1).over("capture_id")
    ordered = frame.sort("capture_id", "position", maintain_order=True)
    return (
        ordered.join(held.unique("print_id"), on="print_id", how="left", maintain_order="left")
        .join(pages.unique("capture_id"), on="capture_id", how="left", maintain_order="left")
        .with_columns(
            pl.col("print_is_held", "capture_is_held").fill_null(False),
            ids_are_of_print=pl.when("print_is_held").then(same_ids.fill_null(False)),
            lines_are_of_capture=pl.when("capture_is_held").then(within.fill_null(False)),
            follows_last=(pl.col("line_start") > before).fill_null(True),
        )
        .drop("own_article", "own_version", "line_count")
    )


def article_versions(prints: pl.DataFrame) -> pl.DataFrame:
    """Prints with char_count_agrees, english_share, damage_count, markup_count and letters_a_word (of the body)."""
    body = pl.col("body")
    return prints.with_columns(
        char_count_agrees=body.str.len_chars() == pl.col("char_count"),
        english_share=texts.english_share(body, pl.col("word_count")),
        damage_count=texts.damage_count(body),
        markup_count=texts.markup_count(body),
        letters_a_word=texts.letters_a_word(body, pl.col("word_count")),
    )


def articles(prints: pl.DataFrame) -> pl.DataFrame:
    """Articles of the prints: article_id, outlet, headline, genre; damage_count, markup_count of the headline.

    One row each, unless prints of an article disagree on its outlet or genre.
    """
    headline = pl.col("headline")
    return (
        prints.unique(["article_id", "outlet", "genre"], maintain_order=True)
        .select("article_id", "outlet", "headline", "genre")
        .with_columns(damage_count=texts.damage_count(headline), markup_count=texts.markup_count(headline))
    )


def mentions(frame: pl.DataFrame, prints: pl.DataFrame) -> pl.DataFrame:
    """Mentions with print_is_held, surface_is_substring (NULL without a print), overlaps_next (in the same field)."""
    held = prints["print_id"].unique().implode()
    ordered = frame.sort("print_id", "field", "char_start", "char_end")
    same = (pl.col("print_id") == pl.col("print_id").shift(-1)) & (pl.col("field") == pl.col("field").shift(-1))
    return ordered.with_columns(
        print_is_held=pl.col("print_id").is_in(held).fill_null(False),
        surface_is_substring=pl.Series(list(_is_substring(ordered, prints)), dtype=pl.Boolean),
        overlaps_next=(same & (pl.col("char_end") > pl.col("char_start").shift(-1))).fill_null(False),
    )


def _is_substring(ordered: pl.DataFrame, prints: pl.DataFrame) -> Iterator[bool | None]:
    """Whether each surface stands at its place; NULL where the print is missing.

    Python's slices: those of Polars count from the start of the text, for each mention again.
    """
    held = set(prints["print_id"])
    texts = {(name, field): text for field in ("headline", "body") for name, text in prints["print_id", field].rows()}
    for name, field, start, end, surface in ordered.select(
        "print_id", "field", "char_start", "char_end", "surface"
    ).iter_rows():
        text = texts.get((name, field))
        if name not in held:
            yield None
        elif text is None or None in (start, end, surface):
            yield False
        else:
            yield text[max(0, start) : end] == surface
