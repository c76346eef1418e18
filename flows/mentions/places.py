"""Runs of capitalised words -> names of places: `… River`, `Lake …`, `the city of …`, `in …`."""

from flows.mentions.gazetteer import Gazetteer
from flows.mentions.looks import NAME_WORD, PLACES, Run, Shape, is_common, is_compound, is_free, may_stand_alone

LOWER_GPE = ("region", "oblast", "province", "district", "county", "prefecture", "krai", "velayat")
PLURALS = ("Districts", "Oblasts", "Provinces", "Regions")


def place(g: Gazetteer, run: Run) -> Shape | None:
    """`… River`, `Lake …`, `… District`, `the city of …`, `… village`."""
    first, last, cues = run.first, run.last, g.cues
    is_gpe = is_free(g, run, first, last) or run.kinds[first] == "GPE_OTHER"
    if last > first and cues.has("gpe_head", run.words[last]) and is_gpe:
        singular = run.text(first, last).removesuffix("s") if run.words[last] in PLURALS else None
        return Shape(first, last, "GPE_OTHER", "place_head", singular)
    if (
        last > first
        and cues.has("location_head", run.words[last])
        and (is_free(g, run, first, last) or run.kinds[first] == "PERSON" or run.words[first] in g.country_names)
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


def direction(g: Gazetteer, run: Run) -> Shape | None:
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


def prepositions(g: Gazetteer, run: Run) -> Shape | None:
    """`in Rossosh`, `near El Obeid`, `in Busan and Gimhae`: one word or two that no list knows."""
    first, last, cues = run.first, run.last, g.cues
    is_plain = all if is_compound(run) else any
    if last - first > 1 or not may_stand_alone(g, run) or is_plain(map(is_common(g), run.words[first:])):
        return None
    if any(run.kinds[first:]) and not is_compound(run) or not all(NAME_WORD.match(one) for one in run.words[first:]):
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
    if is_place and is_compound(run) and run.before == "the":
        return Shape(first, last, "LOCATION", "compound_river", f"{run.text(first, last)} River")
    if is_place and is_compound(run):
        return Shape(first, last, "GPE_OTHER", "compound_place")
    return None
