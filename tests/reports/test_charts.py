"""Rectangles stand for their numbers: heights and widths in proportion, nothing drawn for nothing."""

import pytest

from flows.reports.charts import HEIGHT, WIDTH, columns, ribbon

SERIES = {"loaded": "loaded", "refused": "refused"}
RUNS = [{"run": "first", "loaded": 3, "refused": 1}, {"run": "none", "loaded": 0, "refused": 0}] + [
    {"run": "last", "loaded": 0, "refused": 2}
]


def test_columns_stack_from_the_floor_and_the_highest_fills_the_height() -> None:
    chart = columns(RUNS, SERIES, "run")
    assert chart.peak == 4
    assert [(bar.series, bar.y, bar.height) for bar in chart.bars] == [
        ("loaded", 25.0, 75.0),
        ("refused", 0.0, 25.0),
        ("refused", 50.0, 50.0),
    ]
    assert [bar.label for bar in chart.bars] == ["first: 3 loaded", "first: 1 refused", "last: 2 refused"]
    assert chart.bars[0].x == 0
    assert chart.bars[-1].x + chart.bars[-1].width == pytest.approx(WIDTH, abs=0.02)


@pytest.mark.parametrize("number", [1, 2, 30])
def test_columns_never_overlap_nor_leave_the_box(number: int) -> None:
    bars = columns([{"run": str(one), "loaded": one + 1} for one in range(number)], {"loaded": "loaded"}, "run").bars
    assert len(bars) == number
    ends = [(bar.x, bar.x + bar.width) for bar in bars]
    assert all(end <= start for (_, end), (start, _) in zip(ends, ends[1:], strict=False))
    assert 0 <= ends[0][0] <= ends[-1][1] <= WIDTH + 0.02


def test_nothing_is_drawn_of_nothing() -> None:
    assert columns([], SERIES, "run").bars == []
    assert columns(RUNS[1:2], SERIES, "run").bars == []
    assert ribbon(RUNS[1], SERIES) == []


def test_a_ribbon_is_shared_out_by_the_numbers() -> None:
    bars = ribbon(RUNS[0], SERIES)
    assert [(bar.x, bar.width, bar.height) for bar in bars] == [(0, 750, HEIGHT), (750, 250, HEIGHT)]
