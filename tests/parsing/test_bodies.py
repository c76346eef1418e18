"""Bodies: what is taken out of them and what stays."""

import pytest

from tests.parsing.conftest import ParseTexts
from tests.parsing.pages import BODY, TITLES, home

HEAD = "Viewing results 1 - 6 of 12\n\n"


def one(parse_texts: ParseTexts, text: str, end: str = "\n") -> dict[str, object]:
    return parse_texts(f"{HEAD}{TITLES[0]}\n\n{text}{end}").prints.row(0, named=True)


def test_a_caption_is_taken_out(parse_texts: ParseTexts) -> None:
    found = one(parse_texts, f'[caption id="a" width="640"]<img src="x"> A bridge; photo: Ann[/caption] {BODY}')
    assert (found["body"], found["captions"]) == (BODY.strip(), ["A bridge; photo: Ann"])


@pytest.mark.parametrize("mark", ["[it appears]", "[1]", "[...]"])
def test_other_brackets_stay(parse_texts: ParseTexts, mark: str) -> None:
    assert mark in str(one(parse_texts, f"{BODY} {mark} so.")["body"])


@pytest.mark.parametrize(
    ("dateline", "place", "agency"),
    [
        ("BISHKEK (TCA) — ", "BISHKEK", "TCA"),
        ("ALMATY, Kazakhstan (TCA) — ", "ALMATY, Kazakhstan", "TCA"),
        ("NUR-SULTAN (TCA) – ", "NUR-SULTAN", "TCA"),
        ("TASHKENT, Uzbekistan - ", "TASHKENT, Uzbekistan", None),
    ],
)
def test_a_dateline_is_taken_out(parse_texts: ParseTexts, dateline: str, place: str, agency: str | None) -> None:
    found = one(parse_texts, dateline + BODY)
    assert (found["dateline_place"], found["agency"], found["body"]) == (place, agency, BODY.strip())


def test_an_agency_in_mid_sentence_stays(parse_texts: ParseTexts) -> None:
    found = one(parse_texts, f"{BODY} The agency (TCA) — it is said — was there.")
    assert (found["dateline_place"], found["agency"]) == (None, None)
    assert "(TCA)" in str(found["body"])


@pytest.mark.parametrize(
    ("end", "is_truncated"),
    [
        (" to the end.", False),
        (" to the...", True),
        (" to the…", True),
        (" to the…”", True),
        (" and then Continue reading", True),
        (" to the […]", True),
        (" to the [...]", True),
        (" to the (…)", True),
        (" to the [&hellip;]", True),
        (" to the end. Read more", True),
        (" to the end. Read more »", True),
        (" to the… Continue reading →", True),
        (" to the end.\n\nRead more »", True),
        (" to the end, for those who read more", False),
    ],
)
def test_truncation_is_seen(parse_texts: ParseTexts, end: str, is_truncated: bool) -> None:
    assert one(parse_texts, BODY + end)["is_truncated"] is is_truncated


@pytest.mark.parametrize("phrase", ["Continue reading", "Continue reading →", "Read more", "Read more »", "READ MORE"])
@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_closing_phrases_are_no_part_of_the_body(parse_texts: ParseTexts, phrase: str, gap: str) -> None:
    assert one(parse_texts, f"{BODY.strip()}{gap}{phrase}")["body"] == BODY.strip()


def test_a_page_cut_in_a_sentence_truncates_its_last_text(parse_texts: ParseTexts) -> None:
    assert one(parse_texts, BODY + "and then they", "")["is_truncated"] is True
    assert one(parse_texts, BODY.strip(), "")["is_truncated"] is False


@pytest.mark.parametrize("body", [BODY, f"Ann’s  herd—of\u00a0{BODY}", "¨ ￼ Ⅳ " + BODY])
def test_words_and_characters_are_counted(parse_texts: ParseTexts, body: str) -> None:
    found = one(parse_texts, body)
    assert found["char_count"] == len(body.strip())
    assert abs(int(str(found["word_count"])) - len(body.split())) <= (1 if "¨" in body else 0)


def test_paragraphs_are_joined_by_one_blank_line(parse_texts: ParseTexts) -> None:
    found = parse_texts(home([[TITLES[0], BODY + "One.", "  " + BODY + "Two."], [TITLES[1], BODY]])).prints
    assert found["body"][0] == f"{BODY}One.\n\n{BODY}Two."
    assert found["paragraph_count"].to_list() == [2, 1]
