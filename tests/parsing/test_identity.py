"""The ids of articles, versions and prints."""

import pytest

from flows.ids import make_id
from tests.parsing.conftest import ParseTexts
from tests.parsing.pages import BODY, TITLES, digest, home

HEAD = "Viewing results 1 - 6 of 12\n\n"


def page(title: str, text: str) -> str:
    return f"{HEAD}{title}\n\n{text}\n"


def test_ids_are_those_of_the_contract(parse_texts: ParseTexts) -> None:
    row = parse_texts(page("Ann’s Ⅳ  Flocks Cross the STRASSE", BODY)).prints.row(0, named=True)
    article = make_id("timesca", "ann's iv flocks cross the strasse")
    assert row["article_id"] == article
    assert row["version_id"] == make_id(article, BODY.strip().casefold())


def test_quotes_dashes_and_paragraphs_make_no_new_version(parse_texts: ParseTexts) -> None:
    first, second = f"“One” – {BODY}He’s there.", f"{BODY}It's over."
    flat = f"{first} {second}".replace("“", '"').replace("”", '"').replace("–", "-").replace("’", "'")
    found = parse_texts(page(TITLES[0], flat), home([[TITLES[0], first, second], [TITLES[1], BODY]]))
    versions = found.prints.filter(found.prints["headline"] == TITLES[0])
    assert versions["version_id"].n_unique() == 1
    assert versions["print_id"].n_unique() == 2


@pytest.mark.parametrize(
    "mark", ["...", " ...", "…", " […]", " [...]", " (…)", "… Read more", " […] Continue reading →"]
)
def test_a_cut_text_is_a_prefix_of_the_whole(parse_texts: ParseTexts, mark: str) -> None:
    cut, whole = parse_texts(
        page(TITLES[0], f"{BODY}They went on{mark}"), page(TITLES[0], f"{BODY}They went on.")
    ).prints["plain_body"]
    assert whole.startswith(cut)
    assert cut.endswith("went on")


def test_another_text_is_another_version_of_the_article(parse_texts: ParseTexts) -> None:
    found = parse_texts(page(TITLES[0], BODY + "One."), page(TITLES[0], BODY + "Two.")).prints
    assert found["article_id"].n_unique() == 1
    assert found["version_id"].n_unique() == 2


def test_recurring_headlines_and_digests_are_told_apart_by_their_words(parse_texts: ParseTexts) -> None:
    found = parse_texts(page("News in Brief", "One. " + BODY), page("News in Brief", "Two. " + BODY)).prints
    assert found["article_id"].n_unique() == 2
    other = digest().replace("In year 0", "In year 9")
    assert parse_texts(digest(), other).prints["article_id"].n_unique() == 2


def test_outlets_keep_their_articles_apart(parse_texts: ParseTexts) -> None:
    ids = [
        parse_texts(page(TITLES[0], BODY), outlet=outlet).prints["article_id"].item()
        for outlet in (None, "timesca", "other")
    ]
    assert ids[0] == ids[1] != ids[2]


def test_a_prefix_tells_the_genre(parse_texts: ParseTexts) -> None:
    found = parse_texts(page("OPINION: Roads Are for Those Who Walk", BODY), page(TITLES[0], BODY))
    assert found.prints["genre"].to_list() == ["opinion", "news"]
