"""What a text from anywhere may do to a terminal: stand there."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.table import Table
from rich.text import Text

from flows.markdown import escaped
from flows.terminal import ACTIVE, console, one_line, tame, tame_json

ANY = st.text(st.characters(exclude_categories=()))


@given(ANY)
def test_tamed_text_has_no_active_character_and_is_printable(text: str) -> None:
    assert not ACTIVE.search(tame(text))
    assert tame(tame(text)) == tame(text)
    assert tame(text).encode("utf-8").decode("utf-8") == tame(text)
    assert not set(one_line(text)) & set("\n\t\r\x1b\x85\u2028")


def test_all_characters_that_turn_or_control_are_active() -> None:
    import unicodedata

    harmless = set("\n\t\u00ad\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064")
    bidi = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    for code in range(0x110000):
        letter = chr(code)
        is_active = unicodedata.bidirectional(letter) in bidi or unicodedata.category(letter) in (
            "Cc",
            "Cs",
            "Zl",
            "Zp",
        )
        if is_active and letter not in harmless:
            assert ACTIVE.match(letter), hex(code)


@given(st.text())
def test_what_people_write_stays(text: str) -> None:
    plain = "".join(letter for letter in text if not ACTIVE.match(letter))
    assert tame(plain) == plain


@given(st.dictionaries(ANY, ANY))
def test_tamed_json_says_the_same(row: dict[str, str]) -> None:
    text = tame_json(json.dumps(row, ensure_ascii=False))
    assert not ACTIVE.search(text)
    assert json.loads(text) == row


@pytest.mark.parametrize(
    "renderable",
    [
        "\x1b[2J\u202e", Text("\x1b[2J\u202e"), Text.from_ansi("a"), Text("\x1b]8;;https://evil\x1b\\x", "bold red"),
    ],
)  # fmt: skip
def test_the_console_tames_whatever_is_printed(renderable: object, capsys: pytest.CaptureFixture[str]) -> None:
    made = console()
    table = Table(title="\x1b[2Jtitle", caption="\u202ecaption")
    table.add_column("\x9bname")
    table.add_row(renderable)
    made.print(renderable)
    made.print(table, style="red")
    made.print("\x1b[2J", markup=False, soft_wrap=True)
    out = capsys.readouterr().out
    assert not ACTIVE.search(out)
    assert "title" in out


def test_markdown_shows_signs_and_does_nothing() -> None:
    assert escaped("<script>*x*\n# y") == "&lt;script&gt;\\*x\\*\\n\\# y".replace("\\n", "\\\\n")
    assert "](" not in escaped("[a](javascript:alert(1))")
