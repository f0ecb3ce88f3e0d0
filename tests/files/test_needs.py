"""A list of needs is read with firm, trade, place, quarter, status, source and date; its faults are told."""

from datetime import date
from pathlib import Path

import pytest

from matching.domain.answers import Approval, NeedStatus
from matching.domain.errors import ErrorCode, FileFault
from matching.domain.needs import Need, Quarter
from matching.files.fields.field import Faulty
from matching.files.fields.quarters import quarter, tell_quarter
from matching.files.lists.needs import needs_fields, read_needs
from tests.builders import CNC, VESTRE_TOTEN
from tests.files.needed import NEED, needs_of
from tests.files.written import CATALOGUE, NUMBER, table, told, write_csv

QUARTERS = (
    *("2027-1", "2027 - 1", "2027/1", "2027 K1", "2027k1", "2027Q1", "2027 1", "1. kvartal 2027"),
    *("1.kvartal 2027", "1 kvartal 2027", "1. kv. 2027", "K1 2027", "Q1-2027", "1/2027"),
)
"""Ways to write the first quarter of 2027."""


def need_of(folder: Path, **cells: object) -> Need:
    read = needs_of(folder, cells)
    assert not read.faults, read.faults
    return read.needs[0]


def test_every_cell_of_a_need_is_read(tmp_path: Path) -> None:
    need = need_of(
        tmp_path,
        organisasjonsnummer=NUMBER,
        kilde="Samtale med daglig leder",
        dato=date(2026, 11, 3),
        plasser="2,5",
        godkjenning="godkjent",
    )
    assert need == Need(
        id="B1",
        employer=0,
        trade=CNC,
        municipality=VESTRE_TOTEN,
        seats=25,
        quarter=Quarter(2027, 1),
        status=NeedStatus.CONFIRMED,
        source="Samtale med daglig leder",
        told=date(2026, 11, 3),
        approval=Approval.APPROVED,
    )


def test_a_blank_is_not_known_and_never_a_lack(tmp_path: Path) -> None:
    need = need_of(tmp_path, kvartal="", status="")
    assert (need.quarter, need.status, need.source, need.told) == (None, NeedStatus.NOT_KNOWN, "", None)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("meldt", NeedStatus.REPORTED),
        ("Innmeldt", NeedStatus.REPORTED),
        ("AVKLART ", NeedStatus.CLARIFIED),
        ("bekreftet", NeedStatus.CONFIRMED),
    ],
)
def test_a_need_is_reported_clarified_or_confirmed(tmp_path: Path, text: str, status: NeedStatus) -> None:
    assert need_of(tmp_path, status=text).status is status


@pytest.mark.parametrize("text", QUARTERS)
def test_a_quarter_may_be_written_in_many_ways(text: str) -> None:
    assert quarter(text) == (2027, 1)


@pytest.mark.parametrize("text", ["2027", "2027-5", "0. kvartal 2027", "våren 2027", "januar 2027", "12027"])
def test_what_names_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(Faulty) as caught:
        quarter(text)
    assert [fault.code for fault in caught.value.faults] == [ErrorCode.CELL_NOT_A_QUARTER]


def test_a_date_cell_is_no_quarter_since_a_spreadsheet_makes_february_of_the_second_one(
    tmp_path: Path,
) -> None:
    read = needs_of(tmp_path, {"kvartal": date(2027, 2, 1)})
    assert [(fault.code, fault.column) for fault in read.faults] == [
        (ErrorCode.CELL_NOT_A_QUARTER, "kvartal")
    ]


def test_a_quarter_far_away_is_refused() -> None:
    with pytest.raises(Faulty) as caught:
        quarter("1. kvartal 2099")
    assert caught.value.faults[0].code == ErrorCode.CELL_OUT_OF_RANGE


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_quarter_written_back_is_read_as_the_same(number: int) -> None:
    assert quarter(tell_quarter(2027, number)) == (2027, number)


