"""New dumps to a new release, in plain functions: the chain that flows/ingest.py runs as tasks."""

import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import polars as pl

from flows import seeds
from flows.dumps import manifest
from flows.dumps.batches import batches
from flows.dumps.find import DumpFile, find, path_of
from flows.dumps.read import read
from flows.errors import RefusedError
from flows.ids import make_id
from flows.markdown import escaped
from flows.mentions.match import match
from flows.parsing.parse import parse
from flows.references import gazetteer, parser_seeds
from flows.settings import SCHEMA_VERSION, Settings
from flows.warehouse import build, checks, known, load, places, release
from flows.warehouse.sql_files import sql_version

REMATCH_PRINTS = 2000
progress: ContextVar[Callable[[str], None]] = ContextVar("progress", default=lambda line: None)


@dataclass(frozen=True)
class Work:
    """What a look found to do: files to read, of all that were seen, and what older runs left."""

    files: list[DumpFile]
    seen: int
    pending: known.Pending

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self.files and not self.pending.stale_prints and not self.pending.is_unreleased


@dataclass
class Summary:
    """What a run did: dumps seen, captures loaded and refused, articles recomputed, failed warnings, fingerprint."""

    run_id: str = ""
    captures_seen: int = 0
    captures_new: int = 0
    captures_quarantined: int = 0
    articles_touched: int = 0
    fingerprint: str | None = None
    checked: Counter[str] = field(default_factory=Counter)
    unexpected: Counter[str] = field(default_factory=Counter)
    refusals: list[str] = field(default_factory=list)
    reason: str | None = None
    is_idle: bool = False

    def add_warnings(self, results: pl.DataFrame) -> None:
        """Count the rows that warning checks looked at and those that broke them, over all batches of the run."""
        for row in results.filter(pl.col("severity") == "warning").iter_rows(named=True):
            check = f"{row['table_name']}: {row['check_name']}"
            self.checked[check] += row["checked_count"]
            self.unexpected[check] += row["unexpected_count"]

    @property
    def warnings(self) -> list[str]:
        """A line for each warning check that some row breaks."""
        broken = sorted((check, count) for check, count in self.unexpected.items() if count)
        return [f"{check} fails for {count:,} of {self.checked[check]:,}" for check, count in broken]

    def markdown(self) -> str:
        """The run in a table and a list, for a Prefect artifact."""
        rows = {
            "run": self.run_id,
            "dumps seen": self.captures_seen,
            "captures loaded": self.captures_new,
            "captures quarantined": self.captures_quarantined,
            "articles recomputed": self.articles_touched,
            "fingerprint": self.fingerprint,
        }
        table = "\n".join(f"| {name} | {value} |" for name, value in rows.items())
        notes = "\n".join(f"- {escaped(line)}" for line in [*self.refusals, *self.warnings])
        return f"# Steppe run\n\n| | |\n|---|---|\n{table}\n\n{notes}\n"


def look(connection: build.Connection, where: places.Places, files: list[DumpFile], *, rehash: bool = False) -> Work:
    """Files whose bytes, metadata or parser are new. Size and time of known files are trusted unless `rehash`."""
    manifest.forget()
    rows = {row["uri"]: row for row in known.known_files(connection).iter_rows(named=True)}
    pending = known.pending(connection, where, seeds.parser_version(), seeds.gazetteer_version())
    stale = set(pending.stale_uris)
    fresh = [file for file in files if rehash or file.uri in stale or _is_news(file, rows.get(file.uri))]
    given = {file.uri for file in files}
    elsewhere = [path_of(uri) for uri in pending.stale_uris if uri not in given and path_of(uri).is_file()]
    fresh += [DumpFile(path, path.stat().st_size, path.stat().st_mtime_ns) for path in elsewhere]
    return Work(fresh, len(files), pending)


def _is_news(file: DumpFile, row: dict[str, object] | None) -> bool:
    if row is None or row["size_bytes"] != file.size or row["modified_at"] != _time(file.modified_ns):
        return True
    said = manifest.metadata_of(file.path)
    return any(row[name] != getattr(said, name) for name in known.METADATA)


