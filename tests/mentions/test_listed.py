"""Listed names in a buffer: all ways to find them give the same spans."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.mentions.listed import Automata, find_listed
from flows.mentions.offsets import Buffer

NAMES = st.lists(st.text("ABa ,", min_size=1, max_size=5).filter(str.strip), min_size=2, max_size=6, unique=True)


def one_by_one(text: str, names: list[str], tails: list[int]) -> list[tuple[int, int, str]]:
    """Leftmost, then longest, then with the longer tail, of all names that stand free at any place."""

    def is_free(begin: int, end: int) -> bool:
        before, after = text[begin - 1 : begin], text[end : end + 1]
        return not (before.isalnum() and text[begin].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())

    found, reach = [], 0
    for begin in range(len(text)):
        here = [
            (begin + len(name) - tail, tail, name)
            for name, tail in zip(names, tails, strict=True)
            if text.startswith(name, begin) and is_free(begin, begin + len(name))
        ]
        if here and begin >= reach:
            reach, _, name = max(here)
            found.append((begin, reach, name))
    return found


@settings(max_examples=400)
@given(NAMES, st.data())
def test_the_longest_free_name_wins_however_names_lie_in_each_other(names: list[str], data: st.DataObject) -> None:
    text = "".join(data.draw(st.lists(st.sampled_from([*names, *"ABa ,"]), max_size=8)))
    tails = [len(name) - name.index(", ") if name.find(", ") > 0 else 0 for name in names]
    found = find_listed(Buffer(pl.Series([text])), Automata.of(pl.Series(names)), np.array(tails))
    spans = [(begin, end, names[number]) for begin, end, number in found.iter_rows()]
    assert spans == one_by_one(text, names, tails)


@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        (["China", "Chinat"], "Chinatown", []),
        (["AB CD", "AB", "CD EF", "EF GH"], "AB CDX AB CD EF GH", ["AB", "AB CD", "EF GH"]),
        (["A BC", "BCX D", "D EF", "EF"], "A BCX D EF", ["BCX D", "EF"]),
        (["Iran-Ira", "Iran", "Iraq War"], "Iran-Iraq War", ["Iran", "Iraq War"]),
        (["al AB", "AB CD", "CD EF"], "al AB CD EF", ["al AB", "CD EF"]),
    ],
)
def test_what_a_name_that_does_not_stand_free_hides_is_found(names: list[str], text: str, expected: list[str]) -> None:
    found = find_listed(Buffer(pl.Series([text])), Automata.of(pl.Series(names)), np.zeros(len(names), dtype=np.int64))
    assert [text[begin:end] for begin, end, _ in found.iter_rows()] == expected


def test_windows_leave_out_the_signs_that_their_edges_cut() -> None:
    buffer = Buffer(pl.Series(["aé—b", "c"]))
    begin, end = np.array([0, 2, 4, -3, 6]), np.array([4, 6, 7, 1, 99])
    assert buffer.windows(begin, end).to_list() == ["aé", "—", "b", "a", "b\n\nc\n\n"]


@given(st.lists(st.text("abcdefé—😀", max_size=30), min_size=1, max_size=4), st.data())
def test_windows_are_the_bytes_between_however_long(texts: list[str], data: st.DataObject) -> None:
    buffer = Buffer(pl.Series(texts))
    places = st.integers(-3, len(buffer.bytes) + 3)
    spans = data.draw(st.lists(st.tuples(places, places), max_size=8))
    begin, end = (np.array([span[side] for span in spans], dtype=np.int64) for side in (0, 1))
    expected = [buffer.content[max(one, 0) : max(other, 0)].decode(errors="ignore") for one, other in spans]
    assert buffer.windows(begin, end).to_list() == expected
