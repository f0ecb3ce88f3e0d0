"""The requirement on travel, by estimate and by a matrix of one's own, and early starts by public transport."""

import pytest

from matching.domain.answers import NO, UNKNOWN, YES, TravelMode, WorkHours
from matching.domain.policy import Policy
from matching.domain.reasons import ReasonCode
from matching.eligibility.rules import reaches_early_shift, within_travel_limit
from tests.builders import VESTRE_TOTEN, candidate, municipality, opening
from tests.eligibility.judged import answer, codes, takes, verdict

ELSEWHERE = municipality("3442")
SHIFT = frozenset({WorkHours.SHIFT})
DAY_OR_SHIFT = frozenset({WorkHours.DAY, WorkHours.SHIFT})


def by_car(minutes: int | None, limit: int | None, *, estimated: bool = True, policy: Policy) -> int:
    person = candidate(travel_mode=TravelMode.CAR, travel_limit=limit)
    catalogue = takes(minutes, 999, estimated=estimated)
    return answer(within_travel_limit, person, opening(), policy=policy, catalogue=catalogue)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    # 130 percent of 40 is 52.
    [(0, YES), (39, YES), (40, YES), (41, UNKNOWN), (52, UNKNOWN), (53, NO), (999, NO), (None, UNKNOWN)],
)
def test_an_estimated_journey_near_the_limit_is_unknown(minutes: int | None, expected: int) -> None:
    assert by_car(minutes, 40, policy=Policy(travel_uncertainty=130)) == expected


@pytest.mark.parametrize(("minutes", "expected"), [(45, YES), (58, UNKNOWN), (59, NO)])
def test_the_uncertainty_of_an_odd_limit_is_not_rounded_up(minutes: int, expected: int) -> None:
    # 130 percent of 45 is 58.5, and 59 is above.
    assert by_car(minutes, 45, policy=Policy(travel_uncertainty=130)) == expected


@pytest.mark.parametrize(("minutes", "expected"), [(40, YES), (41, NO), (None, UNKNOWN)])
def test_a_matrix_of_ones_own_has_no_uncertainty(minutes: int | None, expected: int) -> None:
    assert by_car(minutes, 40, estimated=False, policy=Policy(travel_uncertainty=130)) == expected


@pytest.mark.parametrize(("minutes", "expected"), [(40, YES), (41, NO)])
def test_an_uncertainty_of_100_percent_is_none(minutes: int, expected: int) -> None:
    assert by_car(minutes, 40, policy=Policy(travel_uncertainty=100)) == expected


@pytest.mark.parametrize("estimated", [True, False])
@pytest.mark.parametrize(
    ("minutes", "expected"), [(45, YES), (46, UNKNOWN), (90, UNKNOWN), (91, NO), (None, UNKNOWN)]
)
def test_without_a_limit_the_policy_assumes_one_and_asks_up_to_the_longest(
    minutes: int | None, expected: int, estimated: bool
) -> None:
    policy = Policy(assumed_travel_limit=45, longest_travel=90)
    assert by_car(minutes, None, estimated=estimated, policy=policy) == expected


def test_a_limit_of_no_minutes_is_a_limit() -> None:
    assert by_car(0, 0, policy=Policy()) == YES
    assert by_car(1, 0, policy=Policy()) == NO


def test_whoever_says_so_may_travel_longer_than_anyone_is_asked_about() -> None:
    assert by_car(120, 120, policy=Policy(longest_travel=90)) == YES


@pytest.mark.parametrize(
    ("car", "transit", "expected"),
    [
        (30, 40, YES),
        (30, 41, UNKNOWN),
        (41, 30, UNKNOWN),
        (45, 50, UNKNOWN),
        (30, 999, UNKNOWN),
        (53, 999, NO),
        (45, 999, UNKNOWN),
        (None, 30, UNKNOWN),
        (None, 999, UNKNOWN),
        (None, None, UNKNOWN),
    ],
)
def test_with_the_way_of_travel_blank_car_and_bus_must_agree(
    car: int | None, transit: int | None, expected: int
) -> None:
    person = candidate(travel_mode=None, travel_limit=40)
    assert answer(within_travel_limit, person, opening(), catalogue=takes(car, transit)) == expected


def test_a_known_way_of_travel_is_judged_by_its_own_minutes() -> None:
    catalogue = takes(30, 999)
    for mode, expected in ((TravelMode.CAR, YES), (TravelMode.TRANSIT, NO)):
        person = candidate(travel_mode=mode, travel_limit=40)
        assert answer(within_travel_limit, person, opening(), catalogue=catalogue) == expected


@pytest.mark.parametrize(
    ("mode", "home", "hours", "expected"),
    [
        (TravelMode.TRANSIT, ELSEWHERE, SHIFT, UNKNOWN),
        (None, ELSEWHERE, SHIFT, UNKNOWN),
        (TravelMode.CAR, ELSEWHERE, SHIFT, YES),
        (TravelMode.TRANSIT, VESTRE_TOTEN, SHIFT, YES),
        (None, VESTRE_TOTEN, SHIFT, YES),
        (TravelMode.TRANSIT, ELSEWHERE, DAY_OR_SHIFT, YES),
        (TravelMode.TRANSIT, ELSEWHERE, frozenset({WorkHours.DAY}), YES),
        (TravelMode.TRANSIT, ELSEWHERE, frozenset({WorkHours.EVENING}), YES),
    ],
)
def test_nobody_is_sure_to_reach_a_shift_elsewhere_by_bus(
    mode: TravelMode | None, home: int, hours: frozenset[WorkHours], expected: int
) -> None:
    person = candidate(travel_mode=mode, municipality=home)
    assert answer(reaches_early_shift, person, opening(hours=hours)) == expected


def test_an_early_start_is_asked_about_and_never_a_no() -> None:
    person = candidate(
        travel_mode=TravelMode.TRANSIT, travel_limit=90, municipality=ELSEWHERE, shifts=frozenset(SHIFT)
    )
    found = verdict(person, opening(hours=SHIFT), catalogue=takes(30, 40))
    assert codes(found.reasons) == [ReasonCode.ASK_EARLY_TRAVEL]
