"""Lists about people of a round: nothing in them tells who somebody is, or that somebody must not be found."""

from datetime import date
from pathlib import Path

import pytest

from matching.domain.errors import ErrorCode, FileFault
from matching.files.lists.outcomes import OutcomeList, read_outcomes
from matching.files.lists.people import read_people
from matching.wording import Words
from tests.builders import CATALOGUE

ON = date(2026, 11, 21)
PEOPLE, OPENINGS = ["K01", "K02", "K06"], ["L01", "L02"]
HEADING = "kandidatnummer;nummer;hendelse;dato;årsak"
START = "K01;L01;startet;06.01.2025;"


def read(
    folder: Path, *rows: str, heading: str = HEADING, withheld: frozenset[str] = frozenset()
) -> OutcomeList:
    path = folder / "utfall.csv"
    path.write_text("\n".join((heading, *rows)), encoding="utf-8")
    return read_outcomes(path, PEOPLE, OPENINGS, on=ON, withheld=withheld)


@pytest.mark.parametrize("name", ["Kari Nordmann", "kari@eksempel.no"])
def test_a_name_in_the_column_of_numbers_stops_the_file_and_is_not_repeated(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(FileFault) as found:
        read(tmp_path, START, f"{name};L01;startet;06.01.2025;")
    assert found.value.code is ErrorCode.CANDIDATE_NAMED
    assert name not in Words(CATALOGUE).error(found.value)


def test_a_cell_that_says_somebody_must_not_be_found_stops_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as found:
        read(tmp_path, START, "K02;L01;startet;06.01.2025;kode 6")
    assert found.value.code is ErrorCode.CELL_SHIELDS


def test_people_with_an_address_restriction_are_passed_over_in_silence(tmp_path: Path) -> None:
    people = tmp_path / "kandidater.csv"
    people.write_text("kandidatnummer;kommune;adressesperre\nK01;3443;\nK05;3443;ja\n", "utf-8")
    listed = read_people(people, CATALOGUE).sheet
    assert (listed.withheld, "k05" in repr(listed)) == (frozenset({"k05"}), False)
    rows = (START, "k05;L01;startet;06.01.2025;", "K05 ;L91;sluttet;;")
    found = read(tmp_path, *rows, withheld=listed.withheld)
    assert ([one.candidate for one in found.courses], found.faults) == (["K01"], ())
    assert found.counts.read == 1


def test_a_row_closed_in_this_list_closes_all_rows_of_the_person(tmp_path: Path) -> None:
    rows = (f"{START};", "K02;L02;startet;06.01.2025;;", "K02;L02;pause;01.02.2025;;ja")
    found = read(tmp_path, *rows, heading=f"{HEADING};adressesperre")
    assert ([one.candidate for one in found.courses], found.faults) == (["K01"], ())


def test_a_column_that_is_none_of_the_list_is_to_be_taken_out_and_nobody_is_sent_elsewhere(
    tmp_path: Path,
) -> None:
    with pytest.raises(FileFault) as found:
        read(tmp_path, f"{START};", heading=f"{HEADING};farge")
    told = Words(CATALOGUE).error(found.value)
    assert found.value.code is ErrorCode.COLUMN_NOT_HERE
    assert told.endswith("kall den «adressesperre». Ellers: Ta kolonnen ut.")
    assert "choose" not in told
