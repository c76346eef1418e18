"""A parsed and matched batch -> its verdicts and the captures that may be loaded."""

from dataclasses import dataclass, replace

import polars as pl

from flows.parsing.parse import Parsed, add_quarantine_ids
from flows.quality import evidence
from flows.quality.audit import RESULT_SCHEMA, Verdict, judge


@dataclass(frozen=True)
class Audited:
    """What may be loaded, what the checks said, and the captures refused whole (rows of quality.quarantine)."""

    parsed: Parsed
    mentions: pl.DataFrame
    results: pl.DataFrame
    refused: pl.DataFrame


def audit(
    parsed: Parsed, mentions: pl.DataFrame, currencies: pl.DataFrame, dump_count: int, parser_version: str
) -> Audited:
    """Judge the frames of a batch; a capture with a row that fails a critical check is taken out whole.

    `mentions` are those of the prints that are new to the warehouse. What is left is judged again until it holds.
    """
    refused: dict[str, str] = {}
    results = pl.DataFrame(schema=RESULT_SCHEMA)
    while parsed.captures.height or not results.height:
        verdicts = _judge_all(parsed, mentions, currencies, dump_count - len(refused))
        results = results if results.height else pl.concat([one.results for one, _ in verdicts.values()])
        found = _refused_captures(parsed, verdicts)
        if not found:
            break
        refused |= found
        parsed, mentions = _without(parsed, mentions, list(found))
    return Audited(parsed, mentions, results, _quarantine(refused, parser_version))


def _judge_all(
    parsed: Parsed, mentions: pl.DataFrame, currencies: pl.DataFrame, dump_count: int
) -> dict[str, tuple[Verdict, pl.DataFrame]]:
    """Verdict and frame of each table; each row count is told by another frame than the one judged."""
    lines, shown = parsed.lines, parsed.appearances
    pairs = lines.filter(pl.col("role") == "ticker").select(
        "capture_id", pl.col("text").str.extract(r"([A-Z]{3}\s*/\s*[A-Z]{3})").str.replace_all(r"\s", "")
    )
    untitled = parsed.captures.filter(pl.col("layout") == "old_digest").height
    frames = {
        "captures": (evidence.captures(parsed.captures), dump_count),
        "rates": (evidence.rates(parsed.rates, currencies), pairs.n_unique() if pairs.height else 0),
        "appearances": (shown, lines.filter(pl.col("role") == "title").height + untitled),
        "articles": (evidence.articles(parsed.prints), shown["article_id"].n_unique()),
        "article_versions": (evidence.article_versions(parsed.prints), shown["print_id"].n_unique()),
        "mentions": (
            evidence.mentions(mentions, parsed.prints),
            mentions.select("print_id", "field", "char_start").n_unique() if mentions.height else 0,
        ),
    }
    return {table: (judge(table, frame, rows), frame) for table, (frame, rows) in frames.items()}


def _refused_captures(parsed: Parsed, verdicts: dict[str, tuple[Verdict, pl.DataFrame]]) -> dict[str, str]:
    """capture_id -> what failed; a table that fails as a whole takes every capture with it."""
    refused: dict[str, str] = {}
    for table, (verdict, frame) in verdicts.items():
        for index, checks in verdict.refused.items():
            for capture_id in _captures_of(frame.row(index, named=True), parsed.appearances):
                refused.setdefault(capture_id, f"{table}: {', '.join(checks)}")
    if not refused and any(verdict.is_table_refused for verdict, _ in verdicts.values()):
        failed = [table for table, (verdict, _) in verdicts.items() if verdict.is_table_refused]
        refused = dict.fromkeys(
            parsed.captures["capture_id"], f"{', '.join(failed)}: the row count of the batch is wrong"
        )
    return refused


def _captures_of(row: dict[str, object], shown: pl.DataFrame) -> list[str]:
    if row.get("capture_id"):
        return [str(row["capture_id"])]
    key = "print_id" if "print_id" in row else "article_id"
    return shown.filter(pl.col(key) == row[key])["capture_id"].unique().to_list()


def _without(parsed: Parsed, mentions: pl.DataFrame, captures: list[str]) -> tuple[Parsed, pl.DataFrame]:
    """The frames without the captures, and without the prints that only they hold."""
    names = ("captures", "appearances", "rates", "quarantine", "unparsed_lines", "ignored_lines", "lines")
    kept = {name: getattr(parsed, name).filter(~pl.col("capture_id").is_in(captures)) for name in names}
    held = kept["appearances"].select("print_id").unique()
    prints = parsed.prints.join(held, on="print_id", how="semi")
    return replace(parsed, prints=prints, **kept), mentions.join(held, on="print_id", how="semi")


def _quarantine(refused: dict[str, str], parser_version: str) -> pl.DataFrame:
    return whole_dumps([(capture_id, "failed_check", why) for capture_id, why in refused.items()], parser_version)


def whole_dumps(refused: list[tuple[str, str, str]], parser_version: str) -> pl.DataFrame:
    """Rows of quality.quarantine for dumps refused whole: (capture_id, reason, detail)."""
    frame = pl.DataFrame(
        refused, schema={"capture_id": pl.String, "reason": pl.String, "detail": pl.String}, orient="row"
    ).with_columns(
        record_key=pl.lit(None, pl.String),
        line_start=pl.lit(None, pl.Int32),
        line_end=pl.lit(None, pl.Int32),
        raw_text=pl.lit(None, pl.String),
        parser_version=pl.lit(parser_version),
    )
    return add_quarantine_ids(frame)
