"""Names found by their shape that a list holds in another form -> the listed entities: `the Emba` is the Emba River."""

import polars as pl

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.plain import plain_text
from flows.mentions.spans import replaced

FORM = "Joint[ -]Stock Company|JSC|LLC|LLP|Inc|Ltd|Corp"
LEGAL_FORM = rf"^(?:OJSC|CJSC|JSC|LLC|LLP|PJSC) | (?:Public |Open |Closed )?(?:{FORM})\.?$"
INITIAL = r"^([A-Z][a-z'-]+) [A-Z]\.? ([A-Z][a-z'-]+)$"
PATRONYMIC = r" [A-Z][a-z']+(?:ovich|evich|yevich|ovna|evna|yevna|uly|qyzy|kyzy|o'g'li|qizi)( [A-Z])"


def link_recognised(spans: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans, each new one linked whose name is that of one listed entity of its type.

    A patronymic, an initial in the middle and a company's legal form are left out.
    """
    short = (
        plain_text(pl.col("canonical"))
        .str.replace(PATRONYMIC, "$1")
        .str.replace(INITIAL, "$1 $2")
        .str.replace_all(LEGAL_FORM, "")
    )
    new = spans.with_row_index("nr").filter(pl.col("entity").is_null() & pl.col("canonical").is_not_null())
    new = new.with_columns(short=short)
    sure = gazetteer.sure.filter(pl.col("short").is_in(new["short"].unique().implode()))  # few: joined much faster
    linked = new.join(sure, on=["short", "entity_type"], how="inner")
    if not linked.height:
        return spans
    recognised = linked.with_columns(
        entity="listed",
        country_code=pl.coalesce("country_code", "listed_country"),
        canonical=pl.lit(None, pl.String),
        form=pl.lit("alias"),
        rule=pl.lit("recognised"),
    )
    return replaced(spans, recognised)
