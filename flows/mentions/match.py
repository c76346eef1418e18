"""Prints -> mentions: listed names, names found by their shape, and what each stands for in its article."""

import itertools
from collections.abc import Iterator

import numpy as np
import polars as pl

from flows.mentions import (
    acronyms,
    branches,
    choices,
    decided,
    directions,
    documents,
    editions,
    heads,
    languages,
    ministries,
    namesakes,
    people,
    recognised,
    routes,
    shorts,
    shy,
    sites,
    surroundings,
    works,
)
from flows.mentions.covers import TYPES
from flows.mentions.cues import NOTHING
from flows.mentions.discover import FOUND_SCHEMA, discover
from flows.mentions.gazetteer import BARE, FORMS, Gazetteer
from flows.mentions.headlines import repeat_in_headlines
from flows.mentions.listed import find_listed
from flows.mentions.offsets import Buffer, Mask
from flows.mentions.plain import plain_text
from flows.mentions.spans import SPANS, drop_covered, entity_ids
from flows.mentions.words import capitalised

PART_BYTES = 12 * 2**20
MENTION_SCHEMA = {
    "print_id": pl.String,
    "field": pl.String,
    "char_start": pl.Int32,
    "char_end": pl.Int32,
    "surface": pl.String,
    "entity_id": pl.String,
    "entity_type": pl.String,
    "form": pl.String,
    "is_metonym": pl.Boolean,
    "rule": pl.String,
    "confidence": pl.Float64,
    "sentence_number": pl.Int32,
    "canonical_name": pl.String,
}


