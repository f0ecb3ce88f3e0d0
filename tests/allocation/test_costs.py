"""What suggestions cost a plan as a whole, held against locking the pair and filling the round again."""

from dataclasses import replace

import pytest

from benchmarks.generate import generate
from matching.domain.answers import Approval
from matching.domain.cohort import Cohort
from matching.domain.constraints import EmployerTotal
from matching.domain.plan import Plan, Status
from matching.domain.policy import Decision, Mode, Policy
from matching.domain.proof import Total
from matching.domain.suggestion import Move, Way
from matching.enquiry import Enquiry
from matching.pipeline import fill
from matching.screen.costs import cost_told
from matching.wording import Words
from tests.builders import CATALOGUE, ON, candidate, cohort, opening, skill

MUST = skill("caliper"), skill("tolerances"), skill("accuracy")


def planned(round_: Cohort, policy: Policy) -> Plan:
    return fill(round_, CATALOGUE, policy, on=ON, seed=1)


def beside(round_: Cohort, policy: Policy | None = None) -> Enquiry:
    policy = policy or Policy()
    return Enquiry(round_, CATALOGUE, policy, ON, 1, planned(round_, policy))


def objective(plan: Plan) -> Total:
    assert plan.status is Status.OPTIMAL
    assert plan.proof is not None
    return plan.proof.objective


@pytest.mark.parametrize("mode", list(Mode))
def test_what_a_suggestion_costs_is_what_locking_it_costs(mode: Mode) -> None:
    round_ = generate(150, 8, seed=4, catalogue=CATALOGUE)
    policy = Policy(mode=mode, people_per_seat=2, allow_unknown=True)
    enquiry, places = beside(round_, policy), round_.openings.id.tolist()[:5]
    assert enquiry.plan is not None
    seen = 0
    for place in places:
        for one in enquiry.reckoned(enquiry.people_for(place, 4)):
            assert one.cost is not None
            if one.cost.cost is None:
                continue
            pin = Decision(candidate=one.candidate, opening=one.opening, by="x", reason="y")
            locked = planned(round_, replace(policy, pins=(pin,)))
            if locked.status is Status.INFEASIBLE:
                continue
            assert one.cost.cost == objective(enquiry.plan) - objective(locked)
            seen += 1
    assert seen > 4


def two_and_one_place() -> Cohort:
    """One place, and two people who both could have it; the first one has more of what is asked for."""
    people = [candidate(id="k1", skills=frozenset(MUST)), candidate(id="k2", skills=frozenset())]
    return cohort(people, [opening(id="p1")])


def test_the_one_who_is_proposed_costs_nothing_and_the_other_costs_her_the_place() -> None:
    enquiry = beside(two_and_one_place())
    first, second = enquiry.reckoned(enquiry.people_for("p1", 2), moves=True)
    assert first.cost is not None
    assert second.cost is not None
    assert first.fit is not None
    assert second.fit is not None
    assert (first.cost.proposed, first.cost.cost, first.cost.moves) == (True, Total(), ())
    assert second.cost.cost == Total(0, 0, first.fit.points - second.fit.points)
    assert second.cost.moves == (Move("k2", None, "p1"), Move("k1", "p1", None))
    assert first.cost.alternative is second.cost.alternative is None


def test_moves_are_told_only_where_they_are_asked_for() -> None:
    enquiry = beside(two_and_one_place())
    assert all(one.cost and not one.cost.moves for one in enquiry.reckoned(enquiry.people_for("p1", 2)))


def test_the_best_alternative_is_where_the_plan_has_her_or_else_where_the_whole_loses_least() -> None:
    people = [candidate(id="k1", skills=frozenset(MUST)), candidate(id="k2", skills=frozenset())]
    enquiry = beside(cohort(people, [opening(id="p1"), opening(id="p2", seats=20)]))
    told = {one.candidate: one for one in enquiry.reckoned(enquiry.people_for("p1", 2))}
    proposed = {one.candidate: one.opening for one in (enquiry.plan.assignments if enquiry.plan else ())}
    for name, one in told.items():
        assert one.cost is not None
        assert one.cost.alternative is not None
        assert one.cost.alternative.opening == "p2"
        assert one.cost.alternative.proposed == (proposed[name] == "p2")


def test_a_pair_the_plan_may_not_propose_by_itself_is_told_with_what_it_takes() -> None:
    people = [candidate(id="k1", skills=frozenset(MUST)), candidate(id="k2", skills=frozenset())]
    round_ = cohort(
        people, [opening(id="p1"), opening(id="p2"), opening(id="p3", approval=Approval.NOT_KNOWN)]
    )
    veto = Decision(candidate="k1", opening="p2", by="x", reason="y")
    enquiry = beside(round_, Policy(vetoes=(veto,)))
    told = enquiry.reckoned(enquiry.pair(*pair) for pair in (("k1", "p1"), ("k1", "p3"), ("k1", "p2")))
    assert [one.cost.way for one in told if one.cost] == [Way.ITSELF, Way.ANSWERED, Way.PINNED]
    sentences = [cost_told(one.cost, Mode.PLACES, Words(CATALOGUE)) for one in told[1:] if one.cost]
    assert "om dere låser paret eller når det som mangler, er svart ja på" in sentences[0]
    assert "om dere låser paret. Av seg selv" in sentences[1]


def test_beside_no_plan_or_one_under_limits_of_its_own_no_cost_is_told() -> None:
    round_ = two_and_one_place()
    limited = Policy(employer_totals=(EmployerTotal(employer="Fabrikk A", most=1),))
    for enquiry in (Enquiry(round_, CATALOGUE, Policy(), ON, 1), beside(round_, limited)):
        assert all(one.cost is None for one in enquiry.reckoned(enquiry.people_for("p1", 2)))
