"""The page-date line -> a day."""

import polars as pl

WEEKDAY = r"(?:\p{L}{3,12}, )?"
DATE_LINE = rf"^{WEEKDAY}(?:\d{{1,2}} \p{{L}}{{3,9}}\.?,? \d{{4}}|\p{{L}}{{3,9}}\.? \d{{1,2}}, \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})$"
DAY_FIRST = rf"^{WEEKDAY}(?P<day>\d{{1,2}}) (?P<month>\p{{L}}+)\.?,? (?P<year>\d{{4}})$"
MONTH_FIRST = rf"^{WEEKDAY}(?P<month>\p{{L}}+)\.? (?P<day>\d{{1,2}}), (?P<year>\d{{4}})$"
ISO = r"^(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})$"
FIRST_YEAR, LAST_YEAR = 2000, 2049


def read_dates(lines: pl.DataFrame, months: pl.DataFrame) -> pl.DataFrame:
    """`page_date` of each date line (`plain`): DD Month YYYY, Month DD, YYYY or ISO; NULL for an impossible day.

    `months` has name (lower case) and month. A line whose month nobody named is no date: `is_date` is false.
    """
    number = dict(zip(months["name"].to_list(), months["month"].cast(pl.Int32).to_list(), strict=True))
    found = lines
    for name, pattern in (("day_first", DAY_FIRST), ("month_first", MONTH_FIRST), ("iso", ISO)):
        found = found.with_columns(pl.col("plain").str.extract_groups(pattern).alias(name))
    part = {
        field: pl.coalesce(pl.col(name).struct.field(field) for name in ("day_first", "month_first", "iso"))
        for field in ("year", "month", "day")
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
    return found.with_columns(page_date=day, is_date=pl.col("month").is_not_null()).drop(
        "day_first", "month_first", "iso", "year", "month", "day"
    )
