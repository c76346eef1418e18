"""Texts to match, as many as asked for, none twice: made-up articles, or the seed articles with their parts mixed."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from flows.scoring import read_gold
from tests.benchmarks.articles import article
from tests.benchmarks.store import save

BATCH_BYTES = 10_000_000
SENTENCE = re.compile(r"(?<=[.!?”\"])\s+")
CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
ONSETS, RIMES = (
    ("b", "d", "g", "k", "m", "n", "r", "s", "t", "v", "zh"),
    ("a", "e", "i", "o", "u", "ai", "ur", "an", "ek"),
)
PARTS = [onset + rime for onset in ONSETS for rime in RIMES]
ENDINGS = ("", "", "", "ov", "ova", "bek", "uly", "sky", "n", "t")
INVENTED = 60_000


def write_texts(folder: Path, kind: str, size: int, seed: int = 1) -> int:
    """Write batches of texts (print_id, headline, body) of a kind, `size` bytes or a little more; returns how many."""
    total, number, rows, filled = 0, 0, [], 0
    for headline, body in KINDS[kind](random.Random(f"{seed}/{kind}")):
        rows.append({"print_id": f"{kind}-{number}-{len(rows)}", "headline": headline, "body": body})
        filled += len(headline.encode()) + len(body.encode())
        if filled >= BATCH_BYTES or total + filled >= size:
            save(folder, number, texts=pl.DataFrame(rows))
            total, number, rows, filled = total + filled, number + 1, [], 0
        if total >= size:
            break
    return total


def made_up(rng: random.Random) -> Iterator[tuple[str, str]]:
    """Articles of the made-up dumps."""
    number = rng.randrange(10**6)
    while True:
        one = article(number, number, "new")
        yield one.title, "\n\n".join(one.paragraphs)
        number += 1


def mixed(rng: random.Random, invented_share: float = 0.0) -> Iterator[tuple[str, str]]:
    """Seed articles with sentences left out and in another order, and other digits.

    That share of the capitalised words is replaced by invented names, of which a few come often and most seldom.
    """
    texts = read_gold("seeds").texts
    articles = [SENTENCE.split(body) for body in texts["body"]]
    names = [
        "".join(rng.choices(PARTS, k=rng.randint(1, 3))).capitalize() + rng.choice(ENDINGS) for _ in range(INVENTED)
    ]

    def vary(sentence: str) -> str:
        sentence = re.sub(r"\d", lambda _: str(rng.randrange(10)), sentence)
        return CAPITAL.sub(lambda word: name() if rng.random() < invented_share else word[0], sentence)

    def name() -> str:
        return names[min(int(rng.paretovariate(0.6)) * 7 + rng.randrange(7), INVENTED - 1)]

    while True:
        kept = [vary(sentence) for sentence in rng.choice(articles) if rng.random() < 0.85]
        rng.shuffle(kept)
        paragraphs = [" ".join(kept[at : at + 4]) for at in range(0, len(kept), 4)]
        yield vary(rng.choice(texts["headline"].to_list())), "\n\n".join(paragraphs)


KINDS = {
    "made-up": made_up,
    "seed articles, mixed": mixed,
    "the same, 1 name in 20 invented": lambda rng: mixed(rng, 0.05),
}
