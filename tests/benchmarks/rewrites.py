"""A made-up article -> others made of it, as sites do: cut, reworded, put in another order, mixed with other news.

What is known of each is how it was made; what it shares with its source is counted here by sets of words, not hashes.
"""

import random
import re
from dataclasses import dataclass
from itertools import combinations

from tests.benchmarks.articles import article

SENTENCE = re.compile(r"(?<=[.!?”])\s+")
WORD = re.compile(r"[^\W_]+")
LONGEST = 500  # words, about where the site cuts an excerpt


@dataclass(frozen=True)
class Text:
    """An article: its id, its text, the number of the source it was made of, and how."""

    article_id: str
    body: str
    source: int
    recipe: str


def shingles(body: str) -> set[tuple[str, ...]]:
    """All five consecutive words.

    >>> len(shingles("One, two; three: four - FIVE six"))
    2
    """
    words = WORD.findall(body.casefold())
    return set(zip(*(words[start:] for start in range(5)), strict=False))


def containment(one: set[tuple[str, ...]], two: set[tuple[str, ...]]) -> float:
    """Share of the smaller set that is in the other."""
    return len(one & two) / max(1, min(len(one), len(two)))


def source(seed: int, number: int) -> list[str]:
    """The sentences of a made-up article, up to where an excerpt ends."""
    kept: list[str] = []
    for sentence in SENTENCE.split(article(seed, number, "near").flat):
        if sum(len(one.split()) for one in kept) > LONGEST:
            break
        kept.append(sentence)
    return kept


def drop_sentences(rng: random.Random, sentences: list[str], other: list[str], rate: float) -> list[str]:
    """That share of the sentences is left out."""
    return [one for one in sentences if rng.random() >= rate]


def replace_sentences(rng: random.Random, sentences: list[str], other: list[str], rate: float) -> list[str]:
    """That share of the sentences is of another article."""
    return [rng.choice(other) if rng.random() < rate else one for one in sentences]


def reorder(rng: random.Random, sentences: list[str], other: list[str], rate: float) -> list[str]:
    """That share of the sentences stands elsewhere."""
    kept = list(sentences)
    for _ in range(round(rate * len(kept))):
        kept.insert(rng.randrange(len(kept)), kept.pop(rng.randrange(len(kept))))
    return kept


def replace_words(rng: random.Random, sentences: list[str], other: list[str], rate: float) -> list[str]:
    """A fifth of that share of the words is of another article: a word takes its five shingles with it."""
    strange = " ".join(other).split()
    return [
        " ".join(rng.choice(strange) if rng.random() < rate / 5 else word for word in sentence.split())
        for sentence in sentences
    ]


def brief(rng: random.Random, sentences: list[str], other: list[str], rate: float) -> list[str]:
    """A fifth of the article in a row, and of that the share is of another one."""
    length = max(3, len(sentences) // 5)
    start = rng.randrange(max(1, len(sentences) - length))
    return replace_sentences(rng, sentences[start : start + length], other, rate)


def mixed(rng: random.Random, sentences: list[str], other: list[str], rate: float) -> list[str]:
    """A little of all."""
    for change in (drop_sentences, replace_sentences, reorder, replace_words):
        sentences = change(rng, sentences, other, rate / 3)
    return sentences


RECIPES = (drop_sentences, replace_sentences, reorder, replace_words, brief, mixed)


def texts(count: int, seed: int = 1) -> list[Text]:
    """So many sources, each with one article made of it by a recipe in turn, at rates from 0 to 0.9."""
    rng = random.Random(f"{seed}/near")
    made = []
    for number in range(count):
        sentences, other = source(seed, number), source(seed, count + number)
        recipe = RECIPES[number % len(RECIPES)]
        changed = recipe(rng, sentences, other, rng.uniform(0, 0.9))
        for name, text in (("source", sentences), (recipe.__name__, changed)):
            made.append(Text(f"{rng.getrandbits(64):016x}", " ".join(text), number, name))
    return made


def related(made: list[Text]) -> dict[tuple[str, str], float]:
    """The containment of each two articles of one source, by their ids in order."""
    by_source: dict[int, list[Text]] = {}
    for text in made:
        by_source.setdefault(text.source, []).append(text)
    return {
        (min(one.article_id, two.article_id), max(one.article_id, two.article_id)): containment(
            shingles(one.body), shingles(two.body)
        )
        for members in by_source.values()
        for one, two in combinations(members, 2)
    }
