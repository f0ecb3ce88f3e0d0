"""Every no has its reason with the facts of the case, every unknown its question to the one who can answer."""

from datetime import date
from typing import Any

import pytest

from matching.domain.answers import NO_DECISION, Approval, TravelMode, WorkHours
from matching.domain.fit import Outcome
from matching.domain.programme import Programme
from matching.domain.reasons import Reason, ReasonCode
from tests.builders import candidate, certificate, level, licence, municipality, opening, trade
from tests.eligibility.judged import MEETINGS, codes, programme, takes, verdict

SHIFT = frozenset({WorkHours.SHIFT})
DAY_OR_SHIFT = frozenset({WorkHours.DAY, WorkHours.SHIFT})
B, BE = licence("B"), licence("BE")
HALF, FULL = (50, 50), (100, 100)
STRICT = programme(registered=True, least_effort_level=1, least_age=19, greatest_age=30)
MEETS = {"registered": True, "effort_levels": frozenset({2}), "birth_year": 2000}
"""What it takes to meet every bound of STRICT."""

Cells = dict[str, Any]


@pytest.mark.parametrize(
    ("person", "place", "expected"),
    [
        ({"in_round": False}, {}, Reason(ReasonCode.NOT_IN_ROUND)),
        ({"registered": False}, {}, Reason(ReasonCode.NOT_REGISTERED)),
        ({"effort_levels": frozenset({0})}, {}, Reason(ReasonCode.EFFORT_GROUP_TOO_LOW)),
        ({"effort_levels": frozenset({NO_DECISION})}, {}, Reason(ReasonCode.EFFORT_GROUP_TOO_LOW)),
        (
            {"birth_year": 2010},
            {},
            Reason.of(ReasonCode.TOO_YOUNG, year=2027, least=19, greatest=30),
        ),
        ({"birth_year": 1990}, {}, Reason.of(ReasonCode.TOO_OLD, year=2027, least=19, greatest=30)),
        ({}, {"approval": Approval.NOT_APPROVED}, Reason(ReasonCode.NOT_APPROVED)),
        (
            {"licences": frozenset()},
            {"licence": frozenset({B, BE})},
            Reason.of(ReasonCode.LICENCE_MISSING, asked="B / BE"),
        ),
        (
            {"norwegian": level("A2")},
            {"norwegian": level("B1")},
            Reason.of(ReasonCode.NORWEGIAN_TOO_LOW, held="A2", asked="B1"),
        ),
        ({"shifts": frozenset()}, {"hours": SHIFT}, Reason(ReasonCode.HOURS_NOT_POSSIBLE)),
        (
            {"start_from": date(2027, 8, 1)},
            {"start_to": date(2027, 3, 1)},
            Reason.of(ReasonCode.START_TOO_LATE, first="2027-08-01", last="2027-03-01"),
        ),
        (
            {"extent": (50, 60)},
            {"extent": (80, 100)},
            Reason.of(ReasonCode.EXTENT_APART, least=50, most=60, offered_least=80, offered_most=100),
        ),
    ],
)
def test_a_no_tells_the_value_against_the_demand(person: Cells, place: Cells, expected: Reason) -> None:
    found = verdict(candidate(**{**MEETS, **person}), opening(**place), STRICT)
    assert (found.outcome, found.reasons) == (Outcome.INELIGIBLE, (expected,))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"trades": ("kokkfaget",)}, ReasonCode.TRADE_OUTSIDE_PROGRAMME),
        ({"region": ("50",)}, ReasonCode.REGION_OUTSIDE_PROGRAMME),
    ],
)
def test_an_opening_outside_the_programme_says_so(cells: Cells, expected: ReasonCode) -> None:
    found = verdict(candidate(), opening(), Programme(id="test", name="Prøve", **cells))
    assert (found.outcome, codes(found.reasons)) == (Outcome.INELIGIBLE, [expected])


def test_the_last_day_of_a_programme_is_told_where_the_opening_has_none() -> None:
    of = Programme(id="test", name="Prøve", start_to=date(2027, 3, 1))
    found = verdict(candidate(start_from=date(2027, 8, 1)), opening(), of)
    assert found.reasons[0].fact("last") == "2027-03-01"


@pytest.mark.parametrize(
    ("mode", "limit", "told"),
    [
        (TravelMode.CAR, 40, {"minutes": 100, "limit": 40, "mode": "car"}),
        (TravelMode.TRANSIT, 40, {"minutes": 180, "limit": 40, "mode": "transit"}),
        (None, 40, {"minutes": 100, "limit": 40, "mode": "car"}),
        (TravelMode.CAR, None, {"minutes": 100, "limit": 90, "mode": "car"}),
    ],
)
def test_too_long_a_journey_is_told_by_the_persons_way_or_the_shortest(
    mode: TravelMode | None, limit: int | None, told: Cells
) -> None:
    person = candidate(travel_mode=mode, travel_limit=limit)
    found = verdict(person, opening(), catalogue=takes(100, 180))
    assert found.reasons == (Reason.of(ReasonCode.TRAVEL_TOO_LONG, **told),)


