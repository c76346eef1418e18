"""People behind offices, institutions and other names: where their names begin and whom they mean."""

import pytest

from tests.mentions.test_match import found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The head of the Zylpon Service Chyngyz Tokbergenov spoke.", ["Zylpon Service", "Chyngyz Tokbergenov"]),
        (
            "A member of the Board of Directors of Zylpon CJSC Almaz Tokbergenov left.",
            ["Zylpon CJSC", "Almaz Tokbergenov"],
        ),
        ("Deputy Minister of Social Development Zhuldyz Tokbergenova spoke.", ["Zhuldyz Tokbergenova"]),
        ("Vice Minister of Labor Zylpa Tokbergenova spoke.", ["Zylpa Tokbergenova"]),
        ("Minister of Foreign Affairs of Mongolia L.Zylpon spoke.", ["Mongolia", "L.Zylpon"]),
        ("The agency Kabar, President Zylpa Tokbergenov said.", ["Kabar", "Zylpa Tokbergenov"]),
        ("Members of the Zylpon political movement left.", ["Zylpon"]),
        ("A leader of the Zylpon party Akyl Tokbergenov spoke.", ["Zylpon", "Akyl Tokbergenov"]),
        ("MEP Kosma Zylpowski spoke.", ["Kosma Zylpowski"]),
        (
            "Directorate of Communications Director Fahrettin Zylpun spoke.",
            ["Directorate of Communications", "Fahrettin Zylpun"],
        ),
        (
            "The Committee for Social Policy Dinara Tokbergenova spoke.",
            ["Committee for Social Policy", "Dinara Tokbergenova"],
        ),
        ("It was signed by Ann Zylpova, Chief Investment Officer of Zylpon Bank.", ["Ann Zylpova", "Zylpon Bank"]),
        ("works of Mashkur Zhusup Tokbergenov, a poet", ["Mashkur Zhusup Tokbergenov"]),
        (
            "The Zylpish Commission for Wool Kassym-Jomart Tokayev met.",
            ["Zylpish Commission for Wool", "Kassym-Jomart Tokayev"],
        ),
        ("Antony J. Zylpon left.", ["Antony J. Zylpon"]),
        ("The Prime Minister of Armenia Nikol Pashinyan spoke.", ["Armenia", "Nikol Pashinyan"]),
        ("The President of Georgia Salome Zourabichvili came.", ["Georgia", "Salome Zourabichvili"]),
        ("Uzbek FM Akyl Tokbergenov spoke on Zylpon FM.", ["Uzbek", "Akyl Tokbergenov", "Zylpon FM"]),
        ("Minister of Tourism D.Zylpgerel spoke.", ["D.Zylpgerel"]),
        ("The IFC Board of Directors met.", ["IFC"]),
        ("Forecaster Ann Zylpova sees snow.", ["Ann Zylpova"]),
        ("So says Salamat Zylpon ulu.", ["Salamat Zylpon ulu"]),
        ("The Zylpon Institute of General Physics met.", ["Zylpon Institute of General Physics"]),
    ],
)
def test_a_person_behind_an_office(body: str, expected: list[str]) -> None:
    assert [surface for surface, _ in found(body)] == expected


def test_a_surname_of_two_words() -> None:
    body = "The envoy David Zylpon Bannerman came. Then Zylpon Bannerman left."
    assert len({entity for _, entity in found(body)}) == 1


def test_an_initial_in_the_middle_is_left_out() -> None:
    assert found("Antony J. Blinken left.") == [("Antony J. Blinken", "antony-blinken")]
