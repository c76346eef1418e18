"""A run of capitalised words with its surroundings -> the name in it: the rules, in their order."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from flows.mentions.gazetteer import Gazetteer

SURNAME = re.compile(
    r"[A-Z][a-z'-]*(?:[oe]v|[oe]va|y?in|ina|sky|skiy|skaya|[ei]nski|[eo]wski|[eo]wska|enko|bek|bekov|bayev|bayeva|baev|"
    r"uly|uulu|kyzy|qizi|zoda|zod|zade|zada|zadeh|zhan|yan|ian|shvili|dze|oglu|ova|eva|ovich|evich|ogly|nov|nova|khan|"
    r"jon|din|ullah|allah|nejad|zai|auskas|chuk)$"
)
NAME_WORD = re.compile(r"[A-Z](?:[a-z'-]+|\.)?(?:[A-Z][a-z]+)?$")
STRONG_SURNAME = re.compile(r"[A-Z][a-z'-]+(?:[aeiy]ev|[aeiy]eva|ov|ova|enko|shvili|uly|kyzy|qizi|zoda|zade)$")
COMPANY = re.compile(
    r"[A-Z][a-z]{2,}(?:neft|munai|gaz|energo|prom|stroy|bank|telecom|trans|avia|cement|azot|invest|mash)$"
)
ACRONYM = re.compile(r"(?:[A-Z]{2,6}|[A-Z][a-z]+[A-Z]{2,})$")
CAMEL = re.compile(r"(?!Mac|Mc|Di|De|La|Le|Van|Fitz)(?:[A-Z][a-z]{2,}){2,}(?:[A-Z]{2,4})?$")  # UkrAgroConsult
ORG_CUES = ("org_suffix", "org_opener", "org_head")
EVENT_CUES = ("event_opener", "event_going_on", "event_head")
OFFICES = ("minister of", "minister for", "secretary of", "secretary for")
MORE_TEXT = re.compile(r" (?:of|for|on)(?: the)? ")


@dataclass(frozen=True)
class Shape:
    """A name inside a run: its words from and to, its type, and the rule that tells."""

    first: int
    last: int
    entity_type: str
    rule: str
    canonical: str | None = None


class Run(NamedTuple):
    """A run of capitalised words, with what stands around it.

    words · last (number of the last one) · cues (the kinds of cues among them) · kinds (type of the listed name that
    holds each, `+` where that name holds more) · glue (what joins each word to the one before) · first (the first word
    that is no common opening word) · left (the two words before it, in small letters) · before (the last of these) ·
    after (the small word right after it) · role (`person`, `organisation` or `place`, as the words after a comma tell:
    `, a researcher at …`) · beside (type of the name that `and` joins it with).
    """

    words: tuple[str, ...]
    last: int
    cues: frozenset[str]
    kinds: tuple[str, ...]
    glue: tuple[str, ...]
    first: int
    left: str
    before: str
    after: str
    role: str
    beside: str

    def text(self, first: int, last: int) -> str:
        """Words from first to last as they are joined."""
        return "".join(
            glue + word for glue, word in zip(self.glue[first : last + 1], self.words[first : last + 1], strict=True)
        )[len(self.glue[first]) :]


def classify(gazetteer: Gazetteer, run: Run) -> Shape | None:
    """What a run is, or None: the first of the rules that can tell; a vessel or a programme is no mention."""
    if gazetteer.cues.has("vessel", run.before):
        return None
    for rule in RULES:
        shape = rule(gazetteer, run)
        if shape and any(not kind for kind in run.kinds[shape.first : shape.last + 1]):
            is_work = shape.rule.startswith("unknown_") and gazetteer.cues.has("work", run.after)
            return None if is_work else shape
    return None


def _institution(g: Gazetteer, run: Run) -> Shape | None:
    """`… JSC`, `… Agency`, `Agency for …`."""
    cues = g.cues
    if run.cues.isdisjoint(ORG_CUES):
        return None
    first, last = _edges(g, run)
    if (
        last == first
        or _is_board(g, run, first)
        or (_goes_on(g, run, first) and not cues.has("org_opener", run.words[first]))
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
    if is_head and (_is_free(g, run, first, last) or _is_named_after(g, run, first)):
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
    return is_demonym and is_firm and glue == " " and not run.kinds[first + 1] and not _is_common(g)(own)


def _ends_with_person(g: Gazetteer, run: Run) -> bool:
    """Whether a first and a last name stand right behind the head of an institution or the end of a company's name.

    Behind a plain word a known first name tells: Committee for Social Policy Dinara Ashimova.
    """
    head, given, surname = run.words[run.last - 2 :]
    is_head = g.cues.has("org_head", head) or g.cues.has("org_suffix", head)
    is_known = given in g.given_names
    ending = SURNAME if is_known else STRONG_SURNAME
    is_behind = is_head or (is_known and _is_common(g)(head) and not _is_common(g)(given))
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
        and not any(map(_is_common(g), name))
        and _may_be_person(g, run, at + 1)
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
        kind in ("", "ORG") and not _is_common(g)(word)
        for word, kind in zip(run.words[:opens], run.kinds, strict=False)
    )
    return own and opens == run.last - 1 and run.kinds[run.last] in ("COUNTRY", "GPE_OTHER")


def _is_of_nation(g: Gazetteer, run: Run, first: int) -> bool:
    """Whether words that nobody lists go before a head, and a country right behind it: ProCredit Bank Georgia."""
    is_own = run.last - first >= 2 and not any(run.kinds[first : run.last]) and not _is_common(g)(run.words[first])
    return is_own and run.words[run.last] in g.country_names and run.glue[run.last] == " "


def _is_free(g: Gazetteer, run: Run, first: int, last: int) -> bool:
    """Whether a head that is also a common word has before it a word that nobody lists."""
    return not g.cues.has("weak_head", run.words[last]) or any(not kind for kind in run.kinds[first:last])


def _is_plain_pair(g: Gazetteer, run: Run, first: int, last: int) -> bool:
    """Whether two words of the language end with a head that is one, too: Clean Water, Civil Aviation."""
    is_plain = last == first + 1 and g.cues.has("weak_head", run.words[last])
    is_plain = is_plain and not g.cues.has("institution", run.words[last]) and not run.words[first].isupper()
    return is_plain and _is_common(g)(run.words[first]) and _is_common(g)(run.words[last])


def _is_named_after(g: Gazetteer, run: Run, first: int) -> bool:
    """Whether a company's name begins with a place, or two nations share it: Altai Energy, British-Kazakh Society."""
    kinds = run.kinds[first : run.last]
    if kinds == ("COUNTRY", "COUNTRY"):
        return run.glue[first + 1] == "-"
    is_place = bool(kinds) and kinds[0] in PLACES or run.words[first] in g.country_names
    return is_place and g.cues.has("firm_head", run.words[run.last]) and len(set(kinds)) == 1


