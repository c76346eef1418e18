"""The same job as most would write it: `python -m tests.benchmarks.rivals pandas|dlt DUMPS OUT MOST`.

Both parse with the plain loop of baseline.py, find the gazetteer's names, and load captures, rates, appearances,
articles and mentions into DuckDB. `pandas`: spaCy's entity ruler, frames of pandas, Great Expectations, inserts from
frames. `dlt`: flashtext, and a dlt pipeline that merges by key. Neither keeps lineage, precision, editions, quarantine
or unparsed lines, links a name, or finds one that nobody listed. The first MOST dumps are taken; the clock runs when
names and libraries are ready.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from tests.benchmarks.baseline import identify, parse_text, read_file
from tests.benchmarks.store import peak_mib, report

Rows = dict[str, list[dict[str, Any]]]
Finder = Callable[[str], list[tuple[int, int, str]]]
KEYS = {
    "captures": ["capture_id"],
    "rates": ["capture_id", "pair"],
    "appearances": ["capture_id", "position"],
    "articles": ["article_id"],
    "mentions": ["version_id", "char_start"],
}
BATCH = 500


def spacy_finder() -> Finder:
    """Names by spaCy's entity ruler."""
    import spacy

    from tests.benchmarks.stages import gazetteer

    model = spacy.blank("en")
    ruler = model.add_pipe("entity_ruler")
    names = gazetteer().names["name"].to_list()
    ruler.add_patterns([{"label": "NAME", "pattern": name} for name in names])
    return lambda text: [(span.start_char, span.end_char, span.text) for span in model(text).ents]


def flashtext_finder() -> Finder:
    """Names by flashtext."""
    from flashtext import KeywordProcessor

    from tests.benchmarks.stages import gazetteer

    processor = KeywordProcessor(case_sensitive=True)
    for name in gazetteer().names["name"].to_list():
        processor.add_keyword(name)
    return lambda text: [(start, end, name) for name, start, end in processor.extract_keywords(text, span_info=True)]


def rows_of(paths: list[Path], find: Finder, seen: set[str]) -> Rows:
    """The rows of some dumps; a text that was seen before is not searched again."""
    rows: Rows = {name: [] for name in KEYS}
    for path in paths:
        found = parse_text(read_file(path))
        capture = path.stem
        rows["captures"].append({"capture_id": capture, "captured_on": found["date"], "path": str(path)})
        for pair, rate, change in found["pairs"]:
            rows["rates"].append({"capture_id": capture, "pair": pair, "rate": float(rate), "change": change})
        for position, (item, title, body) in enumerate(
            zip(identify(found), found["titles"], found["bodies"], strict=True), start=1
        ):
            article, version, _, words, _ = item
            rows["appearances"].append({"capture_id": capture, "position": position, "article_id": article})
            if version in seen:
                continue
            seen.add(version)
            rows["articles"].append({"article_id": article, "headline": title, "body": body, "word_count": words})
            for start, end, surface in find(f"{title}\n{body}"):
                rows["mentions"].append(
                    {"version_id": version, "char_start": start, "char_end": end, "surface": surface}
                )
    return rows


def validator() -> Callable[[str, Any], None]:
    """Great Expectations on a pandas frame: every key there and unique, numbers in their bands."""
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    expect = gx.expectations
    more = {
        "rates": [expect.ExpectColumnValuesToBeBetween(column="rate", min_value=0, strict_min=True)],
        "articles": [expect.ExpectColumnValueLengthsToBeBetween(column="headline", min_value=1, max_value=300)],
        "mentions": [expect.ExpectColumnPairValuesAToBeGreaterThanB(column_A="char_end", column_B="char_start")],
    }
    definitions = {}
    for table, keys in KEYS.items():
        suite = context.suites.add(gx.ExpectationSuite(name=table))
        for one in [expect.ExpectColumnValuesToNotBeNull(column=key) for key in keys] + more.get(table, []):
            suite.add_expectation(one)
        asset = context.data_sources.add_pandas(table).add_dataframe_asset(table)
        definitions[table] = (asset.add_batch_definition_whole_dataframe(table), suite)

    def validate(table: str, frame: Any) -> None:
        definition, suite = definitions[table]
        outcome = definition.get_batch(batch_parameters={"dataframe": frame}).validate(suite)
        if not outcome.success:
            raise SystemExit(f"{table}: {outcome}")

    return validate


def pandas_way(parts: Iterator[Rows], out: Path) -> None:
    """Frames of pandas, judged, then inserted."""
    import pandas as pd

    validate = validator()
    with duckdb.connect(str(out)) as connection:
        for rows in parts:
            for table, some in rows.items():
                frame = pd.DataFrame(some)
                if frame.empty:
                    continue
                validate(table, frame)
                connection.register("incoming", frame)
                connection.execute(f"CREATE TABLE IF NOT EXISTS {table} AS FROM incoming LIMIT 0")
                connection.execute(f"INSERT INTO {table} SELECT * FROM incoming")


def dlt_way(parts: Iterator[Rows], out: Path) -> None:
    """A dlt pipeline that merges by key."""
    import dlt

    pipeline = dlt.pipeline("rival", destination=dlt.destinations.duckdb(str(out)), dataset_name="news")
    for rows in parts:
        resources = [
            dlt.resource(some, name=table, write_disposition="merge", primary_key=KEYS[table])
            for table, some in rows.items()
            if some
        ]
        pipeline.run(resources)


WAYS = {"pandas": (spacy_finder, pandas_way), "dlt": (flashtext_finder, dlt_way)}


def main() -> None:
    """Do the job and report bytes, seconds and what was loaded."""
    name, dumps, out, most = sys.argv[1:]
    os.environ["DLT_DATA_DIR"] = os.environ["DLT_PIPELINES_DIR"] = f"{out}.dlt"
    os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"
    ready, way = WAYS[name]
    find = ready()
    paths = sorted(Path(dumps).rglob("*.txt"))[: int(most)]
    seen: set[str] = set()
    begin, cpu = time.perf_counter(), time.process_time()
    way((rows_of(paths[at : at + BATCH], find, seen) for at in range(0, len(paths), BATCH)), Path(out))
    seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
    schema = "news." if name == "dlt" else ""
    with duckdb.connect(out, read_only=True) as connection:
        counts = {t: connection.execute(f"SELECT COUNT(*) FROM {schema}{t}").fetchone()[0] for t in KEYS}
    size = sum(path.stat().st_size for path in paths)
    report(megabytes=size / 1e6, seconds=seconds, cpu_seconds=cpu, peak_mib=peak_mib(), **counts)


if __name__ == "__main__":
    main()
