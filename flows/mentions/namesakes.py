"""Countries that are also first names or surnames -> no countries, where the words beside them speak of a person."""

import polars as pl

from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer
from flows.mentions.surroundings import BEFORE, beside

NAMED = ("named", "nicknamed")
SELF = r"^ (?:himself|herself)\b"
MORE_NAME = r"^ (?:(?:le|la|de|du|van|von) )?([A-Z][a-z]+)"


def drop_namesakes(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer, texts: pl.DataFrame) -> pl.DataFrame:
    """The spans without people who are called as a country is: `a swimmer named Chad`, `Jordan himself`.

    In a body a country's name does not go on with another word than a title: `Georgia May Hughes`, `Chad le Clos`. What
    they leave is free for a surname that the article has in full.
    """
    is_held = (pl.col("begin").shift(-1) <= pl.col("end") + 1).fill_null(False)
    shared = pl.col("name_id").is_in(gazetteer.shared_names.implode())
    near = beside(spans.with_columns(is_held=is_held).filter(shared), buffer)
    bodies = texts.filter(pl.col("field") == "body")["row"]
    titles = list(gazetteer.cues.by_kind.get("title", NOTHING))
    more = pl.col("right").str.extract(MORE_NAME)
    goes_on = more.is_not_null() & ~more.is_in(titles) & pl.col("row").is_in(bodies.implode()) & ~pl.col("is_held")
    is_person = BEFORE.is_in(NAMED) | pl.col("right").str.contains(SELF) | goes_on
    return spans.filter(~pl.col("begin").is_in(near.filter(is_person.fill_null(False))["begin"].implode()))
