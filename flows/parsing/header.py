"""Described lines -> the header of each page: which lines are its ticker, date, pager and profile."""

import polars as pl

from flows.parsing.dates import accept_date, read_dates
from flows.parsing.kinds import HEADER, PROSE, TITLES
from flows.parsing.pager import read_pager
from flows.parsing.profile import mark_profile
from flows.parsing.seeds import ParserSeeds
from flows.parsing.ticker import read_ticker, refuse_disagreeing

TICKER_BLOCK = 4


def read_header(lines: pl.DataFrame, seeds: ParserSeeds) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The non-blank lines with `role` and `content_start` of their page, and the ticker lines with their parts.

    `role`: 'ticker', 'page_date', 'pager', 'quarantined', 'ignored', or NULL where the line is no header line;
    `reason` says why a line is quarantined, `rule` why it is ignored. Adds page_date and pager_* on their lines.
    """
    filled = mark_profile(lines.filter(pl.col("kind") != "_"), seeds)
    filled = _mark_start(_mark_blocks(filled))
    filled = read_dates(filled, seeds.months)
    filled = read_pager(filled, seeds.pager_patterns)
    filled = _accept(filled)
    ticker = refuse_disagreeing(read_ticker(filled.filter(pl.col("is_ticker"))))
    reasons = ticker.select("row", "reason")
    filled = filled.join(reasons, on="row", how="left", maintain_order="left")
    filled = filled.with_columns(reason=pl.coalesce("reason", _reason()))
    filled = filled.with_columns(role=_role(seeds))
    header = (pl.col("role").is_not_null() & (pl.col("row") < pl.col("start"))) | pl.col("is_ticker")
    content_start = pl.when(header).then(pl.col("row")).max().over("doc").fill_null(-1)
    return filled.with_columns(content_start=content_start), ticker


def _mark_blocks(filled: pl.DataFrame) -> pl.DataFrame:
    """`stray`: a rate line between a title and its body, `block_end`: the last row of the page's repeated ticker."""
    is_rate = pl.col("kind").is_in(["K", "k"])
    same_doc = pl.col("doc") == pl.col("doc").shift(1)
    filled = filled.with_columns(
        previous=pl.when(same_doc).then(pl.col("kind").shift(1)),
        next=pl.when(pl.col("doc") == pl.col("doc").shift(-1)).then(pl.col("kind").shift(-1)),
        is_rate=is_rate,
        run=pl.struct("doc", is_rate).rle_id(),
    )
    runs = (
        filled.filter("is_rate")
        .group_by("run", maintain_order=True)
        .agg(
            doc=pl.col("doc").first(),
            size=pl.len(),
            different=pl.col("bare").n_unique(),
            before=pl.col("previous").first(),
            after=pl.col("next").last(),
            block_end=pl.col("row").last(),
        )
    )
    is_block = pl.col("size") >= TICKER_BLOCK
    blocks = runs.filter(is_block & (pl.col("different") < pl.col("size"))).unique("doc", keep="first")
    stray = pl.col("before").is_in(TITLES) & pl.col("after").is_in(PROSE) & ~is_block
    filled = filled.join(runs.select("run", stray=stray), on="run", how="left", maintain_order="left")
    filled = filled.join(blocks.select("doc", "block_end"), on="doc", how="left", maintain_order="left")
    return filled.with_columns(pl.col("stray").fill_null(False), pl.col("block_end").fill_null(-1)).drop("run")


def _mark_start(filled: pl.DataFrame) -> pl.DataFrame:
    """`start`: row of the first body, byline or publisher's note of the page; beyond all rows where it has none.

    Pairs above a repeated ticker are foreign, where there are others below: a page's own articles stand below its
    header.
    """
    under_title = pl.col("previous").is_in(TITLES) | pl.col("stray").shift(1).fill_null(False)
    begins = (pl.col("kind").is_in(PROSE) & under_title) | pl.col("kind").is_in(["B", "N"])
    begins = begins & ~pl.col("in_profile")
    is_below = begins & (pl.col("row") > pl.col("block_end"))
    first = pl.when(is_below | (begins & ~is_below.any().over("doc"))).then(pl.col("row")).min().over("doc")
    return filled.with_columns(start=first.fill_null(pl.col("row").max() + 1))


