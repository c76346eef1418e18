"""A parsed and matched batch -> its verdicts and the captures that may be loaded."""

from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from flows.parsing.parse import Parsed, add_quarantine_ids
from flows.quality import evidence
from flows.quality.audit import Verdict, judge
from flows.quality.suites import load_suite


@dataclass(frozen=True)
class Audited:
    """What may be loaded, what the checks said of which rows, and the captures refused whole (quality.quarantine)."""

    parsed: Parsed
    mentions: pl.DataFrame
    results: pl.DataFrame
    failures: pl.DataFrame
    refused: pl.DataFrame


@dataclass(frozen=True)
class Terms:
    """What a batch is judged by besides itself: bands of currencies, the day by the caller's clock, a limit.

    Of a check, the first `most_failures` failing rows are kept.
    """

    currencies: pl.DataFrame
    today: date
    most_failures: int = 1000


def audit(parsed: Parsed, mentions: pl.DataFrame, dump_count: int, parser_version: str, terms: Terms) -> Audited:
    """Judge the frames of a batch; a capture with a row that fails a critical check is taken out whole.

    `mentions` are those of the prints that are new to the warehouse. What is left is judged again until it holds;
    results and failures are those of the whole batch.
    """
    refused: dict[str, str] = {}
    line_counts = parsed.captures.select("capture_id", "line_count")
    first: list[Verdict] = []
    while parsed.captures.height or not first:
        verdicts = _judge_all(parsed, mentions, dump_count - len(refused), terms)
        first = first or [one for one, _ in verdicts.values()]
        found = _refused_captures(parsed, verdicts)
        if not found:
            break
        refused |= found
        parsed, mentions = _without(parsed, mentions, list(found))
    results, failures = pl.concat([one.results for one in first]), pl.concat([one.failures for one in first])
    return Audited(parsed, mentions, results, failures, _quarantine(refused, line_counts, parser_version))


def frames_to_judge(
    parsed: Parsed, mentions: pl.DataFrame, dump_count: int, terms: Terms
) -> dict[str, tuple[pl.DataFrame, int]]:
    """Frame and row count of each table's suite; each count is told by another frame than the one judged."""
    lines, shown, prints = parsed.lines, parsed.appearances, parsed.prints
    pairs = lines.filter(pl.col("role") == "ticker").select(
        "capture_id", pl.col("text").str.extract(r"([A-Z]{3}\s*/\s*[A-Z]{3})").str.replace_all(r"\s", "")
    )
    untitled = parsed.captures.filter(pl.col("layout") == "old_digest").height
    spans = mentions.select("print_id", "field", "char_start")
    frames = {
        "captures": (evidence.captures(parsed.captures, terms.today), dump_count),
        "rates": (
            evidence.rates(parsed.rates, terms.currencies, parsed.captures, terms.today),
            pairs.n_unique() if pairs.height else 0,
        ),
        "appearances": (
            evidence.appearances(shown, prints, parsed.captures),
            lines.filter(pl.col("role") == "title").height + untitled,
        ),
        "articles": (evidence.articles(prints), shown["article_id"].n_unique()),
        "article_versions": (evidence.article_versions(prints), shown["print_id"].n_unique()),
        "mentions": (evidence.mentions(mentions, prints), spans.n_unique() if spans.height else 0),
    }
    facts = {"captures": parsed.captures, "rates": parsed.rates, "appearances": shown, "mentions": mentions}
    return {
        table: (evidence.typed(frame, facts.get(table, prints), load_suite(table)["meta"]["types"]), rows)
        for table, (frame, rows) in frames.items()
    }


def _judge_all(
    parsed: Parsed, mentions: pl.DataFrame, dump_count: int, terms: Terms
) -> dict[str, tuple[Verdict, pl.DataFrame]]:
    """Verdict and frame of each table."""
    frames = frames_to_judge(parsed, mentions, dump_count, terms)
    return {table: (judge(table, frame, rows, terms.most_failures), frame) for table, (frame, rows) in frames.items()}


def _refused_captures(parsed: Parsed, verdicts: dict[str, tuple[Verdict, pl.DataFrame]]) -> dict[str, str]:
    """capture_id -> what failed; a table that fails as a whole, or by a row of no capture, takes them all."""
    refused: dict[str, str] = {}
    for table, (verdict, frame) in verdicts.items():
        for index, checks in verdict.refused.items():
            for capture_id in _captures_of(frame.row(index, named=True), parsed.appearances):
                refused.setdefault(capture_id, f"{table}: {', '.join(checks)}")
    failed = [table for table, (verdict, _) in verdicts.items() if verdict.is_table_refused or verdict.refused]
    if failed and not refused:
        results = pl.concat([verdicts[table][0].results for table in failed])
        broken = results.filter(~pl.col("is_success") & (pl.col("severity") == "critical"))
        why = ", ".join(f"{table}: {check}" for table, check in broken.select("suite", "check_name").iter_rows())
        refused = dict.fromkeys(parsed.captures["capture_id"], f"{why} (of the batch as a whole)")
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


def _quarantine(refused: dict[str, str], line_counts: pl.DataFrame, parser_version: str) -> pl.DataFrame:
    columns = {"capture_id": list(refused), "detail": list(refused.values())}
    frame = pl.DataFrame(columns, schema={"capture_id": pl.String, "detail": pl.String})
    frame = frame.with_columns(reason=pl.lit("failed_check")).join(line_counts, on="capture_id", how="left")
    return whole_dumps(frame, parser_version)


def whole_dumps(refused: pl.DataFrame, parser_version: str) -> pl.DataFrame:
    """Rows of quality.quarantine for dumps refused whole: capture_id, reason, detail, line_count."""
    frame = refused.select("capture_id", "reason", "detail", pl.col("line_count").cast(pl.Int32)).with_columns(
        record_key=pl.lit(None, pl.String),
        line_start=pl.lit(None, pl.Int32),
        line_end=pl.lit(None, pl.Int32),
        raw_text=pl.lit(None, pl.String),
        parser_version=pl.lit(parser_version),
    )
    return add_quarantine_ids(frame)
