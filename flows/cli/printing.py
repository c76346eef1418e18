"""How commands print: lines with a label, tables, JSON, the summary of a run; nothing in a text is markup."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    import polars as pl
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.table import Table
    from rich.text import Text

    from flows.summary import Summary

HELD = "runs release, but publish nothing, until `steppe rollback --lift` publishes the newest release"
MOST_REFUSALS = 10
MOST_WIDTH = 100_000  # of a terminal, to measure a table whole


def console(*, stderr: bool = False) -> Any:
    """The terminal, tamed; plain where it has no colours or NO_COLOR is set."""
    from flows.terminal import console

    return console(stderr=stderr)


def say(text: str, label: str = "", style: str = "", *, stderr: bool = False) -> None:
    """One line, after a label in colour; nothing in the text is markup."""
    from rich.text import Text

    from flows.terminal import one_line

    console(stderr=stderr).print(Text.assemble((label, style), one_line(text)), soft_wrap=True, highlight=False)


def print_summary(summary: "Summary", published: Path, *, as_json: bool = False) -> None:
    """What a run did, the counts of the release, and what to look at."""
    if as_json:
        return print_json(summary_facts(summary, published))
    screen = console()
    if summary.is_idle:
        say(f"nothing new in {summary.captures_seen:,} dumps; {published} stays as it is")
        return _print_notes(summary)
    from flows.warehouse.places import places
    from flows.warehouse.query import status as released_status

    counts = {
        "dumps seen": summary.captures_seen,
        "captures loaded now": summary.captures_new,
        "captures quarantined now": summary.captures_quarantined,
        "articles recomputed": summary.articles_touched,
    }
    screen.print(counts_table(counts | released_status(places(published, may_be_lake=True)).counts))
    print_refusals(summary.refusals)
    for line in summary.changes:
        say(line, "changed      ")
    for line in summary.warnings:
        say(line, "warning      ", "yellow")
    _print_notes(summary)
    say(f"fingerprint  {summary.fingerprint}")
    say(f"warehouse    {published}")
    if summary.report_error:
        return say(summary.report_error, "warning      ", "yellow")
    return say(f"report       {summary.report}")


def print_refusals(lines: list[str], *, stderr: bool = False) -> None:
    """What a run refuses, the first ten, and how many more there are."""
    for line in lines[:MOST_REFUSALS]:
        say(line, "quarantined  ", "yellow", stderr=stderr)
    if len(lines) > MOST_REFUSALS:
        say(f"{len(lines) - MOST_REFUSALS:,} more", "quarantined  ", "yellow", stderr=stderr)


def summary_facts(summary: "Summary", published: Path) -> dict[str, Any]:
    """What a run did, for a script: the fields of the summary, warnings as lines, and where the warehouse is."""
    counted = {name: value for name, value in vars(summary).items() if name not in ("checked", "unexpected")}
    frames = {name: getattr(summary, name).rows(named=True) for name in ("brought", "changed", "checks")}
    return {
        "warehouse": published,
        **counted,
        **frames,
        "outlets": sorted(summary.outlets),
        "warnings": summary.warnings,
    }


def _print_notes(summary: "Summary") -> None:
    """What was done besides, what was passed over, and whether a rollback holds."""
    for line in summary.notes:
        say(line)
    if summary.files_forgotten:
        passed = f"{summary.files_forgotten:,} files hold forgotten captures and were passed over"
        say(passed, "forgotten    ", "yellow")
    if summary.is_held:
        say(HELD, "held         ", "yellow")


def counts_table(counts: dict[str, int]) -> Any:
    """Names and counts in two columns."""
    from rich.table import Table

    made = Table(box=None, show_header=False)
    made.add_column(justify="left")
    made.add_column(justify="right")
    for name, count in counts.items():
        made.add_row(name.replace("_", " "), f"{count:,}")
    return made


def table(frame: "pl.DataFrame", title: str | None = None) -> Any:
    """Rows in a table, numbers to the right; where the terminal is too narrow for them whole, a block a row."""
    return _Rows(frame, title)


class _Rows:
    """Rows that know how they fit when they are printed."""

    def __init__(self, frame: "pl.DataFrame", title: str | None) -> None:
        self.frame, self.title = frame, title

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        from rich.measure import Measurement

        whole = self._table()
        wanted = Measurement.get(console, options.update(width=MOST_WIDTH), whole).maximum
        yield whole if wanted <= options.max_width else self._blocks()

    def _table(self) -> "Table":
        from rich.table import Table
        from rich.text import Text

        from flows.terminal import tame

        made = Table(title=self.title, title_justify="left")
        for name, kind in self.frame.schema.items():
            made.add_column(Text(tame(name)), justify="right" if kind.is_numeric() else "left", overflow="fold")
        for row in self.frame.iter_rows():
            made.add_row(*(Text(tame(_cell(value))) for value in row))
        return made

    def _blocks(self) -> "Text":
        from rich.text import Text

        from flows.terminal import one_line, tame

        names = [one_line(name) for name in self.frame.columns]
        width = max(map(len, names), default=0)
        made = Text(f"{self.title}\n" if self.title else "", "italic", overflow="fold", end="")
        for number, row in enumerate(self.frame.iter_rows(), start=1):
            made.append(f"row {number}\n", "bold")
            for name, value in zip(names, row, strict=True):
                made.append(f"  {name:<{width}}  {tame(_cell(value))}\n")
        return made


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def print_json(value: object) -> None:
    """JSON for a script: times, decimals and paths as text. Raises TypeError for what is no data."""
    import json

    from flows.terminal import tame_json

    typer.echo(tame_json(json.dumps(value, default=_as_text, ensure_ascii=False, indent=2)))


def _as_text(value: object) -> str:
    if isinstance(value, date | Decimal | Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no JSON")
