"""Addresses of news sites and shops that stand for them -> organisations: `Zilpan.kz`."""

import numpy as np
import polars as pl

from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer
from flows.mentions.spans import add_spans

DOT = 0x2E
REACH = 32
NAME = r"(?:^|[\s(\"\x27])([A-Z0-9][A-Za-z0-9-]*)$"
GOES_ON = r"^[\w/@-]|^\.\w"


def add_sites(spans: pl.DataFrame, buffer: Buffer, texts: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans with names that begin with a capital or a digit and end as an address does; no paths, no mailboxes."""
    endings = sorted(gazetteer.cues.by_kind.get("site_ending", NOTHING))
    dots = np.flatnonzero(buffer.bytes == DOT)
    dots = dots[buffer.begins(dots + 1, {ending[:2].encode() for ending in endings})]
    rights = buffer.windows(dots + 1, dots + REACH)
    ending = rights.str.extract(rf"^({'|'.join(endings)})\b")
    size = ending.str.len_bytes().fill_null(0).to_numpy().astype(np.int64)
    ends = dots + 1 + size
    name = buffer.windows(np.maximum(dots - REACH, 0), dots).str.extract(NAME)
    goes_on = buffer.windows(ends, ends + 2).str.contains(GOES_ON)
    is_site = (ending.is_not_null() & name.is_not_null() & ~goes_on).to_numpy()
    if not is_site.any():
        return spans
    begins = dots[is_site] - name.filter(pl.Series(is_site)).str.len_bytes().to_numpy().astype(np.int64)
    ends = ends[is_site]
    row = pl.Series("row", buffer.rows(begins), pl.UInt32)
    found = pl.DataFrame({"begin": begins, "end": ends}).with_columns(
        row, texts["print"].gather(row), buffer.windows(begins, ends).alias("canonical"), entity_type=pl.lit("ORG"),
        form=pl.lit("discovered"), rule=pl.lit("site"), is_metonym=pl.lit(False), name_id=pl.lit(None),
        entity=pl.lit(None), country_code=pl.lit(None),
    )  # fmt: skip
    held = spans.select("begin", "end")
    new = found.join(held, on=["begin", "end"], how="anti", maintain_order="left")
    return add_spans(spans, new.select(spans.columns))
