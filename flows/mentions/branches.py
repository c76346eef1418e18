"""An organisation and the country behind it -> one name: `Hands for Tajikistan`, `Caritas Ukraine`, a court `of` it."""

import numpy as np
import polars as pl

from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import UPPER, Buffer, Mask, Offsets
from flows.mentions.spans import drop_covered, replaced

AREAS = ("COUNTRY", "LOCATION")
WORD_BYTES = 20


def join_branches(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans, each organisation with the country behind it as one name, new unless it is listed as of that country.

    One that only the word before it tells goes on over `for`; one that is listed as that of a country (`American
    Chamber of Commerce in Kazakhstan`) and stands without it goes on over `in` another; a listed one that ends with
    the opener of an institution over `of`; any right before the country's own name, unless this begins a name.
    """
    begin, end = spans["begin"].to_numpy(), spans["end"].to_numpy()
    own = gazetteer.entities["canonical_name"].gather(spans["entity"]).fill_null("")
    rows, ends = [], spans["end"].to_numpy(writable=True)
    for nr in np.flatnonzero(_may_go_on(spans, buffer, gazetteer)).tolist():
        name, glue = buffer.content[begin[nr] : end[nr]].decode(), buffer.content[end[nr] : begin[nr + 1]]
        is_own = own[nr].startswith(f"{name} in ")
        if glue != b" in " or is_own:
            ends[nr] = end[nr + 1]
            rows.append((nr, buffer.content[begin[nr] : ends[nr]].decode(), glue.startswith(b" of ")))
    if not rows:
        return spans
    schema = {"nr": pl.UInt32, "name": pl.String, "is_of": pl.Boolean}
    after = spans.with_row_index("nr").with_columns(next_country=pl.col("country_code").shift(-1))
    changed = after.join(pl.DataFrame(rows, schema=schema, orient="row"), on="nr", how="inner")
    is_same = pl.col("is_of") & (pl.col("country_code") == pl.col("next_country")) & pl.col("entity").is_not_null()
    new = changed.filter(~is_same.fill_null(False)).with_columns(
        entity=pl.lit(None), canonical="name", form=pl.lit("discovered"), rule=pl.lit("longer_name")
    )
    return drop_covered(replaced(spans, new).with_columns(pl.Series("end", ends)))


def join_nations(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans, each country that a hyphen joins to an event, or to another country's organisation, as its first word.

    `German-Uzbek Chamber of Commerce`, `Russia-Arab Summit`.
    """
    begin, end, kinds = spans["begin"].to_numpy(), spans["end"].to_numpy(), spans["entity_type"]
    is_joined = (kinds == "COUNTRY").to_numpy() & _is_joined(buffer, begin, end, b"-")
    is_joined &= np.append(kinds.is_in(["ORG", "EVENT"]).to_numpy()[1:], False)
    rows, begins = [], spans["begin"].to_numpy(writable=True)
    for nr in np.flatnonzero(is_joined).tolist():
        name = buffer.content[begin[nr + 1] : end[nr + 1]].decode()
        if " " in name and (kinds[nr + 1] == "EVENT" or name.partition(" ")[0] in gazetteer.nations):
            begins[nr + 1] = begin[nr]
            rows.append((nr + 1, buffer.content[begin[nr] : end[nr + 1]].decode()))
    if not rows:
        return spans
    changed = spans.with_row_index("nr").join(
        pl.DataFrame(rows, schema={"nr": pl.UInt32, "name": pl.String}, orient="row"), on="nr", how="inner"
    )
    new = changed.with_columns(
        entity=pl.lit(None), canonical="name", form=pl.lit("discovered"), rule=pl.lit("longer_name")
    )
    return drop_covered(replaced(spans, new).with_columns(pl.Series("begin", begins)))


def _may_go_on(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> Mask:
    """Whether each span is an organisation that the glue behind it joins with the next span, a country."""
    begin, end, kinds, forms = spans["begin"].to_numpy(), spans["end"].to_numpy(), spans["entity_type"], spans["form"]
    is_next_country = np.append((kinds == "COUNTRY").to_numpy()[1:], False)
    is_next_area = np.append(kinds.is_in(AREAS).to_numpy()[1:], False)
    is_next_noun = is_next_country & np.append((forms != "demonym").to_numpy()[1:], False)
    ends_free = np.append(~_goes_on(buffer, end)[1:], False)
    rules = spans["rule"]
    is_for = (rules == "organisation_cue").to_numpy() & is_next_area & _is_joined(buffer, begin, end, b" for ")
    is_in = (rules == "listed_alias").to_numpy() & is_next_country & _is_joined(buffer, begin, end, b" in ")
    is_of = _is_joined(buffer, begin, end, b" of ") | _is_joined(buffer, begin, end, b" of the ")
    is_of &= is_next_noun & ((kinds == "ORG") & rules.cast(pl.String).str.starts_with("listed_")).to_numpy()
    is_of[is_of] = _is_opener(buffer, end[is_of], gazetteer)
    is_right = is_next_noun & ends_free & _is_joined(buffer, begin, end, b" ")
    found: Mask = (kinds == "ORG").to_numpy() & (is_for | is_in | is_of | is_right)
    return found


def _is_opener(buffer: Buffer, end: Offsets, gazetteer: Gazetteer) -> Mask:
    """Whether the last word of each span is one that an institution's name goes on from: Court."""
    last = buffer.windows(end - WORD_BYTES, end).str.extract(r"([A-Za-z]+)$")
    found: Mask = last.is_in(list(gazetteer.cues.by_kind.get("org_opener", NOTHING))).fill_null(False).to_numpy()
    return found


def _goes_on(buffer: Buffer, end: Offsets) -> Mask:
    """Whether a capitalised word or a hyphen follows each span."""
    goes_on: Mask = (buffer.at(end) == 0x2D) | ((buffer.at(end) == 0x20) & UPPER[buffer.at(end + 1)])
    return goes_on


def _is_joined(buffer: Buffer, begin: Offsets, end: Offsets, join: bytes) -> Mask:
    """Whether this alone stands between each span and the next."""
    joined: Mask = np.append(begin[1:] - end[:-1] == len(join), False) & buffer.holds(join, end)
    return joined
