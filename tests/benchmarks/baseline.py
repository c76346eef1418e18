"""The same work in plain Python loops: `python -m tests.benchmarks.baseline STAGE DUMPS WORK`, to compare with."""

import hashlib
import json
import re
import shutil
import sqlite3
import sys
import unicodedata
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.benchmarks.store import Clock, batch_count, peak_mib, report, take

TICKER = re.compile(r"^ *• ([A-Z]{3}/[A-Z]{3}) = (\d+\.\d+) (-?[\d.]+%)$")
DAY = re.compile(r"^\d{1,2} [A-Z][a-z]+ \d{4}$")
PAGER = re.compile(r"^Viewing results (\d+) - (\d+) of (\d+)$")
ENDING = re.compile(r"^(?:Continue reading|Register to read more \.\.\.|Read more: .*|(?:  • |- )Written by .*)$")
PLAIN = str.maketrans("‘’“”–—´", "''\"\"--'")
TITLE_CHARS = 160
MATCH_BYTES = 60_000
TABLES = ("captures", "appearances", "rates", "prints", "print_mentions")
KEYS = {"captures": "capture_id", "appearances": "capture_id, position", "prints": "print_id"}


def read_file(path: Path) -> str:
    """The text of a dump."""
    with path.open("rb") as stream:
        return stream.read().decode()


def parse_text(text: str) -> dict[str, Any]:
    """Pairs, date, pager, titles and bodies of a dump: a long line belongs to the short one above it."""
    found: dict[str, Any] = {"pairs": [], "date": None, "pager": None, "titles": [], "bodies": []}
    waiting = None
    for line in text.split("\n"):
        if rate := TICKER.match(line):
            if list(rate.groups()) not in found["pairs"]:
                found["pairs"].append(list(rate.groups()))
        elif found["date"] is None and DAY.match(line):
            found["date"] = datetime.strptime(line, "%d %B %Y").date().isoformat()
        elif pager := PAGER.match(line):
            found["pager"] = [int(number) for number in pager.groups()]
        elif not line or ENDING.match(line):
            continue
        elif len(line) <= TITLE_CHARS:
            waiting = line.strip()
        elif waiting:
            found["titles"].append(waiting)
            found["bodies"].append(line)
            waiting = None
        elif found["bodies"]:
            found["bodies"][-1] += "\n\n" + line
    return found


def identify(found: dict[str, Any]) -> list[tuple[str, str, str, int, int]]:
    """Ids of article, version and print, and the counts of words and characters, of each item."""
    items = []
    for title, body in zip(found["titles"], found["bodies"], strict=True):
        headline, text = normalise(title), normalise(body)
        article = short_hash(headline)
        version = short_hash(article + text)
        items.append((article, version, short_hash(version + title + body), len(body.split()), len(body)))
    return items


def normalise(text: str) -> str:
    """Quotes and dashes plain, NFKC, case folded, white space collapsed."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(PLAIN)).casefold().split())


def short_hash(text: str) -> str:
    """First 16 hex digits of the SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def match_text(text: str, names: re.Pattern[str]) -> list[tuple[int, int, str]]:
    """Start, end and surface of every name."""
    return [(found.start(), found.end(), found.group()) for found in names.finditer(text)]


def audit_rows(rows: dict[str, list[dict[str, Any]]]) -> None:
    """Assert of each row what the suites hold of it."""
    for row in rows["captures"]:
        counted = ("blank_count", "fact_line_count", "ignored_line_count", "quarantined_line_count")
        assert sum(row[name] for name in counted) + row["unparsed_line_count"] == row["line_count"]
        assert (row["captured_on"] is None) == (row["captured_on_basis"] == "unknown")
    for row in rows["rates"]:
        assert re.fullmatch(r"[A-Z]{3}", row["base_currency"]) and re.fullmatch(r"[A-Z]{3}", row["quote_currency"])
        assert row["rate_low"] < row["rate"] < row["rate_high"] and float(row["rate_text"]) > 0
    for row in rows["appearances"]:
        assert row["article_id"] and row["print_id"] and 0 <= row["pairing_confidence"] <= 1
        assert row["line_start"] <= row["line_end"] and row["position"] >= 1
    texts = {}
    for row in rows["prints"]:
        assert row["char_count"] == len(row["body"]) and row["word_count"] == len(row["body"].split())
        texts[row["print_id"]] = row
    ends: Counter[tuple[str, str]] = Counter()
    for row in sorted(rows["mentions"], key=lambda row: (row["print_id"], row["field"], row["char_start"])):
        place = (row["print_id"], row["field"])
        assert texts[row["print_id"]][row["field"]][row["char_start"] : row["char_end"]] == row["surface"]
        assert ends[place] <= row["char_start"]
        ends[place] = row["char_end"]


def read_stage(dumps: Path, work: Path, clock: Clock) -> dict[str, Any]:
    """Files to texts."""
    with clock.running():
        for path in sorted(dumps.rglob("*.txt")):
            read_file(path)
    return {}


def parse_stage(dumps: Path, work: Path, clock: Clock) -> dict[str, Any]:
    """Texts to dicts, and what was found to a file, for the score."""
    lines = Clock()
    with (work / "baseline.jsonl").open("w", encoding="utf-8") as stream:
        for path in sorted(dumps.rglob("*.txt")):
            text = read_file(path)
            with clock.running():
                with lines.running():
                    found = parse_text(text)
                identify(found)
            del found["bodies"]
            stream.write(json.dumps({"file": path.relative_to(dumps).as_posix(), **found}) + "\n")
    return {"lines_seconds": lines.seconds}


