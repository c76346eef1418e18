"""Pages of one thing, over and over -> seconds and memory: `python -m tests.fuzz.extremes NAME MB` runs one."""

import resource
import sys
import time
from collections.abc import Callable
from datetime import date

import polars as pl

from flows.dumps import manifest
from flows.dumps.decode import Decoded, decode
from flows.mentions.match import match
from flows.parsing.parse import parse
from flows.quality import evidence
from flows.references import gazetteer, parser_seeds
from tests.parsing.pages import BODY, HEADER, TICKER, TITLES, body, digest

SENTENCE = "He asked Foreign Minister Murat Nurtleu of the Zhaiyk Fish Agency (ZFA) in Astana. The ZFA met. "
TITLED = HEADER + "A title of some words here\n\n"
EXTREMES: dict[str, Callable[[int], str]] = {
    "prose on one line": lambda size: TITLED + SENTENCE * (size // 96),
    "one letter": lambda size: "x" * size,
    "one word with a capital": lambda size: TITLED + "In A" + "a" * size + " he met.",
    "one run of capitals": lambda size: TITLED + "He met Ann " + "Bell " * (size // 5),
    "shouting": lambda size: TITLED + "KAZAKHSTAN " * (size // 11),
    "names and nothing else": lambda size: HEADER + "A title of some words hére\n\né" + "Iran, " * (size // 6),
    "empty lines": lambda size: "\n" * size,
    "returns": lambda size: "\r\n" * (size // 2),
    "tickers": lambda size: (TICKER + "\n") * (size // len(TICKER)),
    "different tickers": lambda size: "".join(f"KGS/USD = 0.{n:08} 0%\n" for n in range(size // 25)),
    "titles": lambda size: "".join(f"{TITLES[0]} {n}\n" for n in range(size // 55)),
    "items": lambda size: HEADER + "".join(f"{TITLES[0]} {n}\n\n{body(n)}\n\n" for n in range(size // 900)),
    "bylines": lambda size: "".join(f"{TITLES[0]} {n}\n- Written by TCA\n" for n in range(size // 70)),
    "subheads": lambda size: HEADER + f"{TITLES[0]}\n\n{BODY}\n\nA short head\n\n" * (size // 500),
    "short lines": lambda size: "A short head\n" * (size // 13),
    "dates": lambda size: "15 May 2025\n" * (size // 12),
    "pagers": lambda size: "Viewing results 1 - 6 of 12\n" * (size // 28),
    "open captions": lambda size: TITLED + "[caption id=1] a " * (size // 17),
    "captions": lambda size: TITLED + "[caption]<a> b[/caption] c " * (size // 27),
    "brackets": lambda size: TITLED + "[caption]" + "<" * size + "[/caption]",
    "acronyms": lambda size: TITLED + "Fish Agency (FA) and FA " * (size // 24),
    "surnames": lambda size: TITLED + "".join(f"Ann Bellov{n % 9999}. " for n in range(size // 16)),
    "closing phrases": lambda size: TITLED + "Continue reading " * (size // 17),
    "digest": lambda size: digest(size // 450),
    "marks": lambda size: TITLED + "e\u0301\u202e" * (size // 6),
    "astral": lambda size: TITLED + "\U0001f3e0" * (size // 4),
    "cyrillic": lambda size: TITLED + "Асан " * (size // 9),
    "spaces": lambda size: TITLED + "x" + " " * size + "x",
    "stops": lambda size: TITLED + "A. " * (size // 3),
}  # fmt: skip


def seconds(text: str) -> float:
    """Time to decode, parse and match one dump, and to make what the audit judges."""
    raw = text.encode()
    begin = time.process_time()
    decoded = decode(raw)
    assert isinstance(decoded, Decoded)
    row = {"capture_id": "0", "text": decoded.text, "byte_count": len(raw), "invalid_byte_count": 0}
    schema = {"capture_id": pl.String, "text": pl.String, "byte_count": pl.Int32, "invalid_byte_count": pl.Int32}
    dumps = manifest.with_metadata(pl.DataFrame([row], schema=schema), manifest.Metadata())
    parsed = parse(dumps, parser_seeds(), "v", "timesca")
    mentions = match(parsed.prints, gazetteer())
    assert evidence.captures(parsed.captures, date(2026, 1, 1))["lines_add_up"].all()
    assert evidence.mentions(mentions, parsed.prints)["surface_is_substring"].all()
    return time.process_time() - begin


def main() -> None:
    """Print seconds at a quarter of the size and at the size, and the peak in MiB."""
    name, megabytes = sys.argv[1], float(sys.argv[2])
    seconds(TITLED + SENTENCE * 10)
    least = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    size = int(megabytes * 1e6)
    quarter = min(seconds(EXTREMES[name](size // 4)) for _ in range(2))
    whole = seconds(EXTREMES[name](size))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 - least
    print(
        f"{name:26} {megabytes:5} MB {quarter:7.2f} s {whole:7.2f} s x{whole / quarter:5.1f} {peak:6} MiB", flush=True
    )


if __name__ == "__main__":
    main()
