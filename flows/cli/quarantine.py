"""Commands about what was refused."""

from typing import Annotated

import typer

from flows.cli.app import AsJson, Warehouse, app, settings_of
from flows.cli.printing import console, print_json, print_summary, say, summary_facts, table
from flows.cli.progress import followed
from flows.errors import InputError

quarantine = typer.Typer(no_args_is_help=True, help="What was refused: show it, process it again.")
app.add_typer(quarantine, name="quarantine")
Reason = Annotated[str | None, typer.Option("--reason", help="A code of seeds/quarantine_reasons.csv.")]


@quarantine.command("list")
def list_quarantine(
    reason: Reason = None,
    also_resolved: Annotated[bool, typer.Option("--all", help="Those that later runs resolved, too.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Most refusals to show after the counts.")] = 20,
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """Show what stands in quarantine: counts by reason with the mend, then each refusal with file and line."""
    from flows import refusals
    from flows.warehouse.places import places
    from flows.warehouse.quarantine import latest, rows

    if reason:
        refusals.require_reason(reason)
    with latest(places(settings_of(warehouse=warehouse).warehouse, may_be_lake=True)) as connection:
        found = rows(connection, reason, also_resolved=also_resolved)
    if as_json:
        return print_json(found.rows(named=True))
    if found.is_empty():
        return say("nothing stands in quarantine")
    console().print(table(refusals.counts(found)))
    typer.echo("\n".join(refusals.listed(found.head(limit))))
    if found.height > limit:
        console().print(f"and {found.height - limit:,} more: --limit {found.height}", highlight=False)
    return None


@quarantine.command("show")
def show_quarantine(
    refusal: Annotated[str, typer.Argument(help="Id of a refusal, or its beginning.")],
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """Show all of one refusal: files, lines, text, what the reason means, and the mend."""
    from flows import refusals
    from flows.warehouse.places import places
    from flows.warehouse.quarantine import latest, one

    with latest(places(settings_of(warehouse=warehouse).warehouse, may_be_lake=True)) as connection:
        found = one(connection, refusal).row(0, named=True)
    if as_json:
        return print_json(found)
    return typer.echo("\n".join(refusals.shown(found)))


@quarantine.command("replay")
def replay_quarantine(
    refusal: Annotated[str | None, typer.Argument(help="Id of a refusal or its beginning, or 'all'.")] = None,
    reason: Reason = None,
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """Process refused captures again with today's parser, settings and manifests, audit and release."""
    from flows import refusals
    from flows.replay import replay

    if (refusal is None) == (reason is None):
        raise InputError("say what to replay: the id of a refusal, --reason with a code, or all")
    if reason:
        refusals.require_reason(reason)
    settings = settings_of(warehouse=warehouse)
    with followed(as_json=as_json):
        done = replay(settings, None if refusal == "all" else refusal, reason)
    parts = {
        "resolved": done.resolved,
        "still refused": done.still_refused,
        "new": done.new,
        "file and bytes gone": done.lost,
        "of a refused run and new to the next": done.undone,
    }
    if as_json:
        rows = {title.replace(" ", "_"): found.rows(named=True) for title, found in parts.items()}
        return print_json({**rows, "run": summary_facts(done.summary, settings.warehouse)})
    for title, found in parts.items():
        console().print(f"{title}: {found.height:,}", style="bold", highlight=False)
        typer.echo("".join(f"{line}\n" for line in refusals.listed(found)), nl=False)
    return print_summary(done.summary, settings.warehouse)
