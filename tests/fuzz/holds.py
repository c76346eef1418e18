"""Dumps -> what must hold of them whatever they are: read, parsed, matched and shown to the audit."""

import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from unittest import mock

import polars as pl

from flows.dumps import manifest
from flows.dumps.find import find
from flows.dumps.read import read
from flows.mentions.match import match
from flows.parsing.parse import Parsed, parse
from flows.quality import refusal
from flows.quality.audit import RESULT_SCHEMA, Verdict
from flows.quality.failures import FAILURE_SCHEMA
from flows.references import gazetteer, parser_seeds
from flows.seeds import table
from tests.accounting import check_accounting
from tests.fuzz.dumps import Dump

LIMIT = 1 << 20
TODAY = date(2026, 1, 1)
REASONS = set(table("quarantine_reasons")["reason"])
TYPES = {"PERSON", "COUNTRY", "GPE_OTHER", "ORG", "EVENT", "LOCATION"}
FORMS = {"name", "alias", "acronym", "demonym", "surname", "discovered"}
TRUE_COLUMNS = {
    "captures": ("basis_agrees", "lines_add_up", "types_agree"),
    "rates": ("sign_agrees", "rate_is_text"),
    "article_versions": ("char_count_agrees",),
    "mentions": ("surface_is_substring",),
}


def hold(dumps: Sequence[Dump]) -> Counter[str]:
    """Raise AssertionError where a batch of dumps breaks what must hold of any; else what was seen, counted."""
    texts, refused = read_all(dumps)
    if texts.is_empty():
        return Counter(refused)
    texts = manifest.with_metadata(texts, manifest.Metadata()).sort("capture_id")
    parsed, mentions = facts(texts)
    check_accounting(parsed, dict(texts.select("capture_id", "text").iter_rows()))
    check_prints(parsed)
    check_mentions(mentions, parsed.prints)
    check_evidence(parsed, mentions, texts.height)
    check_company(texts, parsed, mentions)
    names = ("captures", "appearances", "rates", "quarantine", "unparsed_lines", "lines")
    seen = {name: getattr(parsed, name).height for name in names}
    return Counter(refused) + Counter(
        seen, mentions=mentions.height, layouts_known=int((parsed.captures["layout"] != "unknown").sum())
    )


def read_all(dumps: Sequence[Dump]) -> tuple[pl.DataFrame, list[str]]:
    """The texts of the dumps, read from files, and why others are refused: each file is one of both."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        for number, dump in enumerate(dumps):
            Path(folder, f"{number:05}{dump.ending}").write_bytes(dump.raw)
        files = find([folder])
        texts, refused, captures = read(files, LIMIT)
    assert len(files) == len(dumps) == len(captures)
    known, out = set(texts["capture_id"]), set(refused["capture_id"])
    assert known | out == set(captures.values())
    assert not known & out
    assert set(refused["reason"]) <= REASONS
    return texts, [f"refused as {reason}" for reason in refused["reason"]]


def facts(texts: pl.DataFrame) -> tuple[Parsed, pl.DataFrame]:
    """The frames of a batch and its mentions."""
    parsed = parse(texts, parser_seeds(), "v", "timesca")
    return parsed, match(parsed.prints, gazetteer())


def check_prints(parsed: Parsed) -> None:
    """Items lie inside their page, in order, apart from each other; each has its print."""
    shown = parsed.appearances.join(parsed.captures.select("capture_id", "line_count"), on="capture_id", how="left")
    assert (shown["line_start"] >= 1).all()
    assert (shown["line_start"] <= shown["line_end"]).all()
    assert (shown["line_end"] <= shown["line_count"]).all()
    assert shown["pairing_confidence"].is_between(0, 1).all()
    ordered = parsed.appearances.sort("capture_id", "position")
    same = ordered["capture_id"] == ordered["capture_id"].shift(-1)
    assert ((ordered["line_end"] < ordered["line_start"].shift(-1)) | ~same).fill_null(True).all()
    assert set(shown["print_id"]) == set(parsed.prints["print_id"])
    assert parsed.prints["print_id"].is_unique().all()
    assert parsed.rates.select("capture_id", "base_currency", "quote_currency").is_unique().all()
    assert (parsed.rates["rate_low"] < parsed.rates["rate"]).all()
    assert set(parsed.quarantine["reason"]) <= REASONS


def check_mentions(mentions: pl.DataFrame, prints: pl.DataFrame) -> None:
    """Every surface stands at its offsets, told by Python's own slices; none overlaps another."""
    texts = {row["print_id"]: row for row in prints.iter_rows(named=True)}
    ends: dict[tuple[str, str], int] = {}
    places = ["print_id", "field", "char_start"]
    for row in mentions.sort(places).iter_rows(named=True):
        text = texts[row["print_id"]][row["field"]]
        assert text[row["char_start"] : row["char_end"]] == row["surface"] != ""
        key = (row["print_id"], row["field"])
        assert ends.get(key, 0) <= row["char_start"] < row["char_end"] <= len(text)
        ends[key] = row["char_end"]
        assert row["sentence_number"] >= 1
    assert mentions["entity_type"].is_in(TYPES).all()
    assert mentions["form"].is_in(FORMS).all()
    assert mentions["confidence"].is_between(0, 1).all()
    named = mentions.filter(pl.col("canonical_name").is_not_null())
    assert named["entity_id"].is_not_null().all()


def check_evidence(parsed: Parsed, mentions: pl.DataFrame, dump_count: int) -> None:
    """What the suites judge: each frame has its rows, each column of evidence is true. No suite is run."""
    seen: dict[str, tuple[pl.DataFrame, int]] = {}

    def judge(name: str, frame: pl.DataFrame, row_count: int, most_failures: int) -> Verdict:
        seen[name] = (frame, row_count)
        none = pl.DataFrame(schema=RESULT_SCHEMA), pl.DataFrame(schema=FAILURE_SCHEMA)
        return Verdict(*none, {}, is_table_refused=False)

    with mock.patch.object(refusal, "judge", judge):
        refusal.audit(parsed, mentions, dump_count, "v", refusal.Terms(table("currencies"), TODAY))
    for name, (frame, row_count) in seen.items():
        assert frame.height == row_count, (name, frame.height, row_count)
        for column in TRUE_COLUMNS.get(name, ()):
            assert frame[column].fill_null(True).all(), (name, column)
    assert not seen["mentions"][0]["overlaps_next"].any()


def rows(parsed: Parsed, mentions: pl.DataFrame) -> dict[str, set[tuple[object, ...]]]:
    """All facts as sets of rows."""
    names = ("captures", "appearances", "rates", "quarantine", "unparsed_lines", "ignored_lines", "lines")
    frames = {name: getattr(parsed, name) for name in names}
    frames["lines"] = frames["lines"].drop("doc")
    frames["prints"] = parsed.prints.with_columns(pl.col("captions").list.join("\x1e"))
    frames["mentions"] = mentions
    return {name: set(frame.rows()) for name, frame in frames.items()}


def check_company(texts: pl.DataFrame, parsed: Parsed, mentions: pl.DataFrame) -> None:
    """Neither order nor company matters: the halves of the batch, the other way round, give the same rows."""
    turned, half = texts.reverse(), texts.height // 2
    apart = [rows(*facts(part)) for part in (turned[:half], turned[half:]) if part.height]
    for name, together in rows(parsed, mentions).items():
        either = set().union(*(one[name] for one in apart))
        assert together == either, (name, list(together ^ either)[:6])
