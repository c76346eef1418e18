"""Commands about names: those that no list holds, and how well names are found."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.app import AsJson, Warehouse, app, settings_of
from flows.cli.printing import console, print_json, say, table
from flows.cli.progress import followed
from flows.errors import InputError

if TYPE_CHECKING:
    from flows.scoring import Scored

names = typer.Typer(no_args_is_help=True, help="Names that no list holds: show them, list one.")
app.add_typer(names, name="names")


class EntityType(StrEnum):
    """What a name can be the name of."""

    person = "PERSON"
    organisation = "ORG"
    event = "EVENT"
    place = "GPE_OTHER"
    location = "LOCATION"
    country = "COUNTRY"


class GoldName(StrEnum):
    """A gold set of tests/gold, or all of them."""

    seeds = "seeds"
    texts = "texts"
    held_out = "held-out"
    all = "all"


@names.command("list")
def list_names(
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most names to show.")] = 20,
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """Show discovered names, those of most articles first, each with a sentence to judge it by."""
    from flows.warehouse.discovered import discovered_names
    from flows.warehouse.places import places

    found = discovered_names(places(settings_of(warehouse=warehouse).warehouse, may_be_lake=True), limit)
    if as_json:
        return print_json(found.rows(named=True))
    screen = console()
    for row in found.iter_rows(named=True):
        screen.print(f"{row['name']}  {row['entity_type']}", style="bold", markup=False, highlight=False)
        counts = f"{row['article_count']} of {row['total_article_count']} articles, {row['mention_count']} mentions"
        for line in (row["entity_id"] or "(undecided)", counts, row["sample_sentence"]):
            screen.print(f"  {line}", soft_wrap=True, markup=False, highlight=False)
    screen.print(f"{found.height} names")
    return None


@names.command("promote")
def promote_name(
    entity_id: Annotated[str, typer.Argument(help="Id of a discovered entity, as `steppe names list` shows it.")],
    name: Annotated[str | None, typer.Option("--name", help="Canonical name. [default: as discovered]")] = None,
    kind: Annotated[
        EntityType | None, typer.Option("--type", case_sensitive=False, help="Type. [default: as discovered]")
    ] = None,
    country: Annotated[str | None, typer.Option("--country", help="Its country, such as KZ.")] = None,
    warehouse: Warehouse = None,
) -> None:
    """List a discovered name in seeds/; the next run matches known texts anew and reads no dump again."""
    from flows.promote import promote

    done = promote(settings_of(warehouse=warehouse).warehouse, entity_id, name, kind and kind.value, country)
    screen = console()
    for folder, rows in (("entities", [done.entity]), ("aliases", done.aliases)):
        for row in rows:
            line = ", ".join(cell for cell in row if cell)
            screen.print(f"seeds/{folder}/{done.kind}.csv  {line}", soft_wrap=True, highlight=False, markup=False)


@app.command()
def score(
    gold: Annotated[GoldName, typer.Option("--gold", help="The labelled texts.")] = GoldName.all,
    warehouse: Annotated[
        Path | None,
        typer.Option("--warehouse", help="Keep the scores in this warehouse's build, for its next release to carry."),
    ] = None,
    errors: Annotated[int, typer.Option("--errors", min=0, help="List so many errors of a kind; none held out.")] = 0,
    dumps: Annotated[str | None, typer.Option("--dumps", help="Where the dumps of the seed articles lie.")] = None,
    as_json: AsJson = False,
) -> None:
    """Hold the mentions found in labelled texts against their labels, LENIENT linked+type first.

    With --warehouse the scores go to quality.scorecard of the build database; the next release carries them.
    """
    from flows import progress, scoring
    from flows.warehouse.places import places
    from flows.warehouse.scorecard import store

    if errors and gold is GoldName.held_out:
        scoring.refuse_held_out(scoring.HELD_OUT)
    settings = settings_of(warehouse=warehouse)
    found = []
    with followed(as_json=as_json):
        for name in progress.followed("score", scoring.SETS if gold is GoldName.all else (gold.name,), "gold sets"):
            try:
                found.append(scoring.score_set(name, dumps))
            except InputError as error:
                if gold is not GoldName.all:
                    raise
                say(f"{name}: {error}", "not scored  ", "yellow", stderr=as_json)
    for scored in found:
        if not as_json:
            _print_scored(scored, errors)
        if warehouse:
            rows = scoring.warehouse_rows(scored)
            store(places(settings.warehouse), rows, settings.memory_mib, settings.lock_wait_seconds)
    if as_json:
        print_json([row for scored in found for row in scoring.warehouse_rows(scored).rows(named=True)])


def _print_scored(scored: "Scored", errors: int) -> None:
    """Scores over all types, then LENIENT links by type; calibration and errors of what is not held out."""
    import polars as pl

    from flows import scoring

    screen = console()
    is_shown = (pl.col("entity_type") == "ALL") | ((pl.col("mode") == "LENIENT") & (pl.col("measure") == "linked"))
    screen.print(table(scored.scores.filter(is_shown).with_columns(pl.selectors.float().round(4)), scored.name))
    if scored.set_aside_count:
        screen.print(f"{scored.set_aside_count:,} found in texts without a label are set aside")
    if scored.name == scoring.HELD_OUT:
        if errors:
            say(f"errors of {scored.name} are never shown", "held out  ", "yellow")
        return
    screen.print(table(scored.calibration.with_columns(pl.selectors.float().round(4)), "right links (LENIENT)"))
    if errors:
        screen.print(table(scoring.errors(scored, errors)))
