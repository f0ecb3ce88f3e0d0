"""Checks of every proposed pair: whether it may be, and whether all that is said of it is so."""

from collections import Counter
from collections.abc import Callable, Iterator

from matching.audit.case import Case
from matching.audit.meeting import Pair, columns
from matching.audit.notes import no_to_trade, notes_of
from matching.audit.reading import agreed_extent
from matching.domain.answers import UNKNOWN, YES
from matching.domain.fit import Fit
from matching.domain.plan import Assignment
from matching.domain.reasons import Reason

Check = Callable[[Case], Iterator[str]]


def known_ids(case: Case) -> Iterator[str]:
    """Everybody and every opening the plan names is of the round."""
    plan = case.plan
    reserves = {one.candidate for several in plan.reserves.values() for one in several}
    people = {one.candidate for one in plan.assignments} | {one.candidate for one in plan.unassigned}
    openings = {one.opening for one in plan.assignments} | {one.opening for one in plan.empty_seats}
    people |= reserves | {one.candidate for one in plan.decision_costs}
    openings |= set(plan.reserves) | {one.opening for one in plan.decision_costs}
    for name in sorted((people - set(case.person_at)) | (openings - set(case.opening_at))):
        yield f"{name} is not in the round"


def no_pair_twice(case: Case) -> Iterator[str]:
    """No pair is proposed twice."""
    for pair, times in Counter(pair for pair, _ in case.proposals).items():
        if times > 1:
            yield f"{case.named(pair)} is proposed {times} times"


def no_person_too_often(case: Case) -> Iterator[str]:
    """Nobody has more proposals than one person may get."""
    for person, proposals in case.proposals_of.items():
        if proposals > case.round.lists:
            yield f"{case.round.person_ids[person]} has {proposals} proposals, {case.round.lists} at most"


def no_opening_too_full(case: Case) -> Iterator[str]:
    """No opening has more proposals than it has room for."""
    taken = Counter[int]()
    for pair in case.proposed if case.plan.bounds else ():
        taken[pair[1]] += case.shares.size(pair)
    for opening, proposals in case.proposals_at.items():
        if proposals > case.rooms[opening] or taken[opening] > case.shares.capacity(opening):
            yield f"{case.round.opening_ids[opening]} has {proposals} proposals, room for {case.rooms[opening]}"


def pins_are_kept(case: Case) -> Iterator[str]:
    """Every pair people have pinned is proposed as pinned, and no other is."""
    shown = {(one.candidate, one.opening) for one in case.plan.assignments if one.pinned}
    decided = {(one.candidate, one.opening) for one in case.policy.pins}
    for candidate, opening in sorted(decided - shown):
        yield f"{candidate} at {opening} is pinned, and not in the plan as such"
    for candidate, opening in sorted(shown - decided):
        yield f"{candidate} at {opening} is shown as pinned, and nobody has pinned it"


def vetoes_are_kept(case: Case) -> Iterator[str]:
    """No pair people have vetoed is proposed or held in reserve."""
    vetoes = {(one.candidate, one.opening) for one in case.policy.vetoes}
    proposed = {(one.candidate, one.opening) for one in case.plan.assignments}
    reserves = {
        (one.candidate, opening) for opening, several in case.plan.reserves.items() for one in several
    }
    for candidate, opening in sorted(vetoes & (proposed | reserves)):
        yield f"{candidate} at {opening} is vetoed, and in the plan"


def requirements_are_met(case: Case) -> Iterator[str]:
    """Every pair proposed meets all requirements; a pinned one breaks none that is known."""
    pairs = sorted(case.proposed)
    for pair, answer in zip(pairs, case.judgements.answers(*columns(pairs)).tolist(), strict=True):
        least = UNKNOWN if case.policy.allow_unknown or pair in case.pins else YES
        if answer < least:
            yield f"{case.named(pair)} does not meet the requirements"


def told_as_we_find(
    told: Callable[[Assignment], object], found: Callable[[Case, Pair, Assignment], object]
) -> Check:
    """A check that one thing told of every proposal is what we find ourselves."""

    def check(case: Case) -> Iterator[str]:
        for pair, assignment in case.proposals:
            ours = found(case, pair, assignment)
            if told(assignment) != ours:
                yield f"{case.named(pair)}: told {told(assignment)}, found {ours}"

    return check


def fitted(told: Callable[[Fit], object]) -> Check:
    """A check that one thing told of every fit is what we find ourselves."""
    return told_as_we_find(lambda one: told(one.fit), lambda *proposed: told(_fit(*proposed)))


def trade(case: Case, pair: Pair, one: Assignment) -> str:
    """The trade of the opening the person fits best."""
    return _fit(case, pair, one).trade


def extent(case: Case, pair: Pair, _: Assignment) -> tuple[int, int] | None:
    """Extents both accept."""
    return agreed_extent(case.round.people[pair[0]], case.round.offers[pair[1]])


def minutes(case: Case, pair: Pair, _: Assignment) -> int | None:
    """The journey by the person's own way of travel."""
    return case.round.journey(case.round.people[pair[0]], case.round.offers[pair[1]])


def notes(case: Case, pair: Pair, one: Assignment) -> list[Reason]:
    """What is worth saying of the pair."""
    person, offer = case.round.people[pair[0]], case.round.offers[pair[1]]
    no = no_to_trade(person, trade(case, pair, one), case.round)
    return [*no, *notes_of(person, offer, case.round, case.pins.get(pair))]


def _fit(case: Case, pair: Pair, one: Assignment) -> Fit:
    """Our own fit of a pair: what is told, where we find the same."""
    return case.misfits.get(pair, one.fit)
