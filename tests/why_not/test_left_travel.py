"""Journeys in the way of a person without a proposal: an answer first, then one step further, and no more."""

from dataclasses import replace
from typing import Any

from matching.catalogue.travel import Travel
from matching.domain.answers import TravelMode, WorkHours
from matching.domain.change import ChangeCode, ChangeKind
from matching.why_not.standing import Standing
from tests.builders import CATALOGUE, candidate, cohort, opening
from tests.why_not.applied import standing
from tests.why_not.asking import GJOVIK, asked, cheapest


def journey(minutes: int, way: TravelMode = TravelMode.CAR) -> Travel:
    """A table of journeys that people have given, with one journey in it."""
    home = candidate().municipality
    times = {(way, home, GJOVIK): minutes, (way, home, home): 5}
    return Travel.of_matrix(len(CATALOGUE.municipalities), times)


def far(minutes: int, *, estimated: bool, **person: Any) -> Standing:
    travel = replace(journey(minutes), estimated=estimated)
    round_ = cohort([candidate(id="k1", **person)], [opening(id="p1", municipality=GJOVIK)])
    return standing(round_, catalogue=replace(CATALOGUE, travel=travel))


def test_a_journey_longer_than_the_limit_is_a_step_of_travel() -> None:
    here = far(40, estimated=False, travel_limit=30)
    assert cheapest(here) == (ChangeCode.TRAVEL_LIMIT, {"limit": 30, "minutes": 45})
    assert asked(here).changes[0].change.kind is ChangeKind.TRAVEL


def test_two_steps_of_travel_are_no_single_change() -> None:
    assert asked(far(50, estimated=False, travel_limit=30)).changes == ()


def test_an_estimate_near_the_limit_is_first_an_answer_and_then_a_step() -> None:
    here = far(35, estimated=True, travel_limit=30)
    assert cheapest(here) == (ChangeCode.SAY_JOURNEY, {"mode": "car", "minutes": 35})
    assert [one.change.code for one in asked(here).changes] == [
        ChangeCode.SAY_JOURNEY,
        ChangeCode.TRAVEL_LIMIT,
    ]


def test_a_way_of_travel_that_is_not_said_is_an_answer_with_how_far_where_that_is_needed() -> None:
    near = far(30, estimated=False, travel_mode=None, travel_limit=45)
    assert cheapest(near) == (ChangeCode.SAY_JOURNEY, {"mode": "car"})
    further = far(60, estimated=False, travel_mode=None, travel_limit=None)
    assert cheapest(further) == (ChangeCode.SAY_JOURNEY, {"mode": "car", "minutes": 60})


def test_a_shift_before_the_bus_goes_is_settled_by_a_car() -> None:
    home = candidate().municipality
    way = {(TravelMode.TRANSIT, home, GJOVIK): 30, (TravelMode.CAR, home, GJOVIK): 20}
    travel = Travel.of_matrix(len(CATALOGUE.municipalities), way)
    shift = frozenset({WorkHours.SHIFT})
    person = candidate(id="k1", travel_mode=TravelMode.TRANSIT, shifts=shift)
    round_ = cohort([person], [opening(id="p1", municipality=GJOVIK, hours=shift)])
    here = standing(round_, catalogue=replace(CATALOGUE, travel=travel))
    assert cheapest(here) == (ChangeCode.SAY_EARLY, {})
