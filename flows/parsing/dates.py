"""The page-date line -> a day."""

import re

import polars as pl

from flows.parsing.kinds import HEADER, PROSE, TITLES

WEEKDAY = r"(?:\p{L}+, )?"
DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
MONTH = r"(?P<month>\p{L}+)\.?"
YEAR = r"(?P<year>[0-9]{4})"
DAY_MONTH = rf"{DAY} {MONTH},? {YEAR}(?: ?г\.| года)?"
MONTH_DAY = rf"{MONTH} {DAY}, {YEAR}"
DOTTED = rf"(?P<day>[0-9]{{1,2}})\.(?P<month>[0-9]{{2}})\.{YEAR}"
ISO = rf"{YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})"
FORMS = {
    "day_month": rf"^{WEEKDAY}{DAY_MONTH}$",
    "month_day": rf"^{WEEKDAY}{MONTH_DAY}$",
    "dotted": rf"^{DOTTED}$",
    "iso": rf"^{ISO}$",
}
DATE_LINE = re.sub(r"\?P<\w+>", "?:", rf"^(?:{WEEKDAY}(?:{DAY_MONTH}|{MONTH_DAY})|{DOTTED}|{ISO})$")
FIRST_YEAR, LAST_YEAR = 2000, 2049


def read_dates(lines: pl.DataFrame, months: pl.DataFrame) -> pl.DataFrame:
    """`page_date` of each date line (kind `A`, `plain`): a form of FORMS; NULL for an impossible day.

    `months` has name (lower case) and month. A line whose month nobody named is no date: `is_date` is false.
    """
    number = dict(zip(months["name"].to_list(), months["month"].cast(pl.Int32).to_list(), strict=True))
    line = pl.when(pl.col("kind") == "A").then("plain")
    found = lines.with_columns(line.str.extract_groups(pattern).alias(name) for name, pattern in FORMS.items())
    part = {
        field: pl.coalesce(pl.col(name).struct.field(field) for name in FORMS) for field in ("year", "month", "day")
    }
    month = part["month"].str.to_lowercase().replace_strict(number, default=None, return_dtype=pl.Int32)
    found = found.with_columns(
        year=part["year"].cast(pl.Int32),
        month=pl.coalesce(month, part["month"].cast(pl.Int32, strict=False)),
        day=part["day"].cast(pl.Int32),
    )
    text = pl.format(
        "{}-{}-{}", "year", pl.col("month").cast(pl.String).str.zfill(2), pl.col("day").cast(pl.String).str.zfill(2)
    )
    day = pl.when(pl.col("year").is_between(FIRST_YEAR, LAST_YEAR)).then(text.str.to_date("%Y-%m-%d", strict=False))
    return found.with_columns(page_date=day, is_date=pl.col("month").is_not_null()).drop(*FORMS, "year", "month", "day")


def accept_date(filled: pl.DataFrame) -> pl.DataFrame:
    """`is_date` on the one line that is the page's own date, `dates_disagree` on those of which none can be taken.

    The site prints ticker, date, pager or profile, in this order. A date line above a ticker counts only where none
    stands below it, one below the pager or next to a title never does: it may be an article's. Nor does one above a
    title where the articles below have dates of their own, unless the page prints one date more than articles.
    """
    under_title = pl.col("previous").is_in([*TITLES, "U"]) & pl.col("next").is_in([*PROSE, "B"])
    limit = pl.when(pl.col("is_pager") | pl.col("in_profile")).then(pl.col("row")).min().over("doc")
    is_line = (pl.col("kind") == "A") & pl.col("is_date")
    is_early = (pl.col("row") < pl.col("start")) & (pl.col("row") < limit.fill_null(pl.col("start")))
    first_ticker = pl.when("is_ticker").then(pl.col("row")).min().over("doc")
    has_header = (pl.col("is_ticker") | pl.col("is_pager") | pl.col("in_profile")).any().over("doc")
    filled = filled.with_columns(
        candidate=is_line & is_early & ~under_title.fill_null(False),
        in_order=(pl.col("row") > first_ticker).fill_null(True),
        is_alone=has_header | (pl.when(is_line).then(pl.col("plain")).drop_nulls().n_unique().over("doc") == 1),
    )
    late = filled.filter(is_line & (pl.col("row") > pl.col("start")))["doc"].unique()
    of_articles = filled.filter(pl.col("doc").is_in(late.implode())).filter(_is_of_article(is_line))["row"]
    filled = filled.with_columns(candidate=pl.col("candidate") & ~pl.col("row").is_in(of_articles.implode()))
    has_ordered = (pl.col("candidate") & pl.col("in_order")).any().over("doc")
    filled = filled.with_columns(
        candidate=pl.col("candidate") & pl.col("is_alone") & (pl.col("in_order") | ~has_ordered)
    )
    printed = pl.when("candidate").then(pl.coalesce(pl.col("page_date").cast(pl.String), "plain")).drop_nulls()
    disagree = printed.n_unique().over("doc") > 1
    is_first = pl.col("candidate").cast(pl.Int32).cum_sum().over("doc") == 1
    return filled.with_columns(
        is_date=pl.col("candidate") & is_first & ~disagree, dates_disagree=pl.col("candidate") & disagree
    ).drop("candidate", "in_order", "is_alone")


def _is_of_article(is_line: pl.Expr) -> pl.Expr:
    """Whether each date line is the date of the article below it, as the dates below the first body tell."""
    begins = pl.col("kind").is_in([*TITLES, "U"]) & pl.col("next").is_in([*PROSE, "B"]).fill_null(True)
    titles = begins.sum().over("doc")
    is_above_title = is_line & (begins & pl.col("next").is_not_null()).shift(-1).fill_null(False)
    below = (is_above_title & (pl.col("row") > pl.col("start"))).sum().over("doc")
    has_dated_articles = (below > 0) & (2 * below >= titles.cast(pl.Int64) - 1)
    is_in_header = pl.col("next").is_in(HEADER).fill_null(False)
    has_own = (is_line & is_in_header & (pl.col("row") < pl.col("start"))).any().over("doc")
    is_one_more = (is_line.sum().over("doc") > titles) & ~has_own
    return has_dated_articles & ~is_in_header & ~is_one_more
