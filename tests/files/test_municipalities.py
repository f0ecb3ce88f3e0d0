"""One municipality by number, name or both; what may be two is a question."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.domain.errors import ErrorCode, Fact
from matching.domain.reference import Municipality
from matching.files.fields.field import Faulty
from matching.files.fields.lexicon import Lexicons
from matching.files.fields.municipalities import municipality
from matching.files.headings.meanings import Kind, Meanings
from tests.files.written import CATALOGUE

MUNICIPALITIES = CATALOGUE.municipalities
parse = municipality(Lexicons.of(CATALOGUE).municipalities)


def number_of(text: str) -> str:
    return MUNICIPALITIES[parse(text)].key


def refused(text: str) -> tuple[ErrorCode, dict[str, Fact]]:
    with pytest.raises(Faulty) as caught:
        parse(text)
    (fault,) = caught.value.faults
    return fault.code, dict(fault.facts)


@pytest.mark.parametrize(
    "text",
    [
        "0301", "Oslo", "OSLO", "oslo kommune", "Oslo  Kommune", "0301 Oslo", "0301 Oslo kommune", "Oslo (0301)",
        "Oslo kommune (0301)", "Oslo, 0301", "0301, Oslo", "0301-Oslo", "0301 – Oslo", "Oslo 0301",
    ],
)  # fmt: skip
def test_a_municipality_is_written_in_many_ways(text: str) -> None:
    assert number_of(text) == "0301"


@given(st.sampled_from(MUNICIPALITIES))
def test_number_and_name_together_name_every_municipality(one: Municipality) -> None:
    for text in (
        one.key,
        f"{one.key} {one.label}",
        f"{one.label} ({one.key})",
        f"{one.label} kommune {one.key}",
    ):
        assert number_of(text) == one.key


@pytest.mark.parametrize(("text", "whole"), [("301", "0301 Oslo")])
def test_a_number_that_has_lost_its_zero_is_a_fault_that_names_the_municipality(
    text: str, whole: str
) -> None:
    assert refused(text) == (ErrorCode.CELL_NOT_IN_CATALOGUE, {"word": text, "nearest": whole})


@pytest.mark.parametrize("text", ["0301 Bergen", "Bergen (0301)", "1601 Oslo"])
def test_a_number_and_a_name_of_two_municipalities_are_a_fault_that_names_both(text: str) -> None:
    code, facts = refused(text)
    assert code is ErrorCode.CELL_DISAGREES
    assert facts["first"] in ("0301 Oslo", "5001 Trondheim")
    assert facts["second"] in ("4601 Bergen", "0301 Oslo")


@pytest.mark.parametrize(
    "text", ["Bergen (0301)", "Osloo, 0301", "Snillfjord 5012", "hemmelig sted 99887766"]
)
def test_a_fault_quotes_what_stands_in_the_cell_as_it_stands(text: str) -> None:
    assert refused(text)[1]["word"] == text


def test_a_number_and_a_name_misspelt_is_told_the_municipality_of_the_number() -> None:
    assert refused("0301 Osloo")[1]["nearest"] == "0301 Oslo"


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("Herøy", "1515 Herøy; 1818 Herøy"), ("HERØY kommune", "1515 Herøy; 1818 Herøy"),
        ("Våler", "3114 Våler; 3419 Våler"), ("5012", "5055 Heim; 5056 Hitra; 5059 Orkland"),
        ("5012 Snillfjord", "5055 Heim; 5056 Hitra; 5059 Orkland"),
    ],
)  # fmt: skip
def test_a_name_of_two_and_a_number_that_was_split_are_questions_that_name_each(text: str, both: str) -> None:
    code, facts = refused(text)
    assert (code, facts["allowed"], facts["kind"]) == (ErrorCode.CELL_SEVERAL, both, "municipality")
    assert str(facts["keys"]).split() == [one[:4] for one in both.split("; ")]


def test_an_old_number_of_one_municipality_is_that_municipality() -> None:
    assert number_of("1601") == number_of("1601 Trondheim") == "5001"


def test_a_question_that_is_answered_is_none_any_more() -> None:
    chosen = Meanings(words={(Kind.MUNICIPALITY, "herøy"): "1818", (Kind.MUNICIPALITY, "gjøvk"): "3407"})
    find = municipality(Lexicons.of(CATALOGUE, chosen).municipalities)
    found = [MUNICIPALITIES[find(text)].key for text in ("Herøy", "Herøy kommune", "Gjøvk", "1515 Herøy")]
    assert found == ["1818", "1818", "3407", "1515"]


@pytest.mark.parametrize(
    "text", ["Gjoevik", "Hamarr", "Østre Totn", "0301 1103", "Oslo Bergen", "(", "kommune"]
)
def test_a_place_is_never_guessed(text: str) -> None:
    assert refused(text)[0] is ErrorCode.CELL_NOT_IN_CATALOGUE


@settings(deadline=None)
@given(st.text(max_size=300) | st.from_regex(r"[0-9(), –-]{0,200}Oslo[ ()0-9]{0,200}", fullmatch=True))
def test_any_text_is_a_municipality_or_a_fault(text: str) -> None:
    with suppress(Faulty):
        assert 0 <= parse(text) < len(MUNICIPALITIES)
