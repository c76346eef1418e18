"""Texts of dumps -> lines with what each looks like by itself."""

import polars as pl

from flows.parsing.dates import DATE_LINE
from flows.parsing.kinds import TITLES
from flows.parsing.normalise import LETTERS, plain
from flows.parsing.seeds import ParserSeeds
from flows.parsing.ticker import TICKER_LIKE, TICKER_LINE

SHORT_BYTES = 480
TITLE_CHARS = 160
LONG_TITLE_CHARS = 45
SHORT_TITLE_CHARS = 15
SENTENCE_CHARS = 100
DATELINE = (
    rf"^(?P<place>\p{{Lu}}[\p{{Lu}}\p{{M}}'’.\-/ ]+(?:, [{LETTERS}.'’\- ]{{2,40}})?)\s*"
    rf"(?:\((?P<agency>\p{{Lu}}[{LETTERS}0-9.&/ \-]{{1,30}})\)\s*[\u2010-\u2015-]+\s+|(?P<bare>)[\u2013\u2014-]\s+)"
)
BARE_PLACE = rf"^\p{{Lu}}[\p{{Lu}}\p{{M}}'’.\-/ ]+, [{LETTERS}.'’\- ]{{2,40}} [\u2013\u2014-]\s+\S"
AGENCY_PLACE = (
    rf"^\p{{Lu}}[\p{{Lu}}\p{{M}}'’.\-/ ]+(?:, [{LETTERS}.'’\- ]{{2,40}})?"
    rf"\s*\(\p{{Lu}}[{LETTERS}0-9.&/ \-]{{1,30}}\)\s*[\u2010-\u2015-]+\s+\S"
)
QUOTATION = rf"^\p{{Lu}}[{LETTERS}]{{2,9}}\.? [0-9]{{1,2}} ?[\x{{2010}}-\x{{2015}}-]"
SENTENCE = r"[.…:][\"')]*$"
ABBREVIATION = r"\b\p{Lu}\.[\"')]*$"
NO_TEXT = pl.lit(None, pl.String)
SENTENCE_BREAK = r"\p{Ll}{3}[.][\"'”’)]* +[\"'“‘(]?\p{Lu}"
BULLET = r"^(?:[•·▪●*\-–]|â€¢|&bull;|&#8226;|\x{fffd}+) ?"
LIST_ITEM = r"^(?:[•·▪●*]|- |– |â€¢|&bull;|&#8226;)"


def split(dumps: pl.DataFrame) -> pl.DataFrame:
    """Lines of the dumps, ended by LF or CRLF only: doc (row of the dump), line_number from 1, text, has_end.

    `has_end` is false on a last line without a line end, which may be cut.
    """
    text = pl.col("text").str.strip_suffix("\n").str.split("\n")
    lines = dumps.select(
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("doc"),
        text=text,
        line_count=text.list.len().cast(pl.Int32),
        ends_open=~pl.col("text").str.ends_with("\n"),
    )
    numbers = pl.int_ranges(1, pl.col("line_count") + 1, dtype=pl.Int32)
    is_last = pl.col("line_number") == pl.col("line_count")
    return (
        lines.with_columns(line_number=numbers)
        .explode("text", "line_number")
        .select("doc", pl.col("text").str.strip_suffix("\r"), "line_number", has_end=~(is_last & pl.col("ends_open")))
    )


def describe(lines: pl.DataFrame, seeds: ParserSeeds) -> pl.DataFrame:
    """The lines with `row`, `plain` and `bare` (short lines only), `rule` of the fixed phrase, `metadata` and `kind`.

    Kinds are letters. Blank: `_`. Header: `K` ticker, `k` looks like a ticker, `A` date, `G` pager, `H` header
    phrase. Closing: `C` closing phrase, `R` repeat of the title. `B` byline. Short lines: `T` long enough for any
    title, `S` shorter, `V` ends as a sentence does, `U` too short for a title, `F` no title at all, `L` item of a
    list. Any length: `X` furniture. Prose: `P`, `D` with a dateline, `E` with a dateline and closed, `Q` closed,
    `M` a digest's dated quotation, `N` the publisher's note of a digest. `metadata` is that of `ParserSeeds.metadata`.
    """
    distinct = lines.select("text").unique()  # tickers, phrases and articles recur from page to page
    is_short = pl.col("text").str.len_bytes() <= SHORT_BYTES
    short = _short(distinct.filter(is_short), seeds)
    long = _prose(distinct.filter(~is_short).with_columns(plain=NO_TEXT, bare=NO_TEXT, metadata=NO_TEXT), seeds)
    both = pl.concat([short, long.select(short.columns)])
    return lines.with_row_index("row").join(both, on="text", how="left", maintain_order="left")


