"""One dump -> a table of its lines, each with its role."""

from pathlib import Path

import polars as pl
from rich.table import Table
from rich.text import Text

from flows.dumps import manifest
from flows.dumps.archives.kinds import kind_of
from flows.dumps.find import find
from flows.dumps.read import read
from flows.errors import InputError
from flows.parsing.parse import Parsed, parse
from flows.references import parser_seeds
from flows.seeds import parser_version
from flows.settings import Settings
from flows.terminal import one_line

COLOURS = {"title": "bold green", "unparsed": "bold red", "quarantined": "red", "ignored": "dim", "blank": "dim"}
MOST_CHARS = 160


def explain_file(file: Path, settings: Settings) -> Table:
    """The dump's lines with number, role, and the rule that ignored or paired them.

    Raises InputError for a file that is no dump.
    """
    parsed = parse_file(file, settings)
    return _table(parsed.captures.row(0, named=True), parsed.lines, parsed.appearances)


def parse_file(file: Path, settings: Settings) -> Parsed:
    """One dump, parsed as a run would. Raises InputError for a file that is no dump."""
    if kind_of(file.name):
        raise InputError(
            f"{file}: an archive holds many dumps; load it with `steppe run`, then `steppe show CAPTURE` prints one"
            " (ops.capture_files tells which), and its text in a file can be explained"
        )
    files = find([str(file)])
    texts, refused, _ = read(files, settings.max_dump_mib * 2**20)
    if refused.height:
        reason, detail = refused.select("reason", "detail").row(0)
        raise InputError(f"{detail} ({reason}): the file would be quarantined")
    dumps = manifest.with_metadata(texts, manifest.metadata_of(files[0].path))
    return parse(dumps, parser_seeds(), parser_version(), settings.default_outlet)


def _table(capture: dict[str, object], lines: pl.DataFrame, appearances: pl.DataFrame) -> Table:
    caption = (
        f"layout {capture['layout']}, captured on {capture['captured_on'] or '?'} ({capture['captured_on_basis']})"
    )
    table = Table(title=f"capture {capture['capture_id']}", caption=caption)
    for name in ("line", "role", "rule", "text"):
        table.add_column(name, justify="right" if name == "line" else "left", no_wrap=name != "text")
    pairings = {
        row["line_start"]: f"{row['pairing_rule']} {row['pairing_confidence']}"
        for row in appearances.iter_rows(named=True)
    }
    for row in lines.iter_rows(named=True):
        rule = row["rule"] or pairings.get(row["line_number"], "")
        text = row["text"] if len(row["text"]) <= MOST_CHARS else row["text"][:MOST_CHARS] + "…"
        style = COLOURS.get(row["role"], "")
        table.add_row(str(row["line_number"]), Text(row["role"], style=style), rule, Text(one_line(text)))
    return table
