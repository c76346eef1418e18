"""The order of a page's lines, one letter a line -> its layout and its items.

Letters are those of `lines.describe`. The tuples below are the grammar: at each place the first rule that fits wins.
In a rule, `t` is the title, `b` the byline, `p` the body, `c` what closes it; `x` is stepped over and stays unparsed.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

PROSE = "[PDENQ]"
BODY = r"(?:[QE]|[PDN](?:[PNV]|F{1,2}(?=[PNQV])|[SU]{1,3}(?=[PNQV]))*Q?)"
OPENED = r"(?:^|(?<=[CRQEFU]))"

BYLINES = (("byline", rf"(?P<t>[STVUF])(?P<b>B)(?P<p>(?:{PROSE}|V|[STUF]{{1,3}}(?=[PDENQV]))*)(?P<c>[CR]*)"),)
DIGEST = (("digest", r"^(?P<p>N.*)$"),)
PARAGRAPHS = (
    ("after_foreign_line", rf"(?<=[ST])(?P<t>[STV])(?P<p>V?{BODY})(?P<c>[CR]*)"),
    ("closed_item", rf"{OPENED}(?P<t>[STV])(?P<p>V?(?:[QE]|{BODY}(?:(?<=Q)|(?=[CR]))))(?P<c>[CR]*)"),
    ("page_end", rf"{OPENED}(?P<t>[STV])(?P<p>V?{BODY})$"),
    ("dateline", rf"(?P<t>[STV])(?P<p>(?=[DE]){BODY})(?P<c>[CR]*)"),
    ("open_item", rf"(?P<t>[STV])(?P<p>V?{BODY})(?P<c>[CR]*)"),
    ("cut_body", r"(?P<t>[STV])(?P<p>[TV])$"),
)
ONE_LINERS = (
    ("across_foreign_line", rf"(?P<t>[ST])(?P<x>[FUV]{{1,2}})(?P<p>{PROSE})(?P<c>[CR]*)"),
    ("after_foreign_line", rf"(?<=[STV])(?P<t>[STV])(?P<p>{PROSE})(?P<c>[CR]*)"),
    ("before_foreign_line", rf"(?P<t>[STV])(?P<p>{PROSE})(?P<c>[CR]*)(?={PROSE})"),
    ("alternation", rf"(?P<t>[STV])(?P<p>{PROSE})(?P<c>[CR]*)"),
    ("short_title", rf"(?P<t>[FU])(?P<p>{PROSE})(?P<c>[CR]*)"),
    ("cut_body", r"(?<![STV])(?P<t>[STV])(?P<p>[TV])$"),
)
UNHEADED = tuple((name.replace("alternation", "unheaded_alternation"), rule) for name, rule in ONE_LINERS)

ROLE = {"t": "t", "b": "b", "c": "c", "x": "."}


@dataclass(frozen=True)
class Structure:
    """Layout of a page and, for each of its lines, its role and the number and rule of its item.

    Roles: `t` title, `b` byline, `p` paragraph, `s` subhead, `c` closing phrase, `.` unparsed. Item 0 is none.
    """

    layout: str
    roles: list[str]
    items: list[int]
    rules: list[str | None]


@lru_cache(maxsize=65536)
def recognise(flags: str, codes: str) -> Structure:
    """Layout and items of a page whose content lines are `codes`.

    Flags: `h` ticker or date, `g` pager, `a` author profile, `x` proxy header, `n` no blank line.

    >>> recognise("hg", "TPTP").layout, recognise("hg", "TPTP").rules[0]
    ('listing', 'alternation')
    >>> recognise("hg", "TPSTP").roles, recognise("hg", "TPSTP").rules[4]
    (['t', 'p', '.', 't', 'p'], 'after_foreign_line')
    >>> recognise("", "PPP").layout
    'unknown'
    """
    layout, grammar = _layout(flags, codes)
    roles = ["c" if code in "CR" else "." for code in codes]
    items = [0] * len(codes)
    rules: list[str | None] = [None] * len(codes)
    for number, (name, match) in enumerate(_items(grammar, codes), start=1):
        for group in match.groupdict():
            start, end = match.span(group)
            for at in range(start, end):
                roles[at] = ROLE.get(group) or _paragraph_role(codes[at], name)
                if roles[at] != ".":
                    items[at], rules[at] = number, name
    found = any(items) or layout in ("listing", "author_page", "proxy_copy")
    return Structure(layout if found else "unknown", roles, items, rules)


def _layout(flags: str, codes: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    if "B" in codes:
        return ("compact" if "n" in flags else "old_listing"), BYLINES
    if codes.startswith("N"):
        return "old_digest", DIGEST
    name = "author_page" if "a" in flags else "proxy_copy" if "x" in flags else "listing" if "g" in flags else ""
    pairs = len(re.findall(r"[STV](?=[PDENQ])", codes))
    neighbours = len(re.findall(r"(?=[PDN][PNQ])", codes))
    has_evidence = bool(set(flags) & set("hgax")) or bool(set(codes) & set("CRDEN"))
    if has_evidence and ("C" in codes or neighbours >= max(pairs, 1)):
        return name or "paged_home", PARAGRAPHS
    if has_evidence:
        return name or ("listing" if pairs else "unknown"), ONE_LINERS
    if re.fullmatch(r"(?:[STV][PQ]){3,}[STV]?", codes):
        return "listing", UNHEADED
    return "unknown", ()


def _items(grammar: tuple[tuple[str, str], ...], codes: str) -> list[tuple[str, re.Match[str]]]:
    found, at = [], 0
    while at < len(codes):
        for name, rule in grammar:
            match = _compiled(rule).match(codes, at)
            if match:
                found.append((name, match))
                at = match.end()
                break
        else:
            at += 1
    return found


def _paragraph_role(code: str, rule: str) -> str:
    if code == "F" and rule != "byline":
        return "."
    return "s" if code in "STU" and rule != "cut_body" else "p"


@lru_cache(maxsize=256)
def _compiled(rule: str) -> re.Pattern[str]:
    return re.compile(rule)
