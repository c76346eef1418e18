"""Names discovered in a body -> the same names in its headline, where capitals alone tell nothing."""

import numpy as np
import polars as pl

from flows.mentions.offsets import Buffer
from flows.mentions.spans import drop_covered


def repeat_in_headlines(found: pl.DataFrame, buffer: Buffer, texts: pl.DataFrame) -> pl.DataFrame:
    """The discovered spans, with those of the same words in the headline of their print."""
    if not found.height:
        return found
    begin, end = found["begin"].to_numpy(), found["end"].to_numpy()
    rows = pl.Series("row", buffer.rows(begin), pl.UInt32)
    named = found.with_columns(buffer.slices(begin, end).alias("name"), rows).join(
        texts.select("row", "print"), on="row", how="left"
    )
    headlines = texts.filter(pl.col("field") == "headline").select("print", title_row="row", title="plain")
    named = named.unique(["print", "name"], maintain_order=True).join(headlines, on="print", how="inner")
    at = pl.col("title").str.find(pl.col("name"), literal=True)
    hits = named.with_columns(at=at).filter(pl.col("at").is_not_null())
    if not hits.height:
        return found
    first = buffer.starts[hits["title_row"].to_numpy()] + hits["at"].to_numpy().astype(np.int64)
    size = hits["end"].to_numpy() - hits["begin"].to_numpy()
    ends_free = ~np.isin(buffer.at(first + size), [*range(65, 91), *range(97, 123)])
    repeated = hits.with_columns(pl.Series("begin", first), pl.Series("end", first + size)).filter(ends_free)
    return drop_covered(pl.concat([found, repeated.select(found.columns)]))