def test_a_quarter_has_its_first_and_last_day() -> None:
    days = [(Quarter(2027, number).first, Quarter(2027, number).last) for number in (1, 2, 3, 4)]
    assert days == [
        (date(2027, 1, 1), date(2027, 3, 31)),
        (date(2027, 4, 1), date(2027, 6, 30)),
        (date(2027, 7, 1), date(2027, 9, 30)),
        (date(2027, 10, 1), date(2027, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("heading", "text", "code"),
    [
        ("status", "kanskje", ErrorCode.CELL_NOT_A_CHOICE),
        ("kvartal", "snart", ErrorCode.CELL_NOT_A_QUARTER),
        ("lærefag", "Flyverfaget", ErrorCode.CELL_NOT_IN_CATALOGUE),
        ("lærefag", "", ErrorCode.CELL_REQUIRED),
        ("plasser", "mange", ErrorCode.CELL_NOT_A_NUMBER),
        ("organisasjonsnummer", "123456789", ErrorCode.ORGANISATION_NUMBER),
    ],
)
def test_a_faulty_cell_is_told_with_its_place_and_the_others_are_read(
    tmp_path: Path, heading: str, text: str, code: ErrorCode
) -> None:
    read = needs_of(tmp_path, {heading: text}, {"nummer": "B2"})
    (fault,) = read.faults
    where = fault.file, fault.sheet, fault.row, fault.column, fault.value
    assert (fault.code, where) == (code, ("behov.xlsx", "Behov", 2, heading, text))
    assert [need.id for need in read.needs] == ["B2"]
    assert (read.counts.read, read.counts.accepted, read.counts.rejected) == (2, 1, 1)


def test_a_number_given_twice_is_a_fault_of_both_rows(tmp_path: Path) -> None:
    read = needs_of(tmp_path, {}, {"plasser": "2"})
    assert [told(fault) for fault in read.faults] == [
        (ErrorCode.ID_TWICE, {"other": 3}),
        (ErrorCode.ID_TWICE, {"other": 2}),
    ]


def test_firms_are_sorted_and_each_stands_once_whatever_the_order_of_the_rows(tmp_path: Path) -> None:
    read = needs_of(
        tmp_path, {"bedrift": "Verft B"}, {"nummer": "B2"}, {"nummer": "B3", "bedrift": "Verft B"}
    )
    assert [firm.name for firm in read.employers] == ["Fabrikk A", "Verft B"]
    assert [need.employer for need in read.needs] == [1, 0, 1]


def test_a_csv_file_says_the_same_as_a_workbook(tmp_path: Path) -> None:
    from_csv = read_needs(write_csv(tmp_path / "behov.csv", table([NEED])), CATALOGUE)
    assert from_csv.needs == needs_of(tmp_path, {}).needs


def test_a_list_with_headings_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        read_needs(write_csv(tmp_path / "tom.csv", [list(NEED)]), CATALOGUE)
    assert caught.value.code == ErrorCode.FILE_EMPTY


def test_what_was_read_written_back_is_read_as_the_same(tmp_path: Path) -> None:
    rows = (
        {"kilde": "Telefon", "dato": "03.11.2026", "godkjenning": "søkt", "plasser": "0,5"},
        {"nummer": "B2", "status": "", "kvartal": "", "organisasjonsnummer": NUMBER},
        {"nummer": "B3", "status": "meldt", "kvartal": "2028 K4"},
    )
    first = needs_of(tmp_path, *rows)
    fields = needs_fields(CATALOGUE)
    columns = [field.tell(first.table.columns) for field in fields]
    cells = [[field.heading for field in fields], *([*row] for row in zip(*columns, strict=True))]
    again = read_needs(write_csv(tmp_path / "igjen.csv", cells), CATALOGUE)
    assert (again.needs, again.employers, again.faults) == (first.needs, first.employers, ())
