"""Rows -> rectangles; a template draws them as SVG, so that a chart prints, scales and needs no script."""

from dataclasses import dataclass
from typing import Any

WIDTH = 1000.0
HEIGHT = 100.0
GAP = 0.28
LEAST_SLOTS = 12


@dataclass(frozen=True)
class Bar:
    """A rectangle in a box of 1000 by 100 from the upper left, the series it belongs to, and what it says."""

    x: float
    y: float
    width: float
    height: float
    series: str
    label: str


@dataclass(frozen=True)
class Chart:
    """Stacked bars, and the value that fills the height."""

    bars: list[Bar]
    peak: int


def columns(rows: list[dict[str, Any]], series: dict[str, str], label: str) -> Chart:
    """A column a row, its `series` (column -> name, from the bottom up) stacked.

    `label` is the column of `rows` that names one. The first column stands at the left edge, the last at the right one;
    few columns stay thin.
    """
    peak = max((sum(row[name] for name in series) for row in rows), default=0)
    width = (1 - GAP) * WIDTH / max(len(rows), LEAST_SLOTS)
    step = (WIDTH - width) / max(len(rows) - 1, 1)
    bars = []
    for number, row in enumerate(rows):
        floor = HEIGHT
        for column, name in series.items():
            height = HEIGHT * row[column] / peak if peak else 0.0
            floor -= height
            if height:
                bars.append(_bar(step * number, floor, width, height, column, f"{row[label]}: {row[column]:,} {name}"))
    return Chart(bars, peak)


def ribbon(row: dict[str, Any], series: dict[str, str]) -> list[Bar]:
    """One row as a single bar from left to right: each of `series` (column -> name) by its share."""
    total = sum(row[name] for name in series)
    bars, left = [], 0.0
    for column, name in series.items():
        width = WIDTH * row[column] / total if total else 0.0
        if width:
            bars.append(_bar(left, 0.0, width, HEIGHT, column, f"{row[column]:,} {name}"))
        left += width
    return bars


def _bar(x: float, y: float, width: float, height: float, series: str, label: str) -> Bar:
    return Bar(round(x, 2), round(y, 2), round(width, 2), round(height, 2), series, label)
