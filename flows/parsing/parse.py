"""Texts of dumps -> the frames of a batch: captures, items, rates and what became of every line."""

from dataclasses import dataclass

import polars as pl

from flows.ids import make_id
from flows.parsing import bodies, identity, items, ticker
from flows.parsing.addresses import read_addresses
from flows.parsing.header import read_header
from flows.parsing.lines import describe, split
from flows.parsing.seeds import ParserSeeds

FACT_ROLES = ("ticker", "page_date", "pager", "title", "byline", "paragraph", "subhead")
MOST_PLACES = 10**9  # of a listing; a page of more items does not count them past an integer
PAGER = ("pager_first", "pager_last", "pager_total")


@dataclass(frozen=True)
class Parsed:
    """Frames of a batch, in the columns of the tables of the same name.

    lines: capture_id, line_number, text, role ('blank', the FACT_ROLES, 'ignored', 'quarantined', 'unparsed'), rule.
    """

    captures: pl.DataFrame
    appearances: pl.DataFrame
    prints: pl.DataFrame
    rates: pl.DataFrame
    quarantine: pl.DataFrame
    unparsed_lines: pl.DataFrame
    ignored_lines: pl.DataFrame
    lines: pl.DataFrame


def parse(dumps: pl.DataFrame, seeds: ParserSeeds, parser_version: str, default_outlet: str) -> Parsed:
    """Frames of the dumps, what became of every line among them.

    `dumps`: capture_id, text, byte_count, invalid_byte_count, and as manifest or archive give them page_url,
    captured_on, captured_on_basis, captured_from, captured_until and outlet. Refuses nothing as a whole: what no rule
    knows is unparsed, what contradicts itself is quarantined by line.
    """
    described = describe(split(dumps), seeds)
    filled, ticker_lines = read_header(described, seeds)
    pages = _pages(dumps, described, filled, seeds, default_outlet)
    filled, layouts = items.assign_roles(filled, pages, seeds)
    pages = pages.join(layouts, on="doc", how="left", maintain_order="left")
    lines = _join_roles(described, filled, pages)
    found = _items(filled, pages, seeds)
    return Parsed(
        captures=_captures(pages, lines, ticker_lines, parser_version),
        appearances=_appearances(found, seeds),
        prints=_prints(found),
        rates=_rates(ticker_lines, pages),
        quarantine=_quarantine(filled, pages, seeds, parser_version),
        unparsed_lines=lines.filter(pl.col("role") == "unparsed").select("capture_id", "line_number", raw_text="text"),
        ignored_lines=_ignored(lines),
        lines=lines,
    )


def _pages(
    dumps: pl.DataFrame, described: pl.DataFrame, filled: pl.DataFrame, seeds: ParserSeeds, default_outlet: str
) -> pl.DataFrame:
    """One row per dump: its metadata, date with basis, pager with its consistency."""
    found = filled.group_by("doc").agg(
        pl.col("page_date").filter(pl.col("is_date")).first(),
        *(pl.col(name).filter(pl.col("is_pager") & pl.col("reason").is_null()).first() for name in PAGER),
    )
    blank = described.group_by("doc").agg(has_blank=(pl.col("kind") == "_").any())
    pages = dumps.with_columns(
        doc=pl.int_range(pl.len(), dtype=pl.UInt32), ends_open=~pl.col("text").str.ends_with("\n")
    )
    pages = pages.drop("text").join(found, on="doc", how="left", maintain_order="left")
    pages = pages.join(blank, on="doc", how="left", maintain_order="left")
    pages = read_addresses(pages, seeds.outlets, default_outlet)
    basis = (
        pl.when(pl.col("page_date").is_not_null())
        .then(pl.lit("page"))
        .when(pl.col("captured_on").is_not_null())
        .then(pl.coalesce("captured_on_basis", pl.lit("manifest")))
        .otherwise(pl.lit("unknown"))
    )
    first, last, total = (pl.col(name).cast(pl.Int64) for name in PAGER)
    size = pl.when((first >= 1) & (first <= last) & (last <= MOST_PLACES)).then(last - first + 1)
    agrees = (first == size * (pl.col("page_number") - 1) + 1).fill_null(True)
    return pages.with_columns(
        captured_on_basis=basis,
        captured_on=pl.coalesce("page_date", "captured_on"),
        page_size=size,
        pager_is_consistent=pl.when(first.is_not_null()).then(size.is_not_null() & (first <= total) & agrees),
    )


def _join_roles(described: pl.DataFrame, filled: pl.DataFrame, pages: pl.DataFrame) -> pl.DataFrame:
    """All lines with their final role and, where they are ignored, the rule."""
    roles = filled.select("row", "role", filled_rule=pl.when(pl.col("role") == "ignored").then(pl.col("rule")))
    lines = described.select("row", "doc", "line_number", "text").join(
        roles, on="row", how="left", maintain_order="left"
    )
    return lines.join(pages.select("doc", "capture_id"), on="doc", how="left", maintain_order="left").select(
        "doc", "capture_id", "line_number", "text", role=pl.col("role").fill_null("blank"), rule="filled_rule"
    )


