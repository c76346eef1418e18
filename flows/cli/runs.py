"""Commands that make something: a run, its reports, files, upkeep."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.app import AsJson, Dumps, Warehouse, app, settings_of
from flows.cli.printing import print_json, print_summary, say
from flows.cli.progress import followed
from flows.errors import InputError

DAY = ["%Y-%m-%d"]


class Engine(StrEnum):
    """What refines batches."""

    local = "local"
    dask = "dask"


@app.command()
def run(
    paths: Annotated[list[str] | None, typer.Argument(help="More dumps, as a shell expands a glob.")] = None,
    dumps: Dumps = None,
    warehouse: Warehouse = None,
    rehash: Annotated[
        bool, typer.Option("--rehash", help="Read known files again; do not trust size and time.")
    ] = False,
    engine: Annotated[
        Engine | None, typer.Option("--engine", help="What refines batches: this machine, or a Dask cluster.")
    ] = None,
    scheduler: Annotated[str | None, typer.Option("--scheduler", help="Of Dask: tcp://host:port.")] = None,
    as_json: AsJson = False,
) -> None:
    """Load new dumps, audit them, and release the warehouse."""
    from flows.idle import idle
    from flows.warehouse.places import places

    settings = settings_of(
        dumps=[*(dumps or []), *(paths or [])], warehouse=warehouse, engine=engine, scheduler=scheduler
    )
    with followed(as_json=as_json):
        summary = idle(settings, rehash=rehash)
        if summary is None:  # Prefect takes seconds to load
            from flows.ingest import ingest

            summary = ingest(dumps=settings.dumps, warehouse=settings.warehouse, rehash=rehash, settings=settings)
    print_summary(summary, places(settings.warehouse, may_be_lake=True).published, as_json=as_json)


@app.command()
def backfill(
    since: Annotated[datetime | None, typer.Option("--since", formats=DAY, help="First day of capture.")] = None,
    until: Annotated[datetime | None, typer.Option("--until", formats=DAY, help="Last day of capture.")] = None,
    path: Annotated[
        str | None,
        typer.Option("--path", help="Glob of files; it may begin at any folder, and its star crosses folders."),
    ] = None,
    undated: Annotated[bool, typer.Option("--undated", help="Captures without a day too.")] = False,
    dumps: Dumps = None,
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """Redo the captures of some days or files, also when nothing changed, and load what is new there."""
    if not (since or until or path):
        raise InputError("say what to redo: --since or --until with a day, or --path with a glob")
    from flows.ingest import ingest

    settings = settings_of(dumps=dumps, warehouse=warehouse)
    with followed(as_json=as_json):
        summary = ingest(
            dumps=settings.dumps,
            warehouse=settings.warehouse,
            since=since and since.date(),
            until=until and until.date(),
            path=path,
            undated=undated,
            settings=settings,
        )
    print_summary(summary, settings.warehouse, as_json=as_json)


@app.command()
def publish(
    warehouse: Warehouse = None,
    output: Annotated[Path | None, typer.Option("--output", help="Folder of the files.")] = None,
    with_texts: Annotated[
        bool, typer.Option("--with-texts", "--with-bodies", help="Export bodies of articles too.")
    ] = False,
) -> None:
    """Write facts, dimensions and report views as CSV and Parquet, and the report site, in a Prefect flow."""
    from flows.publish import publish as flow

    settings = settings_of(warehouse=warehouse)
    with followed():
        *files, index = flow(warehouse=settings.warehouse, output=output, with_texts=with_texts)
    say(f"{len(files)} files in {files[0].parent.parent}")
    say(f"report site  {index}")


@app.command()
def report(
    warehouse: Warehouse = None,
    output: Annotated[Path | None, typer.Option("--output", help="Folder of the site. [default: X.state/site]")] = None,
    show: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Write the report site of the release, and say where it is."""
    from flows.reports.site import write_site
    from flows.warehouse.places import places

    with followed():
        index = write_site(places(settings_of(warehouse=warehouse).warehouse, may_be_lake=True), output)
    typer.echo(index)
    if show:
        typer.launch(index.resolve().as_uri())


@app.command()
def quality(
    warehouse: Warehouse = None,
    show: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Write the data-quality report of the last run again, and say where it is."""
    from flows.reports.quality import rewrite_quality
    from flows.warehouse.places import places

    settings = settings_of(warehouse=warehouse)
    path = rewrite_quality(places(settings.warehouse, may_be_lake=True), settings.memory_mib)
    typer.echo(path)
    if show:
        typer.launch(path.as_uri())


class Form(StrEnum):
    """The format of an export's files."""

    parquet = "parquet"
    csv = "csv"


@app.command("export")
def export_files(
    folder: Annotated[Path, typer.Argument(help="Folder of the files; an older export there is replaced.")],
    form: Annotated[Form, typer.Option("--format", help="Parquet is exact; in CSV no cell is a formula.")],
    with_bodies: Annotated[bool, typer.Option("--with-bodies", help="Bodies of articles too.")] = False,
    warehouse: Warehouse = None,
) -> None:
    """Write all facts, dimensions and report views as files, described by a Frictionless datapackage.json."""
    from flows.reports import export
    from flows.warehouse.places import places

    where = places(settings_of(warehouse=warehouse).warehouse, may_be_lake=True)
    with followed():
        written = export.export(where, folder, export.Form(form), with_bodies=with_bodies)
    say(f"{len(written) - 1} files, described by {written[-1]}")


@app.command()
def upkeep(warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Audit the release whole, back it up, remove old ones, tell how fresh it is."""
    from flows.upkeep import upkeep as flow

    settings = settings_of(warehouse=warehouse)
    with followed(as_json=as_json):
        outcome = flow(warehouse=settings.warehouse, keep=settings.keep_releases, fresh_days=settings.fresh_days)
    if as_json:
        return print_json(outcome)
    for name, value in outcome.items():
        say(f"{name:<18} {value}")
    return None
