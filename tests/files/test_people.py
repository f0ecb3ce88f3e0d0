from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.domain.cohort import Cohort
from matching.domain.errors import ErrorCode, FileFault, RowFault
from matching.domain.people import People
from matching.files.headings.shielding import says_shielded
from matching.files.lists.people import RESTRICTIONS, people_fields, read_people
from matching.files.source.identity import has_identity_number, looks_like_a_person
from matching.files.source.text_file import is_garbled
from matching.wording import Words
from tests.files.written import (
    CATALOGUE,
    PERSON,
    REFUSED_NUMBER,
    SCORES,
    Row,
    people_of,
    table,
    told,
    write_csv,
    write_xlsx,
)
from tests.thorough import examples


def test_an_id_given_twice_leaves_out_both_rows_and_each_names_the_other(tmp_path: Path) -> None:
    read = people_of(tmp_path, {}, {"kandidatnummer": "k2"}, {"kommune": "0301"}, {"kommune": "Gjøvik"})
    assert read.people.id.tolist() == ["k2"]
    assert [(fault.row, told(fault)) for fault in read.faults] == [
        (2, (ErrorCode.ID_TWICE, {"other": 4})),
        (4, (ErrorCode.ID_TWICE, {"other": 2})),
        (5, (ErrorCode.ID_TWICE, {"other": 2})),
    ]
    assert read.counts.read == 4


def test_a_row_with_a_fault_is_left_out_and_all_its_faults_are_told_in_order(tmp_path: Path) -> None:
    wrong = {"kandidatnummer": "k2", "kommune": "Atlantis", "fødselsår": "2", "påmeldt": "?"}
    read = people_of(tmp_path, {}, wrong, {"kandidatnummer": "k3"})
    assert read.people.id.tolist() == ["k1", "k3"]
    assert [(fault.row, fault.column) for fault in read.faults] == [
        (3, "kommune"),
        (3, "fødselsår"),
        (3, "påmeldt"),
    ]
    assert read.counts.read == 3


def test_a_list_with_nothing_but_faults_is_an_empty_list_of_people(tmp_path: Path) -> None:
    read = people_of(tmp_path, {"kommune": "Atlantis"})
    assert (len(read.people), read.counts.read, len(read.faults)) == (0, 1, 1)


def test_a_list_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        read_people(write_csv(tmp_path / "tom.csv", [["kandidatnummer", "kommune"]]), CATALOGUE)
    assert caught.value.code is ErrorCode.FILE_EMPTY


@pytest.mark.parametrize("restriction", ["ja", "kode 6", "fortrolig", "x", True, "sperret"])
def test_a_person_with_an_address_restriction_leaves_no_trace(tmp_path: Path, restriction: object) -> None:
    nonsense = dict.fromkeys((field.heading for field in people_fields(CATALOGUE)), "tull")
    others: list[Row] = [{}, {"kandidatnummer": "k3", "kommune": "?"}]
    (tmp_path / "uten").mkdir()
    hidden = {**nonsense, "adressesperre": restriction}
    twin = {**PERSON, "adressesperre": restriction}
    read, without = people_of(tmp_path, *others, hidden, twin), people_of(tmp_path / "uten", *others)
    assert (read.counts.read, read.faults) == (without.counts.read, without.faults)
    assert digest(read.people) == digest(without.people)


@pytest.mark.parametrize("heading", [*RESTRICTIONS, "KODE 6 *", " Strengt  fortrolig adresse"])
def test_every_heading_for_an_address_restriction_closes_its_rows(tmp_path: Path, heading: str) -> None:
    hidden = {"kandidatnummer": REFUSED_NUMBER, heading: "ja"}
    read = people_of(tmp_path, {heading: "nei"}, hidden, {"kandidatnummer": "k3", heading: ""})
    assert (read.people.id.tolist(), read.counts.read, read.faults) == (["k1", "k3"], 2, ())


def test_any_of_several_columns_for_an_address_restriction_closes_a_row(tmp_path: Path) -> None:
    cells = [["kandidatnummer", "kommune", "kode 6", "Kode 7", "kode 6"], ["k1", "3443", "", "nei", ""]]
    cells += [
        [f"k{2 + place}", "3443", *("x" if place == here else "" for here in range(3))] for place in range(3)
    ]
    read = read_people(write_csv(tmp_path / "liste.csv", cells), CATALOGUE)
    assert (read.people.id.tolist(), read.counts.read) == (["k1"], 1)


