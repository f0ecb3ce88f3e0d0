"""The list of groups: who is of which group, and the one file its columns may stand in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from matching.domain.errors import ErrorCode, FileFault
from matching.domain.fairness import GroupColumn
from matching.files.lists.groups import HEADINGS, MOST_GROUPS, GroupsList, read_groups
from matching.files.lists.needs import read_needs
from matching.files.lists.openings import read_openings
from matching.files.lists.people import read_people
from matching.files.lists.travel import read_travel
from tests.files.written import CATALOGUE, REFUSED_NUMBER

PEOPLE = ["K01", "K02", "K03"]
HEADING = "kandidatnummer;kjønn;aldersgruppe"


def written(folder: Path, *rows: str, heading: str = HEADING) -> Path:
    path = folder / "grupper.csv"
    path.write_text("\n".join((heading, *rows)), encoding="utf-8")
    return path


def read(folder: Path, *rows: str, heading: str = HEADING) -> GroupsList:
    return read_groups(written(folder, *rows, heading=heading), PEOPLE)


def test_each_candidate_is_of_the_group_her_row_says_and_a_blank_is_not_known(tmp_path: Path) -> None:
    found = read(tmp_path, "K02;mann;", "K01; kvinne ;25–34")
    assert found.of == {
        GroupColumn.SEX: {"K01": "kvinne", "K02": "mann"},
        GroupColumn.AGE: {"K01": "25–34"},
    }
    assert (found.faults, found.outside) == ((), 0)


def test_a_group_written_in_two_cases_is_one(tmp_path: Path) -> None:
    found = read(tmp_path, "K01;kvinne;", "K02;Kvinne;", "K03;KVINNE;")
    assert set(found.of[GroupColumn.SEX].values()) == {"KVINNE"}


def test_rows_about_others_are_counted_and_not_read(tmp_path: Path) -> None:
    found = read(tmp_path, "K01;kvinne;", "K77;mann;", "K78;mann;")
    assert found.outside == 2
    assert found.of[GroupColumn.SEX] == {"K01": "kvinne"}


@pytest.mark.parametrize("answer", ["ukjent", "-", "x" * 41])
def test_what_is_no_group_is_a_fault_of_its_cell(tmp_path: Path, answer: str) -> None:
    (fault,) = read(tmp_path, f"K01;{answer};").faults
    assert (fault.row, fault.column) == (2, "kjønn")


def test_one_person_in_two_groups_is_a_fault(tmp_path: Path) -> None:
    found = read(tmp_path, "K01;kvinne;", "K01;mann;")
    assert [fault.code for fault in found.faults] == [ErrorCode.ID_TWICE] * 2


def test_a_column_with_more_groups_than_there_may_be_is_refused(tmp_path: Path) -> None:
    rows = [f"K{number};kvinne;{number} år" for number in range(MOST_GROUPS + 1)]
    with pytest.raises(FileFault) as caught:
        read(tmp_path, *rows)
    assert caught.value.code is ErrorCode.GROUPS_TOO_MANY
    assert (caught.value.facts["column"], caught.value.facts["count"]) == ("aldersgruppe", MOST_GROUPS + 1)


def test_a_list_without_a_column_of_groups_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        read(tmp_path, "K01", heading="kandidatnummer")
    assert caught.value.code is ErrorCode.COLUMN_MISSING


@pytest.mark.parametrize(
    "column", ["diagnose", "religion", "navn", "fødselsnummer", "nasjonalitet", "fødselsdato"]
)
def test_this_list_too_may_hold_nothing_else_about_people(tmp_path: Path, column: str) -> None:
    with pytest.raises(FileFault) as caught:
        read(tmp_path, "K01;kvinne;;", heading=f"{HEADING};{column}")
    assert caught.value.code is ErrorCode.COLUMN_REFUSED


def test_an_identity_number_stops_the_list_and_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        read(tmp_path, f"{REFUSED_NUMBER};kvinne;")
    assert caught.value.code is ErrorCode.IDENTITY_NUMBER
    assert REFUSED_NUMBER not in repr(caught.value)


def test_a_name_stops_the_list_and_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        read(tmp_path, "Kari Nordmann;kvinne;")
    assert caught.value.code is ErrorCode.CANDIDATE_NAMED
    assert "Kari" not in repr(caught.value)


def test_a_cell_that_says_somebody_must_not_be_found_stops_the_list(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        read(tmp_path, "K01;kode 6;")
    assert caught.value.code is ErrorCode.CELL_SHIELDS


def test_people_with_an_address_restriction_are_in_no_group_and_no_count(tmp_path: Path) -> None:
    path = written(tmp_path, "K01;kvinne;", "K05;mann;")
    found = read_groups(path, PEOPLE, frozenset({"k05"}))
    assert (found.of[GroupColumn.SEX], found.outside) == ({"K01": "kvinne"}, 0)


OTHERS: dict[str, tuple[str, str, Callable[[Path], object]]] = {
    "Kandidater": ("kandidatnummer;kommune", "K01;3443", lambda path: read_people(path, CATALOGUE)),
    "Læreplasser": (
        "nummer;bedrift;lærefag;kommune;plasser",
        "L1;A AS;CNC;3443;1",
        lambda path: read_openings(path, CATALOGUE),
    ),
    "Behov": (
        "nummer;bedrift;lærefag;kommune;kvartal;plasser",
        "B1;A AS;CNC;3443;2027-1;1",
        lambda path: read_needs(path, CATALOGUE),
    ),
    "Reisetid": ("fra;til;bil;kollektiv", "3443;3407;20;30", lambda path: read_travel(path, CATALOGUE)),
}


@pytest.mark.parametrize("column", HEADINGS.values())
@pytest.mark.parametrize("kind", OTHERS)
def test_no_other_list_may_have_a_column_of_groups(tmp_path: Path, kind: str, column: str) -> None:
    heading, row, reader = OTHERS[kind]
    with pytest.raises(FileFault) as caught:
        reader(written(tmp_path, f"{row};", heading=f"{heading};{column}"))
    assert caught.value.code is ErrorCode.COLUMN_REFUSED
    assert caught.value.facts["column"] == column
