"""One stage of Steppe on all batches: `python -m tests.benchmarks.stages STAGE DUMPS WORK`.

WORK holds a folder a stage with what it hands on. Only the stage's own calls are timed, not what is read or kept.
"""

import sys
from datetime import date
from pathlib import Path

import polars as pl

from flows import seeds
from flows.dumps.batches import batches
from flows.dumps.find import find
from flows.settings import Settings
from tests.benchmarks.store import Clock, batch_count, peak_mib, report, save, take

SETTINGS = Settings()
RUN_ID = "benchmark"
FRAMES = ("captures", "appearances", "prints", "rates", "quarantine", "unparsed_lines", "ignored_lines")
METADATA = {name: pl.Date for name in ("captured_on", "captured_from", "captured_until")}


def read_stage(dumps: Path, work: Path, clock: Clock) -> None:
    """Files to texts; looking for them counts."""
    from flows.dumps.read import read

    with clock.running():
        files = find([str(dumps)])
    for number, some in enumerate(batches(files, SETTINGS.batch_dumps, SETTINGS.batch_mib * 2**20)):
        with clock.running():
            texts, _, captures = read(some, SETTINGS.max_dump_mib * 2**20)
        rows = [{"uri": file.uri, "capture_id": captures[file.uri], "size_bytes": file.size} for file in some]
        save(work / "read", number, texts=texts, files=pl.DataFrame(rows))


def parse_stage(dumps: Path, work: Path, clock: Clock) -> None:
    """Texts to frames."""
    from flows.parsing.parse import parse
    from flows.parsing.seeds import ParserSeeds

    tables = ParserSeeds(**{name: seeds.table(name) for name in ParserSeeds.__dataclass_fields__})
    unknown = {"page_url": pl.String, "outlet": pl.String, "captured_on_basis": pl.String, **METADATA}
    for number in range(batch_count(work / "read")):
        (texts,) = take(work / "read", number, "texts")
        texts = texts.with_columns(pl.lit(None, kind).alias(name) for name, kind in unknown.items()).sort("capture_id")
        with clock.running():
            parsed = parse(texts, tables, seeds.parser_version(), SETTINGS.default_outlet)
        save(work / "parse", number, **{name: getattr(parsed, name) for name in (*FRAMES, "lines")})


def match_stage(dumps: Path, work: Path, clock: Clock) -> None:
    """Prints to mentions; a print that an earlier batch held is not matched again."""
    from flows.mentions.match import match

    names = gazetteer()
    seen = pl.Series([], dtype=pl.String)
    for number in range(batch_count(work / "parse")):
        (prints,) = take(work / "parse", number, "prints")
        with clock.running():
            new = prints.filter(~pl.col("print_id").is_in(seen.implode()))
            mentions = match(new, names)
        seen = pl.concat([seen, new["print_id"]])
        save(work / "match", number, mentions=mentions, texts=new.select("print_id", "headline", "body"))


def audit_stage(dumps: Path, work: Path, clock: Clock) -> None:
    """Frames to verdicts; Great Expectations is imported before the clock runs."""
    from flows.parsing.parse import Parsed
    from flows.quality.refusal import Terms, audit

    terms = Terms(seeds.table("currencies"), date.today(), SETTINGS.max_failures)
    for number in [0, *range(batch_count(work / "match"))]:
        warm_up = clock if number or (work / "audit").exists() else Clock()
        frames = dict(zip((*FRAMES, "lines"), take(work / "parse", number, *FRAMES, "lines"), strict=True))
        (mentions,) = take(work / "match", number, "mentions")
        with warm_up.running():
            count = frames["captures"].height
            audited = audit(Parsed(**frames), mentions, count, seeds.parser_version(), terms)
        kept = {name: getattr(audited.parsed, name) for name in FRAMES}
        kept |= {"print_mentions": audited.mentions, "results": audited.results, "failures": audited.failures}
        save(work / "audit", number, **kept)


def load_stage(dumps: Path, work: Path, clock: Clock) -> None:
    """Audited batches to the build database."""
    from flows.warehouse import build, known, load, locks, places

    where = places.places(work / "bench.duckdb")
    with locks.locked(where, "benchmark"), build.opened(where, SETTINGS.memory_mib) as connection:
        begin_run(connection)
        for number in range(batch_count(work / "audit")):
            names = (*FRAMES, "print_mentions", "results", "failures")
            frames = dict(zip(names, take(work / "audit", number, *names), strict=True))
            (files,) = take(work / "read", number, "files")
            absent = [pl.lit(None, kind).alias(name) for name, kind in known.FILE_SCHEMA.items()]
            files = files.with_columns(one for one in absent if one.meta.output_name() not in files.columns)
            files = files.with_columns(modified_at=load.now()).select(list(known.FILE_SCHEMA))
            loads = files.select("capture_id", metadata_hash=pl.lit("none")).unique()
            batch = load.Batch(batch_id=f"{number:05}", files=files, loads=loads, **frames)
            with clock.running():
                load.load(connection, batch, RUN_ID, seeds.parser_version(), seeds.gazetteer_version())


def recompute_stage(dumps: Path, work: Path, clock: Clock) -> None:
    """Touched articles, made anew."""
    from flows.warehouse import build, load, places

    with build.opened(places.places(work / "bench.duckdb"), SETTINGS.memory_mib) as connection, clock.running():
        load.recompute(connection, RUN_ID, seeds.gazetteer_version())


def check_stage(dumps: Path, work: Path, clock: Clock) -> dict[str, object]:
    """sql/4_checks and the fingerprint."""
    from flows.warehouse import build, checks, places, release

    with build.opened(places.places(work / "bench.duckdb"), SETTINGS.memory_mib) as connection, clock.running():
        results, _ = checks.check_warehouse(connection, SETTINGS.max_failures)
        release.fingerprint(connection)
        connection.execute("CHECKPOINT")
    return {"failed": results.filter(~pl.col("is_success"))["check_name"].to_list()}


def release_stage(dumps: Path, work: Path, clock: Clock) -> None:
    """The build database to the published file."""
    from flows.warehouse import places, release

    where = places.places(work / "bench.duckdb")
    passed = release.fingerprint_of(where.build)
    with clock.running():
        release.release(where, passed, SETTINGS.keep_releases)


def gazetteer() -> object:
    """The gazetteer, its names made ready."""
    from flows.references import gazetteer as listed

    found = listed()
    assert found.names.height
    assert found.automata
    return found


def begin_run(connection: object) -> None:
    """Tables, dimensions and the run in the log, as the flow makes them."""
    from flows import pipeline, runs

    runs.begin(connection, pipeline.Summary(run_id=RUN_ID))


STAGES = {
    "read": read_stage,
    "parse": parse_stage,
    "match": match_stage,
    "audit": audit_stage,
    "load": load_stage,
    "recompute": recompute_stage,
    "check": check_stage,
    "release": release_stage,
}


def main() -> None:
    """Run the stage of the command line and report its seconds and peak memory."""
    name, dumps, work = sys.argv[1:]
    clock = Clock()
    said = STAGES[name](Path(dumps), Path(work), clock) or {}
    report(seconds=clock.seconds, peak_mib=peak_mib(), **said)


if __name__ == "__main__":
    main()