def test_a_list_of_restricted_people_alone_is_an_empty_list(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        people_of(tmp_path, {"adressesperre": "ja"})
    assert caught.value.code is ErrorCode.FILE_EMPTY


@pytest.mark.parametrize("cell", ["-", "?", "ukjent", "n/a"])
@pytest.mark.parametrize(("heading", "written"), [("adressesperre", None), ("Kode 6", "Kode 6")])
def test_a_list_that_does_not_say_whether_somebody_is_restricted_is_stopped_and_tells_no_row(
    tmp_path: Path, cell: str, heading: str, written: str | None
) -> None:
    with pytest.raises(FileFault) as caught:
        people_of(tmp_path, {heading: ""}, {"kandidatnummer": "k2", heading: cell})
    found = caught.value
    assert (found.code, found.facts["value"], found.facts["written"]) == (
        ErrorCode.CELL_NO_VALUE,
        cell,
        written,
    )
    assert "row" not in found.facts
    assert "k2" not in Words(CATALOGUE).error(found)
    assert "sier ikke om noen har adressesperre. Ingenting" in Words(CATALOGUE).error(found)


@pytest.mark.parametrize("restriction", ["", "nei", "Nei", 0, False, "ingen"])
def test_a_person_without_an_address_restriction_stays(tmp_path: Path, restriction: object) -> None:
    assert people_of(tmp_path, {"adressesperre": restriction}).counts.read == 1


def test_an_identity_number_stops_a_list_of_people(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        people_of(tmp_path, {}, {"kandidatnummer": REFUSED_NUMBER})
    assert (caught.value.code, caught.value.facts["row"]) == (ErrorCode.IDENTITY_NUMBER, 3)
    assert REFUSED_NUMBER not in f"{caught.value!r} {caught.value}"


def digest(people: People) -> str:
    return Cohort.of(people, [], []).digest()


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "kandidatnummer": st.sampled_from([f"k{number}" for number in range(12)]),
            "kommune": st.sampled_from(["3443", "Oslo", "Atlantis", ""]),
            "stillingsprosent fra": st.sampled_from(["", "50", "80 %", "mye"]),
            "stillingsprosent til": st.sampled_from(["", "60", "100"]),
            "ferdigheter": st.sampled_from(["", "ingen", "skyvelære; mikrometer", "tull"]),
            "ønske 1": st.sampled_from(["", "kokk", "CNC"]),
            "ønske 2": st.sampled_from(["", "kokk"]),
            "adressesperre": st.sampled_from(["", "ja"]),
        }
    ),
    min_size=1,
    max_size=8,
)


@settings(
    max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(rows=ROWS, order=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing_but_row_numbers(
    tmp_path: Path, rows: list[Row], order: Random
) -> None:
    rows = [{**PERSON, **rows[0], "adressesperre": ""}, *rows[1:]]
    shuffled = list(rows)
    order.shuffle(shuffled)
    first, second = (
        read_people(write_csv(tmp_path / "liste.csv", table(one)), CATALOGUE) for one in (rows, shuffled)
    )
    assert digest(first.people) == digest(second.people)
    assert first.counts == second.counts
    assert kinds(first.faults) == kinds(second.faults)


def kinds(faults: tuple[RowFault, ...]) -> list[tuple[str, str, str]]:
    return sorted((fault.column, fault.value, fault.code) for fault in faults)


def test_a_list_of_a_hundred_thousand_people_is_read(tmp_path: Path) -> None:
    chance = Random(1)
    headings = ["kandidatnummer", "kommune", "ferdigheter", "maks reisetid", "ønske 1", "start fra"]
    skills = ["skyvelære; mikrometer", "ingen", "", "truckkjøring, tull"]
    rows = (
        [f"k{number}", chance.choice(["0301", "Gjøvik"]), chance.choice(skills), "45", "CNC", "august 2026"]
        for number in range(100_000)
    )
    path = write_csv(tmp_path / "mange.csv", [headings, *rows])
    read = read_people(path, CATALOGUE)
    assert read.counts.read == 100_000
    assert 0 < len(read.people) < 100_000


def test_the_same_list_as_csv_and_as_workbook_is_the_same_people(tmp_path: Path) -> None:
    rows: list[Row] = [{**PERSON, **SCORES, "ferdigheter": "skyvelære", "ønske 1": "kokk", "påmeldt": "ja"}]
    cells = [[str(cell) for cell in row] for row in table(rows)]
    from_csv = read_people(write_csv(tmp_path / "a.csv", cells), CATALOGUE)
    from_xlsx = read_people(write_xlsx(tmp_path / "a.xlsx", {"Kandidater": table(rows)}), CATALOGUE)
    assert digest(from_csv.people) == digest(from_xlsx.people)


FRAGMENTS = [
    "1",
    "0,5",
    "%",
    ";",
    ",",
    "\n",
    " ",
    "ikke ",
    "kokk",
    "år",
    "mnd",
    "B",
    "inne",
    "2026",
    ".",
    "ja",
]
ANYTHING = st.text(max_size=12) | st.lists(st.sampled_from(FRAGMENTS), max_size=6).map("".join)
CELLS = ANYTHING.filter(
    lambda cell: (
        not (
            has_identity_number(cell)
            or is_garbled(cell)
            or says_shielded(cell)
            or looks_like_a_person(cell.strip())
        )
    )
)
"""What may stand in a cell without stopping the file."""


@settings(
    max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.fixed_dictionaries({field.heading: CELLS for field in people_fields(CATALOGUE)}))
def test_whatever_stands_in_the_cells_a_row_is_a_person_or_has_a_fault(tmp_path: Path, cells: Row) -> None:
    cells = {heading: str(cell).replace("\0", "") for heading, cell in cells.items()}
    read = read_people(write_csv(tmp_path / "liste.csv", table([PERSON, cells])), CATALOGUE)
    assert len(read.people) == read.counts.accepted
    assert read.counts.read == read.counts.accepted + read.counts.rejected + read.counts.duplicates
    assert [read.people.candidate(row) for row in range(len(read.people))]
