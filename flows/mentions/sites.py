"""Addresses of news sites and shops that stand for them -> organisations: `Zilpan.kz`."""

import numpy as np
import polars as pl

from flows.mentions.cues import NOTHING, Cues
from flows.mentions.offsets import Buffer
from flows.mentions.spans import add_spans
from flows.mentions.words import Words

REACH = 32
NAME = r"(?:^|[\s(\"'])([A-Z][A-Za-z0-9-]*)$"
GOES_ON = r"^[\w/@-]|^\.\w"


def add_sites(spans: pl.DataFrame, words: Words, buffer: Buffer, texts: pl.DataFrame, cues: Cues) -> pl.DataFrame:
    """The spans with names that begin with a capital and end as an address does; no paths, no mailboxes."""
    endings = sorted(cues.by_kind.get("site_ending", NOTHING))
    dots = words.end[buffer.holds(b".", words.end)]
    dots = dots[buffer.begins(dots + 1, {ending[:2].encode() for ending in endings})]
    ending = buffer.windows(dots + 1, dots + REACH).str.extract(rf"^({'|'.join(endings)})\b")
    ends = dots + 1 + ending.str.len_bytes().fill_null(0).to_numpy()
    name = buffer.windows(np.maximum(dots - REACH, 0), dots).str.extract(NAME)
    goes_on = buffer.windows(ends, ends + 2).str.contains(GOES_ON)
    is_site = ending.is_not_null() & name.is_not_null() & ~goes_on
    begins = dots - name.str.len_bytes().fill_null(0).to_numpy()
    begins, ends = begins[is_site.to_numpy()], ends[is_site.to_numpy()]
    held = np.append(spans["end"].to_numpy(), 0)[np.searchsorted(spans["begin"].to_numpy(), begins)]
    begins, ends = begins[held != ends], ends[held != ends]
    if not len(begins):
        return spans
    row = pl.Series("row", buffer.rows(begins), pl.UInt32)
    new = pl.DataFrame({"begin": begins, "end": ends}).with_columns(
        row, texts["print"].gather(row), buffer.windows(begins, ends).alias("canonical"), entity_type=pl.lit("ORG"),
        form=pl.lit("discovered"), rule=pl.lit("site"), is_metonym=pl.lit(False), name_id=pl.lit(None),
        entity=pl.lit(None), country_code=pl.lit(None),
    )  # fmt: skip
    return add_spans(spans, new.select(spans.columns))
