"""The table of growth in RESULTS.md -> growth.svg beside it: `python -m tests.benchmarks.plot`."""

from pathlib import Path

import altair as alt
import polars as pl

from tests.benchmarks.growth import HEAD

RESULTS = Path(__file__).with_name("RESULTS.md")
TENS = [10**power for power in range(-1, 7)]
KINDS = {"first load s": "first load", "100 more s": "100 dumps more", "nothing new s": "nothing new"}


def table(text: str) -> pl.DataFrame:
    """The last table of growth: dumps, kind, seconds; a line that was not measured is left out."""
    names = [name.strip() for name in HEAD.strip("|").split("|")]
    lines = text[text.rindex(HEAD) :].splitlines()[2:]
    cells = [
        line.strip("|").replace(",", "").split("|") for line in lines[: next(i for i, x in enumerate(lines) if not x)]
    ]
    frame = pl.DataFrame([[float(cell) for cell in row] for row in cells], names, orient="row")
    long = frame.select("dumps", *KINDS).unpivot(index="dumps", variable_name="kind", value_name="seconds")
    return long.with_columns(pl.col("kind").replace(KINDS)).filter(pl.col("seconds") > 0)


def chart(rows: pl.DataFrame) -> alt.LayerChart:
    """Seconds above start-up by number of dumps, both on logarithmic scales."""
    dumps = alt.X("dumps:Q", title="dumps in the warehouse").scale(type="log", padding=20)
    seconds = alt.Y("seconds:Q", title="seconds above start-up").scale(type="log", padding=14)
    base = alt.Chart(rows).encode(
        x=dumps.axis(values=TENS, format="~s"),
        y=seconds.axis(values=TENS, format="~g"),
        color=alt.Color("kind:N", title=None, sort=list(KINDS.values())),
    )
    labels = base.mark_text(dy=-10).encode(text=alt.Text("seconds:Q", format=".3~g"))
    return (base.mark_line(point=True) + labels).properties(width=520, height=300)


def main() -> None:
    """Draw it."""
    chart(table(RESULTS.read_text(encoding="utf-8"))).save(RESULTS.with_name("growth.svg"))


if __name__ == "__main__":
    main()
