"""Names in texts: which are found, where, and what they stand for."""

import json
from pathlib import Path

import polars as pl
import pytest

from flows.mentions.match import match
from flows.references import gazetteer

GOLD = Path(__file__).resolve().parent.parent / "gold"


def found(body: str, headline: str = "") -> list[tuple[str, str | None]]:
    """Surface and entity of each mention, in order of place."""
    prints = pl.DataFrame([{"print_id": "p", "headline": headline, "body": body}])
    mentions = match(prints, gazetteer()).sort("field", "char_start", descending=[True, False])
    return mentions.select("surface", "entity_id").rows()


def own_texts() -> pl.DataFrame:
    rows = [json.loads(line) for line in (GOLD / "texts.jsonl").read_text(encoding="utf-8").splitlines()]
    return pl.DataFrame([{"print_id": row["id"], "headline": row["title"], "body": row["body"]} for row in rows])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Kazakhstan’s exports grew.", [("Kazakhstan", "kazakhstan")]),
        ("The U.S.-Kazakh talks ended.", [("U.S.", "united-states"), ("Kazakh", "kazakhstan")]),
        ("Armenia–Azerbaijan peace", [("Armenia", "armenia"), ("Azerbaijan", "azerbaijan")]),
        ("A Russian-led bloc", [("Russian", "russia")]),
        ("an anti-China mood", [("China", "china")]),
        ("Oil of Central\u00a0Asia", [("Central\u00a0Asia", "central-asia")]),
        ("Nigerian and Nigerien envoys", [("Nigerian", "nigeria"), ("Nigerien", "niger")]),
        ("The romance of Omaniya", []),
        ("They spoke Russian.", []),
        ("Labels in Tajik, Russian and English.", []),
        ("Kazakh-speaking pupils", []),
        ("The Kazakh language", []),
        ("The pupils speak Uzbek at home.", []),
        ("It was translated from Kyrgyz into Uzbek.", []),
        ("The Turkish they speak sounds like Kazakh to me.", []),
        ("The language of the books, he said, was Kyrgyz.", []),
        ("Polish your shoes.", []),
        ("Polish shoes", [("Polish", "poland")]),
        ("They met a Kazakh they knew.", [("Kazakh", "kazakhstan")]),
        ("She speaks Tajik with her mother and Uzbek with her son.", []),
        ("His Kazakh is poor, his Kazakh friends say.", [("Kazakh", "kazakhstan")]),
        ("He taught Latin American history.", [("Latin American", "latin-america")]),
        ("Films made in Soviet Georgia", [("Soviet", "soviet-union"), ("Georgia", "georgia")]),
        ("It follows the Tehran Convention.", []),
        ("The ferry Berkarar sank.", []),
        ("The New Mexican law", [("New Mexican", "new-mexico")]),
    ],
)
def test_names_on_word_boundaries(body: str, expected: list[tuple[str, str]]) -> None:
    assert found(body) == expected


def test_the_longest_name_wins_and_nothing_is_nested() -> None:
    assert found("The Kyrgyz Ministry of Foreign Affairs spoke.") == [
        ("Kyrgyz Ministry of Foreign Affairs", "ministry-of-foreign-affairs-of-kyrgyzstan")
    ]


def test_nothing_but_a_headline_of_capitals() -> None:
    assert found("", headline="UZBEKISTAN AND KAZAKHSTAN") == [
        ("UZBEKISTAN", "uzbekistan"),
        ("KAZAKHSTAN", "kazakhstan"),
    ]


def test_names_in_a_headline_of_capitals() -> None:
    assert ("KAZAKHSTAN", "kazakhstan") in found("Nothing here.", "KAZAKHSTAN AND UZBEKISTAN SIGN")


def test_a_surname_means_the_person_whom_the_article_names_in_full() -> None:
    body = "Nurtleu will travel. Foreign Minister Murat Nurtleu said so."
    assert {entity for surface, entity in found(body) if "Nurtleu" in surface} == {"murat-nurtleu"}


def test_two_people_of_one_surname_are_told_by_the_nearest_full_name() -> None:
    body = "Heydar Aliyev led long. Aliyev died in 2003. Ilham Aliyev followed. Aliyev still rules."
    entities = [entity for surface, entity in found(body) if surface == "Aliyev"]
    assert entities == ["heydar-aliyev", "ilham-aliyev"]


