from pathlib import Path

import pytest

from matching.catalogue.travel import Travel
from matching.domain.answers import BLANK, TravelMode
from matching.domain.errors import ErrorCode, Fact, FileFault, PolicyFault
from matching.files.lists.travel import read_travel
from tests.builders import municipality
from tests.files.written import CATALOGUE, write_csv

GJOVIK, TOTEN = municipality("3407"), municipality("3443")
HEADING = ["fra", "til", "bil", "kollektiv"]


def travel_of(folder: Path, *rows: list[str]) -> Travel:
    return read_travel(write_csv(folder / "reisetid.csv", [HEADING, *rows]), CATALOGUE)


def refused(folder: Path, *rows: list[str]) -> dict[str, Fact]:
    with pytest.raises(PolicyFault) as caught:
        travel_of(folder, *rows)
    assert caught.value.code is ErrorCode.TRAVEL_MATRIX
    return dict(caught.value.facts)


def test_minutes_are_those_of_the_file_in_that_direction_and_nothing_is_estimated(tmp_path: Path) -> None:
    travel = travel_of(tmp_path, ["3407", "Vestre Toten", "21", "1 t"], ["Gjøvik", "3407", "0", ""])
    assert not travel.estimated
    assert travel.minutes[TravelMode.CAR, GJOVIK, TOTEN] == 21
    assert travel.minutes[TravelMode.TRANSIT, GJOVIK, TOTEN] == 60
    assert travel.minutes[TravelMode.CAR, GJOVIK, GJOVIK] == 0


def test_a_blank_and_a_pair_that_is_not_there_are_not_known(tmp_path: Path) -> None:
    travel = travel_of(tmp_path, ["3407", "3443", "21", ""])
    assert travel.minutes[TravelMode.TRANSIT, GJOVIK, TOTEN] == BLANK
    assert travel.minutes[TravelMode.CAR, TOTEN, GJOVIK] == BLANK
    assert (travel.minutes != BLANK).sum() == 1


def test_a_column_of_minutes_may_be_left_out(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "bil.csv", [["fra", "til", "bil"], ["3407", "3443", "21"]])
    assert read_travel(path, CATALOGUE).minutes[TravelMode.CAR, GJOVIK, TOTEN] == 21


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        (["3407", "Atlantis", "21", "30"], "til", ErrorCode.CELL_NOT_IN_CATALOGUE),
        (["", "3407", "21", "30"], "fra", ErrorCode.CELL_REQUIRED),
        (["3407", "3443", "-1", "30"], "bil", ErrorCode.CELL_OUT_OF_RANGE),
        (["3407", "3443", "21", "lenge"], "kollektiv", ErrorCode.CELL_NOT_A_NUMBER),
    ],
)
def test_a_row_that_is_wrong_is_told_with_its_place_and_what_is_wrong(
    tmp_path: Path, row: list[str], column: str, problem: ErrorCode
) -> None:
    facts = refused(tmp_path, ["3443", "3407", "21", "30"], row)
    assert (facts["file"], facts["sheet"], facts["row"], facts["column"]) == ("reisetid.csv", "", 3, column)
    assert (facts["value"], facts["problem"]) == (row[HEADING.index(column)], problem)


def test_a_municipality_misspelt_is_told_the_nearest(tmp_path: Path) -> None:
    assert refused(tmp_path, ["Gjøvikk", "3443", "21", ""])["nearest"] == "3407 Gjøvik"


def test_a_pair_given_twice_is_told_with_the_other_row(tmp_path: Path) -> None:
    facts = refused(tmp_path, ["3407", "3443", "21", ""], ["Gjøvik", "Vestre Toten", "", "40"])
    assert (facts["row"], facts["other"], facts["problem"]) == (3, 2, ErrorCode.ID_TWICE)


def test_a_file_of_another_shape_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        read_travel(write_csv(tmp_path / "reisetid.csv", [["fra", "bil"], ["3407", "2"]]), CATALOGUE)
    assert caught.value.code is ErrorCode.COLUMN_MISSING
