"""Commands that only look: at the release, a dump, the machine."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import AsJson, Dumps, Warehouse, app, settings_of
from flows.cli.printing import HELD, console, counts_table, print_json, say, table
from flows.errors import InputError

if TYPE_CHECKING:
    import polars as pl


class Shape(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


@app.command()
def status(warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Show what is released: fingerprint, rows, last runs, quarantine and freshness."""
    from flows.warehouse import query, rhythm
    from flows.warehouse.load import now
    from flows.warehouse.places import places

    settings = settings_of(warehouse=warehouse)
    where = places(settings.warehouse, may_be_lake=True)
    found = query.status(where)
    outlets = rhythm.freshness(where, now().date(), settings.fresh_days)
    if as_json:
        frames = {"runs": found.runs, "quarantine": found.quarantine, "freshness": found.freshness}
        rows = {name: frame.rows(named=True) for name, frame in {**frames, "outlets": outlets}.items()}
        head = {"release": found.file, "fingerprint": found.fingerprint, "is_held": where.hold.exists()}
        return print_json({**head, "counts": found.counts, **rows})
    screen = console()
    say(f"release      {found.file}")
    say(f"fingerprint  {found.fingerprint}")
    screen.print(counts_table(found.counts))
    if where.hold.exists():
        say(HELD, "held         ", "yellow")
    for title, frame in (("last runs", found.runs), ("quarantine", found.quarantine), ("freshness", found.freshness)):
        if frame.height:
            screen.print(table(frame, title))
    say(rhythm.told(outlets))
    return None


@app.command()
def sql(
    question: Annotated[
        str | None,
        typer.Argument(help="A query that reads, such as 'FROM report.rates_latest'; without one, a prompt."),
    ] = None,
    warehouse: Warehouse = None,
    shape: Annotated[Shape, typer.Option("--format", help="How to give the answer.")] = Shape.table,
    output: Annotated[Path | None, typer.Option("--output", help="File for the answer: csv, json or parquet.")] = None,
    example: Annotated[str | None, typer.Option("--example", help="Ask one of the gallery; 'list' shows it.")] = None,
) -> None:
    """Ask the released warehouse, read only: a query, an example, or at a prompt."""
    from flows.warehouse import examples
    from flows.warehouse.places import places
    from flows.warehouse.query import held, query
    from flows.warehouse.sandbox import Limits

    if (shape is Shape.parquet and not output) or (shape is Shape.table and output):
        raise InputError("an answer in a file needs both: --output FILE and --format csv, json or parquet")
    if example == "list":
        return _print_examples()
    if example and question:
        raise InputError("ask a query or an example, not both")
    settings = settings_of(warehouse=warehouse)
    where = places(settings.warehouse, may_be_lake=True)
    limits = Limits(settings.sql_memory_mib, settings.sql_seconds)

    def give(frame: "pl.DataFrame") -> None:
        _give(frame, shape, output)

    if example:
        question = examples.example(example).text
    elif question is None and sys.stdin.isatty():
        from flows.prompt import converse

        return converse(lambda text: query(where, text, limits), give, say, held(where))
    give(query(where, sys.stdin.read() if question is None else question, limits))
    return None


@app.command()
def explore(
    port: Annotated[int | None, typer.Option("--port", help="Port on 127.0.0.1. [default: a free one]")] = None,
    headless: Annotated[bool, typer.Option("--headless", help="Open no browser; print the address.")] = False,
    warehouse: Warehouse = None,
) -> None:
    """Look around in the release in a browser: a notebook with SQL cells, filters and charts, read only."""
    from flows.reports.explore import start
    from flows.warehouse.places import places

    start(places(settings_of(warehouse=warehouse).warehouse), port=port, is_headless=headless)


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(help="One raw dump.")],
    mentions: Annotated[
        bool, typer.Option("--mentions", help="Show its articles instead, each mention with its link.")
    ] = False,
) -> None:
    """Show a dump, each line with its role, or each mention with its link, rule and confidence."""
    screen = console()
    if mentions:
        from flows.explain_mentions import explain_mentions

        articles = explain_mentions(file, settings_of(), brackets=screen.color_system is None)
        screen.print(articles, soft_wrap=True, highlight=False)
        return
    from flows.explain import explain_file

    screen.print(explain_file(file, settings_of()), soft_wrap=True)


