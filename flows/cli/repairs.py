"""Commands that mend: releases, backups, rebuild, takedowns."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.app import AsJson, Warehouse, app, settings_of
from flows.cli.printing import HELD, console, print_json, print_summary, say, table
from flows.cli.progress import followed
from flows.errors import InputError


@app.command()
def rebuild(
    warehouse: Warehouse = None,
    give_up: Annotated[
        bool, typer.Option("--give-up-missing", help="Drop captures whose bytes are nowhere; the others are rebuilt.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make the same warehouse anew from the raw store; the old one is served until then."""
    from flows.rebuild import rebuild as make_anew

    settings = settings_of(warehouse=warehouse)
    with followed(as_json=as_json):
        summary = make_anew(settings, give_up=give_up)
    print_summary(summary, settings.warehouse, as_json=as_json)


@app.command()
def forget(
    capture: Annotated[str, typer.Argument(help="Whole id of a capture.")],
    reason: Annotated[str | None, typer.Option("--reason", help="Why; it stays beside the id.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    warehouse: Warehouse = None,
) -> None:
    """Take a capture out for good (a takedown), also from raw store and old releases; only its id stays."""
    from flows.forget import forget as take_out

    settings = settings_of(warehouse=warehouse)
    if sys.stdin.isatty() and not yes:
        typer.confirm(f"Take {capture} out of {settings.warehouse} for good?", abort=True)
    print_summary(take_out(settings, capture, reason), settings.warehouse)
    say("backups outside the state folder that were made before still hold it")


@app.command()
def releases(warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """List the releases on disk, the newest first."""
    import polars as pl

    from flows.warehouse.places import places
    from flows.warehouse.releases import listing

    where = places(settings_of(warehouse=warehouse).warehouse)
    found = listing(where)
    if not found:
        raise InputError(f"{where.published}: nothing is released yet")
    if as_json:
        return print_json({"is_held": where.hold.exists(), "releases": [vars(one) for one in found]})
    rows = [
        {
            "release": one.name,
            "made (UTC)": one.made_at,
            "fingerprint": one.fingerprint,
            "MB": round(one.size_bytes / 1e6, 1),
            "captures": one.captures,
            "articles": one.articles,
            "state": " ".join(["published"] * one.is_published + ["damaged"] * (one.captures is None)),
        }
        for one in found
    ]
    console().print(table(pl.DataFrame(rows)))
    if where.hold.exists():
        say(HELD, "held         ", "yellow")
    return None


@app.command()
def rollback(
    release: Annotated[str | None, typer.Argument(help="Its name or the beginning. [default: the one before]")] = None,
    lift: Annotated[bool, typer.Option("--lift", help="Publish the newest release; runs publish again.")] = False,
    warehouse: Warehouse = None,
) -> None:
    """Publish an older release; runs go on, but publish nothing until --lift."""
    from flows.warehouse import locks
    from flows.warehouse import releases as made
    from flows.warehouse.places import places

    settings = settings_of(warehouse=warehouse)
    if lift and release:
        raise InputError("--lift publishes the newest release: name none")
    where = places(settings.warehouse)
    with locks.locked(where, "rollback", settings.lock_wait_seconds):
        published = made.lift(where) if lift else made.roll_back(where, release)
    say(f"published    {published.stem}")
    if not lift:
        say(HELD, "held         ", "yellow")


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(help="Folder of backups, on another disk if you can.")],
    warehouse: Warehouse = None,
) -> None:
    """Copy the release and the raw store to a folder, also while a run goes on."""
    from flows.warehouse.backup import back_up
    from flows.warehouse.places import places

    with followed():
        saved = back_up(places(settings_of(warehouse=warehouse).warehouse), folder)
    say(f"backed up and read back: {saved}")


@app.command()
def restore(
    folder: Annotated[Path, typer.Argument(help="Folder of backups.")],
    release: Annotated[str | None, typer.Option("--release", help="Which. [default: the newest]")] = None,
    warehouse: Warehouse = None,
) -> None:
    """Make a warehouse from a backup, in a fresh place or over a broken one; what is replaced is kept aside."""
    from flows.restore import restore as bring_back

    settings = settings_of(warehouse=warehouse)
    with followed():
        done = bring_back(settings, folder, release)
    for line in (
        f"restored     {done.backup}",
        f"fingerprint  {done.fingerprint}",
        f"warehouse    {settings.warehouse}",
    ):
        say(line)
    for path in done.aside:
        say(f"kept aside   {path}")
    for capture_id in done.forgotten:
        say(f"left out     {capture_id}: forgotten")
