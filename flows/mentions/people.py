"""Full names in an article -> the bare surnames, and first names, that mean the same people."""

import numpy as np
import polars as pl

from flows.mentions.cues import NOTHING, Cues
from flows.mentions.offsets import Buffer, Mask
from flows.mentions.spans import add_spans, replaced
from flows.mentions.words import Words

OPENING = tuple(b'.!?\n"')
AFTER_NAMES = tuple(b",'")
KEPT_TYPES = ("COUNTRY",)
VERB_BYTES = 16
LINK = ("entity", "entity_type", "country_code", "canonical")


def link_surnames(spans: pl.DataFrame, words: Words, buffer: Buffer, texts: pl.DataFrame, cues: Cues) -> pl.DataFrame:
    """The spans with every bare surname, or first name alone, before or after the full name in the same article.

    Two people of one surname: the one whose full name stands last before it, else first after it. A country's name
    stays a country, unless it says something: `Holland said`.
    """
    full = _full_names(spans, buffer)
    if not full.height:
        return spans
    spans = _as_longer(spans, full)
    full = pl.concat([full, _first_names(full, words, cues)])
    candidates = _bare_words(full, spans, words, buffer, texts, cues)
    candidates = candidates.filter(~_is_opening_word(candidates, buffer, cues))
    if not candidates.height:
        return spans
    keys = ["print", "surname"]
    people = full.sort("begin").with_columns(named_at=pl.col("begin"))
    people = people.select(*keys, "begin", "named_at", "entity", "entity_type", "country_code", "canonical", "name_id")
    candidates = candidates.sort("begin")
    before = candidates.join_asof(people, on="begin", by=keys, strategy="backward", check_sortedness=False)
    after = candidates.join_asof(people, on="begin", by=keys, strategy="forward", check_sortedness=False)
    columns = ["entity", "entity_type", "country_code", "canonical", "name_id"]
    is_before = before["named_at"].is_not_null()
    chosen = candidates.with_columns(
        before[name].zip_with(is_before, after[name]).alias(name) for name in columns
    ).with_columns(form=pl.lit("surname"), rule=pl.lit("surname_in_article"), is_metonym=pl.lit(False))
    return add_spans(spans, chosen.select(spans.columns))


def _is_opening_word(candidates: pl.DataFrame, buffer: Buffer, cues: Cues) -> pl.Series:
    """Whether a surname that is also a common word begins a sentence, with no comma or possessive: Ten of them."""
    begin = candidates["begin"].to_numpy()
    opens = np.isin(buffer.at(begin - 1), OPENING) | np.isin(buffer.at(begin - 2), OPENING) | (begin == 0)
    opens &= ~np.isin(buffer.at(candidates["end"].to_numpy()), AFTER_NAMES)
    opens[opens] = [cues.has("word", word.lower()) for word in candidates["surname"].filter(pl.Series(opens))]
    return pl.Series(opens)


def _full_names(spans: pl.DataFrame, buffer: Buffer) -> pl.DataFrame:
    """Spans of people with two words or more, and their last word."""
    people = spans.filter((pl.col("entity_type") == "PERSON") & (pl.col("end") - pl.col("begin") > 4))
    text = buffer.slices(people["begin"].to_numpy(), people["end"].to_numpy())
    is_full = pl.col("text").str.contains(" ", literal=True) & (
        pl.col("entity").is_not_null() | pl.col("canonical").is_not_null()
    )
    surname = pl.col("text").str.extract(r"[^ ]+$", 0)
    return (
        people.with_columns(text)
        .filter(is_full)
        .with_columns(surname=surname)
        .filter(pl.col("surname").str.len_chars() > 1)
        .with_columns(is_first=pl.lit(False))
    )


def _as_longer(spans: pl.DataFrame, full: pl.DataFrame) -> pl.DataFrame:
    """The spans, those new people of two words linked who end one longer name: Ann Zil Pann, then Zil Pann."""
    longer = full.filter(pl.col("text").str.contains(" [^ ]+ "))
    ends = longer.select("print", *LINK, text=pl.col("text").str.extract(r"[^ ]+ [^ ]+$", 0))
    new = full.filter(pl.col("entity").is_null() & pl.col("text").is_in(ends["text"].unique().implode()))
    ends = ends.unique(["print", "text"], keep="first", maintain_order=True)
    found = new.select("begin", "print", "text").join(ends, on=["print", "text"], how="inner")
    if not found.height:
        return spans
    nr = pl.Series("nr", np.searchsorted(spans["begin"].to_numpy(), found["begin"].to_numpy()), pl.UInt32)
    return replaced(spans, found.with_columns(nr, form=pl.lit("surname"), rule=pl.lit("surname_in_article")))


