"""Known answers of docs/requirements.md, each worked by hand."""

from datetime import date
from typing import Any

import pytest

from matching.audit.control import audit
from matching.domain.answers import NO, UNKNOWN, YES, Approval, NeedStatus, WorkHours
from matching.domain.policy import Mode, NeedsFilled, Policy
from matching.domain.programme import Programme, TargetGroup
from matching.pipeline import fill
from tests.audit.examples import judged
from tests.builders import CATALOGUE, ON, candidate, cohort, licence, opening, trade

MEETINGS = Policy(mode=Mode.MEETINGS)
DAY, EVENING, SHIFT = WorkHours


def for_group(*, start: date | None = None, **bounds: Any) -> Programme:
    target = TargetGroup(ground="Made up for this test", **bounds)
    return Programme(id="made-up", name="Made up", target=target, start_from=start)


def test_the_made_up_pair_meets_every_requirement() -> None:
    assert judged(candidate(), opening()) == YES


@pytest.mark.parametrize(("said", "answer"), [(True, YES), (None, YES), (False, NO)])
def test_only_a_no_to_the_round_is_a_no(said: bool | None, answer: int) -> None:
    assert judged(candidate(in_round=said), opening()) == answer


@pytest.mark.parametrize(("said", "answer"), [(True, YES), (None, UNKNOWN), (False, NO)])
def test_registration_counts_where_the_programme_demands_it(said: bool | None, answer: int) -> None:
    assert judged(candidate(registered=said), opening(), for_group(registered=True)) == answer
    assert judged(candidate(registered=said), opening()) == YES


@pytest.mark.parametrize(
    ("levels", "least", "answer"),
    [
        ({1}, 1, YES),
        ({0}, 1, NO),
        ({3, 4}, 3, YES),  # an ambiguous code all of whose levels are enough
        ({3, 4}, 4, UNKNOWN),
        ({5}, 0, NO),  # no valid decision is never enough
        (None, 0, UNKNOWN),  # a blank may stand for no valid decision
    ],
)
def test_a_code_is_unknown_only_where_its_levels_disagree(
    levels: set[int] | None, least: int, answer: int
) -> None:
    person = candidate(effort_levels=None if levels is None else frozenset(levels))
    assert judged(person, opening(), for_group(least_effort_level=least)) == answer


@pytest.mark.parametrize(
    ("born", "bounds", "answer"),
    [
        (2007, {"least_age": 19}, UNKNOWN),  # turns 19 in 2026, perhaps after the start
        (2006, {"least_age": 19}, YES),
        (2008, {"least_age": 19}, NO),
        (None, {"least_age": 19}, UNKNOWN),
        (1996, {"greatest_age": 30}, YES),
        (1995, {"greatest_age": 30}, UNKNOWN),  # turns 31 in 2026, perhaps after the start
        (1994, {"greatest_age": 30}, NO),
        (None, {"greatest_age": 30}, UNKNOWN),
    ],
)
def test_age_counts_on_the_day_of_start(born: int | None, bounds: dict[str, Any], answer: int) -> None:
    assert judged(candidate(birth_year=born), opening(), for_group(**bounds)) == answer


def test_the_start_of_the_programme_decides_the_ages_where_it_has_one() -> None:
    next_year = for_group(start=date(2027, 1, 11), least_age=19)
    assert judged(candidate(birth_year=2007), opening(), next_year) == YES  # 2027 - 2007 = 20


def test_one_alternative_trade_in_the_programme_is_enough() -> None:
    programme = Programme(id="made-up", name="Made up", trades=("sveisefaget",))
    welding = trade("sveisefaget")
    assert judged(candidate(), opening(), programme) == NO
    assert judged(candidate(), opening(trades=(trade("cnc-maskineringsfaget"), welding)), programme) == YES


@pytest.mark.parametrize(("region", "answer"), [("3443", YES), ("34", YES), ("50", NO), ("3407", NO)])
def test_the_region_may_be_a_county_or_a_municipality(region: str, answer: int) -> None:
    programme = Programme(id="made-up", name="Made up", region=(region,))
    assert judged(candidate(), opening(), programme) == answer


@pytest.mark.parametrize(
    ("approval", "answer"),
    [
        (Approval.APPROVED, YES),
        (Approval.APPLIED, UNKNOWN),
        (Approval.NOT_KNOWN, UNKNOWN),
        (Approval.NOT_APPROVED, NO),
    ],
)
def test_approval_counts_for_a_place_and_not_for_a_meeting(approval: Approval, answer: int) -> None:
    assert judged(candidate(), opening(approval=approval)) == answer
    assert judged(candidate(), opening(approval=approval), policy=MEETINGS) == YES


@pytest.mark.parametrize(
    ("need", "confirmed", "clarified", "reported"),
    [
        (None, YES, YES, YES),
        (NeedStatus.CONFIRMED, YES, YES, YES),
        (NeedStatus.CLARIFIED, NO, YES, YES),
        (NeedStatus.REPORTED, NO, NO, YES),
        (NeedStatus.NOT_KNOWN, UNKNOWN, UNKNOWN, YES),
    ],
)
def test_a_need_must_have_come_as_far_as_the_policy_fills_for_a_place_and_not_for_a_meeting(
    need: NeedStatus | None, confirmed: int, clarified: int, reported: int
) -> None:
    place = opening(need=need)
    answers = [judged(candidate(), place, policy=Policy(needs_filled=filled)) for filled in NeedsFilled]
    assert answers == [reported, clarified, confirmed]
    assert judged(candidate(), place, policy=MEETINGS) == YES