def _time(nanoseconds: int) -> datetime:
    return datetime.fromtimestamp(nanoseconds // 1000 / 1e6, UTC).replace(tzinfo=None)


def refine(
    connection: build.Connection,
    batch_id: str,
    files: list[DumpFile],
    texts: pl.DataFrame,
    refused: pl.DataFrame,
    captures: dict[str, str],
    settings: Settings,
) -> load.Batch:
    """Parse, match and audit what is new of a batch; captures that are as they were keep their rows."""
    from flows.quality.refusal import audit, whole_dumps

    parser_version = seeds.parser_version()
    rows = _file_rows(files, captures)
    metadata = known.captures_of(connection, rows)
    hashes = [make_id(*(str(value) for value in row)) for row in metadata.drop("capture_id").iter_rows()]
    metadata = metadata.with_columns(pl.Series("metadata_hash", hashes, pl.String))
    logged = known.loads(connection, metadata["capture_id"]).filter(pl.col("parser_version") == parser_version)
    new = metadata.join(logged, on=["capture_id", "metadata_hash"], how="anti")
    dumps = texts.join(new.drop("metadata_hash"), on="capture_id", how="inner").sort("capture_id")
    parsed = parse(dumps, parser_seeds(), parser_version, settings.default_outlet)
    stored = known.matched_prints(connection, parsed.prints["print_id"], seeds.gazetteer_version())
    mentions = match(parsed.prints.filter(~pl.col("print_id").is_in(stored.implode())), gazetteer())
    audited = audit(parsed, mentions, seeds.table("currencies"), dumps.height, parser_version)
    unread = refused.join(new, on="capture_id", how="semi").select("capture_id", "reason", "detail").rows()
    kept = audited.parsed
    return load.Batch(
        batch_id=batch_id,
        captures=kept.captures,
        appearances=kept.appearances,
        rates=kept.rates,
        prints=kept.prints,
        print_mentions=audited.mentions,
        unparsed_lines=kept.unparsed_lines,
        ignored_lines=kept.ignored_lines,
        quarantine=pl.concat([kept.quarantine, audited.refused, whole_dumps(unread, parser_version)], how="diagonal"),
        results=audited.results,
        files=rows,
        loads=new.select("capture_id", "metadata_hash"),
    )


def _file_rows(files: Iterable[DumpFile], captures: dict[str, str]) -> pl.DataFrame:
    rows = []
    for file in files:
        said = manifest.metadata_of(file.path)
        row = {
            "uri": file.uri,
            "capture_id": captures[file.uri],
            **{name: getattr(said, name) for name in known.METADATA},
        }
        rows.append({**row, "size_bytes": file.size, "modified_at": _time(file.modified_ns)})
    return pl.DataFrame(rows, schema=known.FILE_SCHEMA)


def finish(connection: build.Connection, summary: Summary) -> None:
    """The outcome of the run in the log, and all of it in the file."""
    status = "refused" if summary.reason else "passed"
    connection.execute(
        "UPDATE ops.runs SET finished_at = ?, status = ?, captures_new = ?, captures_quarantined = ?, fingerprint = ?"
        " WHERE run_id = ?",
        [load.now(), status, summary.captures_new, summary.captures_quarantined, summary.fingerprint, summary.run_id],
    )
    connection.execute("CHECKPOINT")


def refine_counted(
    connection: build.Connection,
    batch_id: str,
    files: list[DumpFile],
    texts: tuple[pl.DataFrame, pl.DataFrame, dict[str, str]],
    settings: Settings,
    summary: Summary,
) -> load.Batch:
    """Texts to an audited batch, counted in the summary."""
    batch = refine(connection, batch_id, files, *texts, settings)
    summary.captures_new += batch.captures.height
    whole = batch.quarantine.filter(pl.col("line_start").is_null())
    summary.captures_quarantined += whole.height
    summary.refusals += [f"{reason}: {detail}" for reason, detail in whole.select("reason", "detail").iter_rows()]
    summary.add_warnings(batch.results)
    return batch


def load_batch(connection: build.Connection, batch: load.Batch, summary: Summary) -> None:
    """An audited batch to the build database."""
    load.load(connection, batch, summary.run_id, seeds.parser_version(), seeds.gazetteer_version())


def rematch(connection: build.Connection, stale: pl.DataFrame) -> None:
    """Prints that another gazetteer matched, matched anew."""
    load.rematch(connection, stale, match(stale, gazetteer()), seeds.gazetteer_version())
    progress.get()(f"matched {stale.height:,} known texts with the new gazetteer")


def recompute(connection: build.Connection) -> int:
    """Touched articles, made anew."""
    return load.recompute(connection, seeds.gazetteer_version())


def check(connection: build.Connection, settings: Settings, summary: Summary) -> str | None:
    """Judge the whole warehouse; returns why the run is refused, or None."""
    results = checks.check_warehouse(connection)
    load.add_results(connection, results, summary.run_id, "warehouse")
    summary.fingerprint = release.fingerprint(connection)
    summary.add_warnings(results)
    failed = results.filter(~pl.col("is_success") & (pl.col("severity") == "critical"))
    if failed.height:
        first = failed.row(0, named=True)
        names = ", ".join(failed["check_name"])
        return f"sql/4_checks failed: {names} (of {first['table_name']}: {first['observed_value']})"
    done = summary.captures_new + summary.captures_quarantined
    if summary.captures_quarantined > settings.max_refused_share * done:
        share = f"{summary.captures_quarantined} of {done} new dumps were refused"
        return f"{share}, more than {settings.max_refused_share:.0%} (first: {summary.refusals[0]})"
    return None


def publish(where: places.Places, passed: str, keep: int) -> Path:
    """The closed build database to the published file."""
    return release.release(where, passed, keep)


@dataclass(frozen=True)
class Steps:
    """The steps of a run: the plain functions, or the same as Prefect tasks."""

    read: Callable[..., tuple[pl.DataFrame, pl.DataFrame, dict[str, str]]] = read
    refine: Callable[..., load.Batch] = refine_counted
    load: Callable[..., None] = load_batch
    rematch: Callable[..., None] = rematch
    recompute: Callable[..., int] = recompute
    check: Callable[..., str | None] = check
    publish: Callable[..., Path] = publish


def look_for_work(settings: Settings, *, rehash: bool = False) -> Work:
    """What there is to do, told without doing it. Raises InputError when nothing can be read or written."""
    where = places.places(settings.warehouse)
    files = find(settings.dumps)
    gazetteer()  # bad decisions are told before anything is made
    with places.locked(where), build.opened(where, settings.memory_mib) as connection:
        build.prepare(connection)
        return look(connection, where, files, rehash=rehash)


def execute(settings: Settings, steps: Steps | None = None, *, rehash: bool = False) -> Summary:
    """New dumps to a new release. Raises RefusedError when the audit refuses the run; then nothing is released."""
    steps = steps or Steps()
    where = places.places(settings.warehouse)
    files = find(settings.dumps)
    summary = Summary(run_id=f"{load.now():%Y%m%dT%H%M%S%fZ}-{uuid.uuid4().hex[:6]}", captures_seen=len(files))
    with places.locked(where):
        with build.opened(where, settings.memory_mib) as connection:
            begin(connection, summary)
            work = look(connection, where, files, rehash=rehash)
            load_all(connection, work, settings, summary, steps)
            summary.articles_touched = steps.recompute(connection)
            summary.reason = steps.check(connection, settings, summary)
            finish(connection, summary)
        if summary.reason:
            release.undo(where)
            raise RefusedError(f"{summary.reason}; nothing is released. Mend or remove the cause, then run again")
        steps.publish(where, str(summary.fingerprint), settings.keep_releases)
    return summary


def load_all(connection: build.Connection, work: Work, settings: Settings, summary: Summary, steps: Steps) -> None:
    """Known texts of another gazetteer, then new dumps, a batch at a time."""
    while (stale := load.stale_prints(connection, seeds.gazetteer_version(), REMATCH_PRINTS)).height:
        steps.rematch(connection, stale)
    most = settings.batch_mib * 2**20
    done = number = 0
    for files in batches(work.files, settings.batch_dumps, most):
        while files:
            number += 1
            texts = steps.read(files, settings.max_dump_mib * 2**20, most)
            reached = [file for file in files if file.uri in texts[2]]
            batch = steps.refine(connection, f"{number:05}", reached, texts, settings, summary)
            steps.load(connection, batch, summary)
            files = files[len(reached) :]
            done += len(reached)
            progress.get()(f"batch {number}: {done:,} of {len(work.files):,} dumps")


def begin(connection: build.Connection, summary: Summary) -> None:
    """Tables, views and dimensions as this version has them, and the run in the log."""
    build.prepare(connection)
    frames = {
        "entities": gazetteer().entity_table,
        "entity_aliases": gazetteer().alias_table,
        "currencies": seeds.table("currencies"),
    }
    build.replace_dimensions(connection, frames)
    versions = {"parser": seeds.parser_version(), "gazetteer": seeds.gazetteer_version(), "sql": sql_version()}
    versions |= {name: version(name) for name in ("polars", "duckdb", "prefect", "great-expectations")}
    row = {
        "run_id": summary.run_id,
        "flow": "ingest",
        "started_at": load.now(),
        "status": "running",
        "captures_seen": summary.captures_seen,
        "captures_new": 0,
        "captures_quarantined": 0,
        "versions": json.dumps(versions),
        "schema_version": SCHEMA_VERSION,
    }
    build.insert(connection, "ops.runs", pl.DataFrame([row]))
