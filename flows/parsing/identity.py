"""Items -> the ids of their articles, versions and prints."""

import polars as pl

from flows.ids import make_id
from flows.parsing.normalise import normalised
from flows.parsing.seeds import ParserSeeds

KEY_WORDS = 30
PRINTED = [
    "outlet",
    "headline",
    "body",
    "pairing_rule",
    "is_truncated",
    "dateline_place",
    "agency",
    "byline",
    "caption_text",
]
DIGEST_RULES = ("digest", "digest_with_gaps")


def identify(items: pl.DataFrame, seeds: ParserSeeds) -> pl.DataFrame:
    """The items with article_id, version_id, print_id, plain_body, word_count and genre, as the contract says.

    The same print recurs from page to page, so each distinct one is worked on once.
    """
    items = items.with_columns(caption_text=pl.col("captions").list.join("\x1e"))
    distinct = items.select(PRINTED).unique(maintain_order=True)
    named = _identify(distinct, seeds)
    return items.join(named, on=PRINTED, how="left", nulls_equal=True, maintain_order="left").drop("caption_text")


def _identify(items: pl.DataFrame, seeds: ParserSeeds) -> pl.DataFrame:
    items = items.with_columns(plain_headline=normalised(pl.col("headline")), normal_body=normalised(pl.col("body")))
    recurring = seeds.recurring_headlines["headline"].implode()
    needs_body = pl.col("headline").is_null() | pl.col("plain_headline").is_in(recurring)
    words = pl.col("normal_body").str.extract(rf"^((?:\S+ ?){{1,{KEY_WORDS}}})", 1).str.strip_chars().fill_null("")
    items = items.with_columns(key_words=pl.when(needs_body).then(words))
    article = _ids(items, "outlet", "plain_headline", optional="key_words")
    version = _ids(items.with_columns(article_id=article), "article_id", "normal_body")
    items = items.with_columns(
        article_id=article,
        version_id=version,
        plain_body=_without_cut_mark(seeds),
        genre=_genre(seeds),
        word_count=_word_count(),
    )
    columns = ["version_id", "headline", "body", "is_truncated", "dateline_place", "agency", "byline", "caption_text"]
    return items.with_columns(print_id=_ids(items, *columns)).drop("plain_headline", "normal_body", "key_words")


def _ids(items: pl.DataFrame, *columns: str, optional: str | None = None) -> pl.Series:
    """Ids over the columns; NULL counts as empty, but a NULL in the `optional` last part leaves it out."""
    parts = [pl.col(column).cast(pl.String).fill_null("") for column in columns]
    parts += [pl.col(optional)] if optional else []
    joined = items.select(pl.concat_str(parts, separator="\x1f", ignore_nulls=True)).to_series()
    return pl.Series("id", [make_id(text) for text in joined], pl.String)


def _without_cut_mark(seeds: ParserSeeds) -> pl.Expr:
    """The normalised body up to its cut mark: the prefix of the whole text."""
    return pl.col("normal_body").str.replace(rf" ?{seeds.cut_marks}$", "").str.strip_chars_end(" ")


def _word_count() -> pl.Expr:
    """Words of the normalised body, where each gap is one space: five times faster than looking for words."""
    gaps = pl.col("normal_body").str.count_matches(r"(?-u: )").cast(pl.Int32)
    return pl.when(pl.col("normal_body") == "").then(0).otherwise(gaps + 1).cast(pl.Int32)


def _genre(seeds: ParserSeeds) -> pl.Expr:
    genre = pl.lit("news")
    for prefix, name in seeds.genres.select("prefix", "genre").iter_rows():
        genre = pl.when(pl.col("plain_headline").str.starts_with(prefix)).then(pl.lit(name)).otherwise(genre)
    return pl.when(pl.col("pairing_rule").is_in(DIGEST_RULES)).then(pl.lit("digest")).otherwise(genre)
