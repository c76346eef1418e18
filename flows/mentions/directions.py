"""Points of the compass -> no places, where no word before them speaks of a part of the world: `Armenia looks East`."""

import polars as pl

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer
from flows.mentions.surroundings import BEFORE, beside

WORLDS = ("the", "The", "of", "from", "with", "between", "and", "or")


def drop_directions(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans without East and West (cues of the kind `direction`) that are no parts of the world."""
    near = beside(spans.filter(pl.col("name_id").is_in(gazetteer.directions.implode())), buffer)
    gone = near.filter(~BEFORE.is_in(WORLDS).fill_null(False))["begin"]
    return spans.filter(~pl.col("begin").is_in(gone.implode()))