@app.command()
def show(
    capture: Annotated[str, typer.Argument(help="Id of a capture, or its beginning.")],
    line: Annotated[int | None, typer.Option("--line", help="Show this line and its neighbours.")] = None,
    context: Annotated[int, typer.Option("--context", min=0, help="Neighbours on either side.")] = 2,
    warehouse: Warehouse = None,
) -> None:
    """Show the source of a fact: a capture's lines with their numbers; sent to a file, its exact bytes."""
    from flows.show import numbered, source
    from flows.warehouse.places import places

    found = source(places(settings_of(warehouse=warehouse).warehouse, may_be_lake=True), capture)
    if line is None and not sys.stdout.isatty():
        sys.stdout.buffer.write(found.raw)
        return
    typer.echo("\n".join([f"capture {found.capture_id}", *numbered(found.lines(), line, context)]))


@app.command()
def verify(warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Hold the release against the data model's contract; exit 1 where it does not keep it."""
    from flows.warehouse.places import places
    from flows.warehouse.verify import verify as check

    findings = check(places(settings_of(warehouse=warehouse).warehouse, may_be_lake=True))
    broken = [one for one in findings if one.is_broken]
    warned = [one for one in findings if not one.is_success and not one.is_broken]
    if as_json:
        print_json([vars(one) for one in findings])
        raise typer.Exit(1 if broken else 0)
    for one in broken:
        say(f"{one.name}: {one.detail}", "broken   ", "red")
    for one in warned:
        say(f"{one.name}: {one.detail}", "warning  ", "yellow")
    console().print(f"{len(findings) - len(broken) - len(warned)} of {len(findings)} hold, {len(warned)} warnings")
    if broken:
        raise typer.Exit(1)


@app.command()
def doctor(dumps: Dumps = None, warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Look at this machine, the settings and the warehouse: what is wrong, and how it is mended; exit 1 for faults."""
    from flows.doctor import diagnose

    found = diagnose(settings_of(dumps=dumps, warehouse=warehouse))
    if as_json:
        print_json([vars(one) for one in found])
    else:
        for one in found:
            say(one.detail, f"{'ok' if one.is_ok else 'fault':<6} {one.name:<16} ", "green" if one.is_ok else "red")
            if one.mend:
                say(one.mend, " " * 24)
    if not all(one.is_ok for one in found):
        raise typer.Exit(1)


@app.command()
def dictionary() -> None:
    """Print DICTIONARY.md, made from the COMMENTs in sql/."""
    from flows.reports.dictionary import dictionary as text

    typer.echo(text(), nl=False)


def _give(frame: "pl.DataFrame", shape: Shape, output: Path | None) -> None:
    """Write an answer to its file, or print it."""
    if not output:
        return _print_frame(frame, shape)
    from flows.reports.answers import write

    write(frame, shape, output)
    return say(f"{frame.height:,} rows in {output}")


def _print_frame(frame: "pl.DataFrame", shape: Shape) -> None:
    from flows.reports import answers
    from flows.terminal import tame

    if shape is Shape.table:
        screen = console()
        screen.print(table(frame))
        screen.print(f"{frame.height:,} rows")
    elif shape is Shape.csv:
        text = answers.csv_text(frame)
        # Not typer.echo: into a pipe it takes escape sequences out of the data.
        sys.stdout.write(tame(text) if sys.stdout.isatty() else text)
    else:
        typer.echo(answers.json_text(frame), nl=False)


def _print_examples() -> None:
    from flows.warehouse.examples import examples, question

    for name, file in examples().items():
        say(question(file), f"{name:<24}", "bold")
