"""Known answers of the rules of travel in docs/requirements.md, each worked by hand."""

from dataclasses import replace

import pytest

from matching.audit.judging import Judgements
from matching.audit.reading import Round
from matching.catalogue.travel import Travel
from matching.domain.answers import NO, UNKNOWN, YES, TravelMode, WorkHours
from matching.domain.policy import Policy
from tests.audit.examples import judged
from tests.builders import CATALOGUE, ON, candidate, cohort, municipality, opening

GJOVIK, HAMAR, OSTRE_TOTEN = municipality("3407"), municipality("3403"), municipality("3442")
BUS, DAY, SHIFT = TravelMode.TRANSIT, WorkHours.DAY, WorkHours.SHIFT


@pytest.mark.parametrize(
    ("where", "mode", "limit", "answer"),
    [
        (HAMAR, TravelMode.CAR, 39, YES),  # 39 minutes by car
        (HAMAR, TravelMode.CAR, 30, UNKNOWN),  # 3,900 <= 130 x 30 = 3,900, and estimated
        (HAMAR, TravelMode.CAR, 29, NO),  # 3,900 > 130 x 29 = 3,770
        (HAMAR, TravelMode.CAR, None, YES),  # 39 <= 45, the limit assumed
        (HAMAR, BUS, None, UNKNOWN),  # 75 > 45, and <= 90
        (municipality("3305"), TravelMode.CAR, None, UNKNOWN),  # 90 minutes to Ringerike
        (municipality("3419"), TravelMode.CAR, None, NO),  # 91 minutes to Våler
        (municipality("3405"), BUS, None, NO),  # 116 minutes to Lillehammer
        (GJOVIK, None, 38, YES),  # 16 by car and 38 by bus are both within 38
        (GJOVIK, None, 20, UNKNOWN),  # within 20 by car, 38 by bus is not
        (municipality("0301"), None, 45, NO),  # 123 and 219 minutes
    ],
)
def test_travel(where: int, mode: TravelMode | None, limit: int | None, answer: int) -> None:
    assert judged(candidate(travel_mode=mode, travel_limit=limit), opening(municipality=where)) == answer


def test_a_person_who_has_not_said_is_taken_to_accept_just_the_limit_assumed() -> None:
    person, place = candidate(travel_limit=None), opening(municipality=HAMAR)
    pair = (TravelMode.CAR, person.municipality, HAMAR)
    for minutes, answer in ((45, YES), (46, UNKNOWN)):
        own = replace(CATALOGUE, travel=Travel.of_matrix(len(CATALOGUE.municipalities), {pair: minutes}))
        assert Judgements(Round(cohort([person], [place]), own, Policy(), ON)).answer(0, 0) == answer


def test_the_users_own_times_leave_no_margin_and_a_time_not_given_is_unknown() -> None:
    person, place = candidate(travel_limit=30), opening(municipality=HAMAR)
    pair = (TravelMode.CAR, person.municipality, HAMAR)
    for times, answer in (({pair: 39}, NO), ({}, UNKNOWN)):
        own = replace(CATALOGUE, travel=Travel.of_matrix(len(CATALOGUE.municipalities), times))
        assert Judgements(Round(cohort([person], [place]), own, Policy(), ON)).answer(0, 0) == answer


@pytest.mark.parametrize(
    ("where", "mode", "hours", "answer"),
    [
        (OSTRE_TOTEN, BUS, {SHIFT}, UNKNOWN),
        (OSTRE_TOTEN, None, {SHIFT}, UNKNOWN),
        (OSTRE_TOTEN, TravelMode.CAR, {SHIFT}, YES),
        (OSTRE_TOTEN, BUS, {DAY, SHIFT}, YES),
        (municipality("3443"), BUS, {SHIFT}, YES),
    ],
)
def test_no_bus_may_go_before_the_first_shift_in_another_municipality(
    where: int, mode: TravelMode | None, hours: set[WorkHours], answer: int
) -> None:
    person = candidate(travel_mode=mode, travel_limit=60, shifts=frozenset({SHIFT}))
    assert judged(person, opening(municipality=where, hours=frozenset(hours))) == answer
