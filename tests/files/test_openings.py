from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.domain.answers import Sector
from matching.domain.cohort import Cohort
from matching.domain.errors import ErrorCode, FileFault
from matching.domain.openings import Employer, TrainingOffice
from matching.files.lists.openings import OpeningsList, read_openings
from tests.files.written import (
    CATALOGUE,
    NUMBER,
    OPENING,
    REFUSED_NUMBER,
    Row,
    openings_of,
    table,
    told,
    write_csv,
)
from tests.files.written import opening_fault as fault_of


def test_a_number_given_twice_leaves_out_both_rows(tmp_path: Path) -> None:
    read = openings_of(tmp_path, {}, {"bedrift": "Fabrikk B"})
    assert [told(fault) for fault in read.faults] == [
        (ErrorCode.ID_TWICE, {"other": 3}),
        (ErrorCode.ID_TWICE, {"other": 2}),
    ]
    assert (len(read.openings), read.counts.read, read.employers) == (0, 2, ())


def test_firms_are_one_for_each_name_and_number_in_sorted_order(tmp_path: Path) -> None:
    read = openings_of(
        tmp_path,
        {"nummer": "p1", "bedrift": "Verksted  B "},
        {"nummer": "p2", "bedrift": "Fabrikk A", "organisasjonsnummer": NUMBER},
        {"nummer": "p3", "bedrift": "Fabrikk A"},
        {"nummer": "p4", "bedrift": "Verksted B"},
    )
    assert [(one.name, one.organisation_number) for one in read.employers] == [
        ("Fabrikk A", ""),
        ("Fabrikk A", NUMBER),
        ("Verksted B", ""),
    ]
    assert read.openings.employer.tolist() == [2, 1, 0, 2]


def test_a_sector_stated_in_one_row_holds_for_the_firm(tmp_path: Path) -> None:
    rows = [{"nummer": "p1"}, {"nummer": "p2", "sektor": "privat"}, {"nummer": "p3"}]
    assert openings_of(tmp_path, *rows).employers == (Employer(name="Fabrikk A", sector=Sector.PRIVATE),)


def test_a_firm_with_two_sectors_is_a_fault_in_every_row_that_states_one(tmp_path: Path) -> None:
    sectors = ["privat", "", "offentlig", "privat"]
    rows = [{"nummer": f"p{place}", "sektor": sector} for place, sector in enumerate(sectors)]
    read = openings_of(tmp_path, *rows, {"nummer": "p9", "bedrift": "Fabrikk B", "sektor": "privat"})
    assert [(fault.row, fault.column, told(fault)) for fault in read.faults] == [
        (2, "sektor", (ErrorCode.SECTOR_DIFFERS, {"other": 4})),
        (4, "sektor", (ErrorCode.SECTOR_DIFFERS, {"other": 2})),
        (5, "sektor", (ErrorCode.SECTOR_DIFFERS, {"other": 4})),
    ]
    assert read.openings.id.tolist() == ["p1", "p9"]


def test_training_offices_are_one_for_each_name(tmp_path: Path) -> None:
    offices = ["Kontor B", "", "Kontor A", "Kontor B", "ingen"]
    rows = [{"nummer": f"p{place}", "opplæringskontor": name} for place, name in enumerate(offices)]
    read = openings_of(tmp_path, *rows)
    assert read.training_offices == (TrainingOffice(name="Kontor A"), TrainingOffice(name="Kontor B"))
    assert read.openings.training_office.tolist() == [1, -1, 0, 1, -1]


def test_the_firm_of_a_row_with_a_fault_is_no_firm_of_the_round(tmp_path: Path) -> None:
    read = openings_of(tmp_path, {}, {"nummer": "p2", "bedrift": "Fabrikk B", "kommune": "?"})
    assert [one.name for one in read.employers] == ["Fabrikk A"]


def test_a_name_is_a_text_of_some_length(tmp_path: Path) -> None:
    assert openings_of(tmp_path, {"bedrift": "=A1\nB"}).employers[0].name == "=A1 B"
    assert fault_of(tmp_path, bedrift="a" * 201) == (ErrorCode.CELL_TOO_LONG, {"greatest": 200})


def test_a_list_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        openings_of(tmp_path)
    assert caught.value.code is ErrorCode.FILE_EMPTY
    with pytest.raises(FileFault) as caught:
        read_openings(write_csv(tmp_path / "tom.csv", [list(OPENING)]), CATALOGUE)
    assert caught.value.code is ErrorCode.FILE_EMPTY


def test_an_identity_number_stops_a_list_of_openings(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        openings_of(tmp_path, {"bedrift": f"Kari, {REFUSED_NUMBER}"})
    assert (caught.value.facts["row"], caught.value.facts["column"]) == (2, "bedrift")
    assert REFUSED_NUMBER not in f"{caught.value!r} {caught.value}"


def content(read: OpeningsList) -> tuple[object, ...]:
    """All of a list but its row numbers."""
    cohort = Cohort.of([], read.openings, read.employers, read.training_offices)
    faults = sorted((fault.column, fault.value, fault.code) for fault in read.faults)
    return cohort.digest(), read.employers, read.training_offices, faults, read.counts.read


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            **{heading: st.just(value) for heading, value in OPENING.items()},
            "nummer": st.sampled_from([f"p{number}" for number in range(12)]),
            "bedrift": st.sampled_from(["Fabrikk A", "Fabrikk B", "Verksted C"]),
            "organisasjonsnummer": st.sampled_from(["", NUMBER, "1"]),
            "sektor": st.sampled_from(["", "privat", "offentlig"]),
            "opplæringskontor": st.sampled_from(["", "Kontor A", "Kontor B"]),
            "prosent til": st.sampled_from(["", "60"]),
        }
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=ROWS, order=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing_but_row_numbers(
    tmp_path: Path, rows: list[Row], order: Random
) -> None:
    shuffled = list(rows)
    order.shuffle(shuffled)
    first, second = (
        read_openings(write_csv(tmp_path / "liste.csv", table(one)), CATALOGUE) for one in (rows, shuffled)
    )
    assert content(first) == content(second)
