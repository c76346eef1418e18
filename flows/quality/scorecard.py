"""Labelled and found mentions -> precision, recall and F1 of spans, links and documents, and how right each rule is.

STRICT takes every label as it stands. LENIENT asks for no doubtful label, counts no mention that overlaps one, takes
the other names that a label allows, and holds names equal that differ by accents, hyphens or a leading `the`.
"""

import unicodedata
from collections.abc import Callable

import polars as pl
from polars.datatypes import DataTypeClass

TYPES = ("PERSON", "COUNTRY", "GPE_OTHER", "ORG", "EVENT", "LOCATION")
ALL = "ALL"
SPAN_MEASURES = ("linked+type", "span+type", "linked", "span")
SPAN = ("text_id", "field", "start", "end")
LABEL_SCHEMA: dict[str, DataTypeClass | pl.DataType] = {
    "text_id": pl.String,
    "field": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "type": pl.String,
    "canonical": pl.String,
    "alt": pl.List(pl.String),
    "doubt": pl.Boolean,
}
FOUND_SCHEMA = {
    "text_id": pl.String,
    "field": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "type": pl.String,
    "canonical": pl.String,
    "rule": pl.String,
    "confidence": pl.Float64,
}
SCORE_SCHEMA = {
    "mode": pl.String,
    "measure": pl.String,
    "entity_type": pl.String,
    "right_count": pl.Int64,
    "found_count": pl.Int64,
    "gold_count": pl.Int64,
    "precision": pl.Float64,
    "recall": pl.Float64,
    "f1": pl.Float64,
}
HEADLINE = {"mode": "LENIENT", "measure": "linked+type", "entity_type": ALL}
PLAIN_MARKS = str.maketrans(dict.fromkeys("‘’", "'") | dict.fromkeys("“”", '"') | dict.fromkeys("–—‐‑", "-"))
SPELLINGS = {"organisation": "organization", "co-operation": "cooperation", "labour": "labor", "-": " "}


def plain_name(name: str | None) -> str:
    """The name without case, curly marks, long dashes and odd white space; '' for none.

    >>> plain_name("  Xi–Putin\u00a0“Talks” ")
    'xi-putin "talks"'
    """
    return " ".join((name or "").translate(PLAIN_MARKS).casefold().split())


def loose_name(name: str | None) -> str:
    """The plain name without accents, hyphens, British spellings of three words and a leading `the`.

    >>> loose_name("The Shanghai Co-operation Organisation")
    'shanghai cooperation organization'
    """
    letters = unicodedata.normalize("NFKD", plain_name(name))
    text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    for british, plain in SPELLINGS.items():
        text = text.replace(british, plain)
    return " ".join(text.split()).removeprefix("the ")


MODES: dict[str, Callable[[str | None], str]] = {"LENIENT": loose_name, "STRICT": plain_name}


