"""Countries' names inside those of people, papers and programmes -> no countries, where the words beside them tell."""

import numpy as np
import polars as pl

from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import UPPER, Buffer, Mask
from flows.mentions.spans import without
from flows.mentions.surroundings import BEFORE, beside

NAMED = ("named", "nicknamed")
YEAR = r"^ ?- ?20\d\d\b|^ 20[3-9]\d\b|^ 20\d\d (?i:strategy|agenda|vision|programme?|plan|concept|roadmap)\b"
TITLED = r"\b(?:Mr|Mrs|Ms|Dr|Prof|Professor)\.? $"
PROGRAMME = r"[a-z,(] (?:[A-Z][a-z]+ )?(?:{}) $"  # the Digital Kazakhstan plan
ENDS = r"^(?:[.,;:)!?\"\n]| [a-z]|$)"
DOMAIN = r"^\.[a-z]"  # Kazakhstan.travel
SELF = r"^ (?:himself|herself)\b"
MORE_NAME = r"^ (?:(?:le|la|de|du|van|von) )?([A-Z][a-z]+)"
LAST_NAME = r"^ ([A-Z][a-z]+|[IVX]{2,})(?:[.,;:)!?\"\n]| [a-z-]|$)"
TITLE_CASE = r"(?:[A-SU-Z][a-z']+|T[a-gi-z][a-z']*) $"  # a heading in a body: What Does Russia Gain from …
NO_LAST_NAMES = ("title", "title_prefix", "calendar", "starter")
FIRSTS = (b"le", b"la", b"de", b"du", b"va", b"vo", b"hi", b"he")  # of MORE_NAME's small words and SELF's
LASTS = (b"Mr", b"rs", b"Ms", b"Dr", b"or", b"r.", b"s.", b"f.")  # how TITLED ends, but for `Prof`


def drop_namesakes(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer, texts: pl.DataFrame) -> pl.DataFrame:
    """The spans without people who are called as a country is: `a swimmer named Chad`, `Jordan himself`, `Mr. Holland`.

    In a body a country's name does not go on with another word than a title: `Georgia May Hughes`, `Chad le Clos`; one
    that nobody is called by neither, where that word is the last of a name: `Cyprus Mail counted`; nor does it end the
    name of a programme: `the Digital Kazakhstan plan`. What they leave is free for a surname that the article has in
    full. Nor are years behind it or the ending of a site, or money: `Kazakhstan-2050`, `Kazakhstan.travel`, `US$ 40`.
    """
    is_next = (pl.col("begin").shift(-1) <= pl.col("end") + 1).fill_null(False)
    is_person_next = pl.col("entity_type").shift(-1) == "PERSON"
    is_held = is_next & ~is_person_next
    is_country = pl.col("name_id").is_in(gazetteer.country_nouns.implode())
    countries = spans.select(
        "begin", "end", "row", "name_id", is_next=is_next, is_held=is_held, until=pl.col("end").shift(-1)
    ).filter(is_country)
    kinds = gazetteer.cues.by_kind
    lasts = {*LASTS, *(opener[-2:].encode() for opener in kinds.get("programme_opener", NOTHING))}
    near = beside(countries.filter(pl.Series(_may_be_called(countries, buffer, lasts), dtype=pl.Boolean)), buffer)
    bodies = texts.filter(pl.col("field") == "body")["row"]
    is_free = pl.col("row").is_in(bodies.implode()) & ~pl.col("is_held")
    titles, no_last = list(kinds.get("title", NOTHING)), sorted(set().union(*(kinds.get(k, ()) for k in NO_LAST_NAMES)))
    is_shared = pl.col("name_id").is_in(gazetteer.shared_names.implode())
    more, last = pl.col("right").str.extract(MORE_NAME), pl.col("right").str.extract(LAST_NAME)
    is_longer = pl.col("until") - pl.col("end") - 1 > more.str.len_bytes()  # Prime Minister of Armenia Nikol Pashinyan
    goes_on = is_shared & more.is_not_null() & ~more.is_in(titles) & ~(pl.col("is_next") & is_longer)
    is_inner = last.is_not_null() & ~last.is_in(no_last) & ~pl.col("is_next")
    is_inner &= ~pl.col("left").str.contains(TITLE_CASE)
    is_called = is_shared & (BEFORE.is_in(NAMED) | pl.col("right").str.contains(SELF))
    is_called |= pl.col("left").str.contains(TITLED) | pl.col("right").str.contains(rf"{YEAR}|{DOMAIN}")
    openers = gazetteer.cues.pattern("programme_opener")
    is_programme = pl.col("left").str.contains(PROGRAMME.format(openers)) & pl.col("right").str.contains(ENDS)
    is_person = is_called | (is_free & (goes_on | is_inner | is_programme))
    money = spans["begin"].filter(pl.Series(buffer.holds(b"$", spans["end"].to_numpy()), dtype=pl.Boolean))
    return without(spans, pl.concat([near.filter(is_person.fill_null(False))["begin"], money]))


def _may_be_called(countries: pl.DataFrame, buffer: Buffer, lasts: set[bytes]) -> Mask:
    """Whether letters beside each span tell that it may be no country, so that a longer look is worth while."""
    begin, end = countries["begin"].to_numpy(), countries["end"].to_numpy()
    goes_on = buffer.holds(b" ", end) & (UPPER[buffer.at(end + 1)] | buffer.begins(end + 1, FIRSTS))
    is_joined = buffer.begins(end, (b" -", b" 2")) | np.isin(buffer.at(end), list(b"-."))
    is_titled = buffer.begins(begin - 3, lasts) | buffer.holds(b"rof ", begin - 4)
    return goes_on | is_joined | is_titled | buffer.holds(b"named ", begin - 6)
