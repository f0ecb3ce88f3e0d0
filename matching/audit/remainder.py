"""Checks of what a plan leaves: people without a proposal, seats nobody is proposed for."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from matching.audit.case import Case, Counts
from matching.audit.held import HELD, who_could_come
from matching.domain.answers import NO, UNKNOWN
from matching.domain.plan import EmptySeats, Unassigned
from matching.domain.reasons import Reason, ReasonCode

LOST_TO_OTHERS = (ReasonCode.COMPETITION, ReasonCode.NO_SEATS, ReasonCode.SEATS_TAKEN_BY_PINS)
LOST_OUT = (*LOST_TO_OTHERS, *HELD, ReasonCode.VETOED)
"""Why a person who meets the requirements of an opening may be without a proposal all the same."""


def everybody_once(case: Case) -> Iterator[str]:
    """Everybody has a proposal or stands once among those without, never both."""
    left = Counter(one.candidate for one in case.plan.unassigned)
    proposed = {one.candidate for one in case.plan.assignments}
    for name in case.round.person_ids:
        if left[name] != (name not in proposed):
            yield f"{name} has {'a' if name in proposed else 'no'} proposal, and stands {left[name]} times without"


def unassigned_counts(case: Case) -> Iterator[str]:
    """The openings a person without a proposal could meet are counted right."""
    for one, found in _unassigned(case):
        if (one.eligible, one.unknown) != found:
            yield f"{one.candidate}: told {one.eligible} eligible, {one.unknown} unknown, found {found}"


def unassigned_reasons(case: Case) -> Iterator[str]:
    """Whoever meets the requirements somewhere lost out; whoever meets none did not lose to others."""
    for one, (eligible, unknown) in _unassigned(case):
        code = one.reasons[0].code if one.reasons else None
        nowhere = not eligible and not (case.policy.allow_unknown and unknown)
        unfit = nowhere and code in (ReasonCode.COMPETITION, *HELD)
        if code is None or unfit or (eligible and code not in LOST_OUT):
            yield f"{one.candidate} meets the requirements of {eligible} openings, and is told {code}"


def reasons_are_true(case: Case) -> Iterator[str]:
    """Whoever is eligible nowhere is told just the vetoes, rules and questions we count; nobody else is."""
    for one, (eligible, _) in _unassigned(case):
        person = case.person_at[one.candidate]
        told = Counter(reason for reason in one.reasons if reason.code not in (*LOST_TO_OTHERS, *HELD))
        found = Counter[Reason]() if eligible else _stops_of_person(case, person)
        yield from _differences(one.candidate, told, found)


def empty_seats(case: Case) -> Iterator[str]:
    """Just the openings with room left are listed, with what is left of it."""
    told = Counter((one.opening, one.room) for one in case.plan.empty_seats)
    left = [room - case.proposals_at[opening] for opening, room in enumerate(case.rooms)]
    found = Counter((case.round.opening_ids[opening], room) for opening, room in enumerate(left) if room > 0)
    for opening, room in sorted((told - found).keys() | (found - told).keys()):
        yield f"{opening}: room for {room} is told {told[opening, room]} times, found {found[opening, room]}"


def empty_counts(case: Case) -> Iterator[str]:
    """The people an opening with room left could meet are counted right."""
    for one, found in _empty(case):
        if (one.eligible, one.unknown) != found:
            yield f"{one.opening}: told {one.eligible} eligible, {one.unknown} unknown, found {found}"


def empty_reasons(case: Case) -> Iterator[str]:
    """Room left is told first who could come, then who is vetoed, then what stops all others we count."""
    for one, _ in _empty(case):
        opening = case.opening_at[one.opening]
        head = list(_who_could_come(case, opening))
        if list(one.reasons[: len(head)]) != head:
            yield f"{one.opening}: told {one.reasons[: len(head)]} first, found {head}"
        nobody = bool(head) and head[0].code is ReasonCode.NOBODY_ELIGIBLE
        found = _stops_of_opening(case, opening) if nobody else Counter[Reason]()
        yield from _differences(one.opening, Counter(one.reasons[len(head) :]), found)


def _who_could_come(case: Case, opening: int) -> Iterator[Reason]:
    waiting = list(who_could_come(case, opening))
    yield from waiting
    if not waiting:
        yield Reason.of(ReasonCode.NOBODY_ELIGIBLE, here=case.proposals_at[opening] or None)
    vetoed = [pair for pair in case.vetoes if pair[1] == opening and case.judgements.answer(*pair) != NO]
    if vetoed:
        yield Reason.of(ReasonCode.VETOED, count=len(vetoed))


def _stops_of_person(case: Case, person: int) -> Counter[Reason]:
    if not case.round.opening_ids:
        return Counter([Reason(ReasonCode.NO_OPENINGS)])
    vetoes = np.array([where for who, where in case.vetoes if who == person], dtype=np.intp)
    answers = case.judgements.answers(person, vetoes)
    vetoed = int(np.count_nonzero(answers != NO))
    undecided = np.append(case.meetings.of_person[person].unknown, vetoes[answers == UNKNOWN])
    found = case.stops.of_person(person, undecided)
    return found + Counter([Reason.of(ReasonCode.VETOED, count=vetoed)] if vetoed else [])


def _stops_of_opening(case: Case, opening: int) -> Counter[Reason]:
    vetoes = np.array([who for who, where in case.vetoes if where == opening], dtype=np.intp)
    undecided = vetoes[case.judgements.answers(vetoes, opening) == UNKNOWN]
    return case.stops.of_opening(opening, np.append(case.meetings.of_opening[opening].unknown, undecided))


def _differences(name: str, told: Counter[Reason], found: Counter[Reason]) -> Iterator[str]:
    for reason in (told - found) + (found - told):
        facts = dict(reason.facts)
        yield f"{name}: {reason.code} of {facts} is told {told[reason]} times, found {found[reason]}"


def _unassigned(case: Case) -> Iterator[tuple[Unassigned, Counts]]:
    known = [one for one in case.plan.unassigned if one.candidate in case.person_at]
    for one in case.some(known, case.depth.people, "unassigned"):
        yield one, case.openings_for[case.person_at[one.candidate]]


def _empty(case: Case) -> Iterator[tuple[EmptySeats, Counts]]:
    known = [one for one in case.plan.empty_seats if one.opening in case.opening_at]
    for one in case.some(known, case.depth.openings, "empty seats"):
        yield one, case.people_for[case.opening_at[one.opening]]
