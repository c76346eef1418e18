"""Small words beside a place -> the place that both name: `Tyumen` region, `Rasht and Vose` districts, `the Ural`."""

import polars as pl

from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer, Mask
from flows.mentions.spans import replaced
from flows.mentions.surroundings import BEFORE, beside

HEADS = {
    "oblast": "Region",
    "velayat": "Region",
    "regional": "Region",
    "town": "City",
    "hydroelectric": "Hydropower Plant",
    "hydropower": "Hydropower Plant",
    "power": "Hydropower Plant",
}
DIVISIONS = ("Region", "District", "Province", "County")
AFTER_PLACE = "^[ -]([a-z]+)"  # not behind a possessive: Baku's regional importance
JOINS = (b", ", b" and ", b", and ")
PLACES = ("GPE_OTHER", "LOCATION", "PERSON")
RIVERS = ("GPE_OTHER", "LOCATION", "COUNTRY")


def join_heads(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans, those before a small head linked to what both together are listed as, or new under both names.

    A head of many goes for each of a list: `Rasht, Lakhsh and Vose districts`. A place after `the` is the river of that
    name, where there is one: `the flood moved down the Ural to …`.
    """
    numbered = spans.select("begin", "end", "entity_type", "entity").with_row_index("nr")
    wanted = pl.concat([_headed(numbered, buffer, gazetteer), _rivers(numbered, buffer, gazetteer)])
    if not wanted.height:
        return spans
    wanted = wanted.unique("nr", keep="first")
    joined = wanted.hstack(spans[wanted["nr"]]).join(gazetteer.places, on="name", how="left")
    joined = joined.with_columns(own_name=gazetteer.entities["canonical_name"].gather(joined["entity"]))
    has_whole = pl.col("whole").is_not_null()
    has_head = pl.coalesce("canonical", "own_name", pl.lit("")).str.contains(pl.col("head"), literal=True)
    is_division = pl.col("head").is_in(DIVISIONS) & (pl.col("entity_type") == "GPE_OTHER")
    is_new = (~has_whole & is_division & ~has_head).fill_null(False)
    headed = joined.with_columns(
        entity=pl.when(~is_new).then(pl.coalesce("whole", "entity")),
        entity_type=pl.coalesce("whole_type", "entity_type"),
        country_code=pl.coalesce("whole_country", "country_code"),
        canonical=pl.when(is_new).then("name").when(~has_whole).then("canonical"),
        form=pl.when(is_new).then(pl.lit("discovered")).when(has_whole).then(pl.lit("alias")).otherwise("form"),
        rule=pl.when(has_whole | is_new).then("how").otherwise("rule"),
    )
    return replaced(spans, headed)


def _headed(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans that a small head belongs to: nr, head as names have it, name (span and head) and how.

    A listed head counts where both together are listed alone: `Nurek power plant`.
    """
    kinds = gazetteer.cues.by_kind
    singular = kinds.get("lower_head", NOTHING) | kinds.get("listed_head", NOTHING)
    plural = {f"{head}s": head for head in singular}
    near = spans.filter(pl.col("entity_type").is_in(PLACES))
    near = near.filter(pl.Series(_may_be_next(near, buffer, singular | frozenset(plural)), dtype=pl.Boolean))
    followed = beside(near, buffer).select("nr", after=pl.col("right").str.extract(AFTER_PLACE))
    heads = dict(followed.filter(pl.col("after").is_in([*singular, *plural])).iter_rows())
    types, begin, end = spans["entity_type"], spans["begin"], spans["end"]
    for nr, head in sorted(heads.items(), reverse=True):
        heads[nr] = plural.get(head, head)
        while head in plural and nr and types[nr - 1] in PLACES and buffer.content[end[nr - 1] : begin[nr]] in JOINS:
            nr -= 1
            heads[nr] = plural[head]
    found = pl.DataFrame({"nr": list(heads), "head": list(heads.values())}, schema={"nr": pl.UInt32, "head": pl.String})
    return _named(spans, found.with_columns(pl.col("head").replace(HEADS).str.to_titlecase()), buffer, "small_head")


def _rivers(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans after `the` that no noun follows, in the columns of `_headed`."""
    after_the = pl.Series(buffer.holds(b"he ", spans["begin"].to_numpy() - 3), dtype=pl.Boolean)
    near = beside(spans.filter(after_the & pl.col("entity_type").is_in(RIVERS)), buffer)
    follows = gazetteer.cues.pattern("river_follows")
    ends = pl.col("right").str.contains(rf"^(?:[.,;:)\n]|$| (?:{follows})\b)")
    has_article = pl.col("entity").is_in(gazetteer.with_article.implode())
    rivers = near.filter(ends & ~has_article.fill_null(False)).filter(BEFORE.is_in(["the", "The"]))
    return _named(spans, rivers.select("nr", head=pl.lit("River")), buffer, "the_river")


def _named(spans: pl.DataFrame, found: pl.DataFrame, buffer: Buffer, how: str) -> pl.DataFrame:
    """nr, head, name and how of the spans that were found (nr, head)."""
    begin, end = (spans[edge].gather(found["nr"]).to_numpy() for edge in ("begin", "end"))
    named = found.with_columns(buffer.windows(begin, end).alias("text"))
    return named.select("nr", "head", how=pl.lit(how), name=pl.format("{} {}", "text", "head"))


def _may_be_next(spans: pl.DataFrame, buffer: Buffer, wanted: frozenset[str]) -> Mask:
    """Whether the word after each span begins with the two letters of a wanted one, so that it is worth a look."""
    end = spans["end"].to_numpy()
    return buffer.begins(end + 1, {word[:2].encode() for word in wanted})
