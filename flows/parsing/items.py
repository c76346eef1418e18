"""Content lines -> items: each line's role, and the title and body that belong together."""

import polars as pl

from flows.parsing.bodies import SENTENCE_END
from flows.parsing.grammar import recognise
from flows.parsing.kinds import NO_TITLES, PROSE, TITLES
from flows.parsing.seeds import CREDIT, FACT, READ_ON, ParserSeeds

ROLE_NAMES = {"t": "title", "b": "byline", "p": "paragraph", "s": "subhead", "c": "ignored", ".": "unparsed"}


def assign_roles(filled: pl.DataFrame, pages: pl.DataFrame, seeds: ParserSeeds) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Every non-blank line with its `role`, `item` (0 = none) and `pairing_rule`; and the `layout` of each doc.

    `pages` has doc, has_blank and ends_open (the last line has no line end).
    """
    content = filled.filter(pl.col("role").is_null() & (pl.col("row") > pl.col("content_start")))
    content = _codes(content, pages, seeds)
    keys = _keys(filled, content, pages)
    structures = _structures(keys)
    keys = keys.join(structures, on=["flags", "codes"], how="left")
    placed = (
        keys.filter(pl.col("codes") != "")
        .select("rows", "roles", "items", "rules", "closing")
        .explode("rows", "roles", "items", "rules", "closing", empty_as_null=False)
        .rename({"rows": "row", "roles": "content_role", "items": "item", "rules": "pairing_rule"})
    )
    lines = filled.join(placed, on="row", how="left", maintain_order="left").with_columns(
        role=pl.coalesce("role", "content_role", pl.lit("unparsed")),
        item=pl.col("item").fill_null(0),
        rule=pl.when("repeats_pager").then(pl.lit("pager_repeat")).otherwise(pl.coalesce("closing", "rule")),
    )
    return lines.drop("content_role", "closing"), keys.select("doc", "layout")


def _codes(content: pl.DataFrame, pages: pl.DataFrame, seeds: ParserSeeds) -> pl.DataFrame:
    """`code` of each content line: its kind, in the light of its neighbours; `closing`: the phrase a cut line begins.

    A short line that stands twice or may be a credit is foreign, unless a body follows it and no title stands between
    it and the body above. `Read more` closes a body only where it stands below one and above none.
    """
    is_next = pl.col("doc") == pl.col("doc").shift(-1)
    is_twice = pl.struct("doc", "plain").is_duplicated() & pl.col("plain").is_not_null()
    content = content.with_columns(next=pl.when(is_next).then(pl.col("kind").shift(-1)), is_twice=is_twice)
    is_sure_title = pl.col("kind").is_in(TITLES) & ~pl.col("is_twice") & pl.col("metadata").is_null()
    gap = pl.col("kind").is_in([*PROSE, "B", "C", "R"]).cast(pl.Int32).cum_sum().over("doc")
    content = content.with_columns(gap=gap)
    is_below_title = is_sure_title.cast(pl.Int32).cum_sum().over("doc", "gap") > is_sure_title.cast(pl.Int32)
    is_above_body = pl.col("next").is_in([*PROSE, "B"]).fill_null(False)
    is_foreign = ~is_above_body | is_below_title
    is_below_body = (pl.col("kind").shift(1).is_in(PROSE) & is_next.shift(1)).fill_null(False)
    closes = pl.col("rule").ne_missing(READ_ON) | (is_below_body & ~is_above_body)
    is_cut_off = ~is_next.fill_null(False) & pl.col("ends_open") & pl.col("kind").is_in([*TITLES, "U", "F"])
    content = content.join(pages.select("doc", "ends_open"), on="doc", how="left", maintain_order="left")
    content = content.with_columns(closing=pl.when(is_cut_off).then(seeds.cut_closing_rule(pl.col("plain"))))
    code = (
        pl.when(pl.col("closing").is_not_null())
        .then(pl.lit("C"))
        .when(pl.col("kind").is_in(NO_TITLES) | (pl.col("metadata") == FACT) | ~closes)
        .then(pl.lit("X"))
        .when((pl.col("metadata") == CREDIT) & is_foreign)
        .then(pl.lit("X"))
        .when(pl.col("kind").is_in(TITLES) & pl.col("is_twice") & is_foreign)
        .then(pl.lit("F"))
        .otherwise(pl.col("kind"))
    )
    return content.with_columns(code=code)


def _keys(filled: pl.DataFrame, content: pl.DataFrame, pages: pl.DataFrame) -> pl.DataFrame:
    """One row per doc: `flags` and `codes` as `grammar.recognise` takes them, and the rows of the codes."""
    flags = filled.group_by("doc").agg(
        h=pl.col("is_ticker").any() | pl.col("is_date").any(),
        g=pl.col("is_pager").any(),
        a=pl.col("in_profile").any(),
        x=((pl.col("rule") == "proxy_header") & (pl.col("role") == "ignored")).any(),
    )
    codes = content.group_by("doc").agg(
        codes=pl.col("code").sort_by("row").str.join(""),
        rows=pl.col("row").sort(),
        closing=pl.col("closing").sort_by("row"),
        has_end=pl.col("text").sort_by("row").last().str.slice(-5).str.contains(SENTENCE_END),
    )
    joined = pages.join(flags, on="doc", how="left").join(codes, on="doc", how="left")
    letters = [pl.when(pl.col(flag)).then(pl.lit(flag)).otherwise(pl.lit("")) for flag in "hgax"]
    letters.append(pl.when("has_blank").then(pl.lit("")).otherwise(pl.lit("n")))
    letters.append(pl.when(pl.col("ends_open") & ~pl.col("has_end")).then(pl.lit("o")).otherwise(pl.lit("")))
    return joined.select("doc", pl.concat_str(letters).alias("flags"), pl.col("codes").fill_null(""), "rows", "closing")


def _structures(keys: pl.DataFrame) -> pl.DataFrame:
    """The structure of each distinct pair of flags and codes: pages of one shape are recognised once."""
    distinct = keys.select("flags", "codes").unique()
    found = [recognise(flags, codes) for flags, codes in distinct.iter_rows()]
    return distinct.with_columns(
        pl.Series("layout", [one.layout for one in found], pl.String),
        pl.Series("roles", [[ROLE_NAMES[role] for role in one.roles] for one in found], pl.List(pl.String)),
        pl.Series("items", [one.items for one in found], pl.List(pl.Int32)),
        pl.Series("rules", [one.rules for one in found], pl.List(pl.String)),
    )


def group_items(lines: pl.DataFrame, seeds: ParserSeeds) -> pl.DataFrame:
    """One row per item, in page order: doc, position, headline, paragraphs (list), byline, lines and pairing.

    `is_closed`: a closing phrase says that there is more. `ends_at`: row of its last line.
    """
    parts = lines.filter(pl.col("item") > 0)
    text = pl.col("text").str.strip_chars()
    is_body = pl.col("role").is_in(["paragraph", "subhead"])
    items = (
        parts.with_columns(text=text)
        .group_by("doc", "item", maintain_order=True)
        .agg(
            headline=pl.col("text").filter(pl.col("role") == "title").first(),
            paragraphs=pl.col("text").filter(is_body),
            byline=seeds.byline_name(pl.col("bare").filter(pl.col("role") == "byline")).first(),
            line_start=pl.col("line_number").min(),
            line_end=pl.col("line_number").max(),
            ends_at=pl.col("row").max(),
            is_closed=(pl.col("role") == "ignored").any() | pl.col("kind").is_in(["Q", "E"]).any(),
            pairing_rule=pl.col("pairing_rule").first(),
        )
        .sort("doc", "line_start")
    )
    return items.with_columns(position=pl.int_range(1, pl.len() + 1, dtype=pl.Int32).over("doc"))
