"""Text as compared."""

import re
import unicodedata

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parsing.normalise import APOSTROPHES, DASHES, QUOTES, normalised, plain

MARKS = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(QUOTES, '"'), **dict.fromkeys(DASHES, "-")})
KNOWN = "".join(map(chr, [*range(0x20, 0x600), *range(0x2000, 0x2070), 0xFB01, 0x2163, 0x3000, 0xFF21, 0x20B8, 0xFDFA]))


def reference(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text.translate(MARKS)).lower()
    folded = "".join(char.casefold() if unicodedata.category(char) == "Ll" else char for char in folded)
    return re.sub(r"\s+", " ", folded).strip(" ")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(st.sampled_from(KNOWN + "  \n\t'\"-"), max_size=20), min_size=1, max_size=5))
def test_it_is_nfkc_case_folded_plain_and_even(texts: list[str]) -> None:
    found = pl.DataFrame({"text": texts}).select(normalised(pl.col("text"))).to_series().to_list()
    assert found == [reference(text) for text in texts]


def test_every_letter_of_the_fast_path_is_stable() -> None:
    texts = [f"{before}{char}{after}" for char in KNOWN for before, after in (("", ""), ("e", "e"), ("Й ", " "))]
    found = pl.DataFrame({"text": texts}).select(normalised(pl.col("text"))).to_series().to_list()
    assert found == [reference(text) for text in texts]


def test_plain_keeps_case_and_letters() -> None:
    text = pl.DataFrame({"text": ["  “Ann´s”\u00a0 Straße – Ⅳ\t"]}).select(plain(pl.col("text"))).item()
    assert text == '"Ann\'s" Straße - Ⅳ'