def test_an_acronym_stands_for_what_the_article_says_it_does() -> None:
    body = "The Zhaiyk Fish Agency (ZFA) met. Later the ZFA met again."
    assert {entity for surface, entity in found(body)} == {"discovered-org-zhaiyk-fish-agency"}
    assert [surface for surface, _ in found(body)] == ["Zhaiyk Fish Agency", "ZFA", "ZFA"]


def test_a_bare_ministry_is_that_of_the_country_the_text_is_about() -> None:
    body = "Uzbekistan raised tariffs. The Ministry of Energy said that Uzbekistan needs gas."
    assert ("Ministry of Energy", "ministry-of-energy-of-uzbekistan") in found(body)


def test_a_small_head_tells_a_region_from_its_city() -> None:
    assert found("Floods hit the Tyumen region.") == [("Tyumen", "tyumen-region")]
    assert found("Floods hit Tyumen.") == [("Tyumen", "tyumen")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("They saw the Nurek power plant.", ("Nurek", "nurek-dam")),
        ("They saw Nurek.", ("Nurek", "nurek")),
        ("They saw Rogun town.", ("Rogun", "rogun-city")),
        ("They met on Ala-Too square.", ("Ala-Too", "ala-too-square")),
        ("He spoke of Tyumen’s regional weight.", ("Tyumen", "tyumen")),
        ("Floods hit Kostanay and Akmola Regions.", ("Akmola Regions", "akmola-region")),
    ],
)
def test_what_stands_behind_a_place_tells_which_one_it_is(body: str, expected: tuple[str, str]) -> None:
    assert expected in found(body)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("He told 24.kg news agency so.", ("24.kg", "24-kg")),
        ("He told the Dawn newspaper so.", ("Dawn", "dawn-newspaper-pakistan")),
        ("DUSHANBE. KAZINFORM - It rained.", ("KAZINFORM", "kazinform")),
        ("TURKESTAN - It rained.", ("TURKESTAN", "turkistan")),
    ],
)
def test_an_outlet_without_its_small_head_and_a_dateline_in_capitals(body: str, expected: tuple[str, str]) -> None:
    assert expected in found(body)


@pytest.mark.parametrize(
    ("body", "surface"),
    [
        ("They met at the 15th Summit of the Zylpon Organization.", "15th Summit of the Zylpon Organization"),
        ("He won the Tour of Zylponia.", "Tour of Zylponia"),
        ("They met at the conference ZylpGrain.", "ZylpGrain"),
        ("They met at the Bir Zylpon festival.", "Bir Zylpon"),
        ("They met at the Zylpon Conference on Central Asia.", "Zylpon Conference on Central Asia"),
    ],
)
def test_an_event_goes_on_over_of_and_on(body: str, surface: str) -> None:
    assert [name for name, _ in found(body)] == [surface]


@pytest.mark.parametrize(
    "body", ["The firm of Clean Water grew.", "It is the Cultural Capital.", "They fund Civil Aviation."]
)
def test_two_plain_words_are_no_organisation(body: str) -> None:
    assert found(body) == []


def test_georgia_is_the_state_before_its_country_and_the_country_before_another() -> None:
    georgia = [entity for surface, entity in found("Tourists from Georgia, U.S.A., came.") if surface == "Georgia"]
    assert georgia == ["georgia-us-state"]
    assert ("Georgia", "georgia") in found("Georgia, Armenia and Turkey met.")


def test_a_name_of_two_countries_is_that_of_which_the_article_has_more() -> None:
    body = "Congo lifted a ban. The Democratic Republic of the Congo sells copper."
    assert {entity for _, entity in found(body)} == {"democratic-republic-of-the-congo"}
    assert found("Congo lifted a ban.") == [("Congo", None)]


def test_a_first_name_alone_means_the_person_whom_the_article_names_in_full() -> None:
    body = "Aizhan Zylpanova opened a shop. In spring Aizhan hired two tailors. A sister, Aizhan Qurmet, left."
    persons = [surface for surface, entity in found(body) if entity == "discovered-person-aizhan-zylpanova"]
    assert persons == ["Aizhan Zylpanova", "Aizhan"]


