"""Runs of capitalised words that no list explains -> names, by their shape and by the words around them."""

import re

import numpy as np
import polars as pl

from flows.mentions.cases import SEEN, Cases
from flows.mentions.covers import covering
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.looks import Shape
from flows.mentions.offsets import Buffer, Mask
from flows.mentions.runs import Runs, open_runs
from flows.mentions.spans import drop_covered
from flows.mentions.words import Words

FOUND_SCHEMA = {
    "begin": pl.Int64,
    "end": pl.Int64,
    "entity_type": pl.String,
    "canonical": pl.String,
    "rule": pl.String,
}
SHAPE_SCHEMA = {
    "nr": pl.Int64,
    "first": pl.Int64,
    "last": pl.Int64,
    "entity_type": pl.String,
    "rule": pl.String,
    "canonical": pl.String,
}
Row = tuple[int, int, int, str, str, str | None]
TAIL = re.compile(rb"(?:-[a-z]{2,8}| (?:uulu|ulu|kyzy|kizi|qizi|gyzy|ogly|oglu|ugli|o'g'li))\b")
PATRONYMICS = {b" uu", b" ky", b" ki", b" qi", b" gy", b" og", b" ug", b" o'"}
SERIES = re.compile(rb"-\d{1,4}\b")
SHORT = r"\b(?:Corp|Inc|Ltd)$"
NUMBERED = re.compile(rb"\d{1,3}(?:st|nd|rd|th) $")


def discover(buffer: Buffer, words: Words, listed: pl.DataFrame, gazetteer: Gazetteer, is_prose: Mask) -> pl.DataFrame:
    """Spans of names that nobody listed, in the columns of FOUND_SCHEMA.

    `is_prose` tells the texts in which a capital tells a name: bodies, and headlines of which most words are small.
    """
    cover = covering(words, listed, gazetteer.kinds)
    runs = open_runs(buffer, words, cover, gazetteer, is_prose[buffer.rows(words.begin)])
    rows = _judged(Cases(buffer, words, cover, runs, gazetteer))
    found = [_placed(_shapes(rows), buffer, words, runs)]
    rests = _rests(rows, runs)
    if len(rests.first):
        cases = Cases(buffer, words, cover, rests, gazetteer)
        found.append(_placed(_shapes(_judged_at_once(cases, cases.seen)), buffer, words, rests))
    return drop_covered(pl.concat(found))


def _shapes(rows: list[Row]) -> pl.DataFrame:
    """The rows in the columns of SHAPE_SCHEMA, by run."""
    return pl.DataFrame(rows, schema=SHAPE_SCHEMA, orient="row").sort("nr")


def _rests(rows: list[Row], runs: Runs) -> Runs:
    """What runs have behind an organisation, two words at least: those may be a name of their own."""
    sizes = runs.sizes.tolist()
    ends = {nr: last for nr, _, last, kind, _, _ in rows if kind == "ORG" and last + 2 < sizes[nr]}
    which = np.array(sorted(ends), dtype=np.int64)
    first = runs.first[which] + np.array([ends[nr] for nr in which.tolist()], dtype=np.int64) + 1
    return Runs(first, runs.last[which], first)


def _judged(cases: Cases) -> list[Row]:
    """The shapes of all runs: those that hang on no other at once, then those that hang on these, then one by one."""
    first, depth = cases.runs.first, pl.Series(cases.beside.depth)
    rows = _judged_at_once(cases, cases.seen.filter(depth == 0))
    types = {int(first[nr]) + last: kind for nr, _, last, kind, _, _ in sorted(rows)}
    hanging = cases.seen.filter(depth == 1)
    words = (first[hanging["nr"].to_numpy()] - 1).tolist()
    beside = [types.get(word, kind) for word, kind in zip(words, hanging["beside"].to_list(), strict=True)]
    rows += _judged_at_once(cases, hanging.with_columns(beside=pl.Series(beside, dtype=pl.String)))
    types |= {int(first[nr]) + last: kind for nr, _, last, kind, _, _ in sorted(rows)}
    for nr, *case, kind in cases.seen.filter(depth == 2).iter_rows():
        (shape,) = cases.shapes([(*case, types.get(int(first[nr]) - 1, kind))], np.array([nr]))
        if shape:
            types[int(first[nr]) + shape.last] = shape.entity_type
            rows.append(_row(nr, shape))
    return rows


def _judged_at_once(cases: Cases, seen: pl.DataFrame) -> list[Row]:
    """The shapes of some runs, each case judged once."""
    groups = seen.group_by(SEEN).agg("nr")
    shapes = cases.shapes(groups.select(SEEN).rows(), groups["nr"].list.first().to_numpy())
    named = [(nrs, shape) for nrs, shape in zip(groups["nr"].to_list(), shapes, strict=True) if shape]
    return [_row(nr, shape) for nrs, shape in named for nr in nrs]


def _row(nr: int, shape: Shape) -> Row:
    """A row of SHAPE_SCHEMA."""
    return (nr, shape.first, shape.last, shape.entity_type, shape.rule, shape.canonical)


def _placed(shapes: pl.DataFrame, buffer: Buffer, words: Words, runs: Runs) -> pl.DataFrame:
    """The shapes as spans in the columns of FOUND_SCHEMA: a person's with `uulu`, others with `-2`, `201st`, a dot."""
    first, kinds = runs.first[shapes["nr"].to_numpy()], shapes["entity_type"]
    begin, end = words.begin[first + shapes["first"].to_numpy()], words.end[first + shapes["last"].to_numpy()]
    has_father = (kinds == "PERSON").to_numpy() & buffer.begins(end, PATRONYMICS)
    for at in np.flatnonzero(has_father | (buffer.at(end) == 0x2D)).tolist():
        tail = (TAIL if kinds[at] == "PERSON" else SERIES).match(buffer.content, end[at])
        end[at] = tail.end() if tail else end[at]
    is_short = buffer.holds(b".", end) & (shapes["rule"] == "company_suffix").to_numpy()
    is_short[is_short] = buffer.windows(end[is_short] - 5, end[is_short]).str.contains(SHORT).to_numpy()
    end += is_short
    may_be_numbered = buffer.holds(b" ", begin - 1) & np.isin(buffer.at(begin - 2), list(b"tdh"))
    for at in np.flatnonzero((kinds == "ORG").to_numpy() & may_be_numbered).tolist():
        number = NUMBERED.search(buffer.content, max(0, begin[at] - 6), begin[at])
        begin[at] = number.start() if number else begin[at]
    placed = shapes.with_columns(pl.Series("begin", begin), pl.Series("end", end), buffer.windows(begin, end))
    return placed.with_columns(canonical=pl.coalesce("canonical", "text")).select(
        pl.col(name).cast(kind) for name, kind in FOUND_SCHEMA.items()
    )
