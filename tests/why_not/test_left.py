"""What it would take for a person without a proposal: hand-worked rounds, one for each kind of change."""

from datetime import date
from typing import Any

import pytest

from matching.domain.answers import Approval, NeedStatus, WorkHours
from matching.domain.change import ChangeCode, Effect, ObstacleKind, ProvenBy
from matching.domain.constraints import EmployerTotal
from matching.domain.policy import Decision, Objective, Policy
from matching.domain.programme import Programme, TargetGroup
from matching.domain.proof import Total
from matching.why_not.left import why_left
from tests.builders import candidate, cohort, level, opening, skill
from tests.why_not.applied import holds, standing
from tests.why_not.asking import SKILLS, B, asked, cheapest

PROGRAMME = Programme(
    id="p",
    name="Prøve",
    target=TargetGroup(ground="Oppdiktet.", registered=True, least_effort_level=2, least_age=19),
)


@pytest.mark.parametrize(
    ("person", "place", "code", "facts"),
    [
        ({"licences": None}, {"licence": B}, ChangeCode.SAY_LICENCE, {"licence": "B"}),
        ({"norwegian": None}, {"norwegian": level("B1")}, ChangeCode.SAY_NORWEGIAN, {"level": "B1"}),
        ({"shifts": None}, {"hours": frozenset({WorkHours.SHIFT})}, ChangeCode.SAY_HOURS, {"shift": "shift"}),
        ({"extent": None}, {"extent": (50, 50)}, ChangeCode.SAY_EXTENT, {"least": 50, "most": 50}),
        (
            {"start_from": None},
            {"start_to": date(2027, 1, 1)},
            ChangeCode.SAY_START,
            {"day": "2027-01-01"},
        ),
        ({"licences": frozenset()}, {"licence": B}, ChangeCode.HOLD_LICENCE, {"licence": "B"}),
        ({"norwegian": level("A2")}, {"norwegian": level("B1")}, ChangeCode.HOLD_NORWEGIAN, {"level": "B1"}),
        ({}, {"approval": Approval.NOT_KNOWN}, ChangeCode.FIRM_APPROVED, {}),
        ({}, {"need": NeedStatus.NOT_KNOWN}, ChangeCode.FIRM_NEED, {"status": "confirmed"}),
        ({"extent": (50, 50)}, {"extent": None}, ChangeCode.FIRM_EXTENT, {"least": 50, "most": 100}),
        (
            {"shifts": frozenset()},
            {"hours": frozenset({WorkHours.DAY, WorkHours.SHIFT})},
            ChangeCode.FIRM_HOURS,
            {"hours": "day"},
        ),
    ],
)
def test_one_thing_in_the_way_and_room_enough_is_told_with_what_takes_it_away(
    person: dict[str, Any], place: dict[str, Any], code: ChangeCode, facts: dict[str, Any]
) -> None:
    here = standing(cohort([candidate(id="k1", **person)], [opening(id="p1", **place)]))
    assert cheapest(here) == (code, facts)
    first = asked(here).changes[0]
    assert (first.effect, first.opening, first.lose, first.gain.people) == (Effect.PROPOSED, "p1", 0, 1)
    assert first.proven_by is ProvenBy.SOLVED


@pytest.mark.parametrize(
    ("blank", "code"),
    [
        ("registered", ChangeCode.SAY_REGISTERED),
        ("effort_levels", ChangeCode.SAY_EFFORT_GROUP),
        ("birth_year", ChangeCode.SAY_AGE),
    ],
)
def test_an_answer_about_the_target_group_is_one_of_the_answers(blank: str, code: ChangeCode) -> None:
    able = {"registered": True, "effort_levels": frozenset({3}), "birth_year": 1990}
    here = standing(cohort([candidate(id="k1", **{**able, blank: None})], [opening(id="p1")], PROGRAMME))
    assert cheapest(here)[0] is code


def test_the_year_on_the_border_of_an_age_is_settled_by_an_answer() -> None:
    person = candidate(id="k1", effort_levels=frozenset({3}), birth_year=2007)
    here = standing(cohort([person], [opening(id="p1")], PROGRAMME))
    assert cheapest(here) == (ChangeCode.SAY_AGE, {"least": 19, "greatest": None})


def test_a_skill_that_wins_a_place_is_told_with_how_many_lose_theirs() -> None:
    people = [candidate(id="k1", skills=SKILLS - {skill("caliper")}), candidate(id="k2", skills=SKILLS)]
    asks = {"must": SKILLS, "nice": frozenset({skill("welding-methods")})}
    here = standing(cohort(people, [opening(id="p1", **asks)]))
    code, facts = cheapest(here)
    assert (code, facts) in [
        (ChangeCode.HOLD_SKILL, {"skill": key}) for key in ("caliper", "welding-methods")
    ]
    first = asked(here).changes[0]
    assert (first.lose, first.gain.people) == (1, 0)


def test_among_those_who_are_alike_in_all_one_place_more_is_what_helps() -> None:
    people = [candidate(id=name) for name in ("k1", "k2")]
    here = standing(cohort(people, [opening(id="p1", must=frozenset(), nice=frozenset())]))
    name = here.plan.unassigned[0].candidate
    assert cheapest(here, name) == (ChangeCode.ONE_SEAT, {})
    first = asked(here, name).changes[0]
    assert (first.change.opening, first.lose, first.gain.people) == ("p1", 0, 1)


