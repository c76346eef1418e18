"""The order of a page's lines, one letter a line -> its layout and its items.

Letters are those of `lines.describe`; `X` are stepped over before any rule looks. The tuples below are the grammar:
at each place the first rule that fits wins. In a rule, `t` is the title, `b` the byline, `p` the body, `c` what closes
it; `x` is stepped over. What no group names stays unparsed.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

Rules = tuple[tuple[str, str], ...]

PROSE = "[PDENQM]"
MORE = "[PDNM]"
CLOSED = "[QE]"
BODY = rf"(?:{CLOSED}|{MORE}(?:[PNVLM]|F{{1,2}}(?=[PNQVM])|[SU]{{1,3}}(?=[PNQVM]))*Q?)"
PLAIN_BODY = rf"(?:{CLOSED}|{MORE}[PNVLM]*Q?)"
BELOW_FOREIGN = r"(?<=[STV])(?<![^ST][ST]V)(?<!^[ST]V)"  # not below a short body
OPENED = r"(?:^|(?<=[CRQEFU]))"
STORY = rf"(?:{PROSE}(?:{PROSE}|[VL])*)"
LONG_STORY = rf"(?:{PROSE}(?:{PROSE}|[VL]|[STUF]{{1,3}}(?=[PDENQMV](?!B)))*)"

BYLINES: Rules = (
    ("after_foreign_line", rf"(?<=[STVUF])(?P<t>[STVUF])(?P<b>B)(?P<p>{LONG_STORY}?)(?P<c>[CR]*)"),
    ("byline", rf"(?P<t>[STVUF])(?P<b>B)(?P<p>{PROSE}?)(?P<c>[CR]*)(?!{PROSE}|[VLCR]|[STUF]{{1,3}}{PROSE})"),
    ("closed_item", rf"(?P<t>[STVUF])(?P<b>B)(?P<p>{STORY})(?P<c>[CR]+)"),
    ("page_end", rf"(?P<t>[STVUF])(?P<b>B)(?P<p>{STORY})(?P<x>[STUF]?)$"),
    ("open_item", rf"(?P<t>[STVUF])(?P<b>B)(?P<p>{LONG_STORY})(?P<c>[CR]*)"),
    ("across_foreign_line", rf"(?P<t>[STVUF])(?P<b>B)(?P<x>[STUFV]{{1,3}})(?P<p>{LONG_STORY})(?P<c>[CR]*)"),
    ("byline", r"(?P<t>[STVUF])(?P<b>B)(?P<c>[CR]*)"),
)
PARAGRAPHS: Rules = (
    ("after_foreign_line", rf"(?<=[ST])(?P<t>[STV])(?P<p>V?{BODY})(?P<c>[CR]*)"),
    ("after_foreign_line", rf"(?P<x>[ST][FU]{{1,3}})(?P<t>[STV])(?P<p>V?{BODY})(?P<c>[CR]*)"),
    ("closed_item", rf"{OPENED}(?P<t>[STV])(?P<p>V?(?:{CLOSED}|{BODY}(?:(?<=Q)|(?=[CR]))))(?P<c>[CR]*)"),
    ("page_end", rf"{OPENED}(?P<t>[STV])(?P<p>V?{BODY})$"),
    ("dateline", rf"(?P<t>[STV])(?P<p>(?=[DE]){BODY})(?P<c>[CR]*)"),
    ("open_item", rf"(?P<t>[STV])(?P<p>V?{BODY})(?P<c>[CR]*)"),
    ("cut_body", r"(?P<t>[STV])(?P<p>[TV])$"),
)
ONE_LINERS: Rules = (
    ("across_foreign_line", rf"(?P<t>[ST])(?P<x>[FUVL]{{1,4}})(?P<p>{PROSE})(?P<c>[CR]*)"),
    ("short_body", rf"(?<![ST])(?P<t>[ST])(?P<p>V)(?P<c>[CR]*)(?=[ST](?:V|{PROSE}))"),
    ("after_foreign_line", rf"{BELOW_FOREIGN}(?P<t>[STV])(?P<p>{PROSE})(?P<c>[CR]*)"),
    ("after_foreign_line", rf"(?P<x>[ST][FUL]{{1,3}})(?P<t>[STV])(?P<p>{PROSE})(?P<c>[CR]*)"),
    ("before_foreign_line", rf"(?P<t>[STV])(?P<p>{PROSE})(?P<c>[CR]*)(?={PROSE})"),
    ("alternation", rf"(?P<t>[STV])(?P<p>{PROSE})(?P<c>[CR]*)"),
    ("short_title", rf"(?P<t>[FU])(?P<p>{PROSE})(?P<c>[CR]*)"),
    ("cut_body", r"(?<![STV])(?P<t>[STV])(?P<p>[TV])$"),
)
SUBTITLED: Rules = (
    ("across_foreign_line", rf"(?P<t>T)(?P<x>[STVFUL]{{1,4}})(?P<p>{PROSE})(?P<c>[CR]*)"),
    ("across_foreign_line", rf"(?P<t>S)(?P<x>[SVFUL]{{1,4}})(?P<p>{PROSE})(?P<c>[CR]*)"),
    *ONE_LINERS,
)
UNCUT_BYLINES: Rules = tuple(rule for rule in BYLINES if rule[0] != "page_end")
NEVER_CLOSED: Rules = tuple(
    (name, rule.replace(BODY, PLAIN_BODY) if name == "page_end" else rule) for name, rule in PARAGRAPHS
)
UNCLOSED: Rules = tuple(rule for rule in PARAGRAPHS if rule[0] not in ("closed_item", "page_end"))
UNPAGED: Rules = tuple((name.replace("alternation", "unpaged_alternation"), rule) for name, rule in ONE_LINERS)
UNHEADED: Rules = tuple((name.replace("alternation", "unheaded_alternation"), rule) for name, rule in ONE_LINERS)

DIGEST = re.compile(r"^[STVUFPL]{0,3}?(?=N)")
WHOLE_STORIES = re.compile(r"N+|[STVU][STVP]?M")
STORIES = re.compile(WHOLE_STORIES.pattern + r"|[STVU][STVP]?$")

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


@lru_cache(maxsize=8192)
def recognise(flags: str, codes: str) -> Structure:
    """Layout and items of a page whose content lines are `codes`.

    Flags: `h` ticker or date, `g` pager, `a` author profile, `x` proxy header, `n` no blank line, `o` the last line
    is cut.

    >>> recognise("hg", "TPTP").layout, recognise("hg", "TPTP").rules[0]
    ('listing', 'alternation')
    >>> recognise("hg", "TPSTP").roles, recognise("hg", "TPSTP").rules[4]
    (['t', 'p', '.', 't', 'p'], 'after_foreign_line')
    >>> recognise("hg", "TXP").roles
    ['t', '.', 'p']
    >>> recognise("", "PPP").layout
    'unknown'
    """
    known = [at for at, code in enumerate(codes) if code != "X"]
    found = _recognise(flags, codes.replace("X", ""))
    if len(known) == len(codes):
        return found
    roles, items, rules = ["."] * len(codes), [0] * len(codes), list[str | None]([None]) * len(codes)
    for at, role, item, rule in zip(known, found.roles, found.items, found.rules, strict=True):
        roles[at], items[at], rules[at] = role, item, rule
    return Structure(found.layout, roles, items, rules)


def _recognise(flags: str, codes: str) -> Structure:
    roles = ["c" if code in "CR" else "." for code in codes]
    items = [0] * len(codes)
    rules: list[str | None] = [None] * len(codes)
    layout, grammar = _layout(flags, codes)
    if layout == "old_digest":
        rule = _digest(flags, codes, roles)
        items = [int(role != ".") for role in roles]
        return Structure(layout, roles, items, [rule if item else None for item in items])
    for number, (name, match) in enumerate(_items(grammar, codes), start=1):
        for group in match.groupdict():
            start, end = match.span(group)
            for at in range(start, end):
                roles[at] = ROLE.get(group) or _paragraph_role(codes[at], name)
                if roles[at] != ".":
                    items[at], rules[at] = number, name
    found = any(items) or layout in ("listing", "author_page", "proxy_copy")
    return Structure(layout if found else "unknown", roles, items, rules)


def _layout(flags: str, codes: str) -> tuple[str, Rules]:
    """Name and grammar: of the layouts that match, the one with the rarest marks."""
    if "B" in codes:
        return ("compact" if "n" in flags else "old_listing"), BYLINES if "o" in flags else UNCUT_BYLINES
    if DIGEST.match(codes) and not set(flags) & set("hgax"):
        return "old_digest", ()
    name = "author_page" if "a" in flags else "proxy_copy" if "x" in flags else "listing" if "g" in flags else ""
    pairs = _count(rf"[STV](?={PROSE})", codes)
    has_evidence = bool(set(flags) & set("hgax")) or bool(set(codes) & set("CRDEN"))
    if not has_evidence:
        return ("listing", UNHEADED) if re.fullmatch(r"(?:[STV][PQM]){3,}[STV]?", codes) else ("unknown", ())
    neighbours = _count(r"(?=[PDNM][PNQM])", codes)
    subheads = 0 if name else _count(rf"(?<={PROSE})[SV](?={PROSE})", codes)
    has_paragraphs = neighbours >= max(pairs, 2) if name else 2 * neighbours >= max(pairs - subheads, 1)
    if "C" in codes or has_paragraphs:
        is_closed = "C" in codes or "R" in codes
        return name or "paged_home", PARAGRAPHS if is_closed else UNCLOSED if name else NEVER_CLOSED
    if subheads and (neighbours or pairs - subheads == 1 or 2 * subheads > pairs):
        return "listing", UNHEADED
    has_lines_between = 2 * _count(rf"[STV][FUL]{{0,3}}[STV](?={PROSE})", codes) > max(pairs, 4)
    grammar = SUBTITLED if has_lines_between else ONE_LINERS if name else UNPAGED
    return name or ("listing" if pairs else "unknown"), grammar


def _count(pattern: str, codes: str) -> int:
    return len(re.findall(pattern, codes))


def _digest(flags: str, codes: str, roles: list[str]) -> str:
    """Gives the lines of a digest their roles: notes, then sub-headline, standfirst and dated quotation by turns."""
    first = codes.index("N")
    for match in (STORIES if "o" in flags else WHOLE_STORIES).finditer(codes, first):
        for at in range(*match.span()):
            roles[at] = _paragraph_role(codes[at], "digest")
    return "digest" if "." not in roles[first:] else "digest_with_gaps"


def _items(grammar: Rules, codes: str) -> list[tuple[str, re.Match[str]]]:
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
    if code == "F":
        return "."
    return "s" if code in "STU" and rule != "cut_body" else "p"


@lru_cache(maxsize=256)
def _compiled(rule: str) -> re.Pattern[str]:
    return re.compile(rule)
