"""The number before an event -> its edition: `XVI BRICS Summit` is the 16th BRICS Summit."""

import re

import numpy as np
import polars as pl

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer, Mask
from flows.mentions.spans import drop_covered, replaced

WORDS = (
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
    "Eleventh",
    "Twelfth",
    "Thirteenth",
    "Fourteenth",
    "Fifteenth",
    "Sixteenth",
    "Seventeenth",
    "Eighteenth",
    "Nineteenth",
    "Twentieth",
)
ROMAN = r"(?:X{1,3}(?:IX|IV|V?I{0,3})|IX|IV|V?I{1,3}|V)"
NUMBER = re.compile(rf"(?:({ROMAN})|(\d{{1,3}})(?:st|nd|rd|th)|({'|'.join(WORDS)})) (?=[A-Z])")
BEFORE = re.compile(rf"(?:^|[^\w]){NUMBER.pattern[: -len('(?=[A-Z])')]}$")
FIRSTS = {(one + two).encode() for one in "IVX" for two in "IVX "} | {word[:2].encode() for word in WORDS}
DIGITS = b"0123456789"
LAST_LETTERS = b"IVXtdh"
VALUES = {"I": 1, "V": 5, "X": 10}
A_FIRST = re.compile(r"(?i)(?:^|\W)(?:an?|its|their|his|her|our)$")
LEFT_BYTES = 20
YEAR_BYTES = 5


def join_editions(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans, each event with the number before or inside it: the span takes it in, the name carries it."""
    numbered = spans.with_row_index("nr").filter(pl.col("entity_type") == "EVENT")
    events = numbered.filter(pl.Series(_may_have_number(numbered, buffer), dtype=pl.Boolean))
    names = events.with_columns(own_name=gazetteer.entities["canonical_name"].gather(events["entity"]))
    rows = []
    for nr, begin, end, canonical, listed in names.select("nr", "begin", "end", "canonical", "own_name").iter_rows():
        text = buffer.content[begin:end].decode()
        inside = NUMBER.match(text)
        if inside and canonical:
            rows.append((nr, begin, f"{ordinal(inside)} {canonical[inside.end() :]}"))
            continue
        left = buffer.content[max(0, begin - LEFT_BYTES) : begin].decode(errors="ignore")
        before = BEFORE.search(left)
        if before and before[3] and A_FIRST.search(left[: before.start() + 1].rstrip()):
            continue  # a first one of somebody's, which has no number
        if before and not inside:
            number = NUMBER.match(left[before.start() :].lstrip(" \n(,;\"'") + "A")
            if number and (canonical or listed):
                rows.append((nr, begin - len(number[0].encode()), f"{ordinal(number)} {canonical or listed}"))
    if not rows:
        return spans
    schema = {"nr": pl.UInt32, "new_begin": pl.Int64, "edition": pl.String}
    changed = events.join(pl.DataFrame(rows, schema=schema, orient="row"), on="nr", how="inner").with_columns(
        begin="new_begin",
        canonical="edition",
        entity=pl.lit(None),
        form=pl.lit("discovered"),
        rule=pl.lit("edition"),
    )
    begins = spans["begin"].to_numpy(writable=True)
    begins[changed["nr"].to_numpy()] = changed["begin"].to_numpy()
    return drop_covered(replaced(spans, changed).with_columns(pl.Series("begin", begins)))


def join_years(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans, each event with the year that a hyphen joins to it: Rubezh-2026."""
    end = spans["end"].to_numpy(writable=True)
    is_joined = (spans["entity_type"] == "EVENT").to_numpy() & (buffer.at(end) == 0x2D)
    digits = [np.isin(buffer.at(end[is_joined] + number), list(DIGITS)) for number in range(1, 6)]
    is_joined[is_joined] = np.logical_and.reduce(digits[:4]) & ~digits[4]
    if not is_joined.any():
        return spans
    end[is_joined] += YEAR_BYTES
    events = spans.with_row_index("nr").filter(pl.Series(is_joined))
    years = buffer.windows(end[is_joined] - YEAR_BYTES, end[is_joined])
    name = pl.coalesce("canonical", gazetteer.entities["canonical_name"].gather(events["entity"]))
    changed = events.with_columns(
        entity=pl.lit(None), canonical=name + years, form=pl.lit("discovered"), rule=pl.lit("edition")
    )
    return drop_covered(replaced(spans, changed).with_columns(pl.Series("end", end)))


def _may_have_number(events: pl.DataFrame, buffer: Buffer) -> Mask:
    """Whether a letter tells that a number may stand before or at the beginning of each event."""
    begin = events["begin"].to_numpy()
    is_after = (buffer.at(begin - 1) == 0x20) & np.isin(buffer.at(begin - 2), list(LAST_LETTERS))
    may_have: Mask = is_after | np.isin(buffer.at(begin), list(DIGITS)) | buffer.begins(begin, FIRSTS)
    return may_have


def ordinal(number: re.Match[str]) -> str:
    """The number as an English ordinal.

    >>> ordinal(NUMBER.match("XVI BRICS")), ordinal(NUMBER.match("Sixth Meeting")), ordinal(NUMBER.match("22nd Games"))
    ('16th', '6th', '22nd')
    """
    if number[1]:
        digits = [VALUES[letter] for letter in number[1]]
        value = sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))
    else:
        value = int(number[2]) if number[2] else WORDS.index(number[3]) + 1
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"
