"""Places that hyphens join before a small head -> the one way between them: `China-Kyrgyzstan-Uzbekistan` railway."""

from typing import Any

import numpy as np
import polars as pl

from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer
from flows.mentions.spans import add_spans

ENDS = ("COUNTRY", "GPE_OTHER", "LOCATION")
HEAD_BYTES = 32


def join_routes(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans, those that hyphens join before `railway` and the like as one: the listed way, or a new one."""
    heads = sorted(gazetteer.cues.by_kind.get("route_head", NOTHING))
    begin, end, kinds = spans["begin"].to_numpy(), spans["end"].to_numpy(), spans["entity_type"]
    is_joined = (begin[1:] - end[:-1] == 1) & buffer.holds(b"-", end[:-1])
    is_end = kinds.is_in(ENDS).to_numpy()
    is_joined &= is_end[1:] & is_end[:-1]
    is_last = np.append(~is_joined, True) & np.append(False, is_joined)
    lasts = spans.with_row_index("nr").filter(pl.Series(is_last))
    last_end = lasts["end"].to_numpy()
    head = buffer.windows(last_end, last_end + HEAD_BYTES).str.extract(rf"^ (?:gas |oil )?({'|'.join(heads)})\b")
    rows = []
    for nr, small in lasts.select("nr", head.alias("head")).drop_nulls().iter_rows():
        first = nr
        while first and is_joined[first - 1]:
            first -= 1
        text = buffer.content[begin[first] : end[nr]].decode()
        rows.append(
            (int(begin[first]), int(end[nr]), f"{text} {small.capitalize()}", spans["row"][nr], spans["print"][nr])
        )
    if not rows:
        return spans
    columns: dict[str, Any] = {"begin": pl.Int64, "end": pl.Int64, "canonical": pl.String}
    columns |= {name: spans.schema[name] for name in ("row", "print")}
    found = pl.DataFrame(rows, schema=columns, orient="row")
    listed = gazetteer.places.select(canonical="name", entity="whole", country_code="whole_country")
    ways = found.join(listed, on="canonical", how="left", maintain_order="left").with_columns(
        canonical=pl.when(pl.col("entity").is_null()).then("canonical"),
        entity_type=pl.lit("LOCATION"),
        form=pl.when(pl.col("entity").is_null()).then(pl.lit("discovered")).otherwise(pl.lit("alias")),
        rule=pl.lit("route"),
        is_metonym=pl.lit(False),
        name_id=pl.lit(None, spans.schema["name_id"]),
    )
    return add_spans(spans, ways.select(spans.columns))