def _accept(filled: pl.DataFrame) -> pl.DataFrame:
    """Which lines are the page's own ticker, date and pager."""
    is_ticker = pl.col("is_rate") & (pl.col("row") < pl.col("start")) & ~pl.col("stray")
    is_pager = pl.col("kind") == "G"
    filled = filled.with_columns(
        is_ticker=is_ticker,
        is_pager=is_pager & (is_pager.cast(pl.Int32).cum_sum().over("doc") == 1),
    )
    own_pager = pl.when("is_pager").then(pl.col("plain")).drop_nulls().first().over("doc")
    filled = filled.with_columns(repeats_pager=is_pager & ~pl.col("is_pager") & (pl.col("plain") == own_pager))
    return _mark_second_page(accept_date(filled))


def _mark_second_page(filled: pl.DataFrame) -> pl.DataFrame:
    """`in_second_page`: from a ticker on, below the page's articles, with which another date or pager stands."""
    late = filled.filter(pl.col("is_rate") & (pl.col("row") > pl.col("start"))).group_by("doc").len()
    few = late.filter(pl.col("len") >= TICKER_BLOCK)["doc"]  # the rest is not looked at
    is_header = pl.col("kind").is_in(HEADER)
    other = {"A": _differs_from_own("is_date"), "G": _differs_from_own("is_pager")}
    is_other = pl.any_horizontal((pl.col("kind") == kind) & differs for kind, differs in other.items())
    pages = filled.filter(pl.col("doc").is_in(few.implode())).with_columns(
        is_other=is_other, run=pl.struct("doc", is_header.alias("is_header")).rle_id()
    )
    begins = (pl.col("is_rate").sum().over("run") >= TICKER_BLOCK) & pl.col("is_other").any().over("run")
    begins = begins & is_header & (pl.col("row") > pl.col("start"))
    second = pages.filter(begins).group_by("doc").agg(second_page=pl.col("row").min())
    return filled.join(second, on="doc", how="left", maintain_order="left").with_columns(
        in_second_page=(pl.col("row") >= pl.col("second_page")).fill_null(False)
    )


def _differs_from_own(line: str) -> pl.Expr:
    """Whether each line is another than the page's own of this sort."""
    return pl.col("plain").ne_missing(pl.when(line).then(pl.col("plain")).drop_nulls().first().over("doc"))


def _reason() -> pl.Expr:
    return (
        pl.when("in_second_page")
        .then(pl.lit("second_page"))
        .when(pl.col("is_date") & pl.col("page_date").is_null())
        .then(pl.lit("impossible_date"))
        .when("dates_disagree")
        .then(pl.lit("disagreeing_dates"))
        .when(pl.col("is_pager") & ~pl.col("has_end"))
        .then(pl.lit("cut_line"))
        .when(pl.col("is_pager") & pl.any_horizontal(pl.col("pager_first", "pager_last", "pager_total").is_null()))
        .then(pl.lit("impossible_pager"))
    )


def _role(seeds: ParserSeeds) -> pl.Expr:
    anywhere = seeds.phrases.filter(pl.col("zone") == "any")["rule"].unique().to_list()
    is_phrase = pl.col("rule").is_not_null() & ~pl.col("rule").is_in(anywhere)
    return (
        pl.when(pl.col("reason").is_not_null())
        .then(pl.lit("quarantined"))
        .when("is_ticker")
        .then(pl.lit("ticker"))
        .when("is_date")
        .then(pl.lit("page_date"))
        .when("is_pager")
        .then(pl.lit("pager"))
        .when("repeats_pager")
        .then(pl.lit("ignored"))
        .when(is_phrase & ((pl.col("row") < pl.col("start")) | pl.col("in_profile")))
        .then(pl.lit("ignored"))
        .when("in_profile")
        .then(pl.lit("unparsed"))
    )
