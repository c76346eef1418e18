"""Gold texts of tests/gold -> what the matcher finds in them, held against their labels."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from flows import seeds
from flows.dumps import manifest
from flows.dumps.find import find
from flows.dumps.read import read
from flows.errors import InputError
from flows.mentions.match import match
from flows.parsing.parse import parse
from flows.quality import scorecard
from flows.references import gazetteer, parser_seeds
from flows.settings import project_root

HELD_OUT = "held_out"
SETS = ("seeds", "texts", HELD_OUT)
NEEDED = ("field", "start", "end", "type", "canonical")
CONTEXT = 32
SEED_OUTLET = "timesca"
MOST_BYTES = 2**26


@dataclass(frozen=True)
class Gold:
    """Texts (print_id, headline, body) and their labels (scorecard.LABEL_SCHEMA)."""

    texts: pl.DataFrame
    labels: pl.DataFrame


@dataclass(frozen=True)
class Scored:
    """A gold set's scores (scorecard.SCORE_SCHEMA), calibration, and what was found, for the list of errors."""

    name: str
    gold: Gold
    found: pl.DataFrame
    scores: pl.DataFrame
    calibration: pl.DataFrame

    @property
    def set_aside_count(self) -> int:
        """Found mentions that the measures do not see: those in texts without a label."""
        return self.found.height - scorecard.scorable(self.gold.labels, self.found).height


def score_set(name: str, dumps: str | None = None) -> Scored:
    """Match the texts of a gold set and score what is found.

    `dumps` holds the dumps of the seed articles, whose texts are no part of the project; by default the folder
    shared/dumps/seeds beside it. Raises InputError for files that are absent or do not fit each other.
    """
    gold = read_gold(name, dumps)
    found = find_mentions(gold.texts)
    scores = scorecard.score(gold.labels, found)
    return Scored(name, gold, found, scores, scorecard.calibration(gold.labels, found))


def warehouse_rows(scored: Scored) -> pl.DataFrame:
    """Rows of quality.scorecard, but for the time."""
    return scored.scores.with_columns(gold_set=pl.lit(scored.name), gazetteer_version=pl.lit(seeds.gazetteer_version()))


def find_mentions(texts: pl.DataFrame) -> pl.DataFrame:
    """What the matcher finds in texts, in the columns of scorecard.FOUND_SCHEMA."""
    names = gazetteer().entity_table.select("entity_id", listed_name="canonical_name")
    named = match(texts, gazetteer()).join(names, on="entity_id", how="left", maintain_order="left")
    columns = named.select(
        "field",
        "rule",
        "confidence",
        text_id="print_id",
        start="char_start",
        end="char_end",
        type="entity_type",
        canonical=pl.coalesce("listed_name", "canonical_name"),
    )
    return columns.select(pl.col(name).cast(kind) for name, kind in scorecard.FOUND_SCHEMA.items())


def refuse_held_out(name: str) -> None:
    """Raise InputError for the held-out set: who sees its errors mends them, and it is held out no longer."""
    if name == HELD_OUT:
        raise InputError("held_out is held out: its texts and errors are never shown; ask for those of seeds or texts")


def errors(scored: Scored, most: int) -> pl.DataFrame:
    """At most so many mentions of each kind (missed, not in the gold, wrong name or type) with short context, LENIENT.

    Raises InputError for the held-out set.
    """
    refuse_held_out(scored.name)
    missed = scorecard.missed(scored.gold.labels, scored.found, "LENIENT")
    judged = scorecard.judge_mentions(scored.gold.labels, scored.found, "LENIENT")
    wanted = scored.gold.labels.select(*scorecard.SPAN, gold="canonical")
    judged = judged.join(wanted, on=scorecard.SPAN, how="left", maintain_order="left")
    is_extra, is_right = pl.col("wanted_type").is_null(), pl.col("is_linked") & pl.col("is_typed")
    parts = {
        "missed": missed.with_columns(wanted_type="type", gold="canonical", type=None, canonical=None, rule=None),
        "not in the gold": judged.filter(is_extra),
        "wrong name or type": judged.filter(~is_extra & ~is_right),
    }
    columns = [*scorecard.SPAN, "wanted_type", "gold", "type", "canonical", "rule"]
    rows = pl.concat(
        [
            part.select(pl.lit(error).alias("error"), *(pl.col(name) for name in columns)).head(most)
            for error, part in parts.items()
        ],
        how="vertical_relaxed",
    )
    return _with_context(rows, scored.gold.texts)


