"""A run of capitalised words with its surroundings -> the name in it: the rules, in their order."""

import re

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.institutions import company, institution, organisation_cue
from flows.mentions.looks import (
    NAME_WORD,
    Run,
    Shape,
    goes_on,
    holds_no_name,
    is_common,
    is_free,
    is_full_name,
    may_stand_alone,
)
from flows.mentions.persons import person, person_behind
from flows.mentions.places import direction, place, prepositions

EVENT_CUES = ("event_opener", "event_going_on", "event_head")
INITIAL = re.compile(r"[A-Z][a-z]?$")  # Minister of Tourism D.Sarangerel
FIRM_BEFORE = ("from", "at")  # pipes from Turkmen Plastik Onumleri


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


def _event(g: Gazetteer, run: Run) -> Shape | None:
    """`… Summit`, `… Forum`, `… Games`, `Battle of …`."""
    first, last = run.first, run.last
    if last == first or run.cues.isdisjoint(EVENT_CUES):
        return None
    if g.cues.has("event_opener", run.words[first]) and run.glue[first + 1] == " of ":
        return Shape(first, last, "EVENT", "event_opener")
    if any(goes_on(g, run, at) for at in range(first, last)):
        return Shape(first, last, "EVENT", "event_of")
    if not g.cues.has("event_head", run.words[last]) or not is_free(g, run, first, last):
        return None
    return Shape(first, last, "EVENT", "event_head")


def _event_cue(g: Gazetteer, run: Run) -> Shape | None:
    """`the conference KazGrain`, `the Bir Duino festival`: a name beside the small word for an event."""
    is_cued = g.cues.has("event_cue", run.before) or g.cues.has("event_cue", run.after)
    is_other = not is_cued or not may_stand_alone(g, run) or is_full_name(g, run)
    words, kinds = run.words[run.first :], run.kinds[run.first :]
    if is_other or any(kinds) or all(map(is_common(g), words)) or g.cues.has("title", words[0]):
        return None
    return Shape(run.first, run.last, "EVENT", "event_head")


def _apposition(g: Gazetteer, run: Run) -> Shape | None:
    """`Ulupamir, a village …`, `Helvetas, a Swiss charity`."""
    is_word = run.first == run.last and is_common(g)(run.words[run.first])
    if run.role == "organisation" and run.last - run.first <= 4 and not is_word:
        return Shape(run.first, run.last, "ORG", "apposed_organisation")
    if run.role == "place" and may_stand_alone(g, run):
        return Shape(run.first, run.last, "GPE_OTHER", "apposed_place")
    return None


def _mixed(g: Gazetteer, run: Run) -> Shape | None:
    """`Kordai Granite`, `Hyundai Glovis`, `Hilfswerk Tajikistan`: a listed name at one end of a longer one.

    A first name before a country's is a person: `Tom Holland`.
    """
    first, last, words, kinds = run.first, run.last, run.words[run.first :], run.kinds[run.first :]
    if not 1 <= last - first <= 3:
        return None
    if _is_branch(g, run):
        return Shape(first, last, "ORG", "longer_name")
    if "-" in run.glue[first + 1 :] or holds_no_name(g, run):
        return None
    opens = kinds[0] in ("GPE_OTHER", "LOCATION", "ORG") and not any(kinds[1:]) and not words[0].isupper()
    is_plain = is_common(g)(words[0]) and not words[0].isupper()
    closes = kinds[-1] in ("GPE_OTHER", "COUNTRY") and not any(kinds[:-1]) and not is_plain
    if closes and len(words) == 2 and words[0] in g.given_names and kinds[-1] == "COUNTRY":
        return Shape(first, last, "PERSON", "given_name")
    return Shape(first, last, "ORG", "longer_name") if opens or closes else None


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
    if run.glue[first + 1] == "-" or holds_no_name(g, run):
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
    direction,
    institution,
    _event,
    organisation_cue,
    _event_cue,
    person,
    person_behind,
    place,
    company,
    _apposition,
    prepositions,
    _mixed,
    _unknown,
)
