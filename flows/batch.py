"""A batch as it was read, what the build database knows of it, and what of it may be loaded."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from flows import seeds
from flows.dumps.archives.records import Tally
from flows.progress import Step
from flows.refine import Order
from flows.settings import Settings
from flows.warehouse import build, known, load

if TYPE_CHECKING:
    from flows.quality.refusal import Audited


@dataclass(frozen=True)
class Part:
    """Files (known.FILE_SCHEMA), what was read of them (DUMP_SCHEMA, REFUSAL_SCHEMA), how far it is, and in a line.

    `ended` are archives whose last record is in this part.
    """

    batch_id: str
    files: pl.DataFrame
    texts: pl.DataFrame
    refused: pl.DataFrame
    told: str
    step: Step
    ended: list[Tally] = field(default_factory=list)

    def shares(self, other: "Part") -> bool:
        """Whether the two hold a capture in common."""
        return bool(self.files["capture_id"].is_in(other.files["capture_id"].implode()).any())


@dataclass(frozen=True)
class Asked:
    """What is new of a part: its order, and capture_id and metadata_hash of what it loads or refuses.

    `forgotten` are rows of files (FILE_SCHEMA) that hold what a person had taken out; they are passed over.
    """

    order: Order
    new: pl.DataFrame
    forgotten: pl.DataFrame


def ask(connection: build.Connection, part: Part, matched: Path, settings: Settings, docs: Path | None = None) -> Asked:
    """What of a part is new by parser and metadata; captures that are as they were keep their rows."""
    is_forgotten = pl.col("capture_id").is_in(known.forgotten(connection).implode())
    metadata = known.captures_of(connection, part.files.filter(~is_forgotten))
    metadata = metadata.with_columns(known.metadata_hashes(metadata))
    logged = known.loads(connection, metadata["capture_id"]).filter(pl.col("parser_version") == seeds.parser_version())
    new = metadata.join(logged, on=["capture_id", "metadata_hash"], how="anti")
    dumps = part.texts.drop("raw").join(new.drop("metadata_hash"), on="capture_id", how="inner").sort("capture_id")
    order = Order(
        batch_id=part.batch_id,
        dumps=dumps,
        matched=matched,
        parser_version=seeds.parser_version(),
        gazetteer_version=seeds.gazetteer_version(),
        default_outlet=settings.default_outlet,
        most_failures=settings.max_failures,
        today=load.now().date(),
        docs=docs,
    )
    return Asked(order, new.select("capture_id", "metadata_hash"), part.files.filter(is_forgotten))


def loadable(part: Part, asked: Asked, audited: "Audited") -> load.Batch:
    """The rows of a refined part. What was forgotten is left out, bytes and all."""
    from flows.quality.refusal import whole_dumps

    kept = audited.parsed
    passed_over = asked.forgotten["capture_id"].implode()
    unread = whole_dumps(part.refused.join(asked.new, on="capture_id", how="semi"), asked.order.parser_version)
    held = pl.concat([frame.select("capture_id", "raw") for frame in (part.texts, part.refused)])
    return load.Batch(
        batch_id=part.batch_id,
        captures=kept.captures,
        appearances=kept.appearances,
        rates=kept.rates,
        prints=kept.prints,
        print_mentions=audited.mentions,
        unparsed_lines=kept.unparsed_lines,
        ignored_lines=kept.ignored_lines,
        quarantine=pl.concat([kept.quarantine, audited.refused, unread], how="diagonal"),
        results=audited.results,
        failures=audited.failures,
        files=part.files.filter(~pl.col("capture_id").is_in(passed_over)),
        loads=asked.new,
        raw=held.filter(~pl.col("capture_id").is_in(passed_over)),
        forgotten=known.file_ids(asked.forgotten),
    )
