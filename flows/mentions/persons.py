"""Runs of capitalised words -> names of people, by titles, first names and the endings of surnames."""

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.looks import PLACES, STRONG_SURNAME, SURNAME, Run, Shape, is_common, may_be_person

OFFICES = ("minister of", "minister for", "secretary of", "secretary for")


def person(g: Gazetteer, run: Run) -> Shape | None:
    """`Foreign Minister Murat Nurtleu`, a known first name with a surname, a surname's ending."""
    cues, last = g.cues, run.last
    start, has_title = _name_start(g, run)
    name, kinds = run.words[start:], run.kinds[start:]
    if not name or len(name) > 4 or not may_be_person(g, run, start):
        return None
    is_led = cues.has("lower_title", run.before) or cues.has("person_cue", run.left)
    has_cue = has_title or run.role == "person" or is_led
    if len(name) == 1:
        is_person = (has_title and not is_common(g)(name[0])) or (run.role == "person" and _is_name_like(g, name[0]))
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
        start = next((at for at in range(start, last) if not is_common(g)(run.words[at])), start)
        has_title = start > run.first
    if (
        last - start >= 2
        and is_common(g)(run.words[start])
        and run.words[start] not in g.given_names
        and run.words[start + 1] in g.given_names
        and not run.kinds[start]
    ):
        return start + 1, True
    return start, has_title


def person_behind(g: Gazetteer, run: Run) -> Shape | None:
    """`(Minister of) Social Development Zhuldyz Omarbekova`: a full name behind words of the language alone."""
    first, last, words = run.first, run.last, run.words
    if last - first < 2 or any(run.kinds[first:]) or not all(map(is_common(g), words[first : last - 1])):
        return None
    ending = SURNAME if words[last - 1] in g.given_names else STRONG_SURNAME
    is_person = not is_common(g)(words[last - 1]) and ending.match(words[last])
    return Shape(last - 1, last, "PERSON", "given_name_surname") if is_person else None


def _after_title(g: Gazetteer, run: Run, start: int) -> int:
    """The word after a title that words of the language go before: Goodwill Ambassador Zulfiya Karimova."""
    at = start
    while at < run.last and (is_common(g)(run.words[at]) or g.cues.has("title", run.words[at])) and not run.kinds[at]:
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
    return not is_common(g)(word) and (word in g.given_names or bool(SURNAME.match(word)))


def _is_before_name(g: Gazetteer, run: Run, at: int) -> bool:
    """Whether a word is a title, or a listed name that says whose it is: Kazakh Foreign Minister."""
    kind, word = run.kinds[at], run.words[at]
    if at < run.last and g.cues.has("title", run.words[at + 1]):
        return bool(kind) or g.cues.has("title", word) or g.cues.has("title_prefix", word)
    if at < run.last and word in g.given_names and kind in ("COUNTRY", "GPE_OTHER") and not run.kinds[at + 1]:
        return at + 1 < run.last and run.words[at + 1] in g.given_names
    return g.cues.has("title", word) or kind.rstrip("+") in ("COUNTRY", "ORG", "LOCATION") or kind == "GPE_OTHER+"