def test_a_plan_that_fills_a_place_not_confirmed_is_found() -> None:
    made = cohort([candidate()], [opening(need=NeedStatus.REPORTED)])
    plan = fill(made, CATALOGUE, Policy(needs_filled=NeedsFilled.REPORTED), on=ON, seed=1)
    assert len(plan.assignments) == 1
    found = audit(plan, made, CATALOGUE, Policy(), on=ON).findings
    assert "requirements" in {finding.check for finding in found}


@pytest.mark.parametrize(
    ("held", "asked", "answer"),
    [
        (None, "B", UNKNOWN),
        ((), "B", NO),
        (("BE",), "B", YES),  # BE also covers B
        (("B",), "BE", NO),
        (("AM",), "B", NO),
    ],
)
def test_a_licence_covers_the_classes_below_it(held: tuple[str, ...] | None, asked: str, answer: int) -> None:
    classes = None if held is None else frozenset(licence(one) for one in held)
    assert judged(candidate(licences=classes), opening(licence=frozenset({licence(asked)}))) == answer
    assert judged(candidate(licences=classes), opening()) == YES


def test_one_of_the_licence_classes_asked_for_is_enough() -> None:
    either = frozenset({licence("B"), licence("T")})
    assert judged(candidate(licences=frozenset({licence("T")})), opening(licence=either)) == YES


@pytest.mark.parametrize(
    ("held", "asked", "answer"), [(3, 3, YES), (2, 3, NO), (None, 1, UNKNOWN), (None, 0, YES)]
)
def test_norwegian_is_compared_by_rank(held: int | None, asked: int, answer: int) -> None:
    assert judged(candidate(norwegian=held), opening(norwegian=asked)) == answer


@pytest.mark.parametrize(
    ("possible", "hours", "answer"),
    [
        (None, {DAY}, YES),
        (None, {SHIFT}, UNKNOWN),
        (set(), {DAY, SHIFT}, UNKNOWN),  # it depends on what the firm settles on
        (set(), {EVENING, SHIFT}, NO),
        ({SHIFT}, {DAY, SHIFT}, YES),
        ({SHIFT}, {EVENING}, NO),
    ],
)
def test_hours_are_unknown_where_the_kinds_the_work_may_have_disagree(
    possible: set[WorkHours] | None, hours: set[WorkHours], answer: int
) -> None:
    person = candidate(shifts=None if possible is None else frozenset(possible))
    assert judged(person, opening(hours=frozenset(hours))) == answer


def test_a_start_after_the_last_one_is_too_late_and_a_blank_one_unknown() -> None:
    last = date(2026, 9, 1)
    for start, answer in ((last, YES), (date(2026, 9, 2), NO), (None, UNKNOWN)):
        assert judged(candidate(start_from=start), opening(start_to=last)) == answer
    assert judged(candidate(start_from=None), opening()) == YES


def test_the_programme_has_the_last_start_where_the_opening_has_none() -> None:
    programme = Programme(id="made-up", name="Made up", start_to=date(2027, 3, 1))
    late = candidate(start_from=date(2027, 3, 2))
    assert judged(late, opening(), programme) == NO
    assert judged(late, opening(start_to=date(2027, 4, 1)), programme) == YES


@pytest.mark.parametrize(
    ("wanted", "offered", "answer"),
    [
        ((50, 100), (50, 50), YES),
        ((60, 80), (90, 100), NO),
        ((50, 80), (80, 100), YES),
        ((50, 100), None, YES),  # a firm that has not said offers full time at least
        ((50, 80), None, UNKNOWN),
        (None, (50, 100), YES),
        (None, (51, 100), UNKNOWN),
        (None, (50, 99), UNKNOWN),
        ((50, 99), None, UNKNOWN),
        (None, None, UNKNOWN),
    ],
)
def test_extents_must_overlap(
    wanted: tuple[int, int] | None, offered: tuple[int, int] | None, answer: int
) -> None:
    assert judged(candidate(extent=wanted), opening(extent=offered)) == answer


def test_a_part_of_a_position_has_just_the_extent_of_its_seats() -> None:
    half = opening(seats=5, extent=None)
    assert judged(candidate(extent=(50, 60)), half) == YES
    assert judged(candidate(extent=(60, 100)), half) == NO


def test_what_a_firm_has_not_said_is_what_its_first_trade_of_the_programme_demands() -> None:
    blank = opening(
        trades=(trade("cnc-maskineringsfaget"), trade("helsearbeiderfaget")),
        norwegian=None,
        hours=None,
        licence=None,
        certificates=None,
    )
    care = Programme(id="made-up", name="Made up", trades=("helsearbeiderfaget",))
    little = candidate(norwegian=2, shifts=frozenset({SHIFT}))
    assert judged(little, blank) == YES  # CNC demands no Norwegian
    assert judged(little, blank, care) == NO  # care work demands B1, rank 3


def test_no_beats_unknown() -> None:
    person = candidate(norwegian=None, licences=frozenset())
    assert judged(person, opening(norwegian=3, licence=frozenset({licence("B")}))) == NO