def _event(g: Gazetteer, run: Run) -> Shape | None:
    """`… Summit`, `… Forum`, `… Games`, `Battle of …`."""
    first, last = run.first, run.last
    if last == first or run.cues.isdisjoint(EVENT_CUES):
        return None
    if g.cues.has("event_opener", run.words[first]) and run.glue[first + 1] == " of ":
        return Shape(first, last, "EVENT", "event_opener")
    if any(_goes_on(g, run, at) for at in range(first, last)):
        return Shape(first, last, "EVENT", "event_of")
    if not g.cues.has("event_head", run.words[last]) or not _is_free(g, run, first, last):
        return None
    return Shape(first, last, "EVENT", "event_head")


def _goes_on(g: Gazetteer, run: Run, at: int) -> bool:
    """Whether an event's name goes on from this word over `of` or `on`: Festival of Asian Cinema."""
    goes_on = at < run.last and run.glue[at + 1].startswith((" of ", " on "))
    return goes_on and g.cues.has("event_going_on", run.words[at])


def _place(g: Gazetteer, run: Run) -> Shape | None:
    """`… River`, `Lake …`, `… District`, `the city of …`, `… village`."""
    first, last, cues = run.first, run.last, g.cues
    is_gpe = _is_free(g, run, first, last) or run.kinds[first] == "GPE_OTHER"
    if last > first and cues.has("gpe_head", run.words[last]) and is_gpe:
        singular = run.text(first, last).removesuffix("s") if run.words[last] in PLURALS else None
        return Shape(first, last, "GPE_OTHER", "place_head", singular)
    if (
        last > first
        and cues.has("location_head", run.words[last])
        and (_is_free(g, run, first, last) or run.kinds[first] == "PERSON" or run.words[first] in g.country_names)
    ):
        return Shape(first, last, "LOCATION", "location_head")
    is_open = run.kinds[last] in ("", "COUNTRY", *PLACES)
    if last - first == 1 and is_open and cues.has("location_opener", run.words[first]):
        return Shape(first, last, "LOCATION", "location_opener")
    is_known = bool(run.kinds[first]) or "COUNTRY" in run.kinds[first:]
    if last - first > 2 or is_known or not g.cues.no_names.isdisjoint(run.words[first:]):
        return None
    if cues.has("place_cue", run.left) or cues.has("lower_place", run.before):
        return Shape(first, last, "GPE_OTHER", "place_cue")
    return _small_head(g, run)


