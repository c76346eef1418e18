"""The head of an author page -> which of its lines are breadcrumb, name, job and biography."""

import polars as pl

from flows.parsing.seeds import PROFILE, ParserSeeds

PROFILE_LINES = 40
NAME = r"^\p{Lu}[\p{L}.'-]*(?: \p{Lu}[\p{L}.'-]*){1,4}$"


def mark_profile(filled: pl.DataFrame, seeds: ParserSeeds) -> pl.DataFrame:
    """`in_profile` from the breadcrumb to the heading 'Articles', and `rule` for the lines that the site prints there.

    Below the avatar it prints nothing, or three lines: a name (not always that of the breadcrumb), a job and a
    biography. Whatever else stands there keeps no rule, and neither do these when there are more lines than that.
    """
    if not filled.select((pl.col("rule") == PROFILE[0]).any()).item():
        return filled.with_columns(in_profile=pl.lit(False))
    breadcrumb, avatar, heading = (pl.col("rule") == rule for rule in PROFILE)
    first = pl.when(breadcrumb).then(pl.col("row")).min().over("doc")
    filled = filled.with_columns(first_row=first)
    after_first = pl.col("row") > pl.col("first_row")
    last = pl.when(heading & after_first).then(pl.col("row")).min().over("doc")
    filled = filled.with_columns(
        last_row=pl.when(last - pl.col("first_row") <= PROFILE_LINES).then(last),
        avatar_row=pl.when(avatar & after_first).then(pl.col("row")).min().over("doc"),
        name=pl.when(breadcrumb).then(seeds.author_name(pl.col("plain"))).drop_nulls().first().over("doc"),
    )
    is_inside = pl.col("row").is_between("first_row", "last_row").fill_null(False)
    is_free = is_inside & (pl.col("row") > pl.col("avatar_row")) & pl.col("rule").is_null()
    filled = filled.with_columns(in_profile=is_inside, is_free=is_free.fill_null(False))
    place = pl.col("is_free").cast(pl.Int32).cum_sum().over("doc")
    has_three = pl.col("is_free").sum().over("doc") == 3
    is_named = (pl.col("plain") == pl.col("name")) | (has_three & pl.col("plain").str.contains(NAME))
    is_name = pl.col("is_free") & (place == 1) & is_named
    filled = filled.with_columns(place=place, is_name=is_name.fill_null(False))
    is_complete = pl.col("is_name").any().over("doc") & has_three
    rule = (
        pl.when(pl.col("is_name"))
        .then(pl.lit("author_name"))
        .when(pl.col("is_free") & is_complete & (pl.col("place") == 2))
        .then(pl.lit("author_job"))
        .when(pl.col("is_free") & is_complete & (pl.col("place") == 3))
        .then(pl.lit("author_bio"))
        .otherwise(pl.col("rule"))
    )
    return filled.with_columns(rule=rule).drop(
        "first_row", "last_row", "avatar_row", "name", "is_free", "place", "is_name"
    )
