"""Names inside the quoted titles of works -> no mentions: the film "The Italian Job", the song "Back to Samarkand"."""

import numpy as np
import polars as pl

from flows.mentions.cues import NOTHING
from flows.mentions.gazetteer import Gazetteer
from flows.mentions.offsets import Buffer
from flows.mentions.spans import without

QUOTE = 0x22
TITLE_BYTES, CUE_BYTES = 60, 32
TITLED = r"(?:,? (?:called|titled|named|entitled|by the name of))?,? $"


def drop_works(spans: pl.DataFrame, buffer: Buffer, gazetteer: Gazetteer) -> pl.DataFrame:
    """The spans without those in quotes right behind the word for a work (film, novel, song), or before it."""
    begin, end = spans["begin"].to_numpy(), spans["end"].to_numpy()
    quotes = np.append(np.append(-TITLE_BYTES, np.flatnonzero(buffer.bytes == QUOTE)), len(buffer.bytes) + TITLE_BYTES)
    after = np.searchsorted(quotes, begin)
    opened, closed = quotes[after - 1], quotes[after]
    is_short = (closed >= end) & (closed - opened <= TITLE_BYTES)
    may_be = np.flatnonzero(is_short & (buffer.at(opened - 1) == 0x20))
    may_be = may_be[buffer.rows(opened[may_be]) == buffer.rows(closed[may_be])]
    works = "|".join(sorted(gazetteer.cues.by_kind.get("work", NOTHING)))
    lefts = buffer.windows(opened[may_be] - CUE_BYTES, opened[may_be])
    rights = buffer.windows(closed[may_be] + 1, closed[may_be] + CUE_BYTES)
    is_work = lefts.str.contains(rf"(?i)\b(?:{works}){TITLED}") | rights.str.contains(rf"^ (?:[a-z]+ )?(?:{works})\b")
    return without(spans, spans["begin"].gather(may_be[is_work.to_numpy()]))
