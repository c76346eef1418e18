"""Rates by day -> steps with their precision, in shares of a plot; a template draws them as SVG."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flows.reports.text import shown

ROOM = 0.08
MOST_TICKS = 6
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True)
class Step:
    """A rate from its day to the last one that carries it: edges in per cent from the upper left, and what it says."""

    x: float
    until: float
    y: float
    top: float
    bottom: float
    label: str

    @property
    def is_carried(self) -> bool:
        """Whether any day carries it."""
        return self.until > self.x


@dataclass(frozen=True)
class Tick:
    """A line of the grid, in per cent, and its label."""

    at: float
    label: str


@dataclass(frozen=True)
class Plot:
    """Steps of one pair, and the grid of days and rates behind them."""

    steps: list[Step]
    days: list[Tick]
    rates: list[Tick]


def steps(rows: list[dict[str, Any]]) -> Plot | None:
    """Observed days of one pair, oldest first, on a scale that holds all their bounds; None without any.

    Rows have observed_on, carried_until, rate, rate_text, rate_low, rate_high and is_ambiguous.
    """
    if not rows:
        return None
    first: date = rows[0]["observed_on"]
    last: date = max(row["carried_until"] for row in rows)
    low, high = min(row["rate_low"] for row in rows), max(row["rate_high"] for row in rows)
    room = (high - low) * Decimal(str(ROOM)) or high or Decimal(1)
    low, high = max(low - room, Decimal(0)), high + room

    def across(day: date) -> float:
        return round(1 + 98 * (day - first).days / max((last - first).days, 1), 2)

    def down(rate: Decimal) -> float:
        return round(float(100 * (high - rate) / (high - low)), 2)

    ticks = rate_ticks(low, high)
    drawn = [
        Step(
            across(row["observed_on"]),
            across(row["carried_until"]),
            down(row["rate"]),
            down(row["rate_high"]),
            down(row["rate_low"]),
            _said(row),
        )
        for row in rows
    ]
    return Plot(
        drawn,
        [Tick(across(day), f"{day:%b %Y}" if day.month != 1 else f"{day:%Y}") for day in month_ticks(first, last)],
        [Tick(down(rate), fixed(rate, places(ticks))) for rate in ticks],
    )


def month_ticks(first: date, last: date) -> list[date]:
    """First days of months between two days, some months apart, at most six; the first day itself where there is none.

    >>> [str(day) for day in month_ticks(date(2024, 7, 30), date(2025, 12, 8))]
    ['2024-10-01', '2025-01-01', '2025-04-01', '2025-07-01', '2025-10-01']
    """
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    apart = next((each for each in MONTHS if len(months) / each <= MOST_TICKS), MONTHS[-1])
    return [date(month // 12, month % 12 + 1, 1) for month in months if month % apart == 0] or [first]


def rate_ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Round numbers from low to high, three to six of them.

    >>> [str(rate) for rate in rate_ticks(Decimal("0.0113"), Decimal("0.0121"))]
    ['0.0114', '0.0116', '0.0118', '0.0120']
    """
    power = Decimal(1).scaleb(math.floor(math.log10(high - low)))
    each = next(power * size for size in _sizes() if (high - low) / (power * size) >= 3)
    start = math.ceil(low / each)
    return [each * number for number in range(start, math.floor(high / each) + 1)]


def plain(value: Decimal | float | None, digits: int = 0) -> str:
    """A number without exponent or useless noughts, to so many digits that count; a dash for none.

    >>> plain(Decimal("0.011440000000")), plain(0.000280800, 3), plain(174.92, 3), plain(None)
    ('0.01144', '0.000281', '175', '–')
    """
    if value is None:
        return "–"
    exact = Decimal(f"{value:.{digits}g}") if digits else Decimal(value)
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def fixed(value: Decimal | float | None, places: int) -> str:
    """A number to so many places behind the point; a dash for none.

    >>> fixed(Decimal("0.011900000000"), 5), fixed(None, 5)
    ('0.01190', '–')
    """
    return "–" if value is None else f"{Decimal(value):.{places}f}"


def places(values: Iterable[Decimal]) -> int:
    """Places behind the point that show all the values as they are.

    >>> places([Decimal("0.011900000000"), Decimal("0.01")])
    4
    """
    return max((len(plain(value).partition(".")[2]) for value in values), default=0)


def _sizes() -> Iterable[Decimal]:
    return (Decimal(size) for size in ("2", "1", "0.5", "0.2", "0.1"))


def _said(row: dict[str, Any]) -> str:
    """What a pointer over the step is told."""
    bounds = f"{shown(row['rate_text'])}, between {plain(row['rate_low'])} and {plain(row['rate_high'])}"
    carried = row["carried_until"] - row["observed_on"]
    kept = f"; carried {carried.days} days, to {row['carried_until']}" if carried > timedelta() else ""
    several = "; captures of the day differ" if row["is_ambiguous"] else ""
    return f"{row['observed_on']}: {bounds}{several}{kept}"
