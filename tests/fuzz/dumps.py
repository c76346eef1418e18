"""Hypothesis strategies of dumps: pages of each layout, mutated, and pages of nothing known."""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

import zstandard
from hypothesis import strategies as st

from tests.parsing.pages import BODY, HEADER, TICKER, TITLES, author, body, digest, home, listing, old_listing

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = [path for path in sorted((ROOT / "seeds" / "dumps").iterdir()) if path.suffix in ("", ".txt")]
ARTICLES = [
    json.loads(line) for line in (ROOT / "tests" / "gold" / "texts.jsonl").read_text(encoding="utf-8").splitlines()
]
NAMED = "".join(f"{one['title']}\n\n{' '.join(one['body'].split())}\n\n" for one in ARTICLES[:6])
PAGES = [
    listing(),
    HEADER + NAMED,
    home([[title, body(at), "A subhead of few words", BODY] for at, title in enumerate(TITLES[:3])]),
    author(["Ann Bell", "Editor", "She writes about valleys. " + BODY], TITLES[:2]),
    old_listing(TITLES[:3]),
    old_listing(TITLES[:2], "Read more: {} | Register to read more ..."),
    digest(2),
    f"{TITLES[0]}\n- Written by TCA\nBISHKEK (TCA) — {body(0)}",
    "WebSafe 3.7timesca.com\n|\n|\n🏠\n" + listing(TITLES[:2]),
    *(path.read_text(encoding="utf-8") for path in SAMPLES),
]
LINES = [
    *TICKER.split("\n")[:5], "KGS/USD = x", "• KGS/USD = 0,011 -0%", "KZT/USD = 1,234.5 +0.1%", "XXX/XXX = 1 0%",
    "KGS/USD = ٠.٠١ ٠%", "KGS/USD = 0.000000000001 0%", "KGS/USD = 99999999999999999999 0%", "15 May 2025",
    "31 June 2025", "2025-13-13", "١٥ May ٢٠٢٥", "May １５, ２０２５", "29 February 2100",
    "Viewing results 1 - 6 of 12",
    "By Ann Bell", "3 May 2025 | 4 comments", "Photo: TCA", "Read more »", BODY + "[…]",
    BODY + "Read more", "\ufffd" * 20, "USD/KZT: 500 Is the New Normal",
    "Viewing results , - , of ,", "Viewing results 1 - 6 of 99999999999", "Continue reading", "Contin", "Menu", "|",
    "  • Written by TCA", "- Written by TCA", "Read more: x", "Register to read more ...", "Our People > Ann Bell",
    "Ann Bell's Avatar", "Articles", "ADVERTISEMENT", "[caption id=1]" + BODY, "[caption]a[/caption] " + BODY,
    "BISHKEK (TCA) — " + BODY, "ASTANA, Kazakhstan - " + BODY, "BISHKEK (TCA) — The Publisher's note: " + BODY,
    "Oct 21 — “x " + BODY, BODY + "  Continue reading", *TITLES, "", " ", "He agreed.", "x" * 600,
    "He asked Foreign Minister Murat Nurtleu. Nurtleu of the Zhaiyk Fish Agency (ZFA) met the ZFA in Astana.",
    "minister Ann Bell spoke of it in Russian", "The XVI BRICS Summit and the 22nd Asian Games opened in Kazan, and",
    "KAZAKHSTAN AND UZBEKISTAN SIGN", "A Tyumen region, a Kazakh-speaking pupil, the U.S.-Kazakh talks in Kazakh",
]  # fmt: skip
SNIPPETS = [
    "\x00", "\r", "\r\n", "\f", "\v", "\x1b[2J", "\x1b]0;x\x07", "\x85", "\u2028", "\u00a0", "\u200b", "\u200d",
    "\ufeff",
    "\u202e", "\u2066", "\u2069", "\u200f", "\ufffd", "\U000e0041", "\U0010ffff", "e\u0301\u0323", "ﬁ", "ß", "İ", "ı",
    "\u1e9e", "\ufdfa", "Ω", "𝐀", "١٢", "🇰🇿", "👩‍👩‍👧", "[caption", "[/caption]", "(TCA) — ", "&lt;script&gt;",
    "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "'; DROP TABLE rates;--", "../../etc/passwd", "â€¢ ",
    "Kazakhstan",
    " (SCO)", "Mr. ", "A", "\t", "\n", "\n\n", "  ", "...", "…", "0%", "-", "—",
]  # fmt: skip
LOOK_ALIKES = str.maketrans("aceopxyABCEHKMOPTX'-", "асеорхуАВСЕНКМОРТХ’–")
ENCODINGS = ["utf-8"] * 40 + ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-r", "latin-1"]
ENDS = ["\n"] * 6 + ["\r\n", "\r", "\n\n", "\u2028"]
SHARE = st.integers(0, 999)
PLANES = st.one_of(*(st.characters(min_codepoint=p << 16, max_codepoint=(p << 16) + 0xFFFF) for p in range(17)))


