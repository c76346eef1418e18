"""A seed and a number -> a made-up article, the same each time."""

import csv
import random
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path

from tests.benchmarks import words

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
EXCERPT_WORDS = 520
HOME = ("KZ", "KG", "TJ", "TM", "UZ")
KINDS = {"person": ("PERSON",), "org": ("ORG",), "country": ("COUNTRY", "GPE_OTHER"), "event": ("EVENT",)}
CAPTION = '[caption id="attachment_{n}" align="alignnone" width="1024"] A view of the works. Photo: desk[/caption]'


@dataclass(frozen=True)
class Article:
    """One article: its title, its paragraphs, its text on one line and the site's excerpt of that."""

    title: str
    paragraphs: list[str]
    flat: str
    excerpt: str


@cache
def names(kind: str) -> tuple[list[str], list[float]]:
    """Names of one kind from seeds/entities, those at home in the region first, and how often each is used."""
    found: list[tuple[bool, bool, str]] = []
    for path in sorted((SEEDS / "entities").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = [row for row in csv.DictReader(stream) if row["entity_type"] in KINDS[kind]]
        abroad = [(row["country_code"] not in HOME, row["entity_type"] == "GPE_OTHER") for row in rows]
        found += [(*where, row["canonical_name"]) for where, row in zip(abroad, rows, strict=True)]
    random.Random(kind).shuffle(found)
    found.sort(key=lambda row: row[:2])
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(found))))
    return [name for *_, name in found], weights


@lru_cache(maxsize=2048)
def article(seed: int, number: int, era: str) -> Article:
    """The article of that number; `era` names the pool it belongs to ('new' or 'old')."""
    rng = random.Random(f"{seed}/{era}/{number}")
    text = _sentences(rng, rng.randrange(26, 74))
    if rng.random() < 0.03:
        text[1] = f"{CAPTION.format(n=1000 + number)} {text[1]}"
    paragraphs = [" ".join(text[at : at + 3]) for at in range(0, len(text), 3)]
    flat = " ".join(paragraphs)
    split = flat.split(" ", EXCERPT_WORDS)
    excerpt = " ".join(split[:EXCERPT_WORDS]) + "..." if len(split) > EXCERPT_WORDS else flat
    return Article(_title(rng), paragraphs, flat, excerpt)


def pick(rng: random.Random, kind: str, count: int) -> list[str]:
    """Names of a kind, the usual ones often."""
    found, weights = names(kind)
    return rng.choices(found, cum_weights=weights, k=count)


def _sentences(rng: random.Random, count: int) -> list[str]:
    """Sentences of some 14 words, about one name in each."""
    many = rng.choices
    parts = zip(
        many(range(12), k=count),
        many(words.OPENERS, k=count),
        many(words.SUBJECTS, k=count),
        many(words.PREDICATES, k=count),
        many(words.TAILS, k=count),
        many(words.SAID, k=count),
        many(words.ACTIONS, k=count),
        pick(rng, "person", count),
        pick(rng, "org", count),
        pick(rng, "country", count),
        pick(rng, "event", count),
        strict=True,
    )
    return [_sentence(*part) for part in parts]


def _sentence(
    form: int, opener: str, subject: str, predicate: str, tail: str, said: str, action: str,
    person: str, org: str, country: str, event: str,
) -> str:  # fmt: skip
    if form < 3:
        return f"{opener} {person} {said} that {subject} in {country} {predicate}{tail}."
    if form < 5:
        return f"{opener} {org} {action} {subject}, which {predicate}{tail}."
    if form < 7:
        return f"In {country}, {subject} {predicate}{tail}."
    if form < 9:
        return f"“{subject[0].upper()}{subject[1:]} {predicate},” {said} {person} of {org}{tail}."
    if form == 9:
        return f"{opener} {subject} {predicate} ahead of the {event}{tail}."
    if form == 10:
        return f"{opener} {org} met {person}, and {subject} {predicate}{tail}."
    return f"{opener} {subject} {predicate}, and it hasn’t been easy{tail}."


def _title(rng: random.Random) -> str:
    country, other = pick(rng, "country", 2)
    title = rng.choice(words.TITLE_PATTERNS).format(
        country=country,
        country2=other,
        person=pick(rng, "person", 1)[0],
        org=pick(rng, "org", 1)[0],
        topic=rng.choice(words.TOPICS),
        count=rng.randrange(26, 99),
        digit=rng.randrange(2, 9),
    )
    return title if len(title) <= 140 else f"{country}: {rng.choice(words.TOPICS)} in {rng.randrange(26, 99)} Charts"
