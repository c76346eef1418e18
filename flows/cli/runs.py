"""Commands that make something: a run, its reports, files, upkeep."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.app import Dumps, Warehouse, app, settings_of
from flows.cli.printing import print_summary, say


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
) -> None:
    """Load new dumps, audit them, and release the warehouse."""
    from flows import pipeline
    from flows.idle import idle
    from flows.warehouse.places import places

    settings = settings_of(
        dumps=[*(dumps or []), *(paths or [])], warehouse=warehouse, engine=engine, scheduler=scheduler
    )
    pipeline.progress.set(say)
    summary = idle(settings, rehash=rehash)
    if summary is None:  # Prefect takes seconds to load
        from flows.ingest import ingest

        summary = ingest(dumps=settings.dumps, warehouse=settings.warehouse, rehash=rehash, settings=settings)
    where = places(settings.warehouse, may_be_lake=True)
    print_summary(summary, where.published)


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

    *files, index = flow(warehouse=settings_of(warehouse=warehouse).warehouse, output=output, with_texts=with_texts)
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
    path = rewrite_quality(places(settings.warehouse), settings.memory_mib)
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
    written = export.export(where, folder, export.Form(form), with_bodies=with_bodies)
    say(f"{len(written) - 1} files, described by {written[-1]}")


@app.command()
def upkeep(warehouse: Warehouse = None) -> None:
    """Back the release up, remove old releases, tell how fresh it is."""
    from flows.upkeep import upkeep as flow

    settings = settings_of(warehouse=warehouse)
    outcome = flow(warehouse=settings.warehouse, keep=settings.keep_releases, fresh_days=settings.fresh_days)
    for name, value in outcome.items():
        say(f"{name:<18} {value}")