def _direction(g: Gazetteer, run: Run) -> Shape | None:
    """`Northwest China`: a part of a country that goes by a name."""
    is_part = run.last == run.first + 1 and g.cues.has("direction_word", run.words[run.first])
    is_country = run.words[run.last] in g.country_names and run.glue[run.last] == " "
    return Shape(run.first, run.last, "LOCATION", "longer_name") if is_part and is_country else None


def _small_head(g: Gazetteer, run: Run) -> Shape | None:
    """`Yelimai` district, `Zilan` stream: the head stays outside, the canonical name takes it in."""
    head = run.after if g.cues.has("lower_head", run.after) else run.after.removesuffix("s")
    if g.cues.has("lower_river", head):
        return Shape(run.first, run.last, "LOCATION", "small_head", f"{run.text(run.first, run.last)} River")
    if g.cues.has("lower_place", head):
        return Shape(run.first, run.last, "GPE_OTHER", "small_head")
    if g.cues.has("lower_head", head):
        kind, name = "GPE_OTHER" if head in LOWER_GPE else "LOCATION", run.text(run.first, run.last)
        return Shape(run.first, run.last, kind, "small_head", f"{name} {head.capitalize()}")
    return None


def _person(g: Gazetteer, run: Run) -> Shape | None:
    """`Foreign Minister Murat Nurtleu`, a known first name with a surname, a surname's ending."""
    cues, last = g.cues, run.last
    start, has_title = _name_start(g, run)
    name, kinds = run.words[start:], run.kinds[start:]
    if not name or len(name) > 4 or not _may_be_person(g, run, start):
        return None
    is_led = cues.has("lower_title", run.before) or cues.has("person_cue", run.left)
    has_cue = has_title or run.role == "person" or is_led
    if len(name) == 1:
        is_person = (has_title and not _is_common(g)(name[0])) or (run.role == "person" and _is_name_like(g, name[0]))
        return Shape(start, last, "PERSON", "title_surname") if is_person and not kinds[0] else None
    is_given, is_surname = name[0] in g.given_names or len(name[0]) == 1, bool(SURNAME.match(name[-1]))
    if kinds[-1] == "PERSON" and not (is_given or has_cue):
        return None
    is_plain = all(cues.has("word", one.lower()) for one in name)
    if has_cue and (is_given or is_surname or (len(name) <= 3 and not is_plain)):
        return Shape(start, last, "PERSON", "title_name")
    if start == run.first and (run.before == "the" or _is_placed(g, run) and not is_surname):
        return None
    has_initial = len(name) == 3 and len(name[1]) == 1
    if is_given and (is_surname or has_initial or not (kinds[-1] or is_plain or run.role == "organisation")):
        return Shape(start, last, "PERSON", "given_name_surname" if is_surname else "given_name")
    says = cues.has("say_verb", run.after) and len(name) == 2 and not any(kinds)
    if (is_surname or says) and kinds[0] in ("", *PLACES) and len(name) <= 3 and not is_plain:
        return Shape(start, last, "PERSON", "surname_ending" if is_surname else "says")
    return None


def _name_start(g: Gazetteer, run: Run) -> tuple[int, bool]:
    """The word that a person's name may begin with, and whether a title or an office goes before it."""
    start, last = run.first, run.last
    while start <= last and _is_before_name(g, run, start):
        start += 1
    start = _after_title(g, run, start)
    has_title = "title" in run.cues and any(g.cues.has("title", word) for word in run.words[run.first : start])
    if run.left in OFFICES and start == run.first:
        start = next((at for at in range(start, last) if not _is_common(g)(run.words[at])), start)
        has_title = start > run.first
    if (
        last - start >= 2
        and _is_common(g)(run.words[start])
        and run.words[start] not in g.given_names
        and run.words[start + 1] in g.given_names
        and not run.kinds[start]
    ):
        return start + 1, True
    return start, has_title


