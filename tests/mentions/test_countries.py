"""What is a country and what only sounds like one: languages, things, titles, firms, states within states."""

import pytest

from tests.mentions.test_match import found


@pytest.mark.parametrize(
    "body",
    [
        "Officials must pass a test of Kazakh on Monday.",
        "She switched to Russian when the cameras came.",
        "Half of them know Persian or write Tajik.",
        "Which do you consider to be yours, of Kazakh or Chinese?",
        "Lessons with Chinese and Kazakh as the language of instruction",
        "They don't know Chinese.",
        "Her Uzbek sounds like a song.",
        "Dramas dubbed in Turkmen run nightly.",
        "I speak Dari, Pashto and some Russian.",
        "A Turkish-dubbed copy of the Kazakh-Speaking robot",
        "Zulp is Russian for bread.",
        "He wrote it in bad Kazakh and was loved for it.",
        "The paper was read in Russian (58%), Kazakh (35%) and Uzbek.",
        "The school has one English-Kazakh dictionary.",
        "He speaks four languages, Turkish among them.",
        "They spoke no Chinese.",
        "He writes in Uzbek and sings in Tajik. Lawmakers argue that Kyrgyz is dying.",
        "Kazakh is not as hard as Chinese or Hungarian,” she said.",
    ],
)
def test_a_demonym_that_no_noun_follows_is_a_language(body: str) -> None:
    assert found(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "He is Kazakh.",
        "a Kazakh at heart",
        "Half of them were Uzbek.",
        "Trade is Russian or Kazakh.",
        "many Kyrgyz left",
    ],
)
def test_a_demonym_of_people_is_a_country(body: str) -> None:
    assert all(entity in ("kazakhstan", "uzbekistan", "russia", "kyrgyzstan") for _, entity in found(body))
    assert found(body)


@pytest.mark.parametrize(
    ("body", "demonyms"),
    [
        ("Songs in Kazakh and Uzbek, and Russian tea was poured.", ["Russian"]),
        ("The crew is Kazakh, its wheat Russian and its money Turkish.", ["Kazakh", "Russian", "Turkish"]),
        ("Kazakh wheat is cheap; Russian is not.", ["Kazakh", "Russian"]),
        ("He calls himself Kazakh.", ["Kazakh"]),
        ("It speaks Kazakh and looks Japanese.", ["Japanese"]),
        ("A British speaker met the Georgian speaker of parliament.", ["British", "Georgian"]),
    ],
)
def test_what_only_looks_like_a_language(body: str, demonyms: list[str]) -> None:
    assert [surface for surface, _ in found(body)] == demonyms


@pytest.mark.parametrize(
    "body",
    [
        "He sold Panama hats and Brazil nuts.",
        "An Akhal-Teke in Air Jordan shoes read the Panama Papers to American Indians.",
        "The play “An Uzbek Winter” cost US$5.",
        "She was in The Italian Job once.",
        "At the “Kazakhstan” hotel and the company “Georgia” Greco-Roman wrestlers met.",
        "Changes to the Uzbekistan 2030 strategy and the Digital Kazakhstan project",
        "The site Kazakhstan.travel is down.",
        "Mrs. Holland left early.",
        "A loan under the Uzbekistan Clean Rivers Facility was signed.",
        "The song “Back to Kazakhstan” was a hit.",
        "The “Digital Kazakhstan” programme cost much.",
        "The Kazakhstan-2050 plan was read.",
        "The member States agreed.",
        "The new CAR is fast.",
        "Franco paid.",
        "The Airbus A320 landed.",
        "The Trend is clear.",
        "Of Oct. 28 he said nothing.",
        "It cost US$27 million, not US$ 40.",
    ],
)
def test_what_has_a_name_in_it_and_is_none(body: str) -> None:
    assert found(body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("In the States, he said, it costs more.", [("States", "united-states")]),
        ("Gold from CAR and Chad", [("CAR", "central-african-republic"), ("Chad", "chad")]),
        ("A Franco-Swiss firm", [("Franco", "france"), ("Swiss", "switzerland")]),
        ("Rates fell, Trend reports.", [("Trend", "trend-news-agency")]),
        ("Neighbouring China grew", [("China", "china")]),
        ("A Turkish Zylpon Holding", [("Turkish", "turkey"), ("Zylpon Holding", "discovered-org-zylpon-holding")]),
        ("Kazakh Export Insurance", [("Kazakh Export Insurance", "discovered-org-kazakh-export-insurance")]),
        ("Israeli Yam Zylponak won", [("Israeli", "israel"), ("Yam Zylponak", "discovered-person-yam-zylponak")]),
        ("Pipes from Türkmen Zylpon Önümleri", [("Türkmen Zylpon Önümleri", "discovered-org-türkmen-zylpon-önümleri")]),
        ("The Georgian TBC Bank", [("Georgian", "georgia"), ("TBC Bank", "tbc-bank")]),
        ("OTP Bank of Hungary", [("OTP Bank", "otp-bank"), ("Hungary", "hungary")]),
        ("King Abdullah II of Jordan", [("Abdullah II", "abdullah-ii-of-jordan"), ("Jordan", "jordan")]),
        ("Floods in Northwest China", [("Northwest China", "discovered-location-northwest-china")]),
        ("An Uneasy Neighbor Kazakhstan says so", [("Kazakhstan", "kazakhstan")]),
        ("He wrote “Russia” at The Russian Embassy", [("Russia", "russia"), ("Russian Embassy", "embassy-of-russia")]),
    ],
)
def test_what_tells_a_country_from_a_word(body: str, expected: list[tuple[str, str]]) -> None:
    assert found(body) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Zulpcredit Bank Georgia",
        "Government of Mongolia",
        "Embassy of India in Azerbaijan",
        "Kenyan Embassy to Kyrgyzstan",
        "EAEU Supreme Council",
        "National Mining Company of Kazakhstan",
        "Zylpon Akimat",
        "UkrZulpConsult",
    ],
)
def test_a_country_inside_an_organisation_is_part_of_its_name(name: str) -> None:
    assert [surface for surface, _ in found(f"They met the {name} again.")] == [name]


