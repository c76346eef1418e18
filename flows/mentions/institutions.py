"""Runs of capitalised words -> names of institutions and firms: `… JSC`, `… Agency`, `Agency for …`."""

import re

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.looks import (
    PLACES,
    STRONG_SURNAME,
    SURNAME,
    Run,
    Shape,
    goes_on,
    is_common,
    is_free,
    is_full_name,
    joins_two,
    may_be_person,
    may_stand_alone,
)

COMPANY = re.compile(
    r"[A-Z][a-z]{2,}(?:neft|munai|gaz|energo|prom|stroy|bank|telecom|trans|avia|cement|azot|invest|mash)$"
)
ACRONYM = re.compile(r"(?:[A-Z]{2,6}|[A-Z][a-z]+[A-Z]{2,})$")
CAMEL = re.compile(r"(?!Mac|Mc|Di|De|La|Le|Van|Fitz)(?:[A-Z][a-z]{2,}){2,}(?:[A-Z]{2,4})?$")  # UkrAgroConsult
ORG_CUES = ("org_suffix", "org_opener", "org_head")
MORE_TEXT = re.compile(r" (?:of|for|on)(?: the)? ")


def institution(g: Gazetteer, run: Run) -> Shape | None:
    """`… JSC`, `… Agency`, `Agency for …`."""
    cues = g.cues
    if run.cues.isdisjoint(ORG_CUES):
        return None
    first, last = _edges(g, run)
    if (
        last == first
        or _is_board(g, run, first)
        or (goes_on(g, run, first) and not cues.has("org_opener", run.words[first]))
    ):
        return None
    is_joined = run.glue[last] == " & " and cues.has("org_head", run.words[last])
    if is_joined or cues.has("org_suffix", run.words[first]) or cues.has("org_suffix", run.words[last]):
        return Shape(first, last, "ORG", "company_suffix")
    opens = next((at for at in range(first, last) if _opens(g, run, at)), None)
    if opens is not None and opens - first <= 4:
        first = max((at + 1 for at in range(first, opens) if _meets(g, run, at)), default=first)
        is_apart = _is_of_place(g, run, opens)
        return Shape(first, opens if is_apart else last, "ORG", "institution_head" if is_apart else "institution_of")
    if cues.has("org_head", run.words[last - 1]) and _is_of_nation(g, run, first):
        return Shape(first, last, "ORG", "longer_name")
    is_head = cues.has("org_head", run.words[last]) or cues.has("org_head", run.text(last - 1, last))
    is_head = is_head and not _is_plain_pair(g, run, first, last)
    if is_head and (is_free(g, run, first, last) or _is_named_after(g, run, first)):
        return Shape(first, last, "ORG", "institution_head")
    return None


def _edges(g: Gazetteer, run: Run) -> tuple[int, int]:
    """First and last word of what may be an institution: no article, title or board, no acronym or person behind it."""
    last, cues = run.last, g.cues
    first = max((at + 1 for at in range(run.first, last) if run.words[at] == "The"), default=run.first)
    while first < last and cues.has("title", run.words[first]) and not cues.has("org_opener", run.words[first]):
        first += 1
    if last > first and cues.has("inner_body", run.text(first, first + 1)):
        first = min(first + 2, last)
    if last - first >= 2 and _is_owned(g, run, first):
        first += 1
    is_apart = ACRONYM.match(run.words[last]) and not cues.has("org_suffix", run.words[last])
    if is_apart and last - first >= 2 and cues.has("org_head", run.words[last - 1]):
        last -= 1
    if last - first >= 3 and _ends_with_person(g, run):
        last -= 2
    led = next((at for at in range(first + 2, last + 1) if _leads_to_person(g, run, at)), None)
    return first, last if led is None else led - 1


def _is_owned(g: Gazetteer, run: Run, first: int) -> bool:
    """Whether a demonym stands before a firm's own name: Turkish Zorlu Holding, not Kazakh Invest."""
    is_demonym = run.kinds[first] == "COUNTRY" and run.words[first] not in g.country_names
    is_firm = g.cues.has("firm_head", run.words[run.last]) or g.cues.has("org_suffix", run.words[run.last])
    own, glue = run.words[first + 1], run.glue[first + 1]
    return is_demonym and is_firm and glue == " " and not run.kinds[first + 1] and not is_common(g)(own)


def _ends_with_person(g: Gazetteer, run: Run) -> bool:
    """Whether a first and a last name stand right behind the head of an institution or the end of a company's name.

    Behind a plain word a known first name tells: Committee for Social Policy Dinara Ashimova.
    """
    head, given, surname = run.words[run.last - 2 :]
    is_head = g.cues.has("org_head", head) or g.cues.has("org_suffix", head)
    is_known = given in g.given_names
    ending = SURNAME if is_known else STRONG_SURNAME
    is_behind = is_head or (is_known and is_common(g)(head) and not is_common(g)(given))
    return is_behind and not any(run.kinds[run.last - 1 :]) and ending.match(surname) is not None


