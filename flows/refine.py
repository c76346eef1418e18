"""The texts of a batch -> parsed, matched and audited frames; no database, so that any process may do it."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from flows import matched, seeds
from flows.errors import InputError
from flows.mentions.match import match
from flows.parsing.parse import parse
from flows.references import gazetteer, parser_seeds

if TYPE_CHECKING:
    from flows.quality.refusal import Audited


@dataclass(frozen=True)
class Order:
    """What a batch is made of, and by what.

    dumps: capture_id, text, byte_count, invalid_byte_count, and what manifests or archives say (page_url, captured_on,
    captured_from, captured_until, outlet). `matched` is the file of texts whose mentions are stored (flows/matched.py),
    `today` the day by the caller's clock, `docs` the stem of Great Expectations' own pages, where they are asked for.
    """

    batch_id: str
    dumps: pl.DataFrame
    matched: Path
    parser_version: str
    gazetteer_version: str
    default_outlet: str
    most_failures: int
    today: date
    docs: Path | None = None


def refine(order: Order) -> "Audited":
    """Parse, match and audit. Its `lines` come back empty: they are large, and nothing is to be done with them.

    Raises InputError where seeds or code are not those of the order: they were changed while a run went on.
    """
    from flows.quality.data_docs import kept_as
    from flows.quality.refusal import Terms, audit

    if (seeds.parser_version(), seeds.gazetteer_version()) != (order.parser_version, order.gazetteer_version):
        raise InputError("seeds/ or flows/ changed while the run went on: run again")
    parsed = parse(order.dumps, parser_seeds(), order.parser_version, order.default_outlet)
    new = parsed.prints.filter(~matched.is_in(order.matched, parsed.prints["print_id"]))
    terms = Terms(seeds.table("currencies"), order.today, order.most_failures)
    with kept_as(order.docs):
        audited = audit(parsed, match(new, gazetteer()), order.dumps.height, order.parser_version, terms)
    return replace(audited, parsed=replace(audited.parsed, lines=audited.parsed.lines.clear()))
