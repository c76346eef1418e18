"""An organisation and the country behind it -> one name: the group `Hands for Tajikistan`, another chamber `in` it."""

import numpy as np
import polars as pl

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer, Mask, Offsets
from flows.mentions.spans import drop_covered, replaced


def join_branches(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans, each organisation of either kind with its country as one new name.

    One that only the word before it tells goes on over `for`; one that is listed as that of a country (`American
    Chamber of Commerce in Kazakhstan`) and stands without it goes on over `in` another.
    """
    begin, end, is_country = spans["begin"].to_numpy(), spans["end"].to_numpy(), spans["entity_type"] == "COUNTRY"
    is_next = np.append(is_country.to_numpy()[1:], False)
    is_for = (spans["rule"] == "organisation_cue").to_numpy() & _is_joined(buffer, begin, end, b" for ")
    is_in = (spans["rule"] == "listed_alias").to_numpy() & _is_joined(buffer, begin, end, b" in ")
    found = np.flatnonzero(is_next & (spans["entity_type"] == "ORG").to_numpy() & (is_for | is_in))
    own = gazetteer.entities["canonical_name"].gather(spans["entity"].gather(found)).to_list()
    rows, ends = [], spans["end"].to_numpy(writable=True)
    for nr, listed in zip(found.tolist(), own, strict=True):
        name = buffer.content[begin[nr] : end[nr]].decode()
        if is_for[nr] or (listed or "").startswith(f"{name} in "):
            ends[nr] = end[nr + 1]
            rows.append((nr, buffer.content[begin[nr] : ends[nr]].decode()))
    if not rows:
        return spans
    new = pl.DataFrame(rows, schema={"nr": pl.UInt32, "name": pl.String}, orient="row")
    changed = (
        spans.with_row_index("nr")
        .join(new, on="nr", how="inner")
        .with_columns(entity=pl.lit(None), canonical="name", form=pl.lit("discovered"), rule=pl.lit("longer_name"))
    )
    return drop_covered(replaced(spans, changed).with_columns(pl.Series("end", ends)))


def _is_joined(buffer: Buffer, begin: Offsets, end: Offsets, join: bytes) -> Mask:
    """Whether this alone stands between each span and the next."""
    joined: Mask = np.append(begin[1:] - end[:-1] == len(join), False) & buffer.holds(join, end)
    return joined
