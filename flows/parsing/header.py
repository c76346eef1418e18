"""Described lines -> the header of each page: which lines are its ticker, date, pager and profile."""

import polars as pl

from flows.parsing.dates import read_dates
from flows.parsing.pager import read_pager
from flows.parsing.seeds import PROFILE, ParserSeeds
from flows.parsing.ticker import read_ticker, refuse_disagreeing

PROSE = list("PDENQ")
TITLES = list("STV")
PROFILE_LINES = 40
PROFILE_ROLES = ("author_name", "author_job", "author_bio")


def read_header(lines: pl.DataFrame, seeds: ParserSeeds) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The non-blank lines with `role` and `content_start` of their page, and the ticker lines with their parts.

    `role`: 'ticker', 'page_date', 'pager', 'quarantined', 'ignored', or NULL where the line is no header line;
    `reason` says why a line is quarantined, `rule` why it is ignored. Adds page_date and pager_* on their lines.
    """
    filled = _in_profile(lines.filter(pl.col("kind") != "_"))
    filled = _mark_start(filled)
    filled = read_dates(filled, seeds.months) if filled.height else filled
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


def _in_profile(filled: pl.DataFrame) -> pl.DataFrame:
    """Lines from the breadcrumb of an author page to its heading 'Articles'; unknown ones among them stay unparsed."""
    breadcrumb, avatar, heading = (pl.col("rule") == rule for rule in PROFILE)
    first = pl.when(breadcrumb).then(pl.col("row")).min().over("doc")
    filled = filled.with_columns(first_row=first)
    last = pl.when(heading & (pl.col("row") > pl.col("first_row"))).then(pl.col("row")).min().over("doc")
    filled = filled.with_columns(last_row=pl.when(last - pl.col("first_row") <= PROFILE_LINES).then(last))
    is_inside = pl.col("row").is_between("first_row", "last_row").fill_null(False)
    place = (is_inside & pl.col("rule").is_null()).cast(pl.Int32).cum_sum().over("doc")
    is_long = pl.col("kind").is_in(PROSE)
    rule = (
        pl.when(~is_inside | pl.col("rule").is_not_null())
        .then(pl.col("rule"))
        .when((place == 1) & ~is_long)
        .then(pl.lit(PROFILE_ROLES[0]))
        .when((place == 2) & ~is_long)
        .then(pl.lit(PROFILE_ROLES[1]))
        .when((place <= 3) & (is_long | (place == 3)))
        .then(pl.lit(PROFILE_ROLES[2]))
    )
    return filled.with_columns(rule=rule, in_profile=is_inside).drop("first_row", "last_row")


def _mark_start(filled: pl.DataFrame) -> pl.DataFrame:
    """`start`: row of the first body, byline or publisher's note of the page; beyond all rows where it has none."""
    same_doc = pl.col("doc") == pl.col("doc").shift(1)
    filled = filled.with_columns(
        previous=pl.when(same_doc).then(pl.col("kind").shift(1)),
        next=pl.when(pl.col("doc") == pl.col("doc").shift(-1)).then(pl.col("kind").shift(-1)),
    )
    begins = (pl.col("kind").is_in(PROSE) & pl.col("previous").is_in(TITLES)) | pl.col("kind").is_in(["B", "N"])
    first = pl.when(begins & ~pl.col("in_profile")).then(pl.col("row")).min().over("doc")
    return filled.with_columns(start=first.fill_null(pl.col("row").max() + 1))


def _accept(filled: pl.DataFrame) -> pl.DataFrame:
    """Which lines are the page's own ticker, date and pager."""
    is_early = pl.col("row") < pl.col("start")
    is_rate = pl.col("kind").is_in(["K", "k"])
    has_early = (is_rate & is_early).any().over("doc")
    is_repeated = (is_rate & pl.struct("doc", "plain").is_duplicated()).fill_null(False)
    is_ticker = is_rate & (is_early | (~has_early & is_repeated))
    filled = filled.with_columns(is_ticker=is_ticker)
    under_title = pl.col("previous").is_in([*TITLES, "U"]) & pl.col("next").is_in([*PROSE, "B"])
    is_date = (pl.col("kind") == "A") & pl.col("is_date") & is_early & ~under_title.fill_null(False)
    is_pager = pl.col("kind") == "G"
    filled = filled.with_columns(
        is_date=is_date & (is_date.cast(pl.Int32).cum_sum().over("doc") == 1),
        is_pager=is_pager & (is_pager.cast(pl.Int32).cum_sum().over("doc") == 1),
    )
    own_pager = pl.when("is_pager").then(pl.col("plain")).drop_nulls().first().over("doc")
    return filled.with_columns(repeats_pager=is_pager & ~pl.col("is_pager") & (pl.col("plain") == own_pager))


def _reason() -> pl.Expr:
    return (
        pl.when(pl.col("is_date") & pl.col("page_date").is_null())
        .then(pl.lit("impossible_date"))
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