def score(labels: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Each measure of each mode in the columns of SCORE_SCHEMA, over all types (ALL) and by type.

    `labels` in LABEL_SCHEMA, no span twice; `found` in FOUND_SCHEMA. A span is right when its text, field, start and
    end are those of a label, a link when the canonical name is too; `doc` compares the set of names of each text. Over
    all types, only measures that say so ask for the type. precision, recall and f1 lie between 0 and 1. Found rows of
    texts without a label, or of a type that is not labelled, are set aside.
    """
    rows = [row for mode in MODES for row in _scores(mode, labels, found)]
    return pl.DataFrame(rows, schema=SCORE_SCHEMA, orient="row")


def scorable(labels: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The found mentions that can be scored: of texts with a label, of a labelled type or none, and each once."""
    is_scored = pl.col("type").is_in(TYPES) | pl.col("type").is_null()
    texts = labels.select("text_id").unique()
    scored = found.filter(is_scored).join(texts, on="text_id", how="semi", maintain_order="left")
    named = scored.with_columns(name=_names(scored["canonical"], "STRICT"))
    return named.unique([*SPAN, "type", "name"], keep="first", maintain_order=True).drop("name")


def judge_mentions(labels: pl.DataFrame, found: pl.DataFrame, mode: str) -> pl.DataFrame:
    """The found mentions that a mode counts, with name, wanted_type, is_linked and is_typed.

    wanted_type is NULL where no label has the span.
    """
    certain, counted = _counted(_labels_of(mode, labels), scorable(labels, found))
    accepted = _accepted(certain, mode).select(*SPAN, name="accepted", is_linked=pl.lit(True)).unique()
    named = counted.with_columns(name=_names(counted["canonical"], mode))
    return (
        named.join(certain.select(*SPAN, wanted_type="type"), on=SPAN, how="left", maintain_order="left")
        .join(accepted.filter(pl.col("name") != ""), on=[*SPAN, "name"], how="left", maintain_order="left")
        .with_columns(
            pl.col("is_linked").fill_null(False),
            is_typed=(pl.col("type") == pl.col("wanted_type")).fill_null(False),
        )
    )


def missed(labels: pl.DataFrame, found: pl.DataFrame, mode: str) -> pl.DataFrame:
    """The labels that a mode asks for and no found mention has the span of."""
    certain, counted = _counted(_labels_of(mode, labels), scorable(labels, found))
    return certain.join(counted, on=SPAN, how="anti", maintain_order="left")


def calibration(labels: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """How often mentions link right (LENIENT), by rule and by tenth of confidence.

    Columns: basis ('rule' or 'confidence'), bin, found_count, right_count, right_share, mean_confidence.
    """
    judged = judge_mentions(labels, found, "LENIENT")
    tenth = (pl.col("confidence") * 10 + 1e-9).floor().clip(0, 9).cast(pl.Int64)
    names = [f"{number / 10} to {(number + 1) / 10}" for number in range(10)]
    bins = {"rule": pl.col("rule"), "confidence": tenth.replace_strict(range(10), names, return_dtype=pl.String)}
    parts = [
        judged.group_by(basis=pl.lit(basis), bin=value)
        .agg(
            found_count=pl.len().cast(pl.Int64),
            right_count=pl.col("is_linked").sum().cast(pl.Int64),
            right_share=pl.col("is_linked").mean(),
            mean_confidence=pl.col("confidence").mean(),
        )
        .sort("bin")
        for basis, value in bins.items()
    ]
    return pl.concat(parts)


def headline_f1(scores: pl.DataFrame) -> float:
    """The one figure that stands for all: F1 of linked+type, LENIENT, over all types."""
    return float(scores.filter(**HEADLINE)["f1"].item())


def _scores(mode: str, labels: pl.DataFrame, found: pl.DataFrame) -> list[tuple[object, ...]]:
    judged = judge_mentions(labels, found, mode)
    certain = _labels_of(mode, labels).filter(~pl.col("doubt"))
    documents = _documents(mode, labels, judged)
    rows = [_spans(mode, measure, ALL, judged, certain) for measure in SPAN_MEASURES]
    rows.append(_sets(mode, ALL, documents))
    typed = judged.with_columns(
        wanted_type=pl.when("is_typed").then("wanted_type"), is_linked=pl.col("is_linked") & pl.col("is_typed")
    )
    for kind in TYPES:
        is_kind = pl.col("type") == kind
        mine = typed.filter(is_kind), certain.filter(is_kind)
        rows += [_spans(mode, measure, kind, *mine) for measure in ("linked", "span")]
        rows.append(_sets(mode, kind, documents.filter(is_kind)))
    return rows


def _spans(mode: str, measure: str, kind: str, judged: pl.DataFrame, certain: pl.DataFrame) -> tuple[object, ...]:
    """Distinct spans, with name and type where the measure asks for them, against the labels."""
    asks_name, asks_type = measure.startswith("linked"), measure.endswith("+type")
    unit = [*SPAN, *(["name"] if asks_name else []), *(["type"] if asks_type else [])]
    right = judged.filter(
        pl.col("wanted_type").is_not_null(),
        pl.col("is_linked") | pl.lit(not asks_name),
        pl.col("is_typed") | pl.lit(not asks_type),
    )
    counts = right.select(SPAN).unique().height, judged.select(unit).unique().height, certain.height
    return (mode, measure, kind, *_rates(*counts))


def _documents(mode: str, labels: pl.DataFrame, judged: pl.DataFrame) -> pl.DataFrame:
    """Names of texts by what gives them: text_id, type, name, of ('wanted', 'found' or 'optional')."""
    marked = _labels_of(mode, labels)
    marked = marked.with_columns(name=_names(marked["canonical"], mode))
    parts = {
        "wanted": marked.filter(~pl.col("doubt")),
        "optional": marked.filter("doubt"),
        "found": _with_usual_names(judged.filter(pl.col("canonical") != ""), marked, mode),
    }
    return pl.concat([part.select("text_id", "type", "name", of=pl.lit(of)) for of, part in parts.items()])


def _with_usual_names(found: pl.DataFrame, marked: pl.DataFrame, mode: str) -> pl.DataFrame:
    """Found mentions by the canonical name of the label (of text and type) that allows theirs, certain labels first."""
    others = _accepted(marked, mode).filter("is_other").sort("doubt", maintain_order=True)
    usual = (
        others.select("text_id", "type", usual="name", name="accepted")
        .unique(["text_id", "type", "name"], keep="first", maintain_order=True)
        .join(marked, on=["text_id", "type", "name"], how="anti")
    )
    joined = found.join(usual, on=["text_id", "type", "name"], how="left", maintain_order="left")
    return joined.with_columns(name=pl.coalesce("usual", "name"))


def _sets(mode: str, kind: str, documents: pl.DataFrame) -> tuple[object, ...]:
    """Names of each text, found against wanted; what is only doubtful there counts neither way."""
    pairs = ["text_id", "name"]
    wanted, found, optional = (
        documents.filter(pl.col("of") == of).select(pairs).unique() for of in ("wanted", "found", "optional")
    )
    counted = found.join(optional.join(wanted, on=pairs, how="anti"), on=pairs, how="anti")
    right = counted.join(wanted, on=pairs, how="semi")
    return (mode, "doc", kind, *_rates(right.height, counted.height, wanted.height))


def _labels_of(mode: str, labels: pl.DataFrame) -> pl.DataFrame:
    """The labels as the mode reads them: STRICT knows neither doubt nor other names."""
    if mode == "LENIENT":
        return labels.with_columns(pl.col("doubt").fill_null(False), pl.col("alt").fill_null([]))
    return labels.with_columns(doubt=pl.lit(False), alt=pl.lit([], pl.List(pl.String)))


def _counted(labels: pl.DataFrame, found: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Certain labels, and the found mentions that have the span of one or overlap no doubtful label."""
    certain, doubtful = labels.filter(~pl.col("doubt")), labels.filter("doubt")
    numbered = found.with_row_index("number")
    zones = doubtful.select("text_id", "field", zone_start="start", zone_end="end")
    beside = numbered.join(zones, on=["text_id", "field"], how="inner").filter(
        (pl.col("start") < pl.col("zone_end")) & (pl.col("zone_start") < pl.col("end"))
    )
    dropped = beside.join(certain, on=SPAN, how="anti")
    return certain, numbered.join(dropped, on="number", how="anti", maintain_order="left").drop("number")


def _accepted(labels: pl.DataFrame, mode: str) -> pl.DataFrame:
    """One row a label and accepted name: the label's columns, name (canonical), accepted, is_other."""
    usual = labels.with_columns(name=_names(labels["canonical"], mode))
    others = usual.explode("alt").drop_nulls("alt")
    return pl.concat(
        [
            usual.with_columns(accepted="name", is_other=pl.lit(False)).drop("alt"),
            others.with_columns(accepted=_names(others["alt"], mode), is_other=pl.lit(True)).drop("alt"),
        ]
    )


def _names(names: pl.Series, mode: str) -> pl.Series:
    return pl.Series("name", [MODES[mode](name) for name in names], pl.String)


def _rates(right: int, found: int, wanted: int) -> tuple[int, int, int, float, float, float]:
    """Counts with precision, recall and F1; 0 where there is nothing to divide by."""
    precision, recall = right / found if found else 0.0, right / wanted if wanted else 0.0
    both = precision + recall
    return right, found, wanted, precision, recall, 2 * precision * recall / both if both else 0.0