def _person_behind(g: Gazetteer, run: Run) -> Shape | None:
    """`(Minister of) Social Development Zhuldyz Omarbekova`: a full name behind words of the language alone."""
    first, last, words = run.first, run.last, run.words
    if last - first < 2 or any(run.kinds[first:]) or not all(map(_is_common(g), words[first : last - 1])):
        return None
    ending = SURNAME if words[last - 1] in g.given_names else STRONG_SURNAME
    is_person = not _is_common(g)(words[last - 1]) and ending.match(words[last])
    return Shape(last - 1, last, "PERSON", "given_name_surname") if is_person else None


def _after_title(g: Gazetteer, run: Run, start: int) -> int:
    """The word after a title that words of the language go before: Goodwill Ambassador Zulfiya Karimova."""
    at = start
    while at < run.last and (_is_common(g)(run.words[at]) or g.cues.has("title", run.words[at])) and not run.kinds[at]:
        at += 1
        if g.cues.has("title", run.words[at - 1]):
            start = at
    return start


def _is_placed(g: Gazetteer, run: Run) -> bool:
    """Whether the words of a name speak of a place: `In Kata Qala, …`, `her village, Yasnaya Polyana`, Ak Metchet."""
    opens = run.first > 0 and g.cues.has("in_cue", run.before)
    return opens or g.cues.has("lower_place", run.before) or g.cues.has("place_prefix", run.words[run.first])


def _is_name_like(g: Gazetteer, word: str) -> bool:
    """Whether a word alone looks like a person's first or last name."""
    return not _is_common(g)(word) and (word in g.given_names or bool(SURNAME.match(word)))


def _is_before_name(g: Gazetteer, run: Run, at: int) -> bool:
    """Whether a word is a title, or a listed name that says whose it is: Kazakh Foreign Minister."""
    kind, word = run.kinds[at], run.words[at]
    if at < run.last and g.cues.has("title", run.words[at + 1]):
        return bool(kind) or g.cues.has("title", word) or g.cues.has("title_prefix", word)
    if at < run.last and word in g.given_names and kind in ("COUNTRY", "GPE_OTHER") and not run.kinds[at + 1]:
        return at + 1 < run.last and run.words[at + 1] in g.given_names
    return g.cues.has("title", word) or kind.rstrip("+") in ("COUNTRY", "ORG", "LOCATION") or kind == "GPE_OTHER+"


def _may_be_person(g: Gazetteer, run: Run, start: int) -> bool:
    """Whether no word from here on speaks against a person's name."""
    name, kinds = run.words[start:], run.kinds[start:]
    if not g.cues.no_names.isdisjoint(name) or not all(NAME_WORD.match(word) for word in name):
        return False
    if len(name) == 2 and run.glue[start + 1] == "-":
        return False
    inner = ("COUNTRY", "LOCATION", "ORG", "EVENT")
    return not any(kind.endswith("+") or (at and kind in inner) for at, kind in enumerate(kinds))


def _organisation_cue(g: Gazetteer, run: Run) -> Shape | None:
    """`the company Primetals`, `a cooperative called Mehrangez`, `the Erk party`."""
    first, _, last = run.left.partition(" ")
    cue = first if last in ("called", "named") else last
    is_cued = (g.cues.has("org_cue", cue) and first != "of") or g.cues.has("org_next", run.after)
    if not is_cued or not _may_stand_alone(g, run) or g.cues.has("title", run.words[run.first]):
        return None
    is_nation = _joins_two(run) and "COUNTRY" in run.kinds[run.first :]
    is_other = is_nation or _is_full_name(g, run) or len(run.words[run.last]) == 1
    return None if is_other else Shape(run.first, run.last, "ORG", "organisation_cue")


def _event_cue(g: Gazetteer, run: Run) -> Shape | None:
    """`the conference KazGrain`, `the Bir Duino festival`: a name beside the small word for an event."""
    is_cued = g.cues.has("event_cue", run.before) or g.cues.has("event_cue", run.after)
    is_other = not is_cued or not _may_stand_alone(g, run) or _is_full_name(g, run)
    words, kinds = run.words[run.first :], run.kinds[run.first :]
    if is_other or any(kinds) or all(map(_is_common(g), words)) or g.cues.has("title", words[0]):
        return None
    return Shape(run.first, run.last, "EVENT", "event_head")


