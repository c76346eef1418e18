"""Full names of firms in an article -> their short names, which mean the same: `Zilpan Resources`, then `Zilpan`."""

from functools import lru_cache

import numpy as np
import polars as pl

from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.looks import SURNAME
from flows.mentions.offsets import Buffer, Mask, Offsets
from flows.mentions.spans import add_spans
from flows.mentions.words import Words

HEADS = ("org_suffix", "firm_head", "short_head")
LEADS = ("starter", "calendar")
NO_SHORTS = ("title", "title_prefix", "calendar", "org_head", "org_opener")
SURE_RULES = ("given_name", "given_name_surname", "title_name", "surname_in_article")


def link_shorts(
    spans: pl.DataFrame, words: Words, buffer: Buffer, texts: pl.DataFrame, gazetteer: Gazetteer
) -> pl.DataFrame:
    """The spans with every short name of a firm, party or fund that the same article names in full.

    A short name is what the full one has before its last heads (Group, JSC), where that is no listed name, no surname
    and no word of the language. It stands alone, behind no other capitalised word than an opening one.
    """
    full = _full_names(spans, buffer, gazetteer)
    if not full.height:
        return spans
    places = words.spelled(buffer, full["word"].unique())
    places = places.with_columns(texts["print"].gather(places["row"])).join(full, on=["print", "word"], how="inner")
    begin = places["begin"].to_numpy()
    end = begin + places["short"].str.len_bytes().to_numpy()
    last = places["nr"].to_numpy() + places["size"].to_numpy() - 1
    is_short = (buffer.windows(begin, end) == places["short"]).to_numpy()
    is_short &= _stands_alone(words, places["nr"].to_numpy(), last, gazetteer) & _is_open(spans, begin, end)
    new = places.with_columns(
        pl.Series("end", end), form=pl.lit("alias"), rule=pl.lit("short_name"), is_metonym=pl.lit(False)
    )
    return add_spans(spans, new.filter(pl.Series(is_short)).unique("begin", maintain_order=True).select(spans.columns))


def _full_names(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """What the organisations with a short name stand for: print, word (first of the short name), size, short."""
    listed = _listed_shorts(gazetteer)
    firms = spans.filter(pl.col("name_id").is_in(listed["name_id"].implode()) & (pl.col("entity_type") == "ORG"))
    firms = firms.join(listed, on="name_id", how="inner", maintain_order="left")
    new = spans.filter((pl.col("entity_type") == "ORG") & (pl.col("form") == "discovered"))
    text = buffer.windows(new["begin"].to_numpy(), new["end"].to_numpy())
    new = new.with_columns(_without_heads(text, gazetteer).alias("short")).drop_nulls("short")
    kept = _own_names(new["short"].unique(), gazetteer)
    named = pl.concat([firms, new.filter(pl.col("short").is_in(kept))])
    is_known = pl.col("entity").is_not_null() | pl.col("canonical").is_not_null()
    named = named.filter(is_known).unique(["print", "short"], keep="first", maintain_order=True)
    return named.select(
        "print", "short", "name_id", "entity", "entity_type", "country_code", "canonical",
        word=pl.col("short").str.extract("^([^ -]+)"), size=pl.col("short").str.count_matches("[ -]") + 1,
    )  # fmt: skip


@lru_cache(maxsize=2)
def _listed_shorts(gazetteer: Gazetteer) -> pl.DataFrame:
    """The listed organisations' names that have a short one: name_id, short."""
    names = gazetteer.names.filter(pl.col("entity_type") == "ORG")
    shorts = names.select("name_id", _without_heads(names["name"], gazetteer).alias("short")).drop_nulls("short")
    return shorts.filter(pl.col("short").is_in(_own_names(shorts["short"].unique(), gazetteer)))


def _without_heads(names: pl.Series, gazetteer: Gazetteer) -> pl.Series:
    """Each name without its last heads, NULL where it ends with none."""
    heads = gazetteer.cues.pattern(*HEADS)
    return names.str.extract(rf"^([A-Z].*?)(?: (?:{heads}))+\.?$")


def _own_names(shorts: pl.Series, gazetteer: Gazetteer) -> list[str]:
    """The short names that no list holds and that may be those of firms."""
    sure = gazetteer.sure["short"]
    held = frozenset(sure.filter(sure.is_in(shorts.implode())))
    return [name for name in shorts.to_list() if name not in held and _is_own(name, gazetteer)]


def _is_own(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a short name is none of a person, an office or a nation, and more than a word of the language."""
    words, cues = name.replace("-", " ").split(" "), gazetteer.cues
    if SURNAME.match(words[-1]) or not all(word[:1].isupper() for word in words):
        return False
    if any(word in gazetteer.nations or any(cues.has(kind, word) for kind in NO_SHORTS) for word in words):
        return False
    return len(words) > 1 or (len(name) > 2 and not cues.has("word", name.lower()))


def _stands_alone(words: Words, first: Offsets, last: Offsets, gazetteer: Gazetteer) -> Mask:
    """Whether no capitalised word but a title goes on behind the last one, and none but an opening one leads there."""
    kinds, run = gazetteer.cues.by_kind, words.run
    leads = list(frozenset().union(*(kinds.get(kind, NOTHING) for kind in LEADS)))
    after, before = np.minimum(last + 1, len(run) - 1), np.maximum(first - 1, 0)
    goes_on = (after > last) & (run[after] == run[np.minimum(last, len(run) - 1)])
    goes_on &= ~words.text.gather(after).is_in(list(kinds.get("title", NOTHING))).to_numpy()
    is_led = words.text.gather(before).is_in(leads).to_numpy()
    alone: Mask = ~goes_on & ((before == first) | (run[before] != run[first]) | is_led)
    return alone


def _is_open(spans: pl.DataFrame, begin: Offsets, end: Offsets) -> Mask:
    """Whether each place holds no name, only shorter ones, or one that was only guessed."""
    starts, ends = np.append(spans["begin"].to_numpy(), 2**62), np.append(spans["end"].to_numpy(), 2**62)
    first, after = np.searchsorted(ends, begin, side="right"), np.searchsorted(starts, end)
    is_whole = (starts[first] == begin) & (ends[first] == end)
    is_guess = (spans["form"] == "discovered") & ~spans["rule"].cast(pl.String).is_in(SURE_RULES)
    guessed = is_whole & np.append(is_guess.to_numpy(), False)[first]
    is_around = (first == after) | ((starts[first] >= begin) & (ends[after - 1] <= end))
    is_open: Mask = guessed | (is_around & ~is_whole)
    return is_open
