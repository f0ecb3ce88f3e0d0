"""Decisions told to conflict are found again in the policy, and tried: all together, and without each."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from matching.audit.control import audit
from matching.domain.constraints import ClassSize, Companions, EmployerTotal, Floor
from matching.domain.plan import Plan, Status
from matching.domain.policy import Decision, Policy
from matching.domain.reasons import Reason, ReasonCode
from matching.pipeline import fill
from tests.builders import CATALOGUE, ON, candidate, cohort, opening

ROUND = cohort([candidate(id=f"k{one}") for one in (1, 2, 3)], [opening(id="p1", seats=20), opening(id="p2")])
"""Everybody may have any of three places, all of one firm."""
ALL = frozenset({"k1", "k2", "k3"})


def pin(who: str, where: str) -> Decision:
    return Decision(candidate=who, opening=where, by="Kari Eksempel", reason="Avtalt.")


def two(one: str, other: str) -> Companions:
    return Companions(first=one, second=other, by="Kari Eksempel", reason="Avtalt.")


def floor(least: int) -> Floor:
    return Floor(name="unge", least=least, ground="Oppdiktet.", by="Ola Eksempel", members=ALL)


POLICIES = {
    "floor above room": Policy(floors=(replace(floor(4), members=ALL),)),
    "floor above a total": Policy(
        floors=(floor(3),), employer_totals=(EmployerTotal(employer="Fabrikk A", most=2),)
    ),
    "pins of people apart": Policy(pins=(pin("k1", "p1"), pin("k2", "p1")), apart=(two("k1", "k2"),)),
    "a pin above a total": Policy(
        pins=(pin("k1", "p1"),), employer_totals=(EmployerTotal(employer="Fabrikk A", most=0),)
    ),
    "a class that cannot be filled": Policy(
        pins=(pin("k1", "p1"),), classes=(ClassSize(opening="p1", least=3, most=5),)
    ),
    "company for whom there is no room": Policy(
        pins=(pin("k1", "p2"),),
        together=(two("k1", "k2"),),
        employer_totals=(EmployerTotal(employer="Fabrikk A", most=1),),
    ),
}


def made(policy: Policy) -> Plan:
    return fill(ROUND, CATALOGUE, policy, on=ON, seed=1)


def found(plan: Plan, policy: Policy) -> list[str]:
    return [f"{one.check}: {one.what}" for one in audit(plan, ROUND, CATALOGUE, policy, on=ON).findings]


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES.keys())
def test_what_conflicts_is_told_and_the_control_agrees(policy: Policy) -> None:
    plan = made(policy)
    assert plan.status is Status.INFEASIBLE
    assert plan.causes[0] == Reason.of(ReasonCode.CONFLICT, members=len(plan.causes) - 1)
    assert found(plan, policy) == []


def without_one(plan: Plan) -> tuple[Reason, ...]:
    _, *members = plan.causes
    return (Reason.of(ReasonCode.CONFLICT, members=len(members) - 1), *members[1:])


def with_one_too_many(plan: Plan) -> tuple[Reason, ...]:
    _, *members = plan.causes
    needless = Reason.of(
        ReasonCode.CONFLICT_PIN, candidate="k3", opening="p2", by="Kari Eksempel", reason="Avtalt."
    )
    return (Reason.of(ReasonCode.CONFLICT, members=len(members) + 1), *members, needless)


def decided_by_another(plan: Plan) -> tuple[Reason, ...]:
    head, first, *others = plan.causes
    facts = {**dict(first.facts), "by": "En annen"}
    return (head, Reason.of(first.code, **facts), *others)


def miscounted(plan: Plan) -> tuple[Reason, ...]:
    return (Reason.of(ReasonCode.CONFLICT, members=len(plan.causes)), *plan.causes[1:])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (without_one, "a plan keeps all decisions told to conflict"),
        (with_one_too_many, "the others conflict all the same"),
        (decided_by_another, "is nothing people have decided"),
        (miscounted, "is told before"),
    ],
)
def test_a_set_told_wrong_is_found(change: Callable[[Plan], tuple[Reason, ...]], told: str) -> None:
    policy = Policy(
        pins=(pin("k1", "p1"), pin("k3", "p2")),
        employer_totals=(EmployerTotal(employer="Fabrikk A", most=1),),
    )
    plan = made(policy)
    if change is with_one_too_many:
        policy = replace(policy, employer_totals=(EmployerTotal(employer="Fabrikk A", most=0),))
        plan = made(policy)
    (finding, *_) = found(replace(plan, causes=change(plan)), policy)
    assert finding.startswith("conflict: ")
    assert told in finding
