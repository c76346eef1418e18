"""One dump -> its articles, each mention marked in its text, with a table of what it stands for."""

from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Group, JustifyMethod, RenderableType
from rich.table import Table
from rich.text import Text

from flows.explain import parse_file
from flows.mentions.match import match
from flows.references import gazetteer
from flows.settings import Settings
from flows.terminal import tame

COLOURS = {
    "PERSON": "black on green",
    "COUNTRY": "black on cyan",
    "GPE_OTHER": "black on bright_blue",
    "ORG": "black on yellow",
    "EVENT": "black on magenta",
    "LOCATION": "black on bright_black",
}
UNDECIDED = "(undecided)"


def explain_mentions(file: Path, settings: Settings, *, brackets: bool) -> Group:
    """The dump's articles in page order: headline, body, and a table of their mentions.

    Mentions are coloured by type; `brackets` marks them for a reader without colours too. Raises InputError for a file
    that is no dump.
    """
    parsed = parse_file(file, settings)
    mentions = _named(match(parsed.prints, gazetteer()))
    items: list[RenderableType] = []
    prints = parsed.prints.select("print_id", "headline", "body")
    printed = parsed.appearances.join(prints, on="print_id", how="left").sort("position")
    for row in printed.unique("print_id", keep="first", maintain_order=True).iter_rows(named=True):
        items += _item(row, mentions.filter(pl.col("print_id") == row["print_id"]), brackets=brackets)
    return Group(*items)


def _named(mentions: pl.DataFrame) -> pl.DataFrame:
    """The mentions in the order of their text, with the name of what each stands for."""
    names = gazetteer().entities.select("entity_id", listed_name="canonical_name")
    named = mentions.join(names, on="entity_id", how="left").with_columns(
        entity=pl.coalesce("canonical_name", "listed_name", pl.lit(UNDECIDED))
    )
    return named.sort("field", "char_start", descending=[True, False])


def _item(row: dict[str, Any], mentions: pl.DataFrame, *, brackets: bool) -> list[RenderableType]:
    head = Text(f"{row['position']}. ", style="bold")
    head.append_text(_marked(row["headline"], mentions.filter(pl.col("field") == "headline"), brackets=brackets))
    body = _marked(row["body"], mentions.filter(pl.col("field") == "body"), brackets=brackets)
    return [head, body, _table(mentions), Text()]


def _marked(text: str | None, mentions: pl.DataFrame, *, brackets: bool) -> Text:
    """The text, mentions in the colour of their type."""
    text, marked, at = text or "", Text(), 0
    for start, end, kind in mentions.select("char_start", "char_end", "entity_type").iter_rows():
        surface = f"[{text[start:end]}]" if brackets else text[start:end]
        marked.append(text[at:start]).append(surface, style=COLOURS[kind])
        at = end
    return marked.append(text[at:])


def _table(mentions: pl.DataFrame) -> Table:
    table = Table()
    for name in ("surface", "entity", "type", "rule", "confidence", "metonym"):
        justify: JustifyMethod = "right" if name == "confidence" else "left"
        table.add_column(name, justify=justify, no_wrap=name not in ("surface", "entity"), overflow="fold")
    columns = ("surface", "entity", "entity_type", "rule", "confidence", "is_metonym")
    for surface, entity, kind, rule, confidence, is_metonym in mentions.select(columns).iter_rows():
        style = "dim" if entity == UNDECIDED else ""
        metonym = "yes" if is_metonym else ""
        table.add_row(
            Text(tame(surface)),
            Text(tame(entity), style),
            Text(kind, COLOURS[kind]),
            rule,
            f"{confidence:.2f}",
            metonym,
        )
    return table