def _leads_to_person(g: Gazetteer, run: Run, at: int) -> bool:
    """Whether a title is right here, before nothing but a name: (Ministry of Energy) Spokesman Timur Kasenov.

    Or a listed person, whom no `of` joins with what goes before.
    """
    if run.kinds[at].startswith("PERSON") and not run.kinds[at - 1] and run.glue[at] == " ":
        return True
    name = run.words[at + 1 :]
    is_title = run.glue[at] == " " and g.cues.has("title", run.words[at]) and not run.kinds[at]
    return (
        is_title
        and not g.cues.has("org_head", run.text(at - 1, at))
        and len(name) <= 3
        and not any(map(is_common(g), name))
        and may_be_person(g, run, at + 1)
        and not any(run.kinds[at + 1 :])
    )


def _opens(g: Gazetteer, run: Run, at: int) -> bool:
    """Whether an institution's name goes on from this word over `of`, `for` or `on`."""
    return g.cues.has("org_opener", run.words[at]) and MORE_TEXT.fullmatch(run.glue[at + 1]) is not None


def _is_board(g: Gazetteer, run: Run, first: int) -> bool:
    """Whether the words behind a listed organisation are a body inside it: the (Zylpon Bank) Board of Directors."""
    inner = (run.text(at + 1, at + 2) for at in range(first, run.last - 1) if run.kinds[at] == "ORG")
    return any(g.cues.has("inner_body", text) for text in inner)


def _meets(g: Gazetteer, run: Run, at: int) -> bool:
    """Whether a word says that a body meets: the Conference (of the Association of Mills)."""
    return g.cues.has("event_head", run.words[at]) and run.glue[at + 1] == " of the "


def _is_of_place(g: Gazetteer, run: Run, opens: int) -> bool:
    """Whether a name of its own goes before the opener and a place alone after it: Samsung Medical Center of Seoul."""
    own = any(
        kind in ("", "ORG") and not is_common(g)(word) for word, kind in zip(run.words[:opens], run.kinds, strict=False)
    )
    return own and opens == run.last - 1 and run.kinds[run.last] in ("COUNTRY", "GPE_OTHER")


def _is_of_nation(g: Gazetteer, run: Run, first: int) -> bool:
    """Whether words that nobody lists go before a head, and a country right behind it: ProCredit Bank Georgia."""
    is_own = run.last - first >= 2 and not any(run.kinds[first : run.last]) and not is_common(g)(run.words[first])
    return is_own and run.words[run.last] in g.country_names and run.glue[run.last] == " "


def _is_plain_pair(g: Gazetteer, run: Run, first: int, last: int) -> bool:
    """Whether two words of the language end with a head that is one, too: Clean Water, Civil Aviation."""
    is_plain = last == first + 1 and g.cues.has("weak_head", run.words[last])
    is_plain = is_plain and not g.cues.has("institution", run.words[last]) and not run.words[first].isupper()
    return is_plain and is_common(g)(run.words[first]) and is_common(g)(run.words[last])


def _is_named_after(g: Gazetteer, run: Run, first: int) -> bool:
    """Whether a company's name begins with a place, or two nations share it: Altai Energy, British-Kazakh Society."""
    kinds = run.kinds[first : run.last]
    if kinds == ("COUNTRY", "COUNTRY"):
        return run.glue[first + 1] == "-"
    is_place = bool(kinds) and kinds[0] in PLACES or run.words[first] in g.country_names
    return is_place and g.cues.has("firm_head", run.words[run.last]) and len(set(kinds)) == 1


def organisation_cue(g: Gazetteer, run: Run) -> Shape | None:
    """`the company Primetals`, `a cooperative called Mehrangez`, `the Erk party`."""
    first, _, last = run.left.partition(" ")
    cue = first if last in ("called", "named") else last
    is_cued = (g.cues.has("org_cue", cue) and first != "of") or g.cues.has("org_next", run.after)
    if not is_cued or not may_stand_alone(g, run) or g.cues.has("title", run.words[run.first]):
        return None
    is_nation = joins_two(run) and "COUNTRY" in run.kinds[run.first :]
    is_other = is_nation or is_full_name(g, run) or len(run.words[run.last]) == 1
    return None if is_other else Shape(run.first, run.last, "ORG", "organisation_cue")


def company(g: Gazetteer, run: Run) -> Shape | None:
    """`Sharjah-based Crescent Wind`, `Tolkynneftegaz`."""
    if not may_stand_alone(g, run) or any(run.kinds[run.first :]) or g.cues.has("in_cue", run.before):
        return None
    if run.before.endswith("-based"):
        return Shape(run.first, run.last, "ORG", "organisation_cue")
    word = run.words[run.last]
    is_one = run.first == run.last and not is_common(g)(word) and (COMPANY.match(word) or CAMEL.match(word))
    return Shape(run.first, run.last, "ORG", "company_suffix") if is_one else None
