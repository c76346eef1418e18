"""Two editions of a text -> the passages that differ, each with a few words around it."""

from dataclasses import dataclass
from difflib import SequenceMatcher

AROUND = 6
MOST_WORDS = 2000
MOST_SHOWN = 24


@dataclass(frozen=True)
class Edit:
    """A passage that differs: the words before, what was taken out, what was put in, the words behind."""

    before: str
    removed: str
    added: str
    after: str


def edits(old: str, new: str) -> list[Edit]:
    """The passages in which the texts differ, in order of the new one; of each text the first 2,000 words.

    >>> edits("The som fell by two per cent.", "The som fell by three per cent.")
    [Edit(before='The som fell by', removed='two', added='three', after='per cent.')]
    """
    one, two = old.split()[:MOST_WORDS], new.split()[:MOST_WORDS]
    found = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind != "equal":
            before, after = two[max(new_start - AROUND, 0) : new_start], two[new_end : new_end + AROUND]
            found.append(Edit(" ".join(before), _cut(one[start:end]), _cut(two[new_start:new_end]), " ".join(after)))
    return found


def _cut(words: list[str]) -> str:
    """The words; of many the first."""
    return " ".join(words[:MOST_SHOWN]) + (" …" if len(words) > MOST_SHOWN else "")
