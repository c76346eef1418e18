"""A seed and a day -> the header of a made-up page: ticker, date and pager."""

import random
from datetime import date, timedelta
from functools import cache

FIRST_DAY = date(2024, 1, 1)
DAYS = 912
TMT_SINCE = date(2024, 9, 1)
REPEATS = 8
CHANGES = ("0%", "0%", "0%", "0%", "-0%", "-0%", "0.1%", "-0.42%", "0.33%", "-0.18%", "0.21%")
Pair = tuple[str, str, str]


@cache
def rates(seed: int) -> list[tuple[float, float, float, float]]:
    """KGS, KZT, TJS and TMT of each day: a walk within what is plausible."""
    rng = random.Random(f"{seed}/rates")
    level = [0.01140, 0.00210, 0.09400, 0.28540]
    walk = []
    for _ in range(DAYS):
        level = [value * (1 + rng.gauss(0, step)) for value, step in zip(level, (3e-4, 2e-3, 1e-3, 1e-4), strict=True)]
        pulled = zip(level, (0.01140, 0.00200, 0.10000, 0.28540), strict=True)
        level = [value + (centre - value) / 200 for value, centre in pulled]
        walk.append((level[0], level[1], level[2], level[3]))
    return walk


def day_of(share: float) -> date:
    """The day at that share of the span, 0 to 1."""
    return FIRST_DAY + timedelta(days=int(share * DAYS))


def pairs(seed: int, day: date, variant: int) -> list[Pair]:
    """Pair, rate and change as one of the day's tickers prints them."""
    kgs, kzt, tjs, tmt = rates(seed)[(day - FIRST_DAY).days]
    change = random.Random(f"{seed}/{day}/{variant}").choices(CHANGES, k=5)
    found = [
        ("KGS/USD", f"{kgs:.5f}", change[0]),
        ("KZT/USD", f"{kzt:.5f}", change[1]),
        ("TJS/USD", f"{tjs + variant * 4e-5:.5f}", change[2]),
        ("UZS/USD", "0.00008", change[3] if variant == 3 else "0%"),
    ]
    return [*found, ("TMT/USD", f"{tmt:.5f}", change[4])] if day >= TMT_SINCE else found


def ticker(found: list[Pair]) -> str:
    """The ticker block: each pair eight times, the first line's indent lost."""
    block = "".join(f"  • {pair} = {rate} {change}\n" for pair, rate, change in found)
    return (block * REPEATS)[2:]


def printed_day(day: date) -> str:
    """DD Month YYYY."""
    return f"{day:%d %B %Y}"


def pager(rng: random.Random) -> tuple[int, int, int]:
    """First, last and total with the site's quirks: last is first + 5 always, and either may exceed the total."""
    page = 0 if rng.random() < 0.45 else int(rng.expovariate(0.02))
    first = 6 * page + 1
    total = rng.randrange(1, 12) if page == 0 and rng.random() < 0.1 else first + int(rng.expovariate(0.005))
    return first, first + 5, max(1, first - rng.randrange(1, 400)) if rng.random() < 0.02 else total
