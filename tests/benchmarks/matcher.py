"""One matcher in a process of its own: `python -m tests.benchmarks.matcher NAME FOLDER WORKER WORKERS BYTES`.

It makes its names ready, says so on stdout, waits for a line on stdin, then goes through its share of the texts.
"""

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

from flows.settings import worker_environment

worker_environment()

import polars as pl  # noqa: E402 - after the environment, as in a worker of ours

from flows.references import gazetteer  # noqa: E402
from tests.benchmarks.store import batch_count, peak_mib, report, take  # noqa: E402

Matcher = Callable[[pl.DataFrame], int]


def steppe() -> Matcher:
    """Steppe: listed names, names found by their shape, and what each stands for."""
    from flows.mentions.match import match

    return lambda texts: match(texts, gazetteer()).height


def steppe_listed() -> Matcher:
    """Only what the others do: where the listed names stand."""
    from flows.mentions.listed import find_listed
    from flows.mentions.offsets import Buffer
    from flows.mentions.plain import plain_text

    def find(texts: pl.DataFrame) -> int:
        plain = texts.select(plain_text(pl.format("{}\n{}", "headline", "body"))).to_series()
        return find_listed(Buffer(plain), gazetteer().automata, gazetteer().tails).height

    return find


def flashtext() -> Matcher:
    """A trie of words in plain Python (flashtext), case-sensitive, with spans."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=True)
    for name in gazetteer().names["name"]:
        processor.add_keyword(name, name)
    return lambda texts: sum(len(processor.extract_keywords(text, span_info=True)) for text in joined(texts))


def entity_ruler() -> Matcher:
    """spaCy's entity ruler behind its English tokenizer, without a model."""
    import spacy

    language = spacy.blank("en")
    names = gazetteer().names.select("name", "entity_type").iter_rows()
    language.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": name} for name, label in names])
    return lambda texts: sum(len(document.ents) for document in language.pipe(joined(texts), batch_size=64))


def joined(texts: pl.DataFrame) -> list[str]:
    """Headline and body of each text as one."""
    return texts.select(pl.format("{}\n{}", "headline", "body")).to_series().to_list()


MATCHERS = {"steppe": steppe, "steppe, listed names only": steppe_listed, "flashtext": flashtext, "spaCy": entity_ruler}


def size_of(texts: pl.DataFrame) -> int:
    """Bytes of headlines and bodies."""
    return int(texts.select(pl.col("headline", "body").str.len_bytes().sum()).sum_horizontal().item())


def main() -> None:
    """Match every WORKERS-th batch, BYTES of text at most, and report counts, seconds and peak memory."""
    name, folder, worker, workers, most = sys.argv[1:]
    matcher = MATCHERS[name]()
    (first,) = take(Path(folder), 0, "texts")
    matcher(first.tail(20))
    gc.freeze()  # as in a worker of ours
    print("ready", flush=True)
    sys.stdin.readline()
    size = mentions = 0
    wall = cpu = 0.0
    for number in range(int(worker), batch_count(Path(folder)), int(workers)):
        (texts,) = take(Path(folder), number, "texts")
        if size_of(texts) > int(most) - size:
            texts = texts.head(int(texts.height * (int(most) - size) / size_of(texts)))
        begin = time.perf_counter(), time.process_time()
        mentions += matcher(texts)
        wall, cpu = wall + time.perf_counter() - begin[0], cpu + time.process_time() - begin[1]
        size += size_of(texts)
        if size >= int(most) * 0.99:
            break
    report(size=size, mentions=mentions, wall=wall, cpu=cpu, peak_mib=peak_mib())


if __name__ == "__main__":
    main()
