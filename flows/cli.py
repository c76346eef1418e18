"""`steppe`: a thin shell over flows and warehouse."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from flows.errors import InputError, SteppeError

if TYPE_CHECKING:
    import polars as pl

    from flows.pipeline import Summary
    from flows.scoring import Scored
    from flows.settings import Settings

HELD = "runs release, but publish nothing, until `steppe rollback --lift` publishes the newest release"
app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)
names = typer.Typer(no_args_is_help=True, help="Names that no list holds: show them, list one.")
app.add_typer(names, name="names")
Warehouse = Annotated[
    Path | None, typer.Option("--warehouse", help="The published DuckDB file. [default: steppe.duckdb]")
]
Dumps = Annotated[
    list[str] | None, typer.Option("--dumps", help="A file, folder or glob of raw dumps; may be repeated.")
]

AsJson = Annotated[bool, typer.Option("--json", help="For a script: JSON.")]


class Shape(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


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


@app.callback()
def root(debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks and Prefect's log.")] = False) -> None:
    """Raw page dumps of a news site to an audited DuckDB warehouse."""
    from flows.settings import quiet_environment

    quiet_environment()
    if not debug:
        os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")
        os.environ.setdefault("PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW", "ignore")


@app.command()
def run(
    paths: Annotated[list[str] | None, typer.Argument(help="More dumps, as a shell expands a glob.")] = None,
    dumps: Dumps = None,
    warehouse: Warehouse = None,
    rehash: Annotated[
        bool, typer.Option("--rehash", help="Read known files again; do not trust size and time.")
    ] = False,
) -> None:
    """Load new dumps, audit them, and release the warehouse."""
    from flows import pipeline
    from flows.idle import idle
    from flows.warehouse.places import places

    settings = _settings(dumps=[*(dumps or []), *(paths or [])], warehouse=warehouse)
    pipeline.progress.set(_say)
    summary = idle(settings, rehash=rehash)
    if summary is None:  # Prefect takes seconds to load
        from flows.ingest import ingest

        summary = ingest(dumps=settings.dumps, warehouse=settings.warehouse, rehash=rehash, settings=settings)
    where = places(settings.warehouse)
    _print_summary(summary, where.published)


@app.command()
def status(warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Show what is released: fingerprint, rows, last runs, quarantine and freshness."""
    from flows.warehouse import query
    from flows.warehouse.places import places

    where = places(_settings(warehouse=warehouse).warehouse)
    found = query.status(where)
    if as_json:
        frames = {"runs": found.runs, "quarantine": found.quarantine, "freshness": found.freshness}
        rows = {name: frame.rows(named=True) for name, frame in frames.items()}
        head = {"release": found.file, "fingerprint": found.fingerprint, "is_held": where.hold.exists()}
        return _print_json({**head, "counts": found.counts, **rows})
    console = _console()
    _say(f"release      {found.file}")
    _say(f"fingerprint  {found.fingerprint}")
    console.print(_counts(found.counts))
    if where.hold.exists():
        _say(HELD, "held         ", "yellow")
    for title, frame in (("last runs", found.runs), ("quarantine", found.quarantine), ("freshness", found.freshness)):
        if frame.height:
            console.print(_table(frame, title))
    return None


