"""Needs and openings are read together: what a need is confirmed for is a seat, and no place is counted twice."""

from datetime import date
from pathlib import Path

import pytest

from matching.domain.answers import Approval, NeedStatus, Sector
from matching.domain.errors import ErrorCode
from matching.domain.openings import Opening
from matching.domain.policy import NeedsFilled
from matching.files.lists.openings import read_openings
from matching.files.lists.seats import Seats, read_seats
from tests.builders import CNC, VESTRE_TOTEN
from tests.files.needed import NEED, seats_of
from tests.files.written import (
    CATALOGUE,
    NUMBER,
    OPENING,
    Row,
    opening_fault,
    opening_of,
    table,
    told,
    write_xlsx,
)


def faults_of(seats: Seats) -> list[tuple[str, int, str, ErrorCode]]:
    return [(fault.sheet, fault.row, fault.column, fault.code) for fault in seats.faults]


def ids(seats: Seats) -> list[str]:
    return [str(name) for name in seats.openings.id]


def test_a_confirmed_need_that_no_opening_names_is_an_opening(tmp_path: Path) -> None:
    seats = seats_of(tmp_path, ({"plasser": "2", "godkjenning": "godkjent"},), ({},))
    assert not seats.faults
    assert seats.openings.opening(1) == Opening(
        id="B1",
        employer=0,
        trades=(CNC,),
        municipality=VESTRE_TOTEN,
        seats=20,
        start_from=date(2027, 1, 1),
        start_to=date(2027, 3, 31),
        approval=Approval.APPROVED,
        need=NeedStatus.CONFIRMED,
    )
    assert seats.openings.opening(0).need is None, "an opening that names no need stands in its own right"


@pytest.mark.parametrize(
    ("filled", "expected"),
    [
        (NeedsFilled.CONFIRMED, ["p1", "B4"]),
        (NeedsFilled.CLARIFIED, ["p1", "B3", "B4"]),
        (NeedsFilled.REPORTED, ["p1", "B1", "B2", "B3", "B4"]),
    ],
)
def test_only_needs_that_have_come_as_far_as_the_policy_asks_are_openings(
    tmp_path: Path, filled: NeedsFilled, expected: list[str]
) -> None:
    needs = tuple(
        {"nummer": f"B{number}", "status": status}
        for number, status in enumerate(("", "meldt", "avklart", "bekreftet"), 1)
    )
    seats = seats_of(tmp_path, needs, ({},), filled)
    assert ids(seats) == expected
    assert [need.id for need in seats.needs] == ["B1", "B2", "B3", "B4"], "the table has them all"


def test_an_opening_that_names_a_need_has_its_status_and_the_need_is_no_opening_beside_it(
    tmp_path: Path,
) -> None:
    named = {"kommune": "3443", "behov": "B1"}
    seats = seats_of(tmp_path, ({"status": "meldt"},), (named,), NeedsFilled.REPORTED)
    assert (ids(seats), seats.faults) == (["p1"], ())
    assert seats.openings.opening(0).need is NeedStatus.REPORTED


def test_a_need_and_an_opening_that_may_be_one_place_are_told_until_somebody_has_said(tmp_path: Path) -> None:
    def seats(**cells: object) -> Seats:
        return seats_of(tmp_path, ({},), ({"kommune": "3443", **cells},))

    (fault,) = seats().faults
    assert (fault.sheet, fault.row, fault.value) == ("Behov", 2, "B1")
    assert told(fault) == (ErrorCode.POSSIBLY_SAME_PLACE, {"opening": "p1"})
    assert (ids(seats(behov="B1")), seats(behov="B1").faults) == (["p1"], ())
    assert (ids(seats(behov="Ingen")), seats(behov="ingen").faults) == (["p1", "B1"], ())


@pytest.mark.parametrize("status", ["", "meldt", "avklart"])
def test_a_need_that_is_not_filled_may_be_the_same_place_too(tmp_path: Path, status: str) -> None:
    seats = seats_of(tmp_path, ({"status": status},), ({"kommune": "3443"},))
    assert faults_of(seats) == [("Behov", 2, "nummer", ErrorCode.POSSIBLY_SAME_PLACE)]


@pytest.mark.parametrize(
    "other",
    [{"bedrift": "Verft B"}, {"lærefag": "Kokkfaget"}, {"kommune": "0301"}],
    ids=["firm", "trade", "place"],
)
def test_another_firm_trade_or_place_is_another_place(tmp_path: Path, other: Row) -> None:
    seats = seats_of(tmp_path, ({},), ({"kommune": "3443", **other},))
    assert (len(ids(seats)), seats.faults) == (2, ())


def test_one_of_several_alternative_trades_may_be_the_same_place(tmp_path: Path) -> None:
    either = {"kommune": "3443", "lærefag": "Kokkfaget eller CNC-maskineringsfaget"}
    assert faults_of(seats_of(tmp_path, ({},), (either,)))[0][3] is ErrorCode.POSSIBLY_SAME_PLACE
    assert not seats_of(tmp_path, ({},), ({**either, "behov": "B1"},)).faults