def _with_context(rows: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """The rows with the mention in brackets between some characters of its text."""
    joined = rows.join(texts, left_on="text_id", right_on="print_id", how="left", maintain_order="left")
    text = pl.when(pl.col("field") == "headline").then("headline").otherwise("body").str.replace_all(r"\s", " ")
    before = pl.max_horizontal(pl.col("start") - CONTEXT, 0)
    return joined.select(
        "error",
        context=pl.concat_str(
            text.str.slice(before, pl.col("start") - before),
            pl.lit("["),
            text.str.slice(pl.col("start"), pl.col("end") - pl.col("start")),
            pl.lit("]"),
            text.str.slice(pl.col("end"), CONTEXT),
        ),
        gold=pl.concat_str("wanted_type", "gold", separator=" "),
        found=pl.concat_str("type", pl.col("canonical").fill_null("(undecided)"), "rule", separator=" "),
    )


def read_gold(name: str, dumps: str | None = None) -> Gold:
    """A gold set of tests/gold: texts and labels that fit each other. Raises InputError where they do not."""
    if name == "seeds":
        labels, texts = _labels("seeds.jsonl", "article_id"), _seed_texts(dumps)
    else:
        labels, texts = _labels(f"{name}_labels.jsonl", "id"), _written_texts(f"{name}.jsonl")
    _fit(name, texts, labels)
    return Gold(texts, labels.drop("surface"))


def _labels(file: str, text_id: str) -> pl.DataFrame:
    def row(given: dict[str, Any]) -> dict[str, Any]:
        kept = {name: given[name] for name in NEEDED}
        may_be = {"alt": given.get("alt"), "doubt": bool(given.get("doubt")), "surface": given.get("surface")}
        return {**kept, **may_be, "text_id": given[text_id]}

    return pl.DataFrame(_read(file, row), schema={**scorecard.LABEL_SCHEMA, "surface": pl.String})


def _written_texts(file: str) -> pl.DataFrame:
    rows = _read(file, lambda given: {"print_id": given["id"], "headline": given["title"], "body": given["body"]})
    return pl.DataFrame(rows, schema={"print_id": pl.String, "headline": pl.String, "body": pl.String})


def _seed_texts(dumps: str | None) -> pl.DataFrame:
    """The texts of the labelled articles out of their dumps, by the hash of the body."""
    wanted = pl.DataFrame(
        _read("seeds_articles.jsonl", lambda given: {name: given[name] for name in ("article_id", "body_sha256")})
    )
    folder = Path(dumps) if dumps else project_root().parent / "shared" / "dumps" / "seeds"
    if not folder.exists():
        raise InputError(f"{folder}: the dumps of the seed articles are not there; name them with --dumps")
    files = find([str(folder)])
    texts, _, _ = read(files, MOST_BYTES)
    dumped = manifest.with_metadata(texts, manifest.Metadata())
    prints = parse(dumped, parser_seeds(), seeds.parser_version(), SEED_OUTLET).prints
    hashes = [hashlib.sha256(body.encode()).hexdigest() for body in prints["body"]]
    hashed = prints.with_columns(body_sha256=pl.Series(hashes, dtype=pl.String))
    found = hashed.join(wanted, on=["article_id", "body_sha256"], how="semi").unique("article_id", maintain_order=True)
    absent = wanted.join(found, on="article_id", how="anti")["article_id"]
    if len(absent):
        raise InputError(f"{folder}: the labelled text of article {absent[0]} is not there ({len(absent)} are absent)")
    return found.select(pl.col("article_id").alias("print_id"), "headline", "body")


def _read(file: str, row: Callable[[dict[str, Any]], dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of a JSON lines file of tests/gold. Raises InputError with file and line."""
    path = project_root() / "tests" / "gold" / file
    if not path.is_file():
        raise InputError(f"tests/gold/{file} is not there: gold sets lie in a checkout of Steppe, not in its wheel")
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip():
            try:
                rows.append(row(json.loads(line)))
            except (json.JSONDecodeError, KeyError, TypeError) as error:
                raise InputError(f"tests/gold/{file} line {number}: {error!r}; mend the line") from error
    return rows


def _fit(name: str, texts: pl.DataFrame, labels: pl.DataFrame) -> None:
    """Each label lies inside a field of its text, shows its surface, is of a known type, and no other has its span."""
    joined = labels.join(texts, left_on="text_id", right_on="print_id", how="left", maintain_order="left")
    text = pl.when(pl.col("field") == "headline").then("headline").when(pl.col("field") == "body").then("body")
    is_inside = (pl.col("start") >= 0) & (pl.col("start") < pl.col("end")) & (pl.col("end") <= text.str.len_chars())
    shown = text.str.slice(pl.col("start").clip(0), (pl.col("end") - pl.col("start")).clip(0))
    is_shown = (shown == pl.col("surface")) | pl.col("surface").is_null()
    is_typed = pl.col("type").is_in(scorecard.TYPES)
    is_double = pl.struct(scorecard.SPAN).is_duplicated()
    bad = joined.filter(~(is_inside & is_shown & is_typed).fill_null(False) | is_double)
    if bad.height:
        first = bad.row(0, named=True)
        place = f"{first['text_id']} {first['field']} {first['start']} to {first['end']}"
        raise InputError(f"gold set {name}: label {place} does not fit its text, is of no known type, or there twice")
