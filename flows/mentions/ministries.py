"""Ministries that nobody listed -> their full names: the Zilpan `Wool Ministry` is the Ministry of Wool of Zilpania."""

import numpy as np
import polars as pl

from flows.mentions.choices import country_counts, main_countries
from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import BARE, Gazetteer
from flows.mentions.offsets import Buffer, Offsets
from flows.mentions.plain import plain_text
from flows.mentions.spans import drop_covered, replaced

TOPIC = r"^Ministry (of|for)(?: the)? (.+)$"
BEFORE_HEAD = r"^(.+) Ministry$"
# of a state behind a name, and before it
STATES = {
    "ending": (r"^.+ of (?:the )?([A-Z][A-Za-z -]+)$", r"^(.+) of (?:the )?[A-Z][A-Za-z -]+$"),
    "two": (r"^([A-Z][a-z]+ [A-Z][a-z]+) ", r"^[A-Z][a-z]+ [A-Z][a-z]+ (.+)$"),
    "one": (r"^([A-Z][a-z]+) ", r"^[A-Z][a-z]+ (.+)$"),
}
OWN_BYTES = 3  # of `'s `
MORE_TOPICS = r"^((?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?)*,? and [A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:[.,;:)\n'\"]|$| [a-z(])"
REACH = 64
HEADS = ("org_head", "org_opener", "title")


def lengthen_ministries(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans, each bare ministry with the further topics behind it: the `Ministry of Wool and Dairy`.

    Those are words of the language with capitals that no other name holds.
    """
    end = spans["end"].to_numpy()
    at = np.flatnonzero(spans["form"] == BARE)
    at = at[buffer.begins(end[at], (b" a", b", "))]
    names = buffer.windows(spans["begin"].to_numpy()[at], end[at])
    at = at[names.str.starts_with("Ministry ").to_numpy()]
    more = buffer.windows(end[at], end[at] + REACH).str.extract(MORE_TOPICS)
    no_topics = frozenset().union(*(gazetteer.cues.by_kind.get(kind, NOTHING) for kind in HEADS))
    topics = more.str.extract_all(r"[A-Z][a-z]+").to_list()
    words = gazetteer.cues.by_kind.get("word", NOTHING)
    is_topic = [bool(found) and all(one.lower() in words and one not in no_topics for one in found) for found in topics]
    at, sizes = at[is_topic], more.filter(pl.Series(is_topic, dtype=pl.Boolean)).str.len_bytes().to_numpy()
    is_free = np.append(spans["begin"].to_numpy(), 2**62)[at + 1] >= end[at] + sizes
    at, sizes = at[is_free], sizes[is_free]
    if not len(at):
        return spans
    ends = end.copy()
    ends[at] += sizes
    text = buffer.windows(spans["begin"].to_numpy()[at], ends[at])
    new = spans.with_row_index("nr")[at].with_columns(
        text.alias("canonical"), entity=pl.lit(None), rule=pl.lit("institution_head")
    )
    return drop_covered(replaced(spans, new).with_columns(pl.Series("end", ends)))


def name_ministries(spans: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans, each new ministry under `Ministry of … of <state>`, or linked to the one listed by it.

    So is an institution that other states have as well: Zilpania's `Central Bank`, `Zilpan Supreme Court`. Its state is
    the one that its print names in it or right before it, else the one that its article names most; where there is
    none, the name stays as printed.
    """
    at = np.flatnonzero((spans["entity_type"] == "ORG") & spans["entity"].is_null())
    new = spans[at].with_columns(pl.Series("nr", at, pl.UInt32), owner=_owners(spans, at))
    states, bare = gazetteer.state_names, gazetteer.bare_names
    is_open = pl.col("canonical").is_null() & pl.col("name_id").is_in(bare["name_id"].implode())
    listed = bare.select("name_id", bare_name="name")
    new = new.join(listed, on="name_id", how="left", maintain_order="left").with_columns(is_open.alias("is_open"))
    told = _told_states(new.with_columns(canonical=pl.coalesce("canonical", "bare_name")), states)
    is_ministry = pl.col("canonical").str.contains(r"\bMinistry\b")
    is_ministry |= pl.col("canonical").str.contains(r"\bConsulate General$") & pl.col("nation_code").is_not_null()
    told = told.filter(
        ~pl.col("ending").is_in(list(gazetteer.nations)).fill_null(False) | pl.col("ending_code").is_not_null()
    )
    told = told.filter(is_ministry | pl.col("is_open") | pl.col("plain").is_in(bare["name"].implode()))
    if not told.height:
        return spans
    near = spans.filter(pl.col("print").is_in(told["print"].unique().implode())).drop_nulls("country_code")
    main = main_countries(country_counts(near), "main_code")
    codes = told.join(main, on="print", how="left").with_columns(code=pl.coalesce("nation_code", "owner", "main_code"))
    codes = codes.join(states.select("state", code="nation_code").unique(), on="code", how="left")
    topic = pl.coalesce(pl.col("plain").str.extract(TOPIC, 2), pl.col("plain").str.extract(BEFORE_HEAD))
    link = pl.col("plain").str.extract(TOPIC, 1).fill_null("of")
    head = pl.coalesce(pl.format("Ministry {} {}", link, topic), "plain")
    full = codes.with_columns(short=pl.coalesce(pl.format("{} of {}", head, "state"), "canonical"))
    return replaced(spans, _linked(full.filter(pl.col("state").is_not_null() | ~pl.col("is_open")), gazetteer))


def _told_states(new: pl.DataFrame, states: pl.DataFrame) -> pl.DataFrame:
    """The names (canonical) with the state in them, as nation_code, and without it, as plain."""
    name, codes = pl.col("canonical"), states.select("nation", "nation_code")
    told = new.with_columns(name.str.extract(state).alias(part) for part, (state, _) in STATES.items())
    for part in STATES:
        told = told.join(codes.rename({"nation": part, "nation_code": f"{part}_code"}), on=part, how="left")
    shorter = [
        pl.when(pl.col(f"{part}_code").is_not_null()).then(name.str.extract(rest)) for part, (_, rest) in STATES.items()
    ]
    return told.with_columns(
        nation_code=pl.coalesce(f"{part}_code" for part in STATES), plain=pl.coalesce(*shorter, "canonical")
    )


def _owners(spans: pl.DataFrame, at: Offsets) -> pl.Series:
    """The code of the country right before each span: Zilpania's Ministry of Wool."""
    before = spans.select("end", "entity_type", "country_code")[np.maximum(at - 1, 0)]
    gap = spans["begin"].to_numpy()[at] - before["end"].to_numpy()
    is_owner = pl.Series((gap > 0) & (gap <= OWN_BYTES)) & (before["entity_type"] == "COUNTRY")
    return before.select(pl.when(is_owner).then("country_code")).to_series()


def _linked(full: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """The ministries linked to what is listed under their full names, else under these (`short`)."""
    listed = gazetteer.sure.filter(pl.col("short").is_in(full["short"].unique().implode()))
    names = listed.select("entity_type", "listed", name="short")
    joined = full.with_columns(name=plain_text(pl.col("short"))).join(names, on=["name", "entity_type"], how="left")
    is_listed = pl.col("listed").is_not_null()
    return joined.with_columns(
        entity="listed",
        country_code="code",
        canonical=pl.when(~is_listed).then("short"),
        form=pl.when(is_listed).then(pl.lit("alias")).otherwise(pl.lit("discovered")),
        rule=pl.when(pl.col("rule") == "undecided").then(pl.lit("institution_of")).otherwise("rule"),
    )
