"""A seed and a number -> one made-up dump in one of the layouts, and the truth about it."""

import csv
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from tests.benchmarks import headers, words
from tests.benchmarks.articles import SEEDS, Article, article

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SPREAD = 60
OLD_IN = 6
STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}
CLOSED = "Continue reading\n\n"


@dataclass(frozen=True)
class Page:
    """The text of a dump and what a parser should find: layout, date, pager, titles and pairs."""

    text: str
    layout: str
    date: date | None
    pager: tuple[int, int, int] | None
    titles: list[str]
    pairs: list[headers.Pair]


@dataclass(frozen=True)
class Draw:
    """What a layout draws from: its random numbers, its day and the articles that are news to it."""

    seed: int
    rng: random.Random
    day: date
    newest: int

    def articles(self, count: int, era: str = "new") -> list[Article]:
        """Different articles of the last weeks, the newest first; the old site had fewer."""
        newest = self.newest // OLD_IN if era == "old" else self.newest
        oldest = max(0, newest - SPREAD)
        span = range(oldest, max(newest, oldest + count) + 1)
        return [article(self.seed, number, era) for number in sorted(self.rng.sample(span, count), reverse=True)]


def page(seed: int, number: int, total: int) -> Page:
    """The dump of that number out of `total`, half as many articles among them."""
    rng = random.Random(f"{seed}/page/{number}")
    share = number / total
    draw = Draw(seed, rng, headers.day_of(share), int(share * total / 2))
    (layout,) = rng.choices(list(LAYOUTS), weights=[weight for weight, _ in LAYOUTS.values()])
    made = LAYOUTS[layout][1](draw)
    return _straight(made) if rng.random() < 0.15 else made


def listing(draw: Draw) -> Page:
    """Titles, and bodies on one line each."""
    head, day, pairs = _head(draw, with_date=draw.rng.random() < 0.6)
    pager = headers.pager(draw.rng) if draw.rng.random() < 0.95 or not pairs else None
    line = "Viewing results {} - {} of {}\n\n".format(*pager) if pager else ""
    items = draw.articles(6)
    body = "\n\n".join(f"{item.title}\n\n{_ended(draw, item)}" for item in items)
    return Page(_end(draw, head + line + body), "listing", day, pager, [item.title for item in items], pairs)


def proxy_copy(draw: Draw) -> Page:
    """A listing below the header of a proxy."""
    made = listing(draw)
    return Page(
        "WebSafe 3.7example.org\n|\n|\n🏠\n" + made.text, "proxy_copy", made.date, made.pager, made.titles, made.pairs
    )


def paged_home(draw: Draw) -> Page:
    """Titles, and bodies in paragraphs, subheads among them; most are closed."""
    head, day, pairs = _head(draw, with_date=True)
    items = draw.articles(6)
    parts = []
    for item in items:
        shown = item.paragraphs[: 5 + len(item.title) % 4]
        if len(item.title) % 2 and len(shown) > 4:
            shown = [*shown[:3], words.SUBHEADS[len(item.flat) % len(words.SUBHEADS)], *shown[3:]]
        closing = CLOSED if item is not items[-1] and draw.rng.random() < 0.9 else ""
        parts.append(f"{item.title}\n\n" + "\n\n".join(shown) + f"\n\n{closing}")
    return Page(
        head + "".join(parts).rstrip("\n") + "\n", "paged_home", day, None, [item.title for item in items], pairs
    )


def author_page(draw: Draw) -> Page:
    """A listing below an author's profile."""
    head, day, pairs = _head(draw, with_date=draw.rng.random() < 0.7)
    name = draw.rng.choice(words.AUTHORS)
    profile = f"Our People > {name}\n\n{name}'s Avatar\n\n"
    if draw.rng.random() < 0.6:
        profile += f"{name}\n\n{draw.rng.choice(words.JOBS)}\n\n{words.BIO.format(name=name)}\n\n"
    items = draw.articles(6)
    body = "\n\n".join(f"{item.title}\n\n{_ended(draw, item)}" for item in items)
    return Page(
        _end(draw, f"{head}{profile}Articles\n\n{body}"), "author_page", day, None, [i.title for i in items], pairs
    )


