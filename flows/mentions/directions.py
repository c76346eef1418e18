"""Points of the compass in headlines -> no places, where a word before them leads there: `Armenia Looks East`."""

import polars as pl

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer
from flows.mentions.spans import without
from flows.mentions.surroundings import BEFORE, beside

WORLDS = ("The", "Of", "From", "With", "Between", "And", "Middle", "Far", "Near", "Wild")


def drop_directions(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans without East and West, but for those that a small word or the first of a longer name goes before."""
    near = beside(spans.filter(pl.col("name_id").is_in(gazetteer.directions.implode())), buffer)
    leads = BEFORE.str.contains("^[A-Z]") & ~BEFORE.is_in(WORLDS)
    return without(spans, near.filter(leads.fill_null(False))["begin"])