def _items(filled: pl.DataFrame, pages: pl.DataFrame, seeds: ParserSeeds) -> pl.DataFrame:
    """Items with clean bodies and ids, and what they need to know of their page."""
    last = filled.group_by("doc").agg(last_row=pl.col("row").max())
    columns = ["doc", "capture_id", "outlet", "ends_open", "pager_first", "page_size", "pager_is_consistent"]
    grouped = items.group_items(filled, seeds).join(pages.select(columns), on="doc", how="left", maintain_order="left")
    grouped = grouped.join(last, on="doc", how="left", maintain_order="left")
    grouped = grouped.with_columns(cut=pl.col("ends_open") & (pl.col("ends_at") == pl.col("last_row")))
    overfull = pl.len().over("doc") > pl.col("page_size")
    grouped = grouped.with_columns(
        pairing_rule=pl.when(overfull & (pl.col("pairing_rule") == "alternation"))
        .then(pl.lit("overfull_page"))
        .otherwise(pl.col("pairing_rule"))
    )
    return identity.identify(bodies.clean_bodies(grouped, seeds), seeds)


def _captures(
    pages: pl.DataFrame, lines: pl.DataFrame, ticker_lines: pl.DataFrame, parser_version: str
) -> pl.DataFrame:
    counts = lines.group_by("doc").agg(
        line_count=pl.len(),
        blank_count=(pl.col("role") == "blank").sum(),
        fact_line_count=pl.col("role").is_in(FACT_ROLES).sum(),
        ignored_line_count=(pl.col("role") == "ignored").sum(),
        quarantined_line_count=(pl.col("role") == "quarantined").sum(),
        unparsed_line_count=(pl.col("role") == "unparsed").sum(),
    )
    repeats = (
        ticker_lines.filter(pl.col("base").is_not_null())
        .group_by("doc", "base", "quote")
        .len()
        .group_by("doc")
        .agg(ticker_repeats=pl.col("len").max())
    )
    captures = pages.join(counts, on="doc", how="left").join(repeats, on="doc", how="left")
    integers = ["ticker_repeats", "line_count", "blank_count", "fact_line_count", "ignored_line_count"]
    integers += ["quarantined_line_count", "unparsed_line_count"]
    return captures.sort("doc").select(
        "capture_id", "outlet", "page_url", "listing_id", "page_number", "layout", "captured_on", "captured_on_basis",
        "captured_from", "captured_until", *PAGER, "pager_is_consistent", "byte_count", "invalid_byte_count",
        pl.col(integers).fill_null(0).cast(pl.Int32), parser_version=pl.lit(parser_version),
    )  # fmt: skip


def _appearances(found: pl.DataFrame, seeds: ParserSeeds) -> pl.DataFrame:
    confidence = dict(
        zip(
            seeds.pairing_rules["rule"].to_list(),
            seeds.pairing_rules["confidence"].cast(pl.Float64).to_list(),
            strict=True,
        )
    )
    rank = pl.when("pager_is_consistent").then(pl.col("pager_first") + pl.col("position") - 1)
    return found.select(
        "capture_id", "position", "article_id", "version_id", "line_start", "line_end", "pairing_rule", "print_id",
        site_rank=rank.cast(pl.Int32),
        pairing_confidence=pl.col("pairing_rule").replace_strict(confidence, return_dtype=pl.Float64),
    )  # fmt: skip


def _prints(found: pl.DataFrame) -> pl.DataFrame:
    return found.unique("print_id", maintain_order=True).select(
        "print_id", "version_id", "article_id", "outlet", "headline", "body", "plain_body", "genre", "paragraph_count",
        "is_truncated", "dateline_place", "agency", "byline", "captions", "word_count", "char_count",
    )  # fmt: skip


def _rates(ticker_lines: pl.DataFrame, pages: pl.DataFrame) -> pl.DataFrame:
    dated = pages.select("doc", "capture_id", observed_on="captured_on", observed_on_basis="captured_on_basis")
    return ticker.rates(ticker_lines).join(dated, on="doc", how="left", maintain_order="left").drop("doc")


def _quarantine(filled: pl.DataFrame, pages: pl.DataFrame, seeds: ParserSeeds, parser_version: str) -> pl.DataFrame:
    refused = filled.filter(pl.col("role") == "quarantined").join(
        pages.select("doc", "capture_id"), on="doc", how="left"
    )
    refused = refused.select(
        "capture_id",
        record_key=pl.lit(None, pl.String),
        line_start="line_number",
        line_end="line_number",
        line_count=pl.lit(1, pl.Int32),
        raw_text="text",
        reason="reason",
        detail=pl.format("line {}: {}", "line_number", seeds.meaning(pl.col("reason"))),
        parser_version=pl.lit(parser_version),
    )
    return add_quarantine_ids(refused)


def add_quarantine_ids(refused: pl.DataFrame) -> pl.DataFrame:
    """The refusals with quarantine_id, over capture, record, lines and reason."""
    parts = refused.select(pl.col("capture_id", "record_key", "line_start", "line_end", "reason").cast(pl.String))
    ids = [make_id(*(part or "" for part in row)) for row in parts.iter_rows()]
    return refused.with_columns(pl.Series("quarantine_id", ids, pl.String))


def _ignored(lines: pl.DataFrame) -> pl.DataFrame:
    ignored = lines.filter(pl.col("role") == "ignored").group_by("capture_id", "rule", maintain_order=True)
    return ignored.agg(line_count=pl.len().cast(pl.Int32))
