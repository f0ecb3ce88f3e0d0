from datetime import date
from pathlib import Path

import pytest

from matching.domain.answers import TravelMode, WorkHours
from matching.domain.errors import ErrorCode
from tests.files.written import people_of, person_of, told
from tests.files.written import person_fault as fault_of

EVENING, SHIFT = WorkHours.EVENING, WorkHours.SHIFT


@pytest.mark.parametrize("half", [50, "50 %", "50%", 0.5, "0,5", "0.5", "50 prosent", "50,0"])
def test_half_a_position_is_written_in_many_ways(tmp_path: Path, half: object) -> None:
    person = person_of(tmp_path, **{"stillingsprosent fra": half, "stillingsprosent til": "100 %"})
    assert person.extent == (50, 100)


def test_a_percent_sign_makes_a_small_number_percent_and_no_share(tmp_path: Path) -> None:
    person = person_of(tmp_path, **{"stillingsprosent fra": "1 %", "stillingsprosent til": "100 %"})
    assert person.extent == (1, 100)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0", ErrorCode.CELL_OUT_OF_RANGE), ("101", ErrorCode.CELL_OUT_OF_RANGE),
        ("-50", ErrorCode.CELL_OUT_OF_RANGE), ("halv", ErrorCode.CELL_NOT_A_NUMBER),
        ("nan", ErrorCode.CELL_NO_VALUE), ("%", ErrorCode.CELL_NOT_A_NUMBER),
        ("1", ErrorCode.PERCENT_UNCLEAR), ("1,0", ErrorCode.PERCENT_UNCLEAR),
    ],
)  # fmt: skip
def test_what_is_no_percent_is_a_fault(tmp_path: Path, text: str, code: ErrorCode) -> None:
    assert fault_of(tmp_path, **{"stillingsprosent fra": text, "stillingsprosent til": "100"})[0] is code


def test_a_percent_is_whole(tmp_path: Path) -> None:
    code, facts = fault_of(tmp_path, **{"stillingsprosent fra": "33,3", "stillingsprosent til": "100"})
    assert (code, facts) == (ErrorCode.CELL_STEP, {"step": "1", "nearest": "33"})


def test_one_end_of_a_range_alone_is_a_fault_of_the_end_that_is_missing(tmp_path: Path) -> None:
    low, high = "stillingsprosent fra", "stillingsprosent til"
    for given_end, missing in ((low, high), (high, low)):
        (fault,) = people_of(tmp_path, {given_end: 50}).faults
        assert (fault.column, fault.value) == (missing, "")
        assert told(fault) == (ErrorCode.RANGE_HALF, {"other": given_end})


def test_a_range_whose_start_is_above_its_end_is_reversed(tmp_path: Path) -> None:
    code, facts = fault_of(tmp_path, **{"stillingsprosent fra": "80", "stillingsprosent til": "50 %"})
    assert (code, facts) == (ErrorCode.RANGE_REVERSED, {"other": "stillingsprosent til", "limit": "50 %"})


def test_an_end_that_cannot_be_read_is_not_also_called_missing(tmp_path: Path) -> None:
    faults = people_of(tmp_path, {"stillingsprosent fra": "mye", "stillingsprosent til": "50"}).faults
    assert [fault.code for fault in faults] == [ErrorCode.CELL_NOT_A_NUMBER]


@pytest.mark.parametrize(
    ("text", "mode"),
    [("Bil", TravelMode.CAR), ("kjører", TravelMode.CAR), ("kollektivt", TravelMode.TRANSIT)]
    + [(text, TravelMode.TRANSIT) for text in ("kollektiv", "buss", "tog", "offentlig")],
)
def test_a_way_of_travel_is_by_car_or_by_public_transport(
    tmp_path: Path, text: str, mode: TravelMode
) -> None:
    assert person_of(tmp_path, reisemåte=text).travel_mode is mode


def test_another_way_of_travel_is_told_the_two(tmp_path: Path) -> None:
    expected = ErrorCode.CELL_NOT_A_CHOICE, {"allowed": "bil; kollektiv", "nearest": "bil"}
    assert fault_of(tmp_path, reisemåte="bill") == expected


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        (45, 45),
        ("45 min", 45),
        ("45 minutter", 45),
        ("1 t", 60),
        ("1,5 timer", 90),
        ("1 t 15 min", 75),
        ("4 t", 240),
    ],
)
def test_a_longest_journey_is_minutes_or_hours(tmp_path: Path, text: object, minutes: int) -> None:
    assert person_of(tmp_path, **{"maks reisetid": text}).travel_limit == minutes


@pytest.mark.parametrize("text", ["0", "241", "5 t", "-5"])
def test_a_longest_journey_is_from_five_minutes_to_four_hours(tmp_path: Path, text: str) -> None:
    expected = ErrorCode.CELL_OUT_OF_RANGE, {"least": 5, "greatest": 240}
    assert fault_of(tmp_path, **{"maks reisetid": text}) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("langt", ErrorCode.CELL_NOT_A_NUMBER),
        ("inf", ErrorCode.CELL_NO_VALUE),
        ("45,5", ErrorCode.CELL_STEP),
    ],
)
def test_a_longest_journey_is_whole_minutes(tmp_path: Path, text: str, code: ErrorCode) -> None:
    assert fault_of(tmp_path, **{"maks reisetid": text})[0] is code


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("nei", set()), ("dag", set()), ("ingen", set()), (False, set()), ("kveld", {EVENING}),
        ("skift", {EVENING, SHIFT}), ("Ja", {EVENING, SHIFT}), (True, {EVENING, SHIFT}),
    ],
)  # fmt: skip
def test_shift_says_which_hours_beside_daytime_a_person_can_work(
    tmp_path: Path, text: object, hours: set[WorkHours]
) -> None:
    assert person_of(tmp_path, skift=text).shifts == frozenset(hours)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("17.08.2026", date(2026, 8, 17)),
        ("7.8.2026", date(2026, 8, 7)),
        ("2026-08-17", date(2026, 8, 17)),
        (date(2026, 8, 17), date(2026, 8, 17)),
        ("17. august 2026", date(2026, 8, 17)),
        ("August 2026", date(2026, 8, 1)),
        ("des. 2026", date(2026, 12, 1)),
        ("46251", date(2026, 8, 17)),
        (46251.5, date(2026, 8, 17)),
    ],
)
def test_a_start_is_a_date_or_a_month(tmp_path: Path, text: object, day: date) -> None:
    assert person_of(tmp_path, **{"start fra": text}).start_from == day


@pytest.mark.parametrize(
    "text", ["31.02.2026", "2026-13-01", "snart", "4625", "17.08.26", "0. mai 2026", "host 2026"]
)
def test_what_is_no_date_is_a_fault(tmp_path: Path, text: str) -> None:
    assert fault_of(tmp_path, **{"start fra": text}) == (ErrorCode.CELL_NOT_A_DATE, {})


@pytest.mark.parametrize("text", ["17.08.2019", "2041-01-01", "januar 1926"])
def test_a_start_in_another_time_is_told_the_years(tmp_path: Path, text: str) -> None:
    expected = ErrorCode.CELL_OUT_OF_RANGE, {"least": 2020, "greatest": 2040}
    assert fault_of(tmp_path, **{"start fra": text}) == expected
