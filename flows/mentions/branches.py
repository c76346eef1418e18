"""An organisation and the country behind it -> one name: `Hands for Tajikistan`, `Caritas Ukraine`, a court `of` it."""

import re

import numpy as np
import polars as pl

from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import BARE, Gazetteer
from flows.mentions.offsets import UPPER, Buffer, Mask, Offsets
from flows.mentions.spans import drop_covered, replaced
from flows.mentions.surroundings import are_plain

AREAS = ("COUNTRY", "LOCATION")
LONGEST = len(" of the ")
POST = re.compile(r"\b(?:Embassy|Consulate|Consulate General)\b")
NEW_NAME = {
    "entity": pl.lit(None),
    "canonical": pl.col("name"),
    "form": pl.lit("discovered"),
    "rule": pl.lit("longer_name"),
}


def join_branches(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans, each organisation with the country behind it as one name, new unless it is listed as of that country.

    An institution that many countries have (`Ministry of Energy`) goes on over `of`.
    One that only the word before it tells goes on over `for`; one that is listed as that of a country (`American
    Chamber of Commerce in Kazakhstan`) and stands without it goes on over `in` another, as an embassy does, over
    `to` too; one of plain words that ends with the head of an institution over `of`; any right before the country's own
    name, unless this begins a name.
    """
    begin, end = spans["begin"].to_numpy(), spans["end"].to_numpy()
    rows, ends, going_on = [], spans["end"].to_numpy(writable=True), _that_go_on(spans, buffer, gazetteer)
    own = gazetteer.entities["canonical_name"].gather(spans["entity"].gather(going_on)).fill_null("").to_list()
    for nr, listed in zip(going_on.tolist(), own, strict=True):
        name, glue = buffer.content[begin[nr] : end[nr]].decode(), buffer.content[end[nr] : begin[nr + 1]]
        is_own = listed.startswith(f"{name} in ") or POST.search(name)
        if glue not in (b" in ", b" to ") or is_own:
            ends[nr] = end[nr + 1]
            rows.append((nr, buffer.content[begin[nr] : ends[nr]].decode(), glue.startswith(b" of ")))
    if not rows:
        return spans
    schema = {"nr": pl.UInt32, "name": pl.String, "is_of": pl.Boolean}
    after = spans.with_row_index("nr").with_columns(next_country=pl.col("country_code").shift(-1))
    changed = after.join(pl.DataFrame(rows, schema=schema, orient="row"), on="nr", how="inner")
    is_same = pl.col("is_of") & (pl.col("country_code") == pl.col("next_country")) & pl.col("entity").is_not_null()
    new = changed.filter(~is_same.fill_null(False)).with_columns(**NEW_NAME)
    return drop_covered(replaced(spans, new).with_columns(pl.Series("end", ends)))


def join_nations(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans, each country that a hyphen joins to an event, or to another country's organisation, as its first word.

    `German-Uzbek Chamber of Commerce`, `Russia-Arab Summit`.
    """
    begin, end, kinds = spans["begin"].to_numpy(), spans["end"].to_numpy(), spans["entity_type"]
    is_joined = (kinds == "COUNTRY").to_numpy() & np.append(begin[1:] - end[:-1] == 1, False)
    is_joined[:-1] &= kinds.is_in(["ORG", "EVENT"]).to_numpy()[1:]
    is_joined[is_joined] = buffer.holds(b"-", end[is_joined])
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
    new = changed.with_columns(**NEW_NAME)
    return drop_covered(replaced(spans, new).with_columns(pl.Series("begin", begins)))


def _that_go_on(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> Offsets:
    """Numbers of the organisations that the glue behind them joins with the next span, a country."""
    gap = spans["begin"].to_numpy()[1:] - spans["end"].to_numpy()[:-1]
    kinds = spans["entity_type"]
    is_near = np.append((gap > 0) & (gap <= LONGEST), False) & (kinds == "ORG").to_numpy()
    is_near[:-1] &= kinds.is_in(AREAS).to_numpy()[1:]
    at = np.flatnonzero(is_near)
    own, after = spans[at], spans[at + 1]
    end, gap = own["end"].to_numpy(), gap[at]
    is_of, is_for, is_in, is_right = (
        np.logical_or.reduce([(gap == len(glue)) & buffer.holds(glue, end) for glue in joins])
        for joins in ((b" of ", b" of the "), (b" for ",), (b" in ", b" to "), (b" ",))
    )
    rules, is_country = own["rule"].cast(pl.String), (after["entity_type"] == "COUNTRY").to_numpy()
    is_noun = is_country & (after["form"] != "demonym").to_numpy()
    is_for &= (rules == "organisation_cue").to_numpy()
    is_in &= (rules.is_in(["listed_alias", "listed_name", "institution_head"])).to_numpy() & is_country
    is_listed = rules.str.starts_with("listed_").to_numpy()
    is_of &= is_noun & (is_listed | (rules == "institution_head").to_numpy())
    is_bare = is_of & ((own["form"] == BARE).to_numpy() | _is_whole(own, after, buffer, gazetteer))
    is_of[is_of] = _is_opener(buffer, own["begin"].to_numpy()[is_of], end[is_of], gazetteer)
    is_of |= is_bare
    is_right &= is_noun & ~_goes_on(buffer, after["end"].to_numpy())
    going_on: Offsets = at[is_for | is_in | is_of | is_right]
    return going_on


def _is_whole(own: pl.DataFrame, after: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> Mask:
    """Whether each is an institution of the country behind it: Border Service of the Committee of Kyrgyzstan."""
    heads = gazetteer.cues.pattern("institution")
    is_whole: Mask = (own["country_code"] == after["country_code"]).fill_null(False).to_numpy(writable=True)
    begin, end = own["begin"].to_numpy()[is_whole], own["end"].to_numpy()[is_whole]
    is_whole[is_whole] = buffer.windows(begin, end).str.contains(rf"\b(?:{heads}) (?:of|for|on)\b").to_numpy()
    return is_whole


def _is_opener(buffer: Buffer, begin: Offsets, end: Offsets, gazetteer: Gazetteer) -> Mask:
    """Whether each span is of plain words, the last the head of an institution: Supreme Court, not OTP Bank."""
    kinds = gazetteer.cues.by_kind
    openers = list(kinds.get("org_opener", NOTHING) | kinds.get("org_head", NOTHING))
    names = buffer.windows(begin, end)
    found: Mask = (
        names.str.extract(r"([A-Za-z]+)(?: General)?$").is_in(openers).fill_null(False).to_numpy(writable=True)
    )
    found[found] = are_plain(names.filter(pl.Series(found)), gazetteer).to_numpy()
    return found


def _goes_on(buffer: Buffer, end: Offsets) -> Mask:
    """Whether a capitalised word or a hyphen follows each span."""
    goes_on: Mask = (buffer.at(end) == 0x2D) | ((buffer.at(end) == 0x20) & UPPER[buffer.at(end + 1)])
    return goes_on
