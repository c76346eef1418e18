"""A fuzz session: `python -m tests.fuzz.session --dumps 100000 [--minutes 15] [--seed 1]`.

Dumps are drawn by hypothesis, held in batches, and a batch that breaks is taken apart to the one dump that does it.
"""

import argparse
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.dumps import Dump, dumps
from tests.fuzz.holds import hold

BATCH = 50
KEPT = Path(__file__).parent / "found"


@dataclass
class Done:
    """How many dumps were held, of what endings, the facts in them, and what failed: the error and the least dumps."""

    dumps: int = 0
    size: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, list[Dump]]] = field(default_factory=list)


def session(count: int, *, seed: int, minutes: float = 0, stop_at_first: bool = False) -> Done:
    """Hold `count` dumps, or as many as fit into the minutes; the same seed draws the same dumps."""
    done, deadline, rounds = Done(), time.monotonic() + minutes * 60, 0
    while done.dumps < count and not (minutes and time.monotonic() > deadline):
        _round(done, min(count - done.dumps, 2_000), seed + rounds, stop_at_first)
        rounds += 1
        print(f"{done.dumps:,} dumps, {len(done.failures)} batches failed", file=sys.stderr, flush=True)
        if stop_at_first and done.failures:
            break
    return done


def _round(done: Done, count: int, number: int, stop_at_first: bool) -> None:
    def one_batch(some: list[Dump]) -> None:
        if stop_at_first and done.failures:
            return
        done.dumps += len(some)
        done.size += sum(len(dump.raw) for dump in some)
        done.endings.update(dump.ending for dump in some)
        if error := _failure(some, done.seen):
            done.failures.append((error, _least(some, error)))

    batch = st.lists(dumps(), min_size=BATCH, max_size=BATCH)
    options = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
    # Shrinking a batch would run for minutes; _least does it, by halves.
    run = settings(max_examples=max(1, count // BATCH), phases=[Phase.generate], **options)(given(batch)(one_batch))
    seed(number)(run)()


def _failure(some: list[Dump], seen: Counter[str] | None = None) -> str | None:
    try:
        counts = hold(some)
        if seen is not None:
            seen.update(counts)
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)
        own = next((one for one in reversed(at) if "/flows/" in one.filename or "/tests/" in one.filename), at[-1])
        return f"{type(error).__name__} at {Path(own.filename).name}:{own.lineno}: {str(error)[:300]}"
    return None


def _least(some: list[Dump], error: str) -> list[Dump]:
    """Few dumps of the batch that still fail at the same place: one, two, a half, or all without those not needed."""
    place = error.split(": ")[0]
    for size in (1, 2):
        for parts in ([some[at : at + size] for at in range(0, len(some), size)], [some[::-1][:size]]):
            for part in parts:
                if (_failure(part) or "").startswith(place):
                    return part
    half = len(some) // 2
    for part in (some[:half], some[half:]):
        if half and (_failure(part) or "").startswith(place):
            return _least(part, error)
    for dump in list(some):
        others = [one for one in some if one is not dump]
        if (_failure(others) or "").startswith(place):
            some = others
    return some


def main() -> None:
    """Run a session and say what it found; exit 1 where anything failed. Failing dumps are kept in found/."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dumps", type=int, default=100_000)
    parser.add_argument("--minutes", type=float, default=0, help="stop after so many minutes; 0: never")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    begin = time.monotonic()
    done = session(asked.dumps, seed=asked.seed, minutes=asked.minutes)
    took = time.monotonic() - begin
    for number, (error, least) in enumerate(done.failures):
        folder = KEPT / f"{asked.seed}-{number}"
        folder.mkdir(parents=True, exist_ok=True)
        for at, dump in enumerate(least):
            (folder / f"{at}{dump.ending}").write_bytes(dump.raw)
        print(f"FAILED  {error}\n        {len(least)} dumps in {folder}")
    told = ", ".join(f"{count:,} {ending or 'bare'}" for ending, count in sorted(done.endings.items()))
    print(f"{done.dumps:,} dumps ({told}), {done.size / 1e6:.1f} MB, {took:.0f} s, seed {asked.seed}")
    print(", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in done.seen.items()))
    print(f"{len(done.failures)} batches failed")
    sys.exit(bool(done.failures))


if __name__ == "__main__":
    main()
