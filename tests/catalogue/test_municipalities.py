"""What a text of a municipality means: one, or a question between several; today's numbers and those out of use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.catalogue.catalogue import by_text
from matching.catalogue.municipalities import read_municipalities
from tests.builders import CATALOGUE, municipality
from tests.catalogue.folders import Folder, folder

__all__ = ["folder"]

MEANT = by_text(CATALOGUE.municipalities)
QUESTIONS = CATALOGUE.municipality_questions


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5038", "5038"),
        ("Verdal", "5038"),
        ("5038 Verdal", "5038"),
        ("1721", "5038"),
        ("1721 Verdal", "5038"),
        ("1601", "5001"),
        ("5030", "5001"),
        ("Klæbu", "5001"),
        ("1714", "5035"),
        ("0528", "3442"),
        ("0529", "3443"),
        ("1638 Orkdal", "5059"),
        ("Skedsmo", "3205"),
        ("3030", "3205"),
        ("3053", "3236"),
        ("0532", "3236"),
        ("1534", "1580"),
        ("1504", "1508"),
        ("Ålesund", "1508"),
        ("Haram", "1580"),
        ("5401", "5501"),
        ("Snåase", "5041"),
        ("Raarvihke", "5043"),
        ("Guovdageaidnu", "5612"),
        ("Trondheim - Tråante", "5001"),
        ("1515 Herøy", "1515"),
        ("Herøy (Nordland)", "1818"),
        ("Våler i Innlandet", "3419"),
        ("0426", "3419"),
        ("0616", "3322"),
    ],
)
def test_a_text_that_can_mean_one_municipality_means_it(text: str, number: str) -> None:
    assert MEANT[text.casefold()] == municipality(number)
    assert text.casefold() not in QUESTIONS


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Herøy", "1515 1818"),
        ("Våler", "3114 3419"),
        ("Nes", "3228 3322"),
        ("Os", "3430 4624"),
        ("Bø", "1867 4020"),
        ("Sande", "1514 3903"),
        ("1507", "1508 1580"),
        ("1507 Ålesund", "1508 1580"),
        ("5012", "5055 5056 5059"),
        ("1613", "5055 5056 5059"),
        ("Snillfjord", "5055 5056 5059"),
        ("1850", "1806 1875"),
        ("Tysfjord", "1806 1875"),
        ("1129", "1108 1130"),
        ("5039 Verran", "5006 5054"),
    ],
)
def test_a_text_that_may_mean_several_is_a_question(text: str, numbers: str) -> None:
    assert {CATALOGUE.municipalities[place].key for place in QUESTIONS[text.casefold()]} == set(
        numbers.split()
    )
    assert text.casefold() not in MEANT


def test_no_text_both_means_one_and_asks() -> None:
    assert not MEANT.keys() & QUESTIONS.keys()
    assert all(len(places) > 1 and list(places) == sorted(set(places)) for places in QUESTIONS.values())
    assert all(text == text.casefold() for text in QUESTIONS)


def test_every_number_and_name_of_today_is_known_one_way_or_the_other() -> None:
    for place, one in enumerate(CATALOGUE.municipalities):
        assert MEANT[one.key] == place
        assert MEANT[f"{one.key} {one.label}".casefold()] == place
        name = one.label.casefold()
        assert MEANT[name] == place if name in MEANT else place in QUESTIONS[name]
        assert one.shares_name == (name in QUESTIONS)


def test_a_municipality_of_ones_own_with_a_name_already_there_makes_it_a_question(folder: Folder) -> None:
    folder.add("municipalities", "5038", code="5099", name="Levanger", synonyms="")
    places, questions = read_municipalities(
        folder.rows("municipalities"), folder.rows("municipality_changes")
    )
    assert {places[place].key for place in questions["levanger"]} == {"5037", "5099"}


NAMES = st.sampled_from(["Å", "Nes", "Os", "Bø"])
NOW = st.lists(
    st.tuples(st.sampled_from(["0101", "0102", "0103", "0104"]), NAMES),
    min_size=1,
    unique_by=lambda one: one[0],
)
THEN = st.lists(
    st.tuples(st.sampled_from(["0201", "0202", "0203"]), NAMES, st.sets(st.integers(0, 3), min_size=1)),
    unique_by=lambda one: one[0],
)


@given(NOW, THEN)
def test_a_text_leads_where_it_may_and_asks_when_that_is_more_than_one(
    now: list[tuple[str, str]], then: list[tuple[str, str, set[int]]]
) -> None:
    rows = [
        {"code": code, "name": name, "county_code": "01", "county": "F", "lat": "60", "lon": "10", "synonyms": "",
         "source": "test"}
        for code, name in now
    ]  # fmt: skip
    changes = [
        {"old": old, "name": name, "new": ";".join(sorted({now[at % len(now)][0] for at in new}))}
        for old, name, new in then
    ]
    places, questions = read_municipalities(rows, changes)
    meant = {text: {place} for text, place in by_text(places).items()}
    assert not meant.keys() & questions.keys()
    found = {**meant, **{text: set(asked) for text, asked in questions.items()}}
    for place, (code, name) in enumerate(now):
        assert found[code] == {place}
        assert place in found[name.casefold()]
    for old, _, new in then:
        assert found[old] == {at % len(now) for at in new}


@pytest.mark.parametrize(
    ("counties", "many"),
    [
        # Østfold, Akershus, Hedmark, Oppland, Buskerud, Telemark, the two Agders, Hordaland, Sogn og Fjordane, the
        # two Trøndelags, Troms and Finnmark as they were on 1 January 2017.
        (
            "01 02 04 05 06 08 09 10 12 14 16 17 19 20",
            [18, 22, 22, 26, 21, 18, 15, 15, 33, 26, 25, 23, 24, 19],
        ),
        # Vestfold: 12 in 2017, and three new numbers from 2018.
        ("07", [15]),
        # Viken, Vestfold og Telemark, Troms og Finnmark of 2020-2023.
        ("30 38 54", [51, 23, 39]),
    ],
)
def test_all_numbers_of_counties_out_of_use_lead_somewhere(counties: str, many: list[int]) -> None:
    known = [text for text in (*MEANT, *QUESTIONS) if text.isdecimal()]
    assert [sum(text.startswith(county) for text in known) for county in counties.split()] == many
