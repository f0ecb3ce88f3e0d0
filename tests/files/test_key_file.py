"""An office's own list parted in who is who and what is known."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.domain.errors import ErrorCode, FileFault
from matching.files.lists.people import read_people
from matching.files.out.key_file import split_list
from matching.wording import Words
from tests.files.parted import PERSON, parted, saved
from tests.files.written import CATALOGUE, REFUSED_NUMBER, Row, write_csv

WORDS = Words(CATALOGUE)
MARK = "KQDN"
"""What the numbers made with seed 1 begin with."""
OLA: Row = {**PERSON, "Navn": "Ola Eksempel", "Bosted": "0301", "Kompetanse": ""}


def refused(folder: Path, *rows: Row) -> dict[str, Any]:
    with pytest.raises(FileFault) as caught:
        parted(folder, *rows)
    return {"code": caught.value.code, **caught.value.facts}


def test_who_somebody_is_goes_into_the_key_and_what_is_read_into_the_list(tmp_path: Path) -> None:
    found = parted(tmp_path, PERSON)
    assert found.key.headings == ("kandidatnummer", "Navn", "Fødselsnummer", "Mobil")
    assert found.key.rows == ((f"{MARK}01", "Kari Eksempel", REFUSED_NUMBER, "+47 00 00 00 00"),)
    assert found.clean.headings == ("kandidatnummer", "kommune", "ferdigheter")
    assert found.clean.rows == ((f"{MARK}01", "3443", "skyvelære"),)


def test_what_is_neither_is_in_neither_and_told(tmp_path: Path) -> None:
    assert parted(tmp_path, PERSON).left_out == ("Merknad", "Favorittfarge")


def test_the_list_is_read_and_the_key_is_read_by_no_reader(tmp_path: Path) -> None:
    found = parted(tmp_path, PERSON, OLA)
    assert read_people(saved(tmp_path, "liste.xlsx", found.clean), CATALOGUE).people.id.tolist() == [
        f"{MARK}01",
        f"{MARK}02",
    ]
    with pytest.raises(FileFault) as caught:
        read_people(saved(tmp_path, "nokkel.xlsx", found.key), CATALOGUE)
    assert REFUSED_NUMBER not in WORDS.error(caught.value)


@pytest.mark.parametrize("heading", ["Navn", "E-post", "Telefon", "Adresse", "Personnummer"])
def test_a_key_of_any_one_column_is_refused_by_its_heading(tmp_path: Path, heading: str) -> None:
    found = parted(tmp_path, {heading: "x", "kommune": "3443"})
    with pytest.raises(FileFault) as caught:
        read_people(saved(tmp_path, "nokkel.xlsx", found.key), CATALOGUE)
    assert caught.value.code is ErrorCode.COLUMN_REFUSED


def test_a_person_with_an_address_restriction_leaves_no_trace(tmp_path: Path) -> None:
    hidden = {**OLA, "kode 6": "ja", "kandidatnummer": ""}
    found, without = parted(tmp_path, {**PERSON, "kode 6": ""}, hidden), parted(tmp_path, PERSON)
    assert (found.key.rows, found.clean.rows) == (without.key.rows, without.clean.rows)
    assert "kode 6" not in (*found.key.headings, *found.clean.headings, *found.left_out)


@pytest.mark.parametrize("cell", ["-", "?", "ukjent"])
def test_what_does_not_say_whether_somebody_is_restricted_stops_it(tmp_path: Path, cell: str) -> None:
    told = refused(tmp_path, {**PERSON, "kode 6": ""}, {**OLA, "kode 6": cell})
    assert (told["code"], told["column"], told["written"]) == (
        ErrorCode.CELL_NO_VALUE,
        "adressesperre",
        "kode 6",
    )
    assert "row" not in told


def test_a_column_that_may_mean_an_address_restriction_is_never_passed_over(tmp_path: Path) -> None:
    told = refused(tmp_path, {**PERSON, "Skjermingsgrad": "ja"})
    assert (told["code"], told["column"]) == (ErrorCode.COLUMN_UNKNOWN, "Skjermingsgrad")


def test_an_identity_number_in_a_column_that_is_read_stops_it_and_is_not_repeated(tmp_path: Path) -> None:
    told = refused(tmp_path, PERSON, {**OLA, "Kompetanse": f"skyvelære {REFUSED_NUMBER}"})
    assert (told["code"], told["row"], told["column"]) == (ErrorCode.IDENTITY_NUMBER, 3, "Kompetanse")
    assert REFUSED_NUMBER not in str(told)


def test_numbers_that_stand_there_are_kept_and_the_others_made_beside_them(tmp_path: Path) -> None:
    rows = [{**PERSON, "kandidatnummer": number} for number in (f"{MARK}02", "", "A-7", "")]
    assert [row[0] for row in parted(tmp_path, *rows).clean.rows] == [
        "A-7",
        *(f"{MARK}0{one}" for one in (1, 2, 3)),
    ]


def test_a_number_is_made_beside_one_that_differs_only_in_case(tmp_path: Path) -> None:
    rows = [{**PERSON, "kandidatnummer": number} for number in (f"{MARK}01".lower(), "")]
    assert [row[0] for row in parted(tmp_path, *rows).clean.rows] == [f"{MARK}02", f"{MARK}01".lower()]


def test_a_number_begins_with_the_letters_of_its_seed_and_no_other(tmp_path: Path) -> None:
    (first,), (again,), (other,) = (parted(tmp_path, PERSON, seed=seed).clean.rows for seed in (1, 1, 2))
    assert first[0] == again[0] == f"{MARK}01"
    assert str(other[0])[:4] != MARK


def test_a_number_that_stands_twice_is_refused(tmp_path: Path) -> None:
    told = refused(tmp_path, {**PERSON, "kandidatnummer": "K1"}, {**OLA, "kandidatnummer": "K1"})
    assert (told["code"], told["row"], told["other"]) == (ErrorCode.ID_TWICE, 3, 2)
    told = refused(tmp_path, {**PERSON, "kandidatnummer": "K1"}, {**OLA, "kandidatnummer": "k1"})
    assert (told["code"], told["row"], told["other"], told["text"]) == (ErrorCode.ID_TWICE, 3, 2, "K1")


@pytest.mark.parametrize("name", ["Kari Eksempel", "Kari", "k1@eksempel.no"])
def test_a_name_in_place_of_a_number_is_refused_and_not_repeated(tmp_path: Path, name: str) -> None:
    told = refused(tmp_path, {"Kandidatnr": name, "kommune": "3443", "Telefon": "00 00 00 00"})
    assert (told["code"], told["row"], told["column"]) == (ErrorCode.KEY_NAME, 2, "kandidatnummer")
    assert name not in str(told)


def test_a_list_that_says_nothing_of_who_anybody_is_has_no_key(tmp_path: Path) -> None:
    assert refused(tmp_path, {"kommune": "3443"})["code"] is ErrorCode.KEY_NOBODY


def test_a_heading_that_is_an_identity_number_is_not_repeated(tmp_path: Path) -> None:
    told = refused(tmp_path, {**PERSON, REFUSED_NUMBER: "x"})
    assert (told["code"], told["place"]) == (ErrorCode.IDENTITY_NUMBER, len(PERSON) + 1)
    assert REFUSED_NUMBER not in str(told)


def test_a_column_without_a_heading_is_not_passed_over(tmp_path: Path) -> None:
    told = refused(tmp_path, {**PERSON, "": "kanskje et navn"})
    assert (told["code"], told["after"]) == (ErrorCode.COLUMN_UNNAMED, "Favorittfarge")


def test_two_columns_of_names_are_both_kept(tmp_path: Path) -> None:
    cells = [["Navn", "Navn", "kommune"], ["Kari", "Eksempel", "3443"]]
    found = split_list(write_csv(tmp_path / "egen.csv", cells), CATALOGUE, seed=1)
    assert found.key.rows == ((f"{MARK}01", "Kari", "Eksempel"),)


def test_a_column_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, {**PERSON, "kommune": "0301"})["code"] is ErrorCode.COLUMN_TWICE


def test_numbers_are_in_an_order_the_seed_shuffles(tmp_path: Path) -> None:
    rows = [{**PERSON, "Navn": f"Person {number}"} for number in range(20)]
    orders = [[row[1] for row in parted(tmp_path, *rows, seed=seed).key.rows] for seed in (1, 1, 2)]
    assert orders[0] == orders[1]
    assert len({tuple(orders[0]), tuple(orders[2]), tuple(str(row["Navn"]) for row in rows)}) == 3


@given(
    st.lists(
        st.sampled_from(["", "K1", "K01", "K2", "x9"]),
        min_size=1,
        max_size=12,
        unique_by=lambda one: one or object(),
    )
)
def test_every_row_has_a_number_of_its_own_and_the_same_in_both_parts(given_numbers: list[str]) -> None:
    with TemporaryDirectory() as name:
        found = parted(Path(name), *({**PERSON, "kandidatnummer": number} for number in given_numbers))
    numbers = [row[0] for row in found.key.rows]
    assert numbers == [row[0] for row in found.clean.rows]
    assert len(set(numbers)) == len(given_numbers)
    assert set(filter(None, given_numbers)) <= set(numbers)
