"""Checks of what a plan leaves: people without a proposal, seats nobody is proposed for."""

from collections import Counter
from collections.abc import Iterator

from matching.audit.case import Case, Counts
from matching.domain.plan import EmptySeats, Unassigned
from matching.domain.reasons import ReasonCode

LOST_OUT = (
    ReasonCode.COMPETITION,
    ReasonCode.NO_SEATS,
    ReasonCode.SEATS_TAKEN_BY_PINS,
    ReasonCode.VETOED,
)
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
        unfit = nowhere and code is ReasonCode.COMPETITION
        if code is None or unfit or (eligible and code not in LOST_OUT):
            yield f"{one.candidate} meets the requirements of {eligible} openings, and is told {code}"


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


def _unassigned(case: Case) -> Iterator[tuple[Unassigned, Counts]]:
    known = [one for one in case.plan.unassigned if one.candidate in case.person_at]
    for one in case.some(known, case.depth.people, "unassigned"):
        yield one, case.openings_for[case.person_at[one.candidate]]


def _empty(case: Case) -> Iterator[tuple[EmptySeats, Counts]]:
    known = [one for one in case.plan.empty_seats if one.opening in case.opening_at]
    for one in case.some(known, case.depth.openings, "empty seats"):
        yield one, case.people_for[case.opening_at[one.opening]]
