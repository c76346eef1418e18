"""Items -> the ids of their articles, versions and prints."""

import polars as pl

from flows.ids import make_id
from flows.parsing.normalise import normalised
from flows.parsing.seeds import ParserSeeds

KEY_WORDS = 30
DIGEST_RULE = "digest"


def identify(items: pl.DataFrame, seeds: ParserSeeds) -> pl.DataFrame:
    """The items with article_id, version_id, print_id, plain_body and genre, as the contract defines them."""
    items = items.with_columns(plain_headline=normalised(pl.col("headline")), normal_body=normalised(pl.col("body")))
    recurring = seeds.recurring_headlines["headline"].implode()
    needs_body = pl.col("headline").is_null() | pl.col("plain_headline").is_in(recurring)
    words = pl.col("normal_body").str.extract(rf"^((?:\S+ ?){{1,{KEY_WORDS}}})", 1).str.strip_chars().fill_null("")
    items = items.with_columns(key_words=pl.when(needs_body).then(words))
    article = _ids(items, ["outlet", "plain_headline", "key_words"])
    version = _ids(items.with_columns(article_id=article), ["article_id", "normal_body"])
    items = items.with_columns(
        article_id=article, version_id=version, plain_body=_without_ellipsis(), genre=_genre(seeds)
    )
    printed = items.with_columns(pl.col("captions").list.join("\x1e").alias("caption_text"))
    columns = ["version_id", "headline", "body", "is_truncated", "dateline_place", "agency", "byline", "caption_text"]
    return items.with_columns(print_id=_ids(printed, columns, skip_null=False)).drop(
        "plain_headline", "normal_body", "key_words"
    )


def _ids(items: pl.DataFrame, columns: list[str], *, skip_null: bool = True) -> pl.Series:
    """Ids over the columns; a NULL headline counts as empty, a NULL last part is left out."""
    ids = []
    for row in items.select(pl.col(columns).cast(pl.String)).iter_rows():
        parts = row[:-1] if skip_null and row[-1] is None else row
        ids.append(make_id(*(part or "" for part in parts)))
    return pl.Series("id", ids, pl.String)


def _without_ellipsis() -> pl.Expr:
    return pl.col("normal_body").str.strip_suffix("...").str.strip_chars_end(" ")


def _genre(seeds: ParserSeeds) -> pl.Expr:
    genre = pl.lit("news")
    for prefix, name in seeds.genres.select("prefix", "genre").iter_rows():
        genre = pl.when(pl.col("plain_headline").str.starts_with(prefix)).then(pl.lit(name)).otherwise(genre)
    return pl.when(pl.col("pairing_rule") == DIGEST_RULE).then(pl.lit("digest")).otherwise(genre)