def test_a_point_of_the_compass_in_a_headline_is_no_place() -> None:
    headlines = ["Armenia Looks East: A View", "Armenia and the West: A View"]
    prints = pl.DataFrame({"print_id": ["a", "b"], "headline": headlines, "body": ["", ""]})
    assert match(prints, gazetteer())["surface"].to_list() == ["Armenia", "Armenia", "West"]


def test_a_firm_is_told_by_where_it_sits_a_person_by_the_name() -> None:
    mentions = dict(found("A loan went to Sharjah-based Zylpon Wind, says the miner Timur Kasenov."))
    assert mentions["Zylpon Wind"].startswith("discovered-org")
    assert mentions["Timur Kasenov"].startswith("discovered-person")


def test_a_country_is_nobody() -> None:
    body = "A camp of Michael Jordan opened. Jordan himself was away, and a swimmer named Chad came from Jordan."
    assert [entity for _, entity in found(body)] == ["michael-jordan", "michael-jordan", "jordan"]


def test_a_governor_has_a_state_not_a_country() -> None:
    assert ("Georgia", "georgia-us-state") in found("The governor of Georgia flew to Tbilisi.")
    assert ("Georgia", "georgia") in found("The president of Georgia flew to Tbilisi.")


@pytest.mark.parametrize(
    ("body", "surface"),
    [
        ("In May, India Zylpon paid. India did not.", "India"),
        ("Shops on Kenya Street closed. Kenya did not mind.", "Kenya"),
    ],
)
def test_a_country_before_the_last_word_of_a_name_is_none(body: str, surface: str) -> None:
    assert [name for name, _ in found(body)].count(surface) == 1


def test_a_country_before_a_title_or_a_day_stays_one() -> None:
    assert [surface for surface, _ in found("He left Kenya Tuesday and met India President Zylpon.")][:2] == [
        "Kenya",
        "India",
    ]


def test_a_surname_that_says_something_is_a_person() -> None:
    body = "Ann Holland came from Holland. Holland said she was tired."
    people = [surface for surface, entity in found(body) if entity == "discovered-person-ann-holland"]
    assert people == ["Ann Holland", "Holland"]


def test_a_foreign_institution_is_not_the_home_one() -> None:
    body = "Kazakhstan grows. Bank of Zylponia pays; the Kenyan National Bank and the National Bank wait."
    mentions = dict(found(body))
    assert mentions["National Bank"] == "national-bank-of-kazakhstan"
    assert mentions["Kenyan National Bank"].startswith("discovered-org")
    assert "Bank of Zylponia" in mentions


@pytest.mark.parametrize(
    "name",
    [
        "Hands for Tajikistan",
        "Zulp Grome Tajikistan",
        "American Chamber of Commerce in Tajikistan",
        "Kazakh Farmers' Union",
        "UNICEF Mongolia",
        "Supreme Court of the Netherlands",
        "German-Uzbek Chamber of Commerce",
        "British-Kazakh Society",
        "Altai Energy",
        "JSC Ak Zylpon",
        "Border Service of the State Committee for National Security of Kyrgyzstan",
        "Academy of the Organization for Security and Cooperation in Europe",
        "Zylpon Institute of the Asian Development Bank",
    ],
)
def test_an_organisation_keeps_the_country_in_its_name(name: str) -> None:
    assert [surface for surface, _ in found(f"On Monday the group {name} paid.")] == [name]


@pytest.mark.parametrize("name", ["Zilp-sur-Marne", "Zylpon-2"])
def test_hyphens_inside_a_name(name: str) -> None:
    assert [surface for surface, _ in found(f"They met in {name} in May.")] == [name]


def test_an_edition_is_part_of_an_event() -> None:
    assert found("They met at the XVI BRICS Summit.")[0][0] == "XVI BRICS Summit"
    assert found("They met at Rubezh-2026.")[0][0] == "Rubezh-2026"


@pytest.mark.parametrize("whose", ["a", "its", "their"])
def test_a_first_one_of_somebodys_has_no_number(whose: str) -> None:
    assert ("World Cup", "fifa-world-cup") in found("They wait for it.", f"Uzbekistan Books {whose} First World Cup")


def test_a_headline_inside_a_body_is_no_name() -> None:
    assert found("The Valley Has Done Well but Trouble Is Brewing in the Region of Osh") == [("Osh", "osh")]
    assert found("Herders Wait As Trouble Is Brewing In The Region\n\nThe rest is small.") == []