def test_days_of_a_culture_are_an_event() -> None:
    assert [surface for surface, _ in found("The Days of Kazakh Culture ended.")] == ["Days of Kazakh Culture"]


@pytest.mark.parametrize("body", ["Georgia voted on Monday. Votes were counted in Atlanta.", "Georgia Gov. Brian Kemp"])
def test_a_city_or_a_senator_tells_a_state_from_a_country(body: str) -> None:
    assert ("Georgia", "georgia-us-state") in found(body)
    assert ("Georgia", "georgia") in found(f"{body} Tbilisi did not.")


@pytest.mark.parametrize("body", ["He won Georgia, Arizona and Nevada.", "In Ohio and Georgia it rains."])
def test_states_in_a_list_are_states_in_an_article_with_the_country_too(body: str) -> None:
    assert ("Georgia", "georgia-us-state") in found(f"Tbilisi slept. {body}")


def test_a_city_of_the_state_tells_its_sentence_in_an_article_with_the_country() -> None:
    named = [
        entity for name, entity in found("Georgia exports by Savannah. Georgia and Tbilisi wait.") if name == "Georgia"
    ]
    assert named == ["georgia-us-state", "georgia"]


@pytest.mark.parametrize("name", ["Nurlan Zulp kyzy", "Nurlan Zulp uulu"])
def test_a_father_is_part_of_a_name(name: str) -> None:
    assert [surface for surface, _ in found(f"The lawyer {name} came.")] == [name]


def test_a_name_behind_the_words_for_an_office() -> None:
    assert [surface for surface, _ in found("Then Goodwill Ambassador Zulpa Grome spoke.")] == ["Zulpa Grome"]


def test_a_first_name_with_an_age_is_whom_the_article_names_in_full() -> None:
    people = [entity for _, entity in found("Sevara Zulpova won. Sevara, 37, came late.")]
    assert people == ["discovered-person-sevara-zulpova"] * 2


def test_datelines_of_cities_and_countries_with_short_names_or_others() -> None:
    assert found("WASHINGTON, May 3. NUR-SULTAN (TCA). BAKU (Trend). IRAN") == [
        ("WASHINGTON", "washington-d-c"),
        ("NUR-SULTAN", "astana"),
        ("TCA", "the-times-of-central-asia"),
        ("BAKU", "baku"),
        ("IRAN", "iran"),
    ]


def test_datelines_of_other_names_of_two_words() -> None:
    assert found("QURGHON TEPPA, May 2. The trial began.")[0] == ("QURGHON TEPPA", "bokhtar")


@pytest.mark.parametrize("name", ["V World Nomad Games", "Fifth World Nomad Games", "5th World Nomad Games"])
def test_an_edition_carries_its_number(name: str) -> None:
    assert found(f"He won at the {name}.") == [(name, "discovered-event-5th-world-nomad-games")]
