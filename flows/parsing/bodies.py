"""Paragraphs of items -> clean bodies with what was taken out of them."""

import polars as pl

from flows.parsing.lines import AGENCY_PLACE, BARE_PLACE, DATELINE
from flows.parsing.seeds import ParserSeeds

CAPTION = r"\[caption\b[^\]]*\](.*?)\[/caption\]"
OPEN_CAPTION = r"\[caption\b[^\]]*\]([^\[\]]{0,300})$"
TAG = r"<[^<>]{1,400}>"
SENTENCE_END = r"[.!?…][\"”'’)\]]*$"


def clean_bodies(items: pl.DataFrame, seeds: ParserSeeds) -> pl.DataFrame:
    """The items with body, paragraph_count, captions, dateline_place, agency, is_truncated, char_count.

    Taken out: captions, closing phrases, the dateline. `cut` (a column of the items) says that the dump ends here
    without a line end: the text then counts as truncated unless it ends as a sentence does.
    """
    items = items.with_row_index("nr")
    paragraphs = (
        items.select("nr", "paragraphs")
        .explode("paragraphs", empty_as_null=False)
        .filter(pl.col("paragraphs").is_not_null())
    )
    cleaned = _clean(paragraphs.select("paragraphs").unique(), seeds)  # articles recur from page to page
    paragraphs = paragraphs.join(cleaned, on="paragraphs", how="left", maintain_order="left")
    whole = paragraphs.group_by("nr", maintain_order=True).agg(
        body=pl.col("text").filter(pl.col("text") != "").str.join("\n\n"),
        paragraph_count=(pl.col("text") != "").sum().cast(pl.Int32),
        captions=pl.col("captions").list.explode(empty_as_null=False).drop_nulls(),
        dateline_place=pl.col("place").drop_nulls().first(),
        agency=pl.col("agency").drop_nulls().first(),
    )
    items = items.join(whole, on="nr", how="left", maintain_order="left").with_columns(
        pl.col("body").fill_null(""), pl.col("paragraph_count").fill_null(0), pl.col("captions").fill_null([])
    )
    is_cut = pl.col("cut") & ~pl.col("body").str.contains(SENTENCE_END)
    return items.with_columns(
        is_truncated=pl.col("body").str.contains(rf"{seeds.cut_marks}[\"”'’]?$") | pl.col("is_closed") | is_cut,
        char_count=pl.col("body").str.len_chars().cast(pl.Int32),
    ).drop("nr", "paragraphs")


def _clean(paragraphs: pl.DataFrame, seeds: ParserSeeds) -> pl.DataFrame:
    """Each of the `paragraphs` with its text, and the captions, place and agency taken out of it."""
    paragraphs = _take_captions(paragraphs.with_columns(text="paragraphs"))
    text = seeds.without_closing(pl.col("text")).str.strip_chars()
    return _take_dateline(paragraphs.with_columns(text=text))


def _take_captions(paragraphs: pl.DataFrame) -> pl.DataFrame:
    """`captions` (list) out of `text`; a caption that the page's end cuts runs to the end of its line."""
    has_caption = pl.col("text").str.contains("[caption", literal=True)
    if not paragraphs.select(has_caption.any()).item():
        return paragraphs.with_columns(captions=pl.lit(None, pl.List(pl.String)))
    found = pl.concat_list(
        pl.col("text").str.extract_all(CAPTION).list.eval(pl.element().str.extract(CAPTION, 1)),
        pl.col("text")
        .str.replace_all(CAPTION, "")
        .str.extract_all(OPEN_CAPTION)
        .list.eval(pl.element().str.extract(OPEN_CAPTION, 1)),
    )
    tidy = found.list.eval(pl.element().str.replace_all(TAG, "").str.strip_chars())
    without = pl.col("text").str.replace_all(CAPTION, " ").str.replace(OPEN_CAPTION, " ")
    return paragraphs.with_columns(
        captions=pl.when(has_caption).then(tidy.list.eval(pl.element().filter(pl.element() != ""))),
        text=pl.when(has_caption)
        .then(without.str.replace_all(" {2,}", " ").str.strip_chars())
        .otherwise(pl.col("text")),
    )


def _take_dateline(paragraphs: pl.DataFrame) -> pl.DataFrame:
    """`place` and `agency` of the dateline, out of `text`."""
    has_dateline = pl.col("text").str.contains(AGENCY_PLACE) | pl.col("text").str.contains(BARE_PLACE)
    start = pl.col("text").str.slice(0, 200)
    parts = start.str.extract_groups(DATELINE)
    return paragraphs.with_columns(
        place=pl.when(has_dateline).then(parts.struct.field("place").str.strip_chars()),
        agency=pl.when(has_dateline).then(parts.struct.field("agency")),
        text=pl.when(has_dateline).then(pl.col("text").str.replace(DATELINE, "")).otherwise(pl.col("text")),
    )