def _company(g: Gazetteer, run: Run) -> Shape | None:
    """`Sharjah-based Crescent Wind`, `Tolkynneftegaz`."""
    if not _may_stand_alone(g, run) or any(run.kinds[run.first :]) or g.cues.has("in_cue", run.before):
        return None
    if run.before.endswith("-based"):
        return Shape(run.first, run.last, "ORG", "organisation_cue")
    word = run.words[run.last]
    is_one = run.first == run.last and not _is_common(g)(word) and (COMPANY.match(word) or CAMEL.match(word))
    return Shape(run.first, run.last, "ORG", "company_suffix") if is_one else None


def _apposition(g: Gazetteer, run: Run) -> Shape | None:
    """`Ulupamir, a village …`, `Helvetas, a Swiss charity`."""
    is_word = run.first == run.last and _is_common(g)(run.words[run.first])
    if run.role == "organisation" and run.last - run.first <= 4 and not is_word:
        return Shape(run.first, run.last, "ORG", "apposed_organisation")
    if run.role == "place" and _may_stand_alone(g, run):
        return Shape(run.first, run.last, "GPE_OTHER", "apposed_place")
    return None


def _may_stand_alone(g: Gazetteer, run: Run) -> bool:
    """Whether the run as a whole may be a name: up to five words, no head of an institution or a place among them."""
    is_short = run.last - run.first <= 4 and not run.kinds[run.first].endswith("+")
    return is_short and g.cues.no_names.isdisjoint(run.words[run.first :])


def _prepositions(g: Gazetteer, run: Run) -> Shape | None:
    """`in Rossosh`, `near El Obeid`, `in Busan and Gimhae`: one word or two that no list knows."""
    first, last, cues = run.first, run.last, g.cues
    is_plain = all if _is_compound(run) else any
    if last - first > 1 or not _may_stand_alone(g, run) or is_plain(map(_is_common(g), run.words[first:])):
        return None
    if any(run.kinds[first:]) and not _is_compound(run) or not all(NAME_WORD.match(one) for one in run.words[first:]):
        return None
    if cues.has("in_cue", run.before):
        return Shape(first, last, "GPE_OTHER", "in_place")
    is_listed = run.before == "the" and run.text(first, last) in g.rivers
    if cues.has("river_cue", run.left) or (is_listed and (not run.after or cues.has("river_follows", run.after))):
        return Shape(first, last, "LOCATION", "river_cue", f"{run.text(first, last)} River")
    is_single = first == last or run.glue[last] == "-"
    if is_single and cues.has("from_cue", run.before):
        return Shape(first, last, "GPE_OTHER", "from_place")
    if run.beside == "GPE_OTHER":
        return Shape(first, last, "GPE_OTHER", "beside_place")
    if run.beside == "ORG" and is_single:
        return Shape(first, last, "ORG", "beside_organisation")
    is_place = "GPE_OTHER" in run.kinds[first:] or cues.has("place_prefix", run.words[first])
    if is_place and _is_compound(run) and run.before == "the":
        return Shape(first, last, "LOCATION", "compound_river", f"{run.text(first, last)} River")
    if is_place and _is_compound(run):
        return Shape(first, last, "GPE_OTHER", "compound_place")
    return None


def _joins_two(run: Run) -> bool:
    """Whether a hyphen joins two words: Franco-Belgian."""
    return run.last == run.first + 1 and run.glue[run.last] == "-"


def _is_compound(run: Run) -> bool:
    """Whether a hyphen joins two words of which no country is one: Kyzyl-Kyshtak."""
    return _joins_two(run) and "COUNTRY" not in run.kinds[run.first :]


def _is_full_name(g: Gazetteer, run: Run) -> bool:
    """Whether two words are a first name and a surname's ending: the miner Timur Kasenov."""
    first, last = run.words[run.first], run.words[run.last]
    ending = SURNAME if first in g.given_names else STRONG_SURNAME
    return run.last == run.first + 1 and ending.match(last) is not None


def _is_common(g: Gazetteer) -> Callable[[str], bool]:
    """Whether a word is one of the language, or too short to be a name."""
    return lambda word: g.cues.has("word", word.lower()) or len(word) < 3


