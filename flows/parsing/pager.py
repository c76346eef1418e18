"""The pager line -> its three numbers."""

import polars as pl

FIELDS = ("first", "last", "total")


def pager_pattern(phrase: str) -> str:
    """Regex of a pager phrase of seeds/phrases.csv.

    >>> pager_pattern("{first} - {last} of {total}")
    '^(?P<pager_first>[0-9,]+) ?- ?(?P<pager_last>[0-9,]+) of (?P<pager_total>[0-9,]+)$'
    """
    pattern = phrase.replace(" - ", " ?- ?")
    for field in FIELDS:
        pattern = pattern.replace(f"{{{field}}}", f"(?P<pager_{field}>[0-9,]+)")
    return f"^{pattern}$"


def read_pager(lines: pl.DataFrame, patterns: list[str]) -> pl.DataFrame:
    """pager_first, pager_last, pager_total (INTEGER) of each pager line; NULL where a number does not fit one.

    `lines` has `plain`. The site prints last = first + 5 always and first may exceed total: all is accepted.
    """
    groups = [pl.col("plain").str.extract_groups(pattern) for pattern in patterns]
    numbers = [
        pl.coalesce(group.struct.field(f"pager_{field}") for group in groups)
        .str.replace_all(",", "")
        .cast(pl.Int32, strict=False)
        .alias(f"pager_{field}")
        for field in FIELDS
    ]
    return lines.with_columns(numbers)