def old_listing(draw: Draw) -> Page:
    """Titles with bylines and short bodies, the title repeated below; no header."""
    items = draw.articles(8, "old")
    parts = ["Menu\n" if draw.rng.random() < 0.3 else "", f"{spam_line()}\n\n"]
    for item in items:
        more = f"Read more: {item.title}" if len(item.flat) % 2 else "Register to read more ..."
        city = words.CITIES[len(item.flat) % len(words.CITIES)]
        parts.append(f"{item.title}\n\n  • Written by TCA\n\n{city} (TCA) — {item.paragraphs[0]}\n\n{more}\n\n")
    return Page("".join(parts), "old_listing", None, None, [item.title for item in items], [])


def old_digest(draw: Draw) -> Page:
    """One untitled article: a publisher's note, then reports with standfirsts and quotes."""
    city = draw.rng.choice(words.CITIES)
    items = draw.articles(7, "old")
    parts = [f"{spam_line()}\n\n{city} (TCA) — The Publisher’s note: {' '.join(items[0].paragraphs[:3])}\n\n\n"]
    for item in items[1:]:
        day = f"{draw.rng.choice(MONTHS)} {draw.rng.randrange(1, 29)}"
        quote = " ".join(item.paragraphs[1:4]).rstrip(".")
        standfirst = item.paragraphs[0].split(". ")[0]
        parts.append(f"{item.title}\n\n{standfirst}\n\n{day} — “{quote}.” READ MORE:\n\n")
    return Page("".join(parts), "old_digest", None, None, [], [])


def compact(draw: Draw) -> Page:
    """One article without any blank line."""
    (item,) = draw.articles(1, "old")
    text = f"{item.title}\n- Written by TCA\n{draw.rng.choice(words.CITIES)} (TCA) — {item.flat}\n"
    return Page(text, "compact", None, None, [item.title], [])


LAYOUTS: dict[str, tuple[float, Callable[[Draw], Page]]] = {
    "listing": (69, listing),
    "paged_home": (8, paged_home),
    "author_page": (4, author_page),
    "old_listing": (8, old_listing),
    "old_digest": (8, old_digest),
    "compact": (1.5, compact),
    "proxy_copy": (1.5, proxy_copy),
}


@cache
def spam_line() -> str:
    """The line that stood atop the old site, as the seeds have it."""
    with (SEEDS / "phrases.csv").open(encoding="utf-8", newline="") as stream:
        return next(row["phrase"] for row in csv.DictReader(stream) if row["rule"] == "spam_line")


def _head(draw: Draw, *, with_date: bool) -> tuple[str, date | None, list[headers.Pair]]:
    """Ticker block and page date, a blank line below them."""
    pairs = headers.pairs(draw.seed, draw.day, draw.rng.randrange(4)) if draw.rng.random() < 0.97 else []
    day = draw.day if with_date else None
    lines = (headers.ticker(pairs) if pairs else "") + (f"{headers.printed_day(day)}\n" if day else "")
    return lines + "\n" if lines else "", day, pairs


def _ended(draw: Draw, item: Article) -> str:
    """The excerpt, in one of fifty with the closing phrase at its end."""
    return f"{item.excerpt}   Continue reading" if draw.rng.random() < 0.02 else item.excerpt


def _end(draw: Draw, text: str) -> str:
    """The page as crawlers leave it: most whole, some cut within the last body."""
    if draw.rng.random() < 0.1:
        return text[: -draw.rng.randrange(1, max(2, (len(text) - text.rindex("\n")) // 2))]
    return text + "\n"


def _straight(made: Page) -> Page:
    """The page with straight quotes."""

    def plain(text: str) -> str:
        for curly, straight in STRAIGHT.items():
            text = text.replace(curly, straight)
        return text

    return Page(plain(made.text), made.layout, made.date, made.pager, [plain(one) for one in made.titles], made.pairs)