@dataclass(frozen=True)
class Dump:
    """The bytes of a dump file, and its ending."""

    raw: bytes
    ending: str = ".txt"


def _at(size: int, share: int) -> int:
    return size * share // 1000


def _move(lines: list[str], one: int, two: int) -> list[str]:
    rest = list(lines)
    taken = rest.pop(_at(len(rest), one))
    return [*rest[: _at(len(rest) + 1, two)], taken, *rest[_at(len(rest) + 1, two) :]]


def _mutate(text: str, kind: str, one: int, two: int, snippet: str, line: str) -> str:
    lines = text.split("\n")
    start, stop = sorted((_at(len(text), one), _at(len(text), two)))
    first, last = sorted((_at(len(lines), one), _at(len(lines), two)))
    return {
        "move": lambda: "\n".join(_move(lines, one, two)),
        "repeat": lambda: "\n".join([*lines[:last], *lines[first:]]),
        "drop": lambda: "\n".join([*lines[:first], *lines[first + 1 :]]),
        "line": lambda: "\n".join([*lines[:first], line, *lines[first:]]),
        "over": lambda: "\n".join([*lines[:first], line, *lines[first + 1 :]]),
        "insert": lambda: text[:start] + snippet + text[start:],
        "prefix": lambda: "\n".join([*lines[:first], snippet + lines[first], *lines[first + 1 :]]),
        "suffix": lambda: "\n".join([*lines[:first], lines[first] + snippet, *lines[first + 1 :]]),
        "cut": lambda: text[:stop],
        "behead": lambda: text[start:],
        "remove": lambda: text[:start] + text[min(stop, start + 40) :],
        "alike": lambda: text[:start] + text[start:stop].translate(LOOK_ALIKES) + text[stop:],
        "shout": lambda: text[:start] + text[start:stop].upper() + text[stop:],
        "flatten": lambda: text[:start] + text[start:stop].replace("\n\n", " ") + text[stop:],
    }[kind]()


KINDS = ["move", "repeat", "drop", "line", "line", "over", "over", "insert", "insert", "prefix", "suffix", "suffix"]
KINDS += ["cut", "behead", "remove", "alike", "shout", "flatten"]
MUTATIONS = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        SHARE,
        SHARE,
        st.one_of(st.sampled_from(SNIPPETS), st.text(PLANES, max_size=4)),
        st.sampled_from(LINES),
    ),
    max_size=6,
)
FLIPS = st.lists(st.tuples(SHARE, st.integers(1, 255)), max_size=3)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A page of a known layout after some mutations, in some encoding, some bytes flipped."""
    text = draw(st.sampled_from(PAGES))
    for mutation in draw(MUTATIONS):
        text = _mutate(text, *mutation)
    raw = bytearray(text.replace("\n", draw(st.sampled_from(ENDS))).encode(draw(st.sampled_from(ENCODINGS)), "replace"))
    for share, bits in draw(FLIPS):
        if raw:
            raw[_at(len(raw), share)] ^= bits
    return bytes(raw)


def generated() -> st.SearchStrategy[bytes]:
    """Pages of known lines in any order, of any text, of any bytes."""
    pieces = st.lists(st.one_of(st.sampled_from(LINES), st.sampled_from(SNIPPETS)), max_size=25)
    known = st.tuples(pieces, st.sampled_from(["\n", "\n\n", " "])).map(lambda one: one[1].join(one[0]))
    text = st.one_of(known, known, st.text(PLANES, max_size=300), st.text(max_size=200))
    return st.one_of(text.map(lambda one: one.encode("utf-8", "replace")), st.binary(max_size=300))


def _packed(one: tuple[bytes, str, int]) -> Dump:
    raw, ending, cut = one
    packed = {".gz": gzip.compress, ".zst": zstandard.compress}.get(ending, bytes)(raw)
    return Dump(packed if cut > 20 else packed[: _at(len(packed), cut * 50)], ending)


def dumps() -> st.SearchStrategy[Dump]:
    """Dump files: most are plain, some packed, some of these cut."""
    endings = st.sampled_from([".txt"] * 8 + ["", ".gz", ".zst"])
    return st.tuples(st.one_of(mutated(), mutated(), mutated(), generated()), endings, st.integers(0, 1000)).map(
        _packed
    )
