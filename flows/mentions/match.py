"""Prints -> mentions of listed names: the longest name on word boundaries, with exact offsets."""

import numpy as np
import numpy.typing as npt
import polars as pl

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer, Offsets
from flows.mentions.plain import plain_text

WORD = np.array([chr(byte).isalnum() or byte == 0x5F or byte >= 0x80 for byte in range(256)])
CONFIDENCE = {"name": 0.95, "alias": 0.95, "acronym": 0.9, "demonym": 0.95, "surname": 0.85}
UNDECIDED = 0.5
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
}


def match(prints: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """Mentions in prints (print_id, headline, body), one row each, in the columns of MENTION_SCHEMA.

    Offsets are code points of the field; no mention overlaps another; a name of several entities is undecided.
    """
    texts = _texts(prints)
    found = _candidates(texts, gazetteer)
    if not found.height:
        return pl.DataFrame(schema=MENTION_SCHEMA)
    plain, printed = Buffer(texts["plain"]), Buffer(texts["text"])
    row = found["row"].to_numpy().astype(np.int64)
    begin = plain.starts[row] + found["offset"].to_numpy().astype(np.int64)
    end = begin + found["name"].str.len_bytes().to_numpy().astype(np.int64)
    keep = _on_boundaries(plain.bytes, begin, end)
    found, row, begin, end = found.filter(keep), row[keep], begin[keep], end[keep]
    keep = longest(begin, end)
    found, row, begin, end = found.filter(keep), row[keep], begin[keep], end[keep]
    first, last = plain.code_points(begin), plain.code_points(end)
    base = plain.code_points(plain.starts)[row]
    found = found.with_columns(
        pl.Series("char_start", first - base, pl.Int32),
        pl.Series("char_end", last - base, pl.Int32),
        pl.Series("surface", printed.slices(printed.bytes_at(first), printed.bytes_at(last)), pl.String),
        pl.Series("sentence_number", plain.sentences(row, begin), pl.Int32),
    )
    return _link(found, texts, gazetteer)


def _texts(prints: pl.DataFrame) -> pl.DataFrame:
    """One row per field: print_id, field, text and the plain text that names are looked for in."""
    fields = [
        prints.select("print_id", field=pl.lit(field), text=pl.col(field)).filter(pl.col("text").str.len_bytes() > 0)
        for field in ("headline", "body")
    ]
    return pl.concat(fields).with_columns(plain=plain_text(pl.col("text"))).with_row_index("row")


def _candidates(texts: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """Every occurrence of a name's letters: row of the text, byte offset in it, name."""
    names = gazetteer.names["name"]
    plain = pl.col("plain")
    return (
        texts.select(
            "row",
            offset=plain.str.find_many(names.implode(), overlapping=True),
            name=plain.str.extract_many(names.implode(), overlapping=True),
        )
        .filter(pl.col("offset").list.len() > 0)
        .explode("offset", "name")
        .with_columns(size=pl.col("name").str.len_bytes())
        .sort("row", "offset", "size", descending=[False, False, True])
    )


def _on_boundaries(content: npt.NDArray[np.uint8], begin: Offsets, end: Offsets) -> npt.NDArray[np.bool_]:
    """Whether each name stands free: no letter or digit touches a letter or digit of it."""
    before = np.where(begin > 0, content[begin - 1], 0x20)
    after = np.where(end < len(content), content[np.minimum(end, len(content) - 1)], 0x20)
    kept: npt.NDArray[np.bool_] = ~(WORD[before] & WORD[content[begin]]) & ~(WORD[after] & WORD[content[end - 1]])
    return kept


def longest(begin: Offsets, end: Offsets) -> npt.NDArray[np.bool_]:
    """Which spans stay when the leftmost, then the longest wins. Spans come sorted by begin, then longest first.

    >>> longest(np.array([0, 0, 5, 12]), np.array([10, 4, 14, 20])).tolist()
    [True, False, False, True]
    """
    keep = np.zeros(len(begin), dtype=np.bool_)
    reach = np.maximum.accumulate(end) if len(end) else end
    is_head = np.append(True, begin[1:] >= reach[:-1]) if len(end) else keep
    head = np.maximum.accumulate(np.where(is_head, np.arange(len(begin)), 0)) if len(end) else begin
    keep[is_head] = True
    taken: dict[int, int] = {}
    for at in np.flatnonzero(~is_head & (end > end[head])).tolist() if len(end) else []:
        cluster = int(head[at])
        if begin[at] >= taken.get(cluster, int(end[cluster])):
            keep[at] = True
            taken[cluster] = int(end[at])
    return keep


def _link(found: pl.DataFrame, texts: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    linked = found.join(gazetteer.names, on="name", how="left", maintain_order="left")
    linked = linked.join(texts.select("row", "print_id", "field"), on="row", how="left", maintain_order="left")
    is_linked = pl.col("entity_id").is_not_null()
    confidence = pl.col("form").replace_strict(CONFIDENCE, return_dtype=pl.Float64)
    return linked.with_columns(
        is_metonym=pl.lit(False),
        rule=pl.when(is_linked).then(pl.format("gazetteer_{}", "form")).otherwise(pl.lit("gazetteer_ambiguous")),
        confidence=pl.when(is_linked).then(confidence).otherwise(UNDECIDED),
    ).select(pl.col(name).cast(kind) for name, kind in MENTION_SCHEMA.items())
