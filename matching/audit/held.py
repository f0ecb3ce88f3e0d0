"""Checks of who a least fit or a limit is told to hold back: found again, pair by pair."""

from collections.abc import Iterator

from matching.audit.case import Case
from matching.audit.limits import Counted, limits_found
from matching.audit.meeting import Pair, columns
from matching.domain.constraints import LimitKind
from matching.domain.reasons import Reason, ReasonCode

HELD = (
    ReasonCode.BELOW_MINIMUM,
    ReasonCode.CONSTRAINED,
    ReasonCode.LIMIT_REACHED,
    ReasonCode.CLASS_NOT_HELD,
)
"""What these checks are about."""

NAMED_AS = {
    LimitKind.EMPLOYER: "employer",
    LimitKind.OFFICE: "office",
    LimitKind.CAP: "trade",
    LimitKind.CLASS: "opening",
    LimitKind.RESOURCE: "resource",
}
"""Limits that may be told of; a floor tells of groups, and two people of each other."""


def people_are_held_back(case: Case) -> Iterator[str]:
    """Whoever is told that a least fit or a limit holds her back is so, by just the limits that count her pairs."""
    may_be = case.plan.bounds is not None or case.policy.minimum_fit > 0
    reached = _reached(case)
    known = [one for one in case.plan.unassigned if one.candidate in case.person_at]
    for one in case.some(known, case.depth.people, "held back"):
        told = [reason for reason in one.reasons if reason.code in HELD]
        found = list(_of_person(case, case.person_at[one.candidate], reached)) if may_be else []
        if told != found:
            yield f"{one.candidate}: told {told}, found {found}"


def who_could_come(case: Case, opening: int) -> Iterator[Reason]:
    """Why those who meet the requirements of an opening with room do not come: elsewhere, below, held back."""
    least = case.policy.minimum_fit
    eligible = case.meetings.of_opening[opening].eligible
    waiting = [pair for person in eligible.tolist() if (pair := (person, opening)) not in case.proposed]
    elsewhere = [pair for pair in waiting if case.proposals_of[pair[0]]]
    left = [pair for pair in waiting if not case.proposals_of[pair[0]]]
    people, openings = columns(left)
    below = people[~case.enough(people, openings)]
    if case.plan.bounds is None and not least:
        elsewhere, left, below = waiting, [], people[:0]
    if elsewhere:
        yield Reason.of(ReasonCode.PROPOSED_ELSEWHERE, count=len(elsewhere))
    if len(below):
        yield Reason.of(ReasonCode.BELOW_MINIMUM, count=len(below), minimum=least)
    if len(left) > len(below):
        yield Reason.of(ReasonCode.CONSTRAINED, count=len(left) - len(below))
    if waiting:
        yield from (reason for one, reason in _reached(case) if _closes(case, one, opening))


def _of_person(case: Case, person: int, reached: list[tuple[Counted, Reason]]) -> Iterator[Reason]:
    openings = case.meetings.allowed_for(person)
    enough: list[Pair] = [(person, one) for one in openings[case.enough(person, openings)].tolist()]
    if len(openings) and not enough:
        yield Reason.of(ReasonCode.BELOW_MINIMUM, count=len(openings), minimum=case.policy.minimum_fit)
    if enough and case.plan.bounds is not None:
        yield Reason(ReasonCode.CONSTRAINED)
        yield from (reason for one, reason in reached if any(one.counts(pair) for pair in enough))


def _reached(case: Case) -> list[tuple[Counted, Reason]]:
    """The limits that let nobody more in, and how they are told."""
    if case.plan.bounds is None:
        return []
    found = []
    for one in limits_found(case):
        used = one.used(case)
        if one.kind is LimitKind.CLASS and used == 0 < one.least:
            found.append((one, Reason.of(ReasonCode.CLASS_NOT_HELD, opening=one.name, least=one.least)))
        elif one.kind in NAMED_AS and used == one.most:
            region = {"region": one.region} if one.region else {}
            facts = {NAMED_AS[one.kind]: one.name, **region}
            found.append((one, Reason.of(ReasonCode.LIMIT_REACHED, **facts)))
    return found


def _closes(case: Case, one: Counted, opening: int) -> bool:
    """Whether a limit counts an opening whoever comes."""
    needs_nobody_spared = one.kind is not LimitKind.RESOURCE or not _spares(case, one.name)
    return needs_nobody_spared and one.counts((0, opening))


def _spares(case: Case, resource: str) -> bool:
    return any(one.name == resource and one.unless_skill for one in case.policy.resources)