@pytest.mark.parametrize(
    ("of_need", "of_opening", "same"),
    [
        (("Fabrikk A", ""), ("fabrikk  a", ""), True),
        (("Fabrikk A", NUMBER), ("Fabrikk A", ""), True),
        (("Fabrikk A", NUMBER), ("Fabrikken A AS", NUMBER), True),
        (("Fabrikk A", NUMBER), ("Fabrikk A", "974760673"), False),
    ],
)
def test_a_firm_is_known_by_its_number_or_else_by_its_name(
    tmp_path: Path, of_need: tuple[str, str], of_opening: tuple[str, str], same: bool
) -> None:
    need = dict(zip(("bedrift", "organisasjonsnummer"), of_need, strict=True))
    place = dict(zip(("bedrift", "organisasjonsnummer"), of_opening, strict=True))
    seats = seats_of(tmp_path, (need,), ({"kommune": "3443", **place},))
    assert bool(seats.faults) == same


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"bedrift": "Verft B"}, "firm"),
        ({"lærefag": "Kokkfaget"}, "trade"),
        ({"kommune": "3407"}, "municipality"),
    ],
)
def test_an_opening_that_names_the_need_of_another_place_is_told_what_differs(
    tmp_path: Path, change: Row, part: str
) -> None:
    named = {"kommune": "3443", "behov": "B1", **change}
    (fault,) = seats_of(tmp_path, ({},), (named,)).faults
    assert (fault.sheet, fault.column) == ("Læreplasser", "behov")
    assert told(fault) == (ErrorCode.NEED_OF_ANOTHER, {"part": part})


def test_a_need_that_is_in_no_list_is_told_with_the_nearest(tmp_path: Path) -> None:
    (fault,) = seats_of(tmp_path, ({"nummer": "behov-17"},), ({"behov": "behov-71"},)).faults
    assert told(fault) == (ErrorCode.NEED_NOT_LISTED, {"nearest": "behov-17"})


def test_a_need_whose_own_row_has_a_fault_is_not_told_a_second_time(tmp_path: Path) -> None:
    named = {"kommune": "3443", "behov": "B1"}
    seats = seats_of(tmp_path, ({"status": "kanskje"},), (named,))
    assert faults_of(seats) == [("Behov", 2, "status", ErrorCode.CELL_NOT_A_CHOICE)]


def test_a_need_named_without_a_list_of_needs_asks_for_the_list(tmp_path: Path) -> None:
    assert opening_fault(tmp_path, behov="B1") == (ErrorCode.NEEDS_NOT_GIVEN, {})
    assert opening_of(tmp_path, behov="ingen").need is None
    assert opening_of(tmp_path, behov="").need is None


def test_a_need_has_no_number_in_common_with_an_opening(tmp_path: Path) -> None:
    seats = seats_of(tmp_path, ({"nummer": "p1"},), ({},))
    assert faults_of(seats) == [("Behov", 2, "nummer", ErrorCode.NEED_IS_AN_OPENING)]


def test_firms_of_both_lists_are_one_sequence_and_the_openings_know_the_sector(tmp_path: Path) -> None:
    openings = ({"bedrift": "Verft B"}, {"nummer": "p2", "bedrift": "Fabrikk A", "sektor": "offentlig"})
    seats = seats_of(tmp_path, ({}, {"nummer": "B2", "bedrift": "Bakeri C"}), openings)
    assert [firm.name for firm in seats.employers] == ["Bakeri C", "Fabrikk A", "Verft B"]
    assert [firm.sector for firm in seats.employers] == [Sector.NOT_KNOWN, Sector.PUBLIC, Sector.NOT_KNOWN]
    firms = {
        name: seats.employers[place].name
        for name, place in zip(ids(seats), seats.openings.employer, strict=True)
    }
    assert firms == {"p1": "Verft B", "p2": "Fabrikk A", "B1": "Fabrikk A", "B2": "Bakeri C"}
    assert [seats.employers[need.employer].name for need in seats.needs] == ["Fabrikk A", "Bakeri C"]


def test_without_a_list_of_needs_the_openings_are_as_they_were(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "plasser.xlsx", {"Læreplasser": table([OPENING])})
    seats, alone = read_seats(path, None, CATALOGUE, NeedsFilled.CONFIRMED), read_openings(path, CATALOGUE)
    assert seats.openings.opening(0) == alone.openings.opening(0)
    assert (seats.employers, seats.needs, seats.faults) == (alone.employers, (), ())


def test_one_workbook_may_hold_both_lists(tmp_path: Path) -> None:
    listed = {**OPENING, "kommune": "0301"}
    sheets = {"Læreplasser": table([listed]), "Behov": table([NEED])}
    path = write_xlsx(tmp_path / "runde.xlsx", sheets)
    assert ids(read_seats(path, path, CATALOGUE, NeedsFilled.CONFIRMED)) == ["p1", "B1"]