def _first_names(full: pl.DataFrame, words: Words, cues: Cues) -> pl.DataFrame:
    """The full names of two or three words under their first, but for common words, no names and surnames."""
    of_two = full["text"].unique()
    of_two = of_two.filter(of_two.str.contains("^[A-Z][a-z]+ [^ ]+(?: [^ ]+)?$"))
    first = of_two.str.extract("^[^ ]+", 0)
    firsts = words.text.filter(words.text.is_in(first.unique().implode()) & pl.Series(_are_alone(words))).unique()
    is_word = [cues.has("word", name.lower()) or cues.has("not_a_name", name) for name in firsts]
    firsts = firsts.filter(~pl.Series(is_word, dtype=pl.Boolean))
    names = full.filter(pl.col("text").is_in(of_two.filter(first.is_in(firsts.implode())).implode()))
    names = names.with_columns(surname=pl.col("text").str.extract("^[^ ]+", 0), is_first=pl.lit(True))
    names = names.unique(["print", "surname", "entity", "canonical"], keep="first", maintain_order=True)
    return names.join(full, on=["print", "surname"], how="anti", maintain_order="left")


def _are_alone(words: Words) -> Mask:
    """Whether no other capitalised word is in the run of each."""
    is_first = np.append(True, words.run[1:] != words.run[:-1])[: len(words.run)]
    alone: Mask = is_first & np.append(is_first[1:], True)[: len(words.run)]
    return alone


def _bare_words(
    full: pl.DataFrame, spans: pl.DataFrame, words: Words, buffer: Buffer, texts: pl.DataFrame, cues: Cues
) -> pl.DataFrame:
    """Single capitalised words that are some surname of their article and that no longer name holds.

    A first name is one where no other span than of a new person holds it and no capitalised word stands beside it.
    """
    frame = words.spelled(buffer, full["surname"].unique()).rename({"word": "surname"})
    begin, end = spans["begin"].to_numpy(), spans["end"].to_numpy()
    at = np.searchsorted(begin, frame["begin"].to_numpy(), side="right") - 1
    first, stop = frame["begin"].to_numpy(), frame["end"].to_numpy()
    inside = (at >= 0) & (stop <= end[at])
    held = spans.select("entity_type", "form")[at]
    whole = inside & (first == begin[at]) & (stop == end[at])
    kind, form = held["entity_type"], held["form"]
    is_country = kind.is_in(KEPT_TYPES).fill_null(False).to_numpy(writable=True)
    verbs = buffer.windows(stop[is_country], stop[is_country] + VERB_BYTES).str.extract("^ ([a-z]+)")
    is_country[is_country] = ~verbs.is_in(list(cues.by_kind.get("say_verb", NOTHING))).fill_null(False).to_numpy()
    is_place = kind.is_in(("GPE_OTHER", "LOCATION", "ORG")).to_numpy()
    is_person = ((kind == "PERSON") & ~form.is_in(["surname", "discovered"])).to_numpy()
    free = ~inside | (whole & ~is_country & ~is_person)
    is_new = whole & ((kind == "PERSON") & (form == "discovered")).fill_null(False).to_numpy()
    is_alone = (~inside | is_new) & _are_alone(words)[frame["nr"].to_numpy()]
    frame = frame.with_columns(is_listed=pl.Series(whole & is_place), is_alone=pl.Series(is_alone))
    frame = frame.filter(pl.Series(free))
    frame = frame.with_columns(texts["print"].gather(frame["row"]))
    keys = ["print", "surname"]
    is_sure = pl.col("entity").is_not_null() | (pl.col("rule") == "title_name")
    near = full.filter(pl.col("surname").is_in(frame["surname"].unique().implode()))
    named = near.group_by(keys).agg(is_sure=is_sure.any(), is_first=pl.col("is_first").all())
    frame = frame.join(named, on=keys, how="inner")
    return frame.filter((pl.col("is_sure") | ~pl.col("is_listed")) & (pl.col("is_alone") | ~pl.col("is_first")))