def test_all_before_a_nation_begins_a_name() -> None:
    surfaces = [surface for surface, _ in found("He leads the All-Ukrainian Association of Beekeepers.")]
    assert surfaces == ["All-Ukrainian Association of Beekeepers"]
    assert found("All Ukrainian firms agreed.") == [("Ukrainian", "ukraine")]


def test_a_capital_that_acts_is_a_government() -> None:
    prints = pl.DataFrame([{"print_id": "p", "headline": "", "body": "Moscow denies it. He flew to Moscow."}])
    assert match(prints, gazetteer()).sort("char_start")["is_metonym"].to_list() == [True, False]


def test_names_nobody_listed_are_found_by_their_shape() -> None:
    mentions = dict(found("Deputy Minister Aidos Qwertbayev met Zyxgaz JSC near Blorpovka in the Zilpan district."))
    assert mentions["Aidos Qwertbayev"] == "discovered-person-aidos-qwertbayev"
    assert mentions["Zyxgaz JSC"] == "discovered-org-zyxgaz-jsc"
    assert mentions["Blorpovka"] == "discovered-gpe_other-blorpovka"
    assert mentions["Zilpan"] == "discovered-gpe_other-zilpan-district"


def test_two_word_titles_are_titles() -> None:
    assert dict(found("On Monday Foreign Minister Zhandos Tokbergenov spoke."))["Zhandos Tokbergenov"]


def test_offsets_are_code_points_and_surfaces_substrings_that_do_not_overlap() -> None:
    texts = own_texts()
    mentions = match(texts, gazetteer()).join(texts, on="print_id")
    text = pl.when(pl.col("field") == "body").then("body").otherwise("headline")
    size = pl.col("char_end") - pl.col("char_start")
    assert mentions.select((text.str.slice(pl.col("char_start"), size) == pl.col("surface")).all()).item()
    ordered = mentions.sort("print_id", "field", "char_start")
    same = (pl.col("print_id") == pl.col("print_id").shift(-1)) & (pl.col("field") == pl.col("field").shift(-1))
    overlaps = ordered.filter(same & (pl.col("char_end") > pl.col("char_start").shift(-1)))
    assert overlaps.height == 0


def test_the_same_text_gives_the_same_mentions_whatever_else_is_in_the_batch() -> None:
    texts = own_texts()
    together = match(texts, gazetteer())
    for number in range(texts.height):
        alone = match(texts[number : number + 1], gazetteer())
        in_batch = together.filter(pl.col("print_id") == texts["print_id"][number])
        assert alone.sort("field", "char_start").equals(in_batch.sort("field", "char_start"))


def test_no_text_no_mentions() -> None:
    empty = pl.DataFrame(schema={"print_id": pl.String, "headline": pl.String, "body": pl.String})
    assert match(empty, gazetteer()).height == 0
    assert found("") == []
    assert found("…", "…") == []


def test_the_parts_that_texts_are_matched_in_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = own_texts()
    whole = match(texts, gazetteer())
    monkeypatch.setattr("flows.mentions.match.PART_BYTES", 3000)
    monkeypatch.setattr("flows.mentions.cases.MOST_KNOWN", 5)
    assert match(texts, gazetteer()).equals(whole)


@pytest.mark.parametrize(
    "body",
    [
        "They spoke in Russian",
        "minister Ann Bell spoke. Bell left.",
        "XVI BRICS Summit opened in Kazan.",
        "Sixth Consultative Meeting of Heads of State opened.",
        "The talks were in Kazakh",
    ],
)
def test_what_a_text_says_does_not_depend_on_its_neighbours(body: str) -> None:
    facts = ["field", "char_start", "char_end", "entity_id", "entity_type", "form", "rule", "sentence_number"]
    seen = []
    for before, after in (("", ""), ("Astana grew.", ""), ("", "Astana grew."), ("It was in", "and Kazakh.")):
        rows = [("a", before), ("b", body), ("c", after)]
        prints = pl.DataFrame([{"print_id": name, "headline": "", "body": text} for name, text in rows])
        mentions = match(prints, gazetteer()).filter(pl.col("print_id") == "b")
        seen.append(mentions.select(facts).rows())
    assert seen[0] == seen[1] == seen[2] == seen[3]
