"""Seeds on disk -> what parsing and matching look things up in."""

from functools import cache

import polars as pl

from flows import seeds
from flows.decisions import decisions
from flows.mentions.gazetteer import Gazetteer
from flows.parsing.seeds import ParserSeeds


@cache
def parser_seeds() -> ParserSeeds:
    """The seeds of the parser."""
    return ParserSeeds(
        phrases=seeds.table("phrases"),
        months=seeds.table("months"),
        genres=seeds.table("genres"),
        outlets=seeds.table("outlets"),
        recurring_headlines=seeds.table("recurring_headlines"),
        pairing_rules=seeds.table("pairing_rules"),
        quarantine_reasons=seeds.table("quarantine_reasons"),
    )


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer with its version. Raises InputError for decisions that cannot be kept."""
    return Gazetteer(
        seeds.table("entities"),
        seeds.table("aliases"),
        _cues(),
        seeds.table("mention_rules"),
        seeds.gazetteer_version(),
        decisions(),
    )


def _cues() -> pl.DataFrame:
    """The cues of seeds/cues.csv, with given names and common words as two kinds more."""
    lists = {"given_names": "given_name", "common_words": "word"}
    more = [seeds.table(name).select(pl.first().alias("cue"), kind=pl.lit(column)) for name, column in lists.items()]
    return pl.concat([seeds.table("cues"), *more])