def test_a_place_more_may_be_where_somebody_else_moves_to() -> None:
    people = [candidate(id="k1", licences=frozenset()), candidate(id="k2", licences=B, skills=SKILLS)]
    places = [
        opening(id="p1", must=SKILLS | {skill("welding-methods")}),
        opening(id="p2", must=SKILLS, licence=B, seats=0),
    ]
    here = standing(cohort(people, places))
    more = next(one for one in asked(here).changes if one.change.code is ChangeCode.ONE_SEAT)
    assert (more.change.opening, more.opening, more.lose) == ("p2", "p1", 0)
    assert holds(here, more, "k1")


def veto(name: str, place: str) -> Decision:
    return Decision(candidate=name, opening=place, by="Kari", reason="Avtalt.")


def test_where_an_answer_makes_two_people_equal_it_is_told_which_the_best_plan_has() -> None:
    effects = set()
    people = [candidate(id="k1", licences=None), candidate(id="k2", licences=B)]
    for seed in range(1, 9):
        here = standing(cohort(people, [opening(id="p1", licence=B)]), seed=seed)
        first = asked(here).changes[0]
        assert (first.change.code, first.lose, first.gain) == (ChangeCode.SAY_LICENCE, 1, Total())
        assert holds(here, first, "k1")
        effects.add(first.effect)
    assert effects == {Effect.PROPOSED, Effect.NO_LOSS}


@pytest.mark.parametrize(
    "person", [{"in_round": False}, {"extent": (50, 50)}, {"start_from": date(2028, 1, 1)}]
)
def test_nothing_is_told_where_nothing_in_the_list_helps(person: dict[str, Any]) -> None:
    here = standing(cohort([candidate(id="k1", **person)], [opening(id="p1", start_to=date(2027, 1, 1))]))
    why = asked(here)
    assert why.changes == ()
    assert why.whole


def test_two_things_in_the_way_are_no_single_change() -> None:
    person = candidate(id="k1", licences=None, norwegian=None)
    here = standing(cohort([person], [opening(id="p1", licence=B, norwegian=level("B1"))]))
    assert asked(here).changes == ()


def test_a_vetoed_opening_is_never_where_a_change_leads() -> None:
    people = [candidate(id="k1", licences=None)]
    here = standing(cohort(people, [opening(id="p1", licence=B)]), Policy(vetoes=(veto("k1", "p1"),)))
    assert asked(here).changes == ()


def test_somebody_with_a_proposal_is_not_asked_about() -> None:
    assert why_left(standing(cohort([candidate(id="k1")], [opening(id="p1")])), "k1") is None


def test_what_stands_in_the_way_is_told_nearest_first() -> None:
    people = [candidate(id="k1", licences=None, norwegian=level("A1")), candidate(id="k2")]
    places = [
        opening(id="competition"),
        opening(id="question", licence=B),
        opening(id="rule", norwegian=level("B2")),
        opening(id="full", seats=0),
    ]
    here = standing(cohort(people, places), Policy(vetoes=()))
    if here.plan.unassigned[0].candidate != "k1":
        here = standing(cohort(people, places), Policy(pins=(veto("k2", "competition"),)))
    kinds = {one.opening: one.kind for one in asked(here).nearest}
    assert kinds["question"] is ObstacleKind.UNKNOWN
    assert kinds["rule"] is ObstacleKind.RULE
    assert kinds["full"] is ObstacleKind.CAPACITY
    assert [one.opening for one in asked(here).nearest][-2:] == ["question", "rule"]


def test_how_far_competition_is_stands_exactly_as_the_plan_says() -> None:
    people = [candidate(id="k1", skills=frozenset()), candidate(id="k2", skills=SKILLS)]
    here = standing(cohort(people, [opening(id="p1", must=SKILLS)]))
    (nearest,) = asked(here).nearest
    told = dict(here.plan.unassigned[0].reasons[0].facts)
    assert nearest.kind is ObstacleKind.COMPETITION
    assert nearest.loss is not None
    assert (nearest.loss.people, nearest.loss.points) == (told["people"], told["points"])


def test_points_alone_decide_where_people_have_said_so() -> None:
    people = [candidate(id="k1", licences=None), candidate(id="k2", licences=None)]
    here = standing(
        cohort(people, [opening(id="p1", licence=B, seats=20)]), Policy(objective=Objective.POINTS)
    )
    assert cheapest(here)[0] is ChangeCode.SAY_LICENCE


def test_under_constraints_a_change_is_told_where_the_plan_solved_with_it_has_the_proposal() -> None:
    people = [candidate(id="k1", licences=None), candidate(id="k2", skills=SKILLS)]
    places = [opening(id="p1", licence=B), opening(id="p2", must=SKILLS)]
    for most, codes in ((2, [ChangeCode.SAY_LICENCE]), (1, [])):
        total = EmployerTotal(employer="Fabrikk A", most=most)
        here = standing(cohort(people, places), Policy(employer_totals=(total,), vetoes=(veto("k1", "p2"),)))
        assert here.plan.proof is None
        told = asked(here).changes
        assert [one.change.code for one in told] == codes
        assert all(holds(here, one, "k1") for one in told)


def test_a_fit_below_the_least_stands_in_the_way_as_such() -> None:
    here = standing(cohort([candidate(id="k1")], [opening(id="p1")]), Policy(minimum_fit=1000))
    (nearest,) = asked(here).nearest
    assert nearest.kind is ObstacleKind.MINIMUM_FIT