def match_stage(dumps: Path, work: Path, clock: Clock) -> dict[str, Any]:
    """New prints to mentions: as many as MATCH_BYTES hold, for the alternation is slow; `share` says how much."""
    from tests.benchmarks.stages import gazetteer

    listed = sorted(gazetteer().names["name"].to_list(), key=len, reverse=True)
    names = re.compile(r"\b(?:" + "|".join(re.escape(name) for name in listed) + r")\b")
    size = done = 0
    for number in range(batch_count(work / "match")):
        (texts,) = take(work / "match", number, "texts")
        for _, headline, body in texts.iter_rows():
            text = f"{headline or ''}\n{body}"
            size += len(text.encode())
            if done < MATCH_BYTES:
                done = size
                with clock.running():
                    match_text(text, names)
    return {"share": done / size}


def audit_stage(dumps: Path, work: Path, clock: Clock) -> dict[str, Any]:
    """Rows to nothing, or an AssertionError."""
    for number in range(batch_count(work / "audit")):
        frames = take(work / "audit", number, "captures", "rates", "appearances", "prints")
        (mentions,) = take(work / "match", number, "mentions")
        tables = ("captures", "rates", "appearances", "prints", "mentions")
        rows = {table: frame.to_dicts() for table, frame in zip(tables, [*frames, mentions], strict=True)}
        with clock.running():
            audit_rows(rows)
    return {}


def load_stage(dumps: Path, work: Path, clock: Clock) -> dict[str, Any]:
    """The same rows into SQLite, one transaction a batch; known prints are ignored."""
    import polars as pl

    connection = sqlite3.connect(work / "baseline.sqlite")
    for number in range(batch_count(work / "audit")):
        for table, frame in zip(TABLES, take(work / "audit", number, *TABLES), strict=True):
            plain = frame.with_columns(pl.col(pl.Decimal, pl.Date).cast(pl.String))
            plain = plain.with_columns(pl.col(pl.List(pl.String)).list.join("\n"))
            key = f", PRIMARY KEY ({KEYS[table]})" if table in KEYS else ""
            connection.execute(f"CREATE TABLE IF NOT EXISTS {table} ({', '.join(plain.columns)}{key})")
            rows, marks = plain.rows(), ", ".join("?" * plain.width)
            with clock.running():
                connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)
        with clock.running():
            connection.commit()
    return {}


def recompute_stage(dumps: Path, work: Path, clock: Clock) -> dict[str, Any]:
    """Articles and versions grouped from their appearances."""
    connection = sqlite3.connect(work / "baseline.sqlite")
    seen = "COUNT(*) AS seen, MIN(captured_on) AS first_on, MAX(captured_on) AS last_on"
    source = "FROM appearances JOIN captures USING (capture_id)"
    with clock.running():
        connection.execute(f"CREATE TABLE articles AS SELECT article_id, {seen} {source} GROUP BY article_id")
        connection.execute(f"CREATE TABLE shown AS SELECT version_id, {seen} {source} GROUP BY version_id")
        connection.execute(
            "CREATE TABLE article_versions AS SELECT shown.*, headline, body, MIN(print_id) AS print_id"
            " FROM shown JOIN prints USING (version_id) GROUP BY shown.version_id"
        )
        connection.execute(
            "CREATE TABLE mentions AS"
            " SELECT print_mentions.* FROM print_mentions JOIN article_versions USING (print_id)"
        )
        connection.commit()
    return {}


def check_stage(dumps: Path, work: Path, clock: Clock) -> dict[str, Any]:
    """Keys unique, references met."""
    connection = sqlite3.connect(work / "baseline.sqlite")
    with clock.running():
        for table, key in (*KEYS.items(), ("articles", "article_id"), ("article_versions", "version_id")):
            query = f"SELECT 1 FROM {table} GROUP BY {key} HAVING COUNT(*) > 1"
            assert not connection.execute(query).fetchall()
        for table, key, other in (("appearances", "capture_id", "captures"), ("mentions", "print_id", "prints")):
            query = f"SELECT COUNT(*) FROM {table} WHERE {key} NOT IN (SELECT {key} FROM {other})"
            assert connection.execute(query).fetchone()[0] == 0
    return {}


def release_stage(dumps: Path, work: Path, clock: Clock) -> dict[str, Any]:
    """The database, copied."""
    with clock.running():
        shutil.copy(work / "baseline.sqlite", work / "baseline.released.sqlite")
    return {}


STAGES = {
    "read": read_stage,
    "parse": parse_stage,
    "match": match_stage,
    "audit": audit_stage,
    "load": load_stage,
    "recompute": recompute_stage,
    "check": check_stage,
    "release": release_stage,
}


def main() -> None:
    """Run the stage of the command line and report its seconds, its share of the work and its peak memory."""
    name, dumps, work = sys.argv[1:]
    clock = Clock()
    said = STAGES[name](Path(dumps), Path(work), clock)
    report(seconds=clock.seconds / said.get("share", 1), peak_mib=peak_mib(), **said)


if __name__ == "__main__":
    main()