def _short(lines: pl.DataFrame, seeds: ParserSeeds) -> pl.DataFrame:
    lines = lines.with_columns(plain=plain(pl.col("text")))
    lines = lines.with_columns(bare=pl.col("plain").str.replace(BULLET, ""))
    text, bare = pl.col("plain"), pl.col("bare")
    size = text.str.len_chars()
    is_sentence = text.str.contains(SENTENCE) & ~text.str.contains(ABBREVIATION)
    is_prose = (
        (size > TITLE_CHARS)
        | ((size > SENTENCE_CHARS) & is_sentence)
        | text.str.contains(AGENCY_PLACE)
        | text.str.contains(BARE_PLACE)
        | ((size > SENTENCE_CHARS * 0.8) & text.str.contains(SENTENCE_BREAK))
        | seeds.ends_closed(text, is_prose=False)
    )
    kind = (
        pl.when(text == "")
        .then(pl.lit("_"))
        .when(bare.str.contains(TICKER_LINE))
        .then(pl.lit("K"))
        .when(bare.str.contains(TICKER_LIKE))
        .then(pl.lit("k"))
        .when(text.str.contains(DATE_LINE))
        .then(pl.lit("A"))
        .when(pl.any_horizontal(text.str.contains(pattern) for pattern in seeds.pager_patterns))
        .then(pl.lit("G"))
        .when(pl.col("phrase_kind").is_not_null())
        .then(pl.col("phrase_kind"))
        .when(seeds.is_notice(bare) | ((size <= TITLE_CHARS) & seeds.is_furniture(bare)) | is_undecoded(text))
        .then(pl.lit("X"))
        .when(is_prose)
        .then(pl.lit("P"))
        .when(text.str.contains(LIST_ITEM) & text.str.contains(r"\p{L}{2}"))
        .then(pl.lit("L"))
        .when(~text.str.contains(r"\p{L}{2}") | text.str.contains(r"(?i)^(https?://|www\.)|\S+@\S+\.\w+$"))
        .then(pl.lit("F"))
        .when(size < SHORT_TITLE_CHARS)
        .then(pl.lit("U"))
        .when(is_sentence)
        .then(pl.lit("V"))
        .when(size < LONG_TITLE_CHARS)
        .then(pl.lit("S"))
        .otherwise(pl.lit("T"))
    )
    lines = lines.with_columns(seeds.phrase_rule(bare).alias("rule"))
    lines = lines.with_columns(seeds.phrase_kind(pl.col("rule")).alias("phrase_kind"))
    lines = lines.with_columns(kind=kind).drop("phrase_kind")
    may_be = pl.col("kind").is_in([*TITLES, "U", "F", "L"])
    lines = lines.with_columns(metadata=pl.when(may_be).then(seeds.metadata(bare)))
    is_prose_kind = pl.col("kind") == "P"
    prose = _prose(lines.filter(is_prose_kind), seeds)
    return pl.concat([lines.filter(~is_prose_kind), prose.select(lines.columns)])


def is_undecoded(text: pl.Expr) -> pl.Expr:
    """Whether most characters of a text stand for bytes that could not be decoded."""
    return text.str.count_matches("\ufffd", literal=True) * 2 > text.str.len_chars()


def _prose(lines: pl.DataFrame, seeds: ParserSeeds) -> pl.DataFrame:
    start = pl.col("text").str.slice(0, SENTENCE_CHARS * 2).str.strip_chars()
    has_dateline = start.str.contains(AGENCY_PLACE) | start.str.contains(BARE_PLACE)
    is_closed = seeds.ends_closed(pl.col("text").str.slice(-40).str.strip_chars(), is_prose=True)
    return lines.with_columns(
        rule=pl.lit(None, pl.String),
        kind=pl.when((~has_dateline & seeds.is_notice(plain(start))) | is_undecoded(start))
        .then(pl.lit("X"))
        .when(has_dateline & seeds.is_note(plain(start)))
        .then(pl.lit("N"))
        .when(has_dateline & is_closed)
        .then(pl.lit("E"))
        .when(has_dateline)
        .then(pl.lit("D"))
        .when(is_closed)
        .then(pl.lit("Q"))
        .when(start.str.contains(QUOTATION))
        .then(pl.lit("M"))
        .otherwise(pl.lit("P")),
    )
