"""Countries that are also first names or surnames -> no countries, where the words beside them speak of a person."""

import polars as pl

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer
from flows.mentions.surroundings import BEFORE, beside

NAMED = ("named", "nicknamed")
SELF = r"^ (?:himself|herself)\b"


def drop_namesakes(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans without people who are called as a country is: `a swimmer named Chad`, `Jordan himself`.

    What they leave is free for a surname that the article has in full.
    """
    near = beside(spans.filter(pl.col("name_id").is_in(gazetteer.shared_names.implode())), buffer)
    is_person = BEFORE.is_in(NAMED) | pl.col("right").str.contains(SELF)
    return spans.filter(~pl.col("begin").is_in(near.filter(is_person.fill_null(False))["begin"].implode()))
