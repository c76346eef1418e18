"""Dumps, new or known, and known texts -> batches, refined and loaded in their order."""

import time
from collections import deque
from collections.abc import Iterator

import polars as pl

from flows import matched, seeds, workers
from flows.batch import Asked, Part, ask, loadable
from flows.dumps import raw
from flows.dumps.archives.records import Record, Tally
from flows.dumps.archives.records import told as told_of
from flows.dumps.archives.terms import terms_of
from flows.dumps.batches import batches
from flows.dumps.read import decode_all
from flows.dumps.sources import items, parted
from flows.look import Work, file_rows
from flows.progress import Step, tell, watch
from flows.settings import Settings
from flows.steps import Steps
from flows.summary import Summary
from flows.warehouse import archives, build, known, load, places

REMATCH_PRINTS = 2000


def load_all(
    connection: build.Connection,
    where: places.Places,
    work: Work,
    settings: Settings,
    summary: Summary,
    steps: Steps,
) -> None:
    """Known texts of another gazetteer, new dumps, then what is left of another parser, a batch at a time.

    Dumps first: a file that is read anyway, with what its manifest says now, spares a look into the raw store.
    """
    rematch_all(connection, steps)
    size = sum(file.size for file in work.files)
    load_parts(connection, where, _new_parts(work, settings, steps), size, settings, summary, steps)
    loaded = known.loads(connection, pl.Series("capture_id", work.stored, pl.String))
    stale = loaded.filter(pl.col("parser_version") != seeds.parser_version())["capture_id"].sort().to_list()
    load_stored(connection, where, stale, settings, summary, steps)


def rematch_all(connection: build.Connection, steps: Steps) -> None:
    """Known texts of another gazetteer, some at a time."""
    while (stale := load.stale_prints(connection, seeds.gazetteer_version(), REMATCH_PRINTS)).height:
        steps.rematch(connection, stale)


def load_stored(
    connection: build.Connection,
    where: places.Places,
    captures: list[str],
    settings: Settings,
    summary: Summary,
    steps: Steps,
) -> None:
    """Captures of the raw store, parsed anew with what ops.capture_files says of them, a batch at a time."""
    parts = _stored_parts(connection, where, captures, settings)
    size = len(captures) * settings.batch_mib * 2**20 // settings.batch_dumps  # as full batches of so many hold
    load_parts(connection, where, parts, size, settings, summary, steps)


def load_parts(
    connection: build.Connection,
    where: places.Places,
    parts: Iterator[Part],
    size: int,
    settings: Settings,
    summary: Summary,
    steps: Steps,
) -> None:
    """Batches refined, some at a time where they hold many bytes (`size`) in all, and loaded in their order.

    A batch with a capture that an earlier one is still at waits for it: what is known of the capture may change.
    """
    ids = where.work / "matched"
    matched.write(ids, known.matched_prints(connection, seeds.gazetteer_version()))
    docs = where.data_docs(summary.run_id)
    began = time.perf_counter()
    under_way: deque[tuple[Part, Asked, workers.Result]] = deque()
    ended: list[Tally] = []
    megabytes = 0.0

    def settle() -> None:
        nonlocal megabytes
        part, asked, refined = under_way.popleft()
        batch = loadable(part, asked, refined.result())
        summary.add(batch)
        steps.load(connection, where, batch, summary)
        archives.log(connection, part.ended, summary.run_id)
        ended.extend(part.ended)
        matched.append(ids, batch.prints["print_id"])
        megabytes += int(batch.raw["raw"].bin.size().sum()) / 1e6
        speed = f"{megabytes:,.2f} MB, {megabytes / (time.perf_counter() - began):,.2f} MB/s so far"
        tell.get()(f"{part.told}; {batch.refused.height:,} refused; {speed}")
        watch.get()(part.step)

    with steps.crew(settings, size) as crew, build.limited(connection, settings.memory_mib // (3 if crew.size else 1)):
        for part in parts:
            while any(part.shares(earlier) for earlier, _, _ in under_way):
                settle()
            asked = ask(connection, part, ids, settings, docs / part.batch_id if settings.data_docs else None)
            under_way.append((part, asked, steps.submit(steps.refine, asked.order, crew)))
            while len(under_way) > crew.size:
                settle()
        while under_way:
            settle()
    ids.unlink()
    summary.notes += told_of(ended)


def _new_parts(work: Work, settings: Settings, steps: Steps) -> Iterator[Part]:
    """New dump files, read a batch at a time."""
    most = settings.batch_mib * 2**20
    size = sum(file.size for file in work.files)
    done = read_bytes = number = 0
    for batch in batches(items(work.files, terms_of(settings)), settings.batch_dumps, most):
        files, ended = parted(batch)
        while files or ended:
            number += 1
            texts, refused, captures = steps.read(files, settings.max_dump_mib * 2**20, most)
            reached = [file for file in files if file.uri in captures]
            done += len(reached)
            files = files[len(reached) :]
            through = [] if files else ended
            read_bytes += sum(one.size for one in [*reached, *through] if not isinstance(one, Record))
            told = f"batch {number}: {done:,} dumps of {len(work.files):,} files"
            step = Step("dumps", read_bytes, size, "bytes")
            yield Part(f"{number:05}", file_rows(reached, captures), texts, refused, told, step, through)
            ended = ended if files else []


def _stored_parts(
    connection: build.Connection, where: places.Places, captures: list[str], settings: Settings
) -> Iterator[Part]:
    """Captures of the raw store, with the files where they lay."""
    done = 0
    stored = raw.batches(where.raw, captures, settings.batch_dumps, settings.batch_mib * 2**20)
    for number, part in enumerate(stored, start=1):
        files = known.files_of(connection, part["capture_id"])
        lay = dict(files.sort("uri", descending=True).select("capture_id", "uri").iter_rows())
        texts, refused = decode_all((capture_id, lay[capture_id], held) for capture_id, held in part.iter_rows())
        done += part.height
        told = f"raw batch {number}: {done:,} of {len(captures):,} captures of the raw store"
        step = Step("known captures", done, len(captures), "captures")
        yield Part(f"raw-{number:05}", files, texts, refused, told, step)