def match(prints: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """Mentions in prints (print_id, headline, body), one row each, in the columns of MENTION_SCHEMA.

    Offsets are code points of the field; no mention overlaps another. What a mention stands for depends on its own
    print only. `canonical_name` is that of a discovered name, NULL for a listed one; `entity_id` is NULL where several
    entities share the name and nothing decides.
    """
    texts = _texts(prints)
    if not texts.height:
        return pl.DataFrame(schema=MENTION_SCHEMA)
    shouted = texts.filter(~texts["plain"].str.contains("[a-z]")).filter(pl.col("plain").str.contains("[A-Z]{4}"))
    rest = texts.join(shouted, on=["print", "field"], how="anti", maintain_order="left")
    parts = [_match(part, gazetteer) for part in _parts(rest)]
    if shouted.height:
        parts.append(_match_shouted(shouted, gazetteer))
    return pl.concat(parts)


def _parts(texts: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The texts in even parts of PART_BYTES at most, but for a longer text, so that memory is flat.

    A print's texts stay together.
    """
    if not texts.height:
        return
    ends = np.cumsum(texts["plain"].str.len_bytes().to_numpy(), dtype=np.int64)
    starts = np.flatnonzero(np.append(True, np.diff(texts["print"].to_numpy()) != 0))
    count = ends.max(initial=0) // PART_BYTES + 1
    number = ends[starts] * count // (ends.max(initial=0) + 1)
    edges = [*starts[np.append(True, np.diff(number) != 0)].tolist(), texts.height]
    for begin, end in itertools.pairwise(edges):
        yield texts[begin:end]


def _texts(prints: pl.DataFrame) -> pl.DataFrame:
    """One row per field: print (number), print_id, field, text and the plain text that names are looked for in."""
    numbered = prints.with_row_index("print")
    fields = [
        numbered.select("print", "print_id", field=pl.lit(field), text=pl.col(field)).filter(pl.col("text") != "")
        for field in ("headline", "body")
    ]
    texts = pl.concat(fields).sort("print", "field", descending=[False, True])
    return texts.with_columns(plain=plain_text(pl.col("text")))


def _match(texts: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """The chain, over texts with capitals and small letters."""
    texts = texts.with_row_index("row")
    buffer = Buffer(texts["plain"])
    words = capitalised(buffer, gazetteer.cues.by_kind.get("owner", NOTHING))
    listed = find_listed(buffer, gazetteer.automata, gazetteer.tails)
    found = discover(buffer, words, listed, gazetteer, _is_prose(texts))
    listed = listed.filter(pl.col("name_id") < gazetteer.names.height)  # things have held what stands inside them
    found = repeat_in_headlines(found, buffer, texts)
    found = decided.drop_no_names(found, gazetteer, buffer)
    printed = Buffer(texts["text"])
    found = _as_printed(found, buffer, printed)
    spans = _spans(buffer, texts, listed, found, gazetteer)
    spans = sites.add_sites(spans, words, buffer, texts, gazetteer.cues)
    spans = recognised.link_recognised(spans, gazetteer)
    spans = languages.drop_languages(spans, buffer, gazetteer)
    spans = documents.drop_documents(spans, buffer, gazetteer, texts)
    spans = works.drop_works(spans, buffer, gazetteer, texts)
    spans = directions.drop_directions(spans, buffer, gazetteer)
    spans = shy.drop_shy(spans, buffer, gazetteer)
    spans = namesakes.drop_namesakes(spans, buffer, gazetteer, texts)
    spans = routes.join_routes(spans, buffer, gazetteer)
    spans = ministries.lengthen_ministries(spans, buffer, gazetteer)
    spans = heads.join_heads(spans, buffer, gazetteer)
    spans = editions.join_years(spans, buffer, gazetteer)
    spans = editions.join_editions(spans, buffer, gazetteer)
    spans = branches.join_branches(spans, buffer, gazetteer)
    spans = branches.join_nations(spans, buffer, gazetteer)
    spans = acronyms.link_acronyms(spans, words, buffer, texts, gazetteer.cues)
    spans = shorts.link_shorts(spans, words, buffer, texts, gazetteer)
    spans = people.link_surnames(spans, words, buffer, texts, gazetteer.cues)
    spans = decided.keep_decisions(spans, gazetteer, buffer)
    spans = choices.decide(spans, gazetteer, buffer)
    spans = surroundings.join_owners(spans, buffer, gazetteer)
    spans = ministries.name_ministries(spans, gazetteer)
    spans = surroundings.mark_metonyms(spans, buffer, gazetteer)
    return _mentions(spans, buffer, printed, texts, gazetteer)


def _is_prose(texts: pl.DataFrame) -> Mask:
    """Whether capitals tell names in each text: in bodies, and in headlines of which most words are small."""
    is_prose = (texts["field"] == "body").to_numpy(writable=True)
    words = texts["plain"].filter(~is_prose).str
    is_prose[~is_prose] = (words.count_matches(r"\b[A-Z]") <= words.count_matches(r"\b[a-z]")).to_numpy()
    return is_prose


def _match_shouted(texts: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """Listed names in texts that are all capitals; nothing can be told from the shape of words there."""
    texts = texts.with_row_index("row")
    buffer = Buffer(texts["plain"])
    listed = find_listed(buffer, gazetteer.capitals_automata, gazetteer.tails)
    long_enough = listed.filter(pl.col("end") - pl.col("begin") >= 4)
    spans = _spans(buffer, texts, long_enough, pl.DataFrame(schema=FOUND_SCHEMA), gazetteer)
    decided_spans = choices.decide(spans, gazetteer, buffer)
    return _mentions(decided_spans, buffer, Buffer(texts["text"]), texts, gazetteer)


def _as_printed(found: pl.DataFrame, buffer: Buffer, printed: Buffer) -> pl.DataFrame:
    """The discovered spans, none overlapping another, with canonical names in the letters of the print."""
    begin, end = found["begin"].to_numpy(), found["end"].to_numpy()
    plain = buffer.slices(begin, end)
    text = printed.between_points(buffer.code_points(begin), buffer.code_points(end))
    lettered = found.with_columns(plain.alias("plain"), text.alias("text"))
    rest = pl.col("canonical").str.strip_prefix(pl.col("plain"))
    is_prefix = pl.col("canonical").str.starts_with(pl.col("plain"))
    return lettered.with_columns(
        canonical=pl.when(is_prefix).then(pl.col("text") + rest).otherwise(pl.col("canonical"))
    ).drop("plain", "text")


def _spans(
    buffer: Buffer, texts: pl.DataFrame, listed: pl.DataFrame, found: pl.DataFrame, gazetteer: Gazetteer
) -> pl.DataFrame:
    """Listed and discovered spans together, in the columns of SPANS; a longer one takes the place of those inside."""
    known = listed.select("begin", "end").hstack(gazetteer.known[listed["name_id"]])
    new = gazetteer.typed(found.with_columns(form=pl.lit("discovered")))
    spans = drop_covered(pl.concat([known, new], how="diagonal"))
    row = pl.Series("row", buffer.rows(spans["begin"].to_numpy()), pl.UInt32)
    return spans.with_columns(row, texts["print"].gather(row), is_metonym=pl.lit(False)).select(SPANS)


def _mentions(
    spans: pl.DataFrame, buffer: Buffer, printed: Buffer, texts: pl.DataFrame, gazetteer: Gazetteer
) -> pl.DataFrame:
    """Spans in the columns of MENTION_SCHEMA, with offsets and surfaces in the text as printed."""
    begin, end = spans["begin"].to_numpy(), spans["end"].to_numpy()
    row = spans["row"].to_numpy().astype("int64")
    first, last = buffer.code_points(begin), buffer.code_points(end)
    base = buffer.code_points(buffer.starts)[row]
    surface = printed.between_points(first, last)
    placed = spans.with_columns(
        pl.Series("char_start", first - base, pl.Int32),
        pl.Series("char_end", last - base, pl.Int32),
        surface.alias("surface"),
        pl.Series("sentence_number", buffer.sentences(row, begin), pl.Int32),
        entity_ids(spans, gazetteer.entities["entity_id"]),
        pl.Series("confidence", list(gazetteer.confidences.values())).gather(spans["rule"].to_physical()),
        texts["print_id"].gather(row),
        texts["field"].gather(row),
        form=pl.when(pl.col("form") == BARE).then(pl.lit("alias")).otherwise("form"),
        canonical_name=pl.when(pl.col("entity").is_null()).then("canonical"),
    )
    spelled = placed.with_columns(  # a cast would make each text anew
        pl.Series(name, list(kinds)).gather(placed[name].to_physical())
        for name, kinds in (("entity_type", TYPES), ("form", FORMS), ("rule", gazetteer.confidences))
    )
    return spelled.select(pl.col(name).cast(kind) for name, kind in MENTION_SCHEMA.items())