def _mixed(g: Gazetteer, run: Run) -> Shape | None:
    """`Kordai Granite`, `Hyundai Glovis`, `Hilfswerk Tajikistan`: a listed name at one end of a longer one.

    A first name before a country's is a person: `Tom Holland`.
    """
    first, last, words, kinds = run.first, run.last, run.words[run.first :], run.kinds[run.first :]
    if not 1 <= last - first <= 3:
        return None
    if _is_branch(g, run):
        return Shape(first, last, "ORG", "longer_name")
    if "-" in run.glue[first + 1 :] or _holds_no_name(g, run):
        return None
    opens = kinds[0] in ("GPE_OTHER", "LOCATION", "ORG") and not any(kinds[1:]) and not words[0].isupper()
    is_plain = _is_common(g)(words[0]) and not words[0].isupper()
    closes = kinds[-1] in ("GPE_OTHER", "COUNTRY") and not any(kinds[:-1]) and not is_plain
    if closes and len(words) == 2 and words[0] in g.given_names and kinds[-1] == "COUNTRY":
        return Shape(first, last, "PERSON", "given_name")
    return Shape(first, last, "ORG", "longer_name") if opens or closes else None


def _holds_no_name(g: Gazetteer, run: Run) -> bool:
    """Whether a word speaks against a bare name: a title, a head, a common opener."""
    words = run.words[run.first :]
    has_title = "title" in run.cues and any(g.cues.has("title", word) for word in words)
    return has_title or not g.cues.no_names.isdisjoint(words)


def _is_branch(g: Gazetteer, run: Run) -> bool:
    """Whether an organisation's words go right before a country: the group Bright Future Tajikistan."""
    words, kinds = run.words[run.first :], run.kinds[run.first :]
    is_cued = g.cues.has("org_cue", run.before) or run.left == "branch of the" or run.beside == "ORG"
    return is_cued and 2 <= len(words) <= 4 and words[-1] in g.country_names and not any(kinds[:-1])


def _unknown(g: Gazetteer, run: Run) -> Shape | None:
    """Two to four words of which one is not listed: people where no word is of the language, else organisations.

    Two such words behind a demonym are a person, `Israeli Yam Wolczak`, but not `from` there.
    """
    first, last = run.first, run.last
    if not first <= last - 1 <= first + 2 or any(kind.endswith("+") for kind in run.kinds[first:]):
        return None
    words, kinds = run.words[first:], run.kinds[first:]
    if len(words) > 2 and INITIAL.match(words[-2]) and not any(kinds) and _is_office(g, words[-3]):
        return Shape(last - 1, last, "PERSON", "unknown_person")
    if run.glue[first + 1] == "-" or _holds_no_name(g, run):
        return None
    common = [g.cues.has("word", word.lower()) for word in words]
    is_thing = run.before in ("the", "at") or " & " in run.glue
    if not (is_thing or any(common) or any(kinds)) and all(NAME_WORD.match(word) for word in words):
        return Shape(first, last, "PERSON", "unknown_person")
    is_national = (
        kinds[0] == "COUNTRY"
        and words[0] not in g.country_names
        and not any(kinds[1:])
        and run.before not in FIRM_BEFORE
    )
    if is_national and len(words) == 3 and not common[-1] and all(NAME_WORD.match(word) for word in words):
        return Shape(first + 1, last, "PERSON", "unknown_person")
    if first > 0 or not run.left:
        return None
    is_plain = all(common) or (common[0] and kinds[-1]) or all(word.isupper() for word in words)
    is_setting = kinds[0] in ("COUNTRY", "PERSON", "EVENT") and len(words) == 2
    if is_plain or is_setting or kinds[-1] == "PERSON":
        return None
    return Shape(first, last, "ORG", "unknown_words")


def _is_office(g: Gazetteer, word: str) -> bool:
    """Whether a word is of the language, or one of those that offices have: (Minister of) Tourism."""
    return g.cues.has("word", word.lower()) or g.cues.has("title_prefix", word)


RULES = (
    _direction,
    _institution,
    _event,
    _organisation_cue,
    _event_cue,
    _person,
    _person_behind,
    _place,
    _company,
    _apposition,
    _prepositions,
    _mixed,
    _unknown,
)
PLACES = ("GPE_OTHER", "LOCATION")
INITIAL = re.compile(r"[A-Z][a-z]?$")  # Minister of Tourism D.Sarangerel
FIRM_BEFORE = ("from", "at")  # pipes from Turkmen Plastik Onumleri
PLURALS = ("Districts", "Oblasts", "Provinces", "Regions")
LOWER_GPE = ("region", "oblast", "province", "district", "county", "prefecture", "krai", "velayat")
