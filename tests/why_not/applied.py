"""A change that is told in, the same round with the lists changed as it says out; written from the texts alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from matching.domain.answers import Approval, NeedStatus, TravelMode, WorkHours
from matching.domain.change import Change, ChangeCode, Helping
from matching.domain.cohort import Cohort
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.plan import Plan
from matching.domain.policy import Decision, Policy
from matching.pipeline import fill
from matching.why_not.standing import Standing
from tests.builders import CATALOGUE, ON, level, licence, skill

Facts = dict[str, Any]


def standing(cohort: Cohort, policy: Policy | None = None, *, seed: int = 1, **changes: Any) -> Standing:
    """A round with its plan."""
    policy = policy or Policy()
    catalogue = changes.pop("catalogue", CATALOGUE)
    plan = fill(cohort, catalogue, policy, on=ON, seed=seed)
    return Standing(cohort, catalogue, policy, plan, **changes)


def again(before: Standing, cohort: Cohort, *pins: Decision) -> Plan:
    """The round filled as the lists now are."""
    policy = replace(before.policy, pins=(*before.policy.pins, *pins))
    return fill(cohort, before.catalogue, policy, on=ON, seed=before.plan.seed)


def applied(cohort: Cohort, change: Change, candidate: str | None) -> Cohort:
    """The lists with the change made to the person, or to the opening it names."""
    people = [cohort.people.candidate(row) for row in range(len(cohort.people))]
    openings = [cohort.openings.opening(row) for row in range(len(cohort.openings))]
    if change.opening:
        openings = [_opening(one, change) if one.id == change.opening else one for one in openings]
    else:
        people = [_person(one, change) if one.id == candidate else one for one in people]
    return Cohort.of(people, openings, cohort.employers, programme=cohort.programme)


def holds(before: Standing, helping: Helping, candidate: str) -> bool:
    """Whether the round filled again gives the person what is told, and takes from others what is told."""
    changed = applied(before.cohort, helping.change, candidate)
    plan = again(before, changed)
    if helping.effect == "no_loss":
        pin = Decision(candidate=candidate, opening=helping.opening, by="Kari", reason="likt")
        pinned = again(before, changed, pin)
        if pinned.objective != plan.objective:
            return False
        plan = pinned
    here = {(one.candidate, one.opening) for one in plan.assignments}
    had, has = ({one.candidate for one in each.assignments} for each in (before.plan, plan))
    assert plan.objective
    assert before.plan.objective
    gain = plan.objective - before.plan.objective
    return (candidate, helping.opening) in here and len(had - has) == helping.lose and gain == helping.gain


def _person(one: Candidate, change: Change) -> Candidate:
    return replace(one, **PERSON[change.code](one, dict(change.facts)))


def _opening(one: Opening, change: Change) -> Opening:
    return replace(one, **OPENING[change.code](one, dict(change.facts)))


def _age(one: Candidate, facts: Facts) -> Facts:
    age = facts["greatest"] if facts["least"] is None else facts["least"] + 1
    return {"birth_year": ON.year - age}


def _journey(one: Candidate, facts: Facts) -> Facts:
    way = TravelMode[facts["mode"].upper()]
    return {"travel_mode": way, "travel_limit": facts.get("minutes", one.travel_limit)}


def _skill(one: Candidate, facts: Facts) -> Facts:
    held = skill(facts["skill"])
    return {"skills": (one.skills or frozenset()) | {held}, "slight": one.slight - {held}}


def _licence(one: Candidate, facts: Facts) -> Facts:
    return {"licences": (one.licences or frozenset()) | {licence(facts["licence"])}}


def _seat(one: Opening, facts: Facts) -> Facts:
    part = (one.seats * 10, one.seats * 10) if 0 < one.seats < 10 else None
    return {"seats": 10 * (max(one.seats // 10, min(one.seats, 1)) + 1), "extent": one.extent or part}


PERSON: dict[ChangeCode, Callable[[Candidate, Facts], Facts]] = {
    ChangeCode.SAY_REGISTERED: lambda one, facts: {"registered": True},
    ChangeCode.SAY_EFFORT_GROUP: lambda one, facts: {"effort_levels": frozenset({4})},
    ChangeCode.SAY_AGE: _age,
    ChangeCode.SAY_JOURNEY: _journey,
    ChangeCode.SAY_EARLY: lambda one, facts: {"travel_mode": TravelMode.CAR},
    ChangeCode.SAY_LICENCE: _licence,
    ChangeCode.SAY_NORWEGIAN: lambda one, facts: {"norwegian": level(facts["level"])},
    ChangeCode.SAY_HOURS: lambda one, facts: {"shifts": frozenset(WorkHours[name.upper()] for name in facts)},
    ChangeCode.SAY_START: lambda one, facts: {"start_from": date.fromisoformat(facts["day"])},
    ChangeCode.SAY_EXTENT: lambda one, facts: {"extent": (facts["least"], facts["most"])},
    ChangeCode.TRAVEL_LIMIT: lambda one, facts: {"travel_limit": facts["minutes"]},
    ChangeCode.HOLD_SKILL: _skill,
    ChangeCode.HOLD_LICENCE: _licence,
    ChangeCode.HOLD_NORWEGIAN: lambda one, facts: {"norwegian": level(facts["level"])},
}
OPENING: dict[ChangeCode, Callable[[Opening, Facts], Facts]] = {
    ChangeCode.FIRM_APPROVED: lambda one, facts: {"approval": Approval.APPROVED},
    ChangeCode.FIRM_NEED: lambda one, facts: {"need": NeedStatus[facts["status"].upper()]},
    ChangeCode.FIRM_HOURS: lambda one, facts: {"hours": frozenset({WorkHours[facts["hours"].upper()]})},
    ChangeCode.FIRM_EXTENT: lambda one, facts: {"extent": (facts["least"], facts["most"])},
    ChangeCode.LATER_START: lambda one, facts: {"start_to": date.fromisoformat(facts["day"])},
    ChangeCode.WIDER_EXTENT: lambda one, facts: {"extent": (facts["least"], facts["most"])},
    ChangeCode.DROP_LICENCE: lambda one, facts: {"licence": frozenset()},
    ChangeCode.DROP_NORWEGIAN: lambda one, facts: {"norwegian": 0},
    ChangeCode.DROP_HOURS: lambda one, facts: {"hours": frozenset({WorkHours.DAY})},
    ChangeCode.ONE_SEAT: _seat,
}
"""What of a person and of an opening is other, by the change; a longer journey for all is no change of a list."""