@pytest.mark.parametrize(
    ("person", "place", "expected"),
    [
        ({"registered": None}, {}, ReasonCode.ASK_REGISTERED),
        ({"effort_levels": None}, {}, ReasonCode.ASK_EFFORT_GROUP),
        ({"effort_levels": frozenset({0, 1})}, {}, ReasonCode.ASK_EFFORT_GROUP),
        ({"birth_year": 2008}, {}, ReasonCode.ASK_BIRTHDAY),
        ({"birth_year": 1996}, {}, ReasonCode.ASK_BIRTHDAY),
        ({}, {"approval": Approval.APPLIED}, ReasonCode.ASK_APPROVAL),
        ({}, {"approval": Approval.NOT_KNOWN}, ReasonCode.ASK_APPROVAL),
        ({"licences": None}, {"licence": frozenset({B})}, ReasonCode.ASK_LICENCE),
        ({"norwegian": None}, {"norwegian": level("B1")}, ReasonCode.ASK_NORWEGIAN),
        ({"shifts": None}, {"hours": SHIFT}, ReasonCode.ASK_HOURS),
        ({"shifts": None}, {"hours": DAY_OR_SHIFT}, ReasonCode.ASK_HOURS),
        ({"shifts": frozenset()}, {"hours": DAY_OR_SHIFT}, ReasonCode.ASK_EMPLOYER_HOURS),
        ({"start_from": None}, {"start_to": date(2027, 3, 1)}, ReasonCode.ASK_START),
        ({"extent": None}, {"extent": FULL}, ReasonCode.ASK_EXTENT),
        ({"extent": HALF}, {"extent": None}, ReasonCode.ASK_EMPLOYER_EXTENT),
        ({"extent": None}, {"extent": None}, ReasonCode.ASK_EXTENT),
    ],
)
def test_an_unknown_asks_the_one_who_can_answer(person: Cells, place: Cells, expected: ReasonCode) -> None:
    found = verdict(candidate(**{**MEETS, **person}), opening(**place), STRICT)
    assert (found.outcome, codes(found.reasons)) == (Outcome.UNKNOWN, [expected])


def test_a_blank_birth_year_leaves_both_bounds_of_age_open_and_is_asked_about_once() -> None:
    found = verdict(candidate(**{**MEETS, "birth_year": None}), opening(), STRICT)
    assert (found.outcome, codes(found.reasons)) == (Outcome.UNKNOWN, [ReasonCode.ASK_BIRTHDAY])


def test_the_question_about_travel_tells_the_minutes_and_the_limit() -> None:
    found = verdict(candidate(travel_limit=40), opening(), catalogue=takes(50, 999))
    assert found.reasons == (Reason.of(ReasonCode.ASK_TRAVEL, minutes=50, limit=40, mode="car"),)


@pytest.mark.parametrize(
    ("car", "transit", "mode", "minutes"),
    [
        (None, 30, TravelMode.CAR, None),
        (None, None, None, None),
        (None, 50, None, 50),
        (50, None, None, 50),
    ],
)
def test_a_time_nobody_knows_is_told_as_none(
    car: int | None, transit: int | None, mode: TravelMode | None, minutes: int | None
) -> None:
    person = candidate(travel_mode=mode, travel_limit=40)
    found = verdict(person, opening(), catalogue=takes(car, transit, estimated=False))
    assert codes(found.reasons) == [ReasonCode.ASK_TRAVEL]
    assert found.reasons[0].fact("minutes") == minutes


def test_every_requirement_that_says_no_is_told_before_every_question() -> None:
    person = candidate(in_round=False, licences=None, norwegian=level("A1"), travel_limit=10)
    place = opening(licence=frozenset({B}), norwegian=level("B1"))
    found = verdict(person, place, catalogue=takes(99, 99))
    assert codes(found.reasons) == [
        ReasonCode.NOT_IN_ROUND,
        ReasonCode.TRAVEL_TOO_LONG,
        ReasonCode.NORWEGIAN_TOO_LOW,
        ReasonCode.ASK_LICENCE,
    ]


def test_notes_come_in_the_order_of_the_requirements() -> None:
    asked = frozenset({certificate("truck-certificate"), certificate("police-certificate")})
    place = opening(certificates=asked, approval=Approval.APPLIED, extent=(50, 80))
    found = verdict(candidate(in_round=None, extent=(50, 60)), place, policy=MEETINGS)
    assert found.notes == (
        Reason(ReasonCode.NOTE_NOT_ASKED),
        Reason(ReasonCode.NOTE_APPROVAL),
        Reason.of(ReasonCode.NOTE_CERTIFICATE, certificate="police-certificate"),
        Reason.of(ReasonCode.NOTE_CERTIFICATE, certificate="truck-certificate"),
        Reason.of(ReasonCode.NOTE_PART_TIME, percent=60),
    )


def test_a_blank_certificate_is_what_the_trade_asks_for() -> None:
    care = opening(trades=(trade("helsearbeiderfaget"),), certificates=None)
    person = candidate(norwegian=level("B1"))
    notes = verdict(person, care).notes
    assert notes == (Reason.of(ReasonCode.NOTE_CERTIFICATE, certificate="police-certificate"),)
    assert verdict(person, opening(trades=care.trades)).notes == (), "the firm has said none"


@pytest.mark.parametrize(
    ("wanted", "offered"), [((50, 100), (50, 100)), (FULL, FULL), (FULL, None), (None, (50, 100))]
)
def test_a_pair_that_can_agree_on_full_time_has_no_note_of_part_time(
    wanted: tuple[int, int] | None, offered: tuple[int, int] | None
) -> None:
    assert verdict(candidate(extent=wanted), opening(extent=offered)).notes == ()


def test_a_pair_that_may_not_meet_has_no_notes() -> None:
    apart = verdict(candidate(in_round=None, extent=FULL), opening(extent=HALF))
    assert (apart.outcome, apart.notes) == (Outcome.INELIGIBLE, ())


def test_a_place_elsewhere_is_told_by_the_catalogues_own_minutes() -> None:
    person = candidate(municipality=municipality("0301"), travel_limit=30)
    found = verdict(person, opening())
    assert codes(found.reasons) == [ReasonCode.TRAVEL_TOO_LONG]
    minutes = found.reasons[0].fact("minutes")
    assert isinstance(minutes, int)
    assert 80 < minutes < 150, "Oslo and Vestre Toten lie some 110 km apart by road"