@app.command()
def quality(
    warehouse: Warehouse = None,
    show: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Write the data-quality report of the last run again, and say where it is."""
    from flows.reports.quality import rewrite_quality
    from flows.warehouse.places import places

    settings = _settings(warehouse=warehouse)
    path = rewrite_quality(places(settings.warehouse), settings.memory_mib)
    typer.echo(path)
    if show:
        typer.launch(path.as_uri())


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
    settings = _settings(warehouse=warehouse)
    where, limits = places(settings.warehouse), Limits(settings.sql_memory_mib, settings.sql_seconds)

    def give(frame: "pl.DataFrame") -> None:
        _give(frame, shape, output)

    if example:
        question = examples.example(example).text
    elif question is None and sys.stdin.isatty():
        from flows.prompt import converse

        return converse(lambda text: query(where, text, limits), give, _say, held(where))
    give(query(where, sys.stdin.read() if question is None else question, limits))
    return None


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(help="One raw dump.")],
    mentions: Annotated[
        bool, typer.Option("--mentions", help="Show its articles instead, each mention with its link.")
    ] = False,
) -> None:
    """Show a dump, each line with its role, or each mention with its link, rule and confidence."""
    console = _console()
    if mentions:
        from flows.explain_mentions import explain_mentions

        articles = explain_mentions(file, _settings(), brackets=console.color_system is None)
        console.print(articles, soft_wrap=True, highlight=False)
        return
    from flows.explain import explain_file

    console.print(explain_file(file, _settings()), soft_wrap=True)


@names.command("list")
def list_names(
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most names to show.")] = 20, warehouse: Warehouse = None
) -> None:
    """Show discovered names, those of most articles first, each with a sentence to judge it by."""
    from flows.warehouse.discovered import discovered_names
    from flows.warehouse.places import places

    found = discovered_names(places(_settings(warehouse=warehouse).warehouse), limit)
    console = _console()
    for row in found.iter_rows(named=True):
        console.print(f"{row['name']}  {row['entity_type']}", style="bold", markup=False, highlight=False)
        counts = f"{row['article_count']} of {row['total_article_count']} articles, {row['mention_count']} mentions"
        for line in (row["entity_id"] or "(undecided)", counts, row["sample_sentence"]):
            console.print(f"  {line}", soft_wrap=True, markup=False, highlight=False)
    console.print(f"{found.height} names")


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

    done = promote(_settings(warehouse=warehouse).warehouse, entity_id, name, kind and kind.value, country)
    console = _console()
    for folder, rows in (("entities", [done.entity]), ("aliases", done.aliases)):
        for row in rows:
            line = ", ".join(cell for cell in row if cell)
            console.print(f"seeds/{folder}/{done.kind}.csv  {line}", soft_wrap=True, highlight=False, markup=False)


@app.command()
def verify(warehouse: Warehouse = None) -> None:
    """Hold the release against the data model's contract; exit 1 where it does not keep it."""
    from flows.warehouse.places import places
    from flows.warehouse.verify import verify as check

    findings = check(places(_settings(warehouse=warehouse).warehouse))
    broken = [one for one in findings if not one.is_success and not one.name.endswith("(warning)")]
    warned = [one for one in findings if not one.is_success and one.name.endswith("(warning)")]
    for one in broken:
        _say(f"{one.name}: {one.detail}", "broken   ", "red")
    for one in warned:
        _say(f"{one.name}: {one.detail}", "warning  ", "yellow")
    _console().print(f"{len(findings) - len(broken) - len(warned)} of {len(findings)} hold, {len(warned)} warnings")
    if broken:
        raise typer.Exit(1)


@app.command()
def score(
    gold: Annotated[GoldName, typer.Option("--gold", help="The labelled texts.")] = GoldName.all,
    warehouse: Annotated[
        Path | None,
        typer.Option("--warehouse", help="Keep the scores in this warehouse's build, for its next release to carry."),
    ] = None,
    errors: Annotated[int, typer.Option("--errors", min=0, help="List so many errors of a kind; none held out.")] = 0,
    dumps: Annotated[str | None, typer.Option("--dumps", help="Where the dumps of the seed articles lie.")] = None,
) -> None:
    """Hold the mentions found in labelled texts against their labels, LENIENT linked+type first.

    With --warehouse the scores go to quality.scorecard of the build database; the next release carries them.
    """
    from flows import scoring
    from flows.warehouse.places import places
    from flows.warehouse.scorecard import store

    if errors and gold is GoldName.held_out:
        scoring.refuse_held_out(scoring.HELD_OUT)
    settings = _settings(warehouse=warehouse)
    for name in scoring.SETS if gold is GoldName.all else (gold.name,):
        try:
            scored = scoring.score_set(name, dumps)
        except InputError as error:
            if gold is not GoldName.all:
                raise
            _say(f"{name}: {error}", "not scored  ", "yellow")
            continue
        _print_scored(scored, errors)
        if warehouse:
            rows = scoring.warehouse_rows(scored)
            store(places(settings.warehouse), rows, settings.memory_mib, settings.lock_wait_seconds)


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

    *files, index = flow(warehouse=_settings(warehouse=warehouse).warehouse, output=output, with_texts=with_texts)
    _say(f"{len(files)} files in {files[0].parent.parent}")
    _say(f"report site  {index}")


@app.command()
def report(
    warehouse: Warehouse = None,
    output: Annotated[Path | None, typer.Option("--output", help="Folder of the site. [default: X.state/site]")] = None,
    show: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Write the report site of the release, and say where it is."""
    from flows.reports.site import write_site
    from flows.warehouse.places import places

    index = write_site(places(_settings(warehouse=warehouse).warehouse), output)
    typer.echo(index)
    if show:
        typer.launch(index.resolve().as_uri())


@app.command()
def upkeep(warehouse: Warehouse = None) -> None:
    """Back the release up, remove old releases, tell how fresh it is."""
    from flows.upkeep import upkeep as flow

    settings = _settings(warehouse=warehouse)
    outcome = flow(warehouse=settings.warehouse, keep=settings.keep_releases, fresh_days=settings.fresh_days)
    for name, value in outcome.items():
        _say(f"{name:<18} {value}")


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

    where = places(_settings(warehouse=warehouse).warehouse)
    written = export.export(where, folder, export.Form(form), with_bodies=with_bodies)
    _say(f"{len(written) - 1} files, described by {written[-1]}")


@app.command()
def doctor(dumps: Dumps = None, warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Look at this machine, the settings and the warehouse: what is wrong, and how it is mended; exit 1 for faults."""
    from flows.doctor import diagnose

    found = diagnose(_settings(dumps=dumps, warehouse=warehouse))
    if as_json:
        _print_json([vars(one) for one in found])
    else:
        for one in found:
            _say(one.detail, f"{'ok' if one.is_ok else 'fault':<6} {one.name:<16} ", "green" if one.is_ok else "red")
            if one.mend:
                _say(one.mend, " " * 24)
    if not all(one.is_ok for one in found):
        raise typer.Exit(1)


@app.command()
def rebuild(
    warehouse: Warehouse = None,
    give_up: Annotated[
        bool, typer.Option("--give-up-missing", help="Drop captures whose bytes are nowhere; the others are rebuilt.")
    ] = False,
) -> None:
    """Make the same warehouse anew from the raw store; the old one is served until then."""
    from flows import pipeline
    from flows.rebuild import rebuild as make_anew

    settings = _settings(warehouse=warehouse)
    pipeline.progress.set(_say)
    _print_summary(make_anew(settings, give_up=give_up), settings.warehouse)


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

    found = source(places(_settings(warehouse=warehouse).warehouse), capture)
    if line is None and not sys.stdout.isatty():
        sys.stdout.buffer.write(found.raw)
        return
    typer.echo("\n".join([f"capture {found.capture_id}", *numbered(found.lines(), line, context)]))


@app.command()
def forget(
    capture: Annotated[str, typer.Argument(help="Whole id of a capture.")],
    reason: Annotated[str | None, typer.Option("--reason", help="Why; it stays beside the id.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    warehouse: Warehouse = None,
) -> None:
    """Take a capture out for good (a takedown), also from raw store and old releases; only its id stays."""
    from flows.forget import forget as take_out

    settings = _settings(warehouse=warehouse)
    if sys.stdin.isatty() and not yes:
        typer.confirm(f"Take {capture} out of {settings.warehouse} for good?", abort=True)
    _print_summary(take_out(settings, capture, reason), settings.warehouse)
    _say("backups outside the state folder that were made before still hold it")


@app.command()
def releases(warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """List the releases on disk, the newest first."""
    import polars as pl

    from flows.warehouse.places import places
    from flows.warehouse.releases import listing

    where = places(_settings(warehouse=warehouse).warehouse)
    found = listing(where)
    if not found:
        raise InputError(f"{where.published}: nothing is released yet")
    if as_json:
        return _print_json({"is_held": where.hold.exists(), "releases": [vars(one) for one in found]})
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
    _console().print(_table(pl.DataFrame(rows)))
    if where.hold.exists():
        _say(HELD, "held         ", "yellow")
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

    settings = _settings(warehouse=warehouse)
    if lift and release:
        raise InputError("--lift publishes the newest release: name none")
    where = places(settings.warehouse)
    with locks.locked(where, "rollback", settings.lock_wait_seconds):
        published = made.lift(where) if lift else made.roll_back(where, release)
    _say(f"published    {published.stem}")
    if not lift:
        _say(HELD, "held         ", "yellow")


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(help="Folder of backups, on another disk if you can.")],
    warehouse: Warehouse = None,
) -> None:
    """Copy the release and the raw store to a folder, also while a run goes on."""
    from flows.warehouse.backup import back_up
    from flows.warehouse.places import places

    saved = back_up(places(_settings(warehouse=warehouse).warehouse), folder)
    _say(f"backed up and read back: {saved}")


@app.command()
def restore(
    folder: Annotated[Path, typer.Argument(help="Folder of backups.")],
    release: Annotated[str | None, typer.Option("--release", help="Which. [default: the newest]")] = None,
    warehouse: Warehouse = None,
) -> None:
    """Make a warehouse from a backup, in a fresh place or over a broken one; what is replaced is kept aside."""
    from flows.restore import restore as bring_back

    settings = _settings(warehouse=warehouse)
    done = bring_back(settings, folder, release)
    for line in (
        f"restored     {done.backup}",
        f"fingerprint  {done.fingerprint}",
        f"warehouse    {settings.warehouse}",
    ):
        _say(line)
    for path in done.aside:
        _say(f"kept aside   {path}")
    for capture_id in done.forgotten:
        _say(f"left out     {capture_id}: forgotten")


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
    with latest(places(_settings(warehouse=warehouse).warehouse)) as connection:
        found = rows(connection, reason, also_resolved=also_resolved)
    if as_json:
        return _print_json(found.rows(named=True))
    if found.is_empty():
        return _say("nothing stands in quarantine")
    _console().print(_table(refusals.counts(found)))
    typer.echo("\n".join(refusals.listed(found.head(limit))))
    if found.height > limit:
        _console().print(f"and {found.height - limit:,} more: --limit {found.height}", highlight=False)
    return None


@quarantine.command("show")
def show_quarantine(
    refusal: Annotated[str, typer.Argument(help="Id of a refusal, or its beginning.")], warehouse: Warehouse = None
) -> None:
    """Show all of one refusal: files, lines, text, what the reason means, and the mend."""
    from flows import refusals
    from flows.warehouse.places import places
    from flows.warehouse.quarantine import latest, one

    with latest(places(_settings(warehouse=warehouse).warehouse)) as connection:
        found = one(connection, refusal).row(0, named=True)
    typer.echo("\n".join(refusals.shown(found)))


@quarantine.command("replay")
def replay_quarantine(
    refusal: Annotated[str | None, typer.Argument(help="Id of a refusal or its beginning, or 'all'.")] = None,
    reason: Reason = None,
    warehouse: Warehouse = None,
) -> None:
    """Process refused captures again with today's parser, settings and manifests, audit and release."""
    from flows import pipeline, refusals
    from flows.replay import replay

    if (refusal is None) == (reason is None):
        raise InputError("say what to replay: the id of a refusal, --reason with a code, or all")
    if reason:
        refusals.require_reason(reason)
    settings = _settings(warehouse=warehouse)
    pipeline.progress.set(_say)
    done = replay(settings, None if refusal == "all" else refusal, reason)
    for title, found in (
        ("resolved", done.resolved),
        ("still refused", done.still_refused),
        ("new", done.new),
        ("file and bytes gone", done.lost),
    ):
        _console().print(f"{title}: {found.height:,}", style="bold", highlight=False)
        typer.echo("".join(f"{line}\n" for line in refusals.listed(found)), nl=False)
    _print_summary(done.summary, settings.warehouse)


@app.command()
def dictionary() -> None:
    """Print DICTIONARY.md, made from the COMMENTs in sql/."""
    from flows.reports.dictionary import dictionary as text

    typer.echo(text(), nl=False)


def main() -> None:
    """Run the command line: one red line and exit 1 (refused) or 2 (input) for what a person can mend."""
    try:
        app()
    except SteppeError as error:
        _fail(str(error), error.exit_code)
    except KeyboardInterrupt:
        _fail("stopped; the next run goes on from the last whole batch", 130)
    except Exception as error:
        _fail(f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no message'}", 2)


def _fail(line: str, code: int) -> NoReturn:
    from flows.terminal import console, one_line, tame

    if "--debug" in sys.argv:
        import traceback

        sys.stderr.write(tame(traceback.format_exc()))
    error = console(stderr=True)
    error.print(f"error: {one_line(line)}", style="red", markup=False, highlight=False, soft_wrap=True)
    sys.exit(code)


def _settings(**flags: Any) -> "Settings":
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from flows.settings import Settings

    try:
        return Settings(**{name: value for name, value in flags.items() if value})
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"])
        raise InputError(f"setting {name} (STEPPE_{name.upper()}): {first['msg']}") from error
    except SettingsError as error:
        raise InputError(f"settings: {error}; a list is written as JSON") from error


def _console() -> Any:
    from flows.terminal import console

    return console()


def _say(text: str, label: str = "", style: str = "") -> None:
    """One line, after a label in colour; nothing in the text is markup."""
    from rich.text import Text

    from flows.terminal import one_line

    _console().print(Text.assemble((label, style), one_line(text)), soft_wrap=True, highlight=False)


def _print_summary(summary: "Summary", published: Path) -> None:
    console = _console()
    if summary.is_idle:
        _say(f"nothing new in {summary.captures_seen:,} dumps; {published} stays as it is")
        _print_notes(summary)
        return
    from flows.warehouse.places import places
    from flows.warehouse.query import status as released_status

    counts = {
        "dumps seen": summary.captures_seen,
        "captures loaded now": summary.captures_new,
        "captures quarantined now": summary.captures_quarantined,
        "articles recomputed": summary.articles_touched,
    }
    console.print(_counts(counts | released_status(places(published)).counts))
    for line in summary.refusals[:10]:
        _say(line, "quarantined  ", "yellow")
    for line in summary.warnings:
        _say(line, "warning      ", "yellow")
    _print_notes(summary)
    _say(f"fingerprint  {summary.fingerprint}")
    _say(f"warehouse    {published}")
    if summary.report_error:
        _say(summary.report_error, "warning      ", "yellow")
    else:
        _say(f"report       {summary.report}")


def _print_notes(summary: "Summary") -> None:
    """What was done besides, what was passed over, and whether a rollback holds."""
    for line in summary.notes:
        _say(line)
    if summary.files_forgotten:
        passed = f"{summary.files_forgotten:,} files hold forgotten captures and were passed over"
        _say(passed, "forgotten    ", "yellow")
    if summary.is_held:
        _say(HELD, "held         ", "yellow")


def _print_scored(scored: "Scored", errors: int) -> None:
    """Scores over all types, then LENIENT links by type; calibration and errors of what is not held out."""
    import polars as pl

    from flows import scoring

    console = _console()
    is_shown = (pl.col("entity_type") == "ALL") | ((pl.col("mode") == "LENIENT") & (pl.col("measure") == "linked"))
    console.print(_table(scored.scores.filter(is_shown).with_columns(pl.selectors.float().round(4)), scored.name))
    if scored.set_aside_count:
        console.print(f"{scored.set_aside_count:,} found in texts without a label are set aside")
    if scored.name == scoring.HELD_OUT:
        if errors:
            _say(f"errors of {scored.name} are never shown", "held out  ", "yellow")
        return
    console.print(_table(scored.calibration.with_columns(pl.selectors.float().round(4)), "right links (LENIENT)"))
    if errors:
        console.print(_table(scoring.errors(scored, errors)))


def _counts(counts: dict[str, int]) -> Any:
    from rich.table import Table

    table = Table(box=None, show_header=False)
    table.add_column(justify="left")
    table.add_column(justify="right")
    for name, count in counts.items():
        table.add_row(name.replace("_", " "), f"{count:,}")
    return table


def _table(frame: "pl.DataFrame", title: str | None = None) -> Any:
    from rich.table import Table
    from rich.text import Text

    from flows.terminal import tame

    table = Table(title=title, title_justify="left")
    for name, kind in frame.schema.items():
        table.add_column(Text(tame(name)), justify="right" if kind.is_numeric() else "left", overflow="fold")
    for row in frame.iter_rows():
        table.add_row(*(Text(tame(_cell(value))) for value in row))
    return table


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _print_json(value: object) -> None:
    """JSON for a script: times and paths as text, numbers as they are."""
    import json

    from flows.terminal import tame_json

    typer.echo(tame_json(json.dumps(value, default=str, ensure_ascii=False, indent=2)))


def _give(frame: "pl.DataFrame", shape: Shape, output: Path | None) -> None:
    """Write an answer to its file, or print it."""
    if not output:
        return _print_frame(frame, shape)
    from flows.reports.answers import write

    write(frame, shape, output)
    return _say(f"{frame.height:,} rows in {output}")


def _print_frame(frame: "pl.DataFrame", shape: Shape) -> None:
    from flows.reports import answers
    from flows.terminal import tame

    if shape is Shape.table:
        console = _console()
        console.print(_table(frame))
        console.print(f"{frame.height:,} rows")
    elif shape is Shape.csv:
        text = answers.csv_text(frame)
        # Not typer.echo: into a pipe it takes escape sequences out of the data.
        sys.stdout.write(tame(text) if sys.stdout.isatty() else text)
    else:
        typer.echo(answers.json_text(frame), nl=False)


def _print_examples() -> None:
    from flows.warehouse.examples import examples, question

    for name, file in examples().items():
        _say(question(file), f"{name:<24}", "bold")


if __name__ == "__main__":
    main()
