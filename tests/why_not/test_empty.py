"""What it would take to fill a seat: hand-worked rounds, one for each kind of change."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from matching.catalogue.travel import Travel
from matching.domain.answers import Approval, NeedStatus, TravelMode, WorkHours
from matching.domain.change import ChangeCode, Effect, Helping, ProvenBy, WhyEmpty
from matching.domain.cohort import Cohort
from matching.domain.policy import Decision, Policy
from matching.why_not.empty import why_empty
from matching.why_not.standing import Standing
from tests.builders import CATALOGUE, candidate, cohort, level, licence, municipality, opening
from tests.thorough import examples
from tests.why_not.applied import again, applied, standing
from tests.why_not.asking import rounds

B = frozenset({licence("B")})
GJOVIK = municipality("3407")


def asked(given_: Standing, name: str = "p1") -> WhyEmpty:
    why = why_empty(given_, name)
    assert why is not None
    return why


def fills(before: Standing, helping: Helping) -> bool:
    """Whether the round filled again has more there, and takes from others what is told."""
    plan = again(before, applied(before.cohort, helping.change, None))
    more = [sum(one.opening == helping.opening for one in each.assignments) for each in (before.plan, plan)]
    had, has = ({one.candidate for one in each.assignments} for each in (before.plan, plan))
    assert plan.objective
    assert before.plan.objective
    gain = plan.objective - before.plan.objective
    return more[1] > more[0] and len(had - has) == helping.lose and gain == helping.gain


@pytest.mark.parametrize(
    ("person", "place", "code", "facts"),
    [
        ({}, {"approval": Approval.APPLIED}, ChangeCode.FIRM_APPROVED, {}),
        ({}, {"need": NeedStatus.REPORTED}, ChangeCode.FIRM_NEED, {"status": "confirmed"}),
        ({"extent": (50, 50)}, {"extent": None}, ChangeCode.FIRM_EXTENT, {"least": 50, "most": 100}),
        ({"extent": (50, 50)}, {"extent": (100, 100)}, ChangeCode.WIDER_EXTENT, {"least": 50, "most": 100}),
        (
            {"start_from": date(2027, 3, 1)},
            {"start_to": date(2027, 1, 1)},
            ChangeCode.LATER_START,
            {"day": "2027-03-01"},
        ),
        ({"licences": frozenset()}, {"licence": B}, ChangeCode.DROP_LICENCE, {"licence": "B"}),
        ({"norwegian": level("A2")}, {"norwegian": level("B1")}, ChangeCode.DROP_NORWEGIAN, {"level": "B1"}),
        ({"shifts": frozenset()}, {"hours": frozenset({WorkHours.SHIFT})}, ChangeCode.DROP_HOURS, {}),
        (
            {"shifts": frozenset()},
            {"hours": frozenset({WorkHours.DAY, WorkHours.SHIFT})},
            ChangeCode.FIRM_HOURS,
            {"hours": "day"},
        ),
    ],
)
def test_one_thing_in_the_way_is_told_with_what_takes_it_away(
    person: dict[str, Any], place: dict[str, Any], code: ChangeCode, facts: dict[str, Any]
) -> None:
    here = standing(cohort([candidate(id="k1", **person)], [opening(id="p1", **place)]))
    why = asked(here)
    first = why.changes[0]
    assert (first.change.code, dict(first.change.facts)) == (code, facts)
    assert (first.effect, first.opening, first.lose, first.gain.people) == (Effect.PROPOSED, "p1", 0, 1)
    assert all(fills(here, one) for one in why.changes)


def test_a_longer_journey_for_all_is_one_step_and_no_more() -> None:
    home = candidate().municipality
    for minutes, codes in ((60, [ChangeCode.LONGER_TRAVEL]), (61, [])):
        travel = Travel.of_matrix(len(CATALOGUE.municipalities), {(TravelMode.CAR, home, GJOVIK): minutes})
        round_ = cohort([candidate(id="k1", travel_limit=45)], [opening(id="p1", municipality=GJOVIK)])
        here = standing(round_, catalogue=replace(CATALOGUE, travel=travel))
        assert [one.change.code for one in asked(here).changes] == codes


def test_nothing_is_told_where_nobody_may_come_whatever_the_firm_does() -> None:
    here = standing(
        cohort([candidate(id="k1", in_round=False)], [opening(id="p1", approval=Approval.APPLIED)])
    )
    assert asked(here).changes == ()
    assert asked(here).whole


def test_a_person_people_have_ruled_out_fills_no_seat() -> None:
    veto = Decision(candidate="k1", opening="p1", by="Kari", reason="Avtalt.")
    round_ = cohort([candidate(id="k1", licences=frozenset())], [opening(id="p1", licence=B)])
    assert asked(standing(round_, Policy(vetoes=(veto,)))).changes == ()


def test_an_opening_without_room_left_is_not_asked_about() -> None:
    assert why_empty(standing(cohort([candidate(id="k1")], [opening(id="p1")])), "p1") is None


@settings(max_examples=examples(60), deadline=None)
@given(rounds())
def test_a_change_that_is_told_fills_the_seat_when_the_lists_are_changed(round_: Cohort) -> None:
    here = standing(round_)
    for empty in here.plan.empty_seats:
        for helping in asked(here, empty.opening).changes:
            if helping.change.code is not ChangeCode.LONGER_TRAVEL:
                assert fills(here, helping), (empty.opening, helping)


@settings(max_examples=examples(60), deadline=None)
@given(rounds())
def test_what_prices_alone_tell_of_an_opening_of_a_large_round_is_no_more_than_a_solve_finds(
    round_: Cohort,
) -> None:
    here = standing(round_, small=0)
    for empty in here.plan.empty_seats:
        for helping in asked(here, empty.opening).changes:
            assert helping.proven_by is ProvenBy.PRICES
            if helping.change.code is not ChangeCode.LONGER_TRAVEL:
                plan = again(here, applied(here.cohort, helping.change, None))
                assert plan.objective
                assert here.plan.objective
                assert plan.objective - here.plan.objective >= helping.gain
