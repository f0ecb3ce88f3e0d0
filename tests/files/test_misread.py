"""What offices write in cells that could be taken for something else, or that must not be told on."""

from pathlib import Path

import pytest

from matching.domain.errors import ErrorCode, FileFault
from matching.files.headings.sheet import columns_asked
from matching.files.headings.shielding import says_shielded
from matching.files.lists.people import PeopleList, read_people
from matching.files.out.key_file import split_list
from matching.files.source.identity import looks_like_a_person
from tests.files.written import CATALOGUE, csv_of, opening_fault, opening_of, person_fault, person_of


def read(folder: Path, text: str) -> PeopleList:
    return read_people(csv_of(folder, text), CATALOGUE)


def stopped(folder: Path, text: str) -> FileFault:
    with pytest.raises(FileFault) as caught:
        read(folder, text)
    return caught.value


@pytest.mark.parametrize("text", ["?", "-", "–", "ukjent", "Vet ikke", "ikke oppgitt", "*", "null"])
@pytest.mark.parametrize("heading", ["kommune", "ferdigheter", "skift", "maks reisetid", "ønske 1"])
def test_what_says_that_a_value_is_missing_is_no_value(tmp_path: Path, heading: str, text: str) -> None:
    assert person_fault(tmp_path, **{heading: text})[0] is ErrorCode.CELL_NO_VALUE


@pytest.mark.parametrize("heading", ["bedrift", "opplæringskontor", "behov"])
def test_an_unknown_firm_office_or_need_is_not_called_unknown(tmp_path: Path, heading: str) -> None:
    assert opening_fault(tmp_path, **{heading: "ukjent"})[0] is ErrorCode.CELL_NO_VALUE


@pytest.mark.parametrize("text", ["ja", "Nei", "x", "1", "0"])
@pytest.mark.parametrize("heading", ["bedrift", "opplæringskontor"])
def test_a_yes_or_a_no_is_the_name_of_no_firm_or_office(tmp_path: Path, heading: str, text: str) -> None:
    assert opening_fault(tmp_path, **{heading: text})[0] is ErrorCode.CELL_NO_NAME


def test_an_opening_without_an_office_says_none(tmp_path: Path) -> None:
    assert opening_of(tmp_path, opplæringskontor="ingen").training_office is None


@pytest.mark.parametrize("hours", ["1", "2", "4"])
def test_a_journey_of_a_few_minutes_was_most_likely_hours(tmp_path: Path, hours: str) -> None:
    assert person_fault(tmp_path, **{"maks reisetid": hours})[0] is ErrorCode.CELL_OUT_OF_RANGE
    assert person_of(tmp_path, **{"maks reisetid": f"{hours} t"}).travel_limit == 60 * int(hours)


@pytest.mark.parametrize("name", ["Kari Eksempel", "Eksempel, Kari", "Åse-Marie Øst", "kari.e@eksempel.no"])
def test_a_person_in_place_of_a_number_stops_the_list_and_is_not_repeated(tmp_path: Path, name: str) -> None:
    found = stopped(tmp_path, f'kandidatnummer;kommune\nk1;3443\n"{name}";3443\n')
    assert (found.code, found.facts["row"]) == (ErrorCode.CANDIDATE_NAMED, 3)
    assert name not in repr(found)


@pytest.mark.parametrize("number", ["k1", "Kandidat A", "A-B 12", "2027/14", "<b>", "æ-k"])
def test_a_pseudonym_does_not_look_like_a_person(number: str) -> None:
    assert not looks_like_a_person(number)


def test_a_decimal_comma_without_quotation_marks_moves_no_cell(tmp_path: Path) -> None:
    """The last column is blank, so that the row has one cell too many and nothing in it."""
    heading = "kandidatnummer,kommune,fødselsår,stillingsprosent fra,stillingsprosent til,ønske 1"
    found = stopped(tmp_path, f"{heading}\nk1,3443,1999,50,100,\nk2,3443,1999,50,0,100,\n")
    assert (found.code, found.facts["row"]) == (ErrorCode.COLUMN_UNNAMED, 3)
    assert not read(tmp_path, "kandidatnummer,kommune,\nk1,3443,\n").faults


@pytest.mark.parametrize(
    "text", ["kode 6", "KODE 7", "SPSF", "har sperret adresse", "Strengt fortrolig", "spfo"]
)
def test_a_person_shielded_in_another_column_stops_the_list_and_its_key(tmp_path: Path, text: str) -> None:
    path = csv_of(tmp_path, f"kandidatnummer;kommune;Navn;ønske 1\nk1;3443;Kari;{text}\n")
    with pytest.raises(FileFault) as split:
        split_list(path, CATALOGUE, seed=1)
    whole = stopped(tmp_path, f"kandidatnummer;kommune;ønske 1\nk1;3443;{text}\n")
    assert [one.code for one in (split.value, whole)] == [ErrorCode.CELL_SHIELDS] * 2
    assert "k1" not in repr(whole) + repr(split.value)


def test_a_person_shielded_in_a_column_nobody_knows_stops_the_questions_about_it(tmp_path: Path) -> None:
    path = csv_of(tmp_path, "kandidatnummer;kommune;farge\nk1;3443;kode 6\n")
    with pytest.raises(FileFault) as caught:
        columns_asked(path, "Kandidater", ["kandidatnummer", "kommune"], closed={"sperret": bool})
    assert caught.value.code is ErrorCode.CELL_SHIELDS


@pytest.mark.parametrize("text", ["ikke kode 6", "uten sperret adresse", "kode 95", "adresse", "koder 6"])
def test_other_texts_do_not_shield(text: str) -> None:
    assert not says_shielded(text)


def test_a_shielded_row_that_is_marked_is_left_out_whatever_else_it_says(tmp_path: Path) -> None:
    found = read(
        tmp_path, "kandidatnummer;kommune;ønske 1;adressesperre\nk1;3443;kode 6;ja\nk2;3443;;ugradert\n"
    )
    assert [found.people.id.tolist(), found.counts.read] == [["k2"], 1]
