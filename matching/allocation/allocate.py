"""Fits and a policy in, a proven allocation out."""

import numpy as np

from matching.allocation.base.best import best_plan
from matching.allocation.base.flow import ALGORITHM
from matching.allocation.base.market import Decided
from matching.allocation.limited.constraints import Constraints, Round
from matching.allocation.reserves import with_reserves
from matching.allocation.stable.blocking import with_blocking
from matching.allocation.stable.plan import stable_plan
from matching.blocks.decided import positions
from matching.blocks.fits import ABSENT, FitSource
from matching.domain.allocation import Allocation
from matching.domain.answers import TENTHS_IN_A_SEAT
from matching.domain.columns import Int16, Int32, Int64, Text
from matching.domain.errors import Fact
from matching.domain.plan import Status
from matching.domain.policy import Decision, Mode, Objective, Policy
from matching.domain.reasons import Reason, ReasonCode


def whole_places(seats: Int16) -> Int64:
    """People an opening takes when none share: its whole positions, or one where it has only part of one."""
    tenths = seats.astype(np.int64)
    return np.where(tenths > 0, np.maximum(tenths // TENTHS_IN_A_SEAT, 1), 0)


def allocate(
    fits: FitSource,
    places: Int64,
    policy: Policy,
    people_ids: Text,
    opening_ids: Text,
    *,
    seed: int,
    under: Constraints | None = None,
) -> Allocation:
    """Fits and the places of each opening in; most people, then most proposals, then most points out, proven.

    Any FitSource and places of shape (openings,) will do: a table of given scores is allocated by the same lines.
    `under` is what limits the plan beside room and lists; where that cannot matter, the base model is solved.

    Raises:
        PolicyFault: a pin or veto names an id that is not there, or the policy asks for a stable plan and for
            something such a plan cannot have.
    """
    one = round_of(fits, places, policy, people_ids, opening_ids, under)
    causes = _conflicts(one)
    if causes:
        return _infeasible(causes, one.room)
    if policy.objective is Objective.STABLE:
        allocation = stable_plan(one, people_ids, opening_ids, seed)
    elif one.constraints.matter(fits):
        # Only here, so that a round without constraints never waits for their solver to load.
        from matching.allocation.limited.plan import limited_plan

        allocation = limited_plan(one, people_ids, opening_ids, seed)
    else:
        allocation = best_plan(fits, one.room, one.lists, policy, one.decided, people_ids, opening_ids, seed)
    allocation = with_blocking(allocation, fits, policy, one.decided)
    return with_reserves(allocation, fits, policy, people_ids, opening_ids, seed=seed)


def round_of(
    fits: FitSource,
    places: Int64,
    policy: Policy,
    people_ids: Text,
    opening_ids: Text,
    under: Constraints | None = None,
) -> Round:
    """Everything an allocation is made from, by position.

    Raises:
        PolicyFault: a pin or veto names an id that is not there.
    """
    meetings = policy.mode is Mode.MEETINGS
    return Round(
        fits,
        places * (policy.people_per_seat if meetings else 1),
        policy.lists_per_person if meetings else 1,
        policy,
        _decided(policy, people_ids, opening_ids),
        under or Constraints.none(fits.people, fits.openings),
    )


def _infeasible(causes: tuple[Reason, ...], room: Int64) -> Allocation:
    nobody, nothing = np.empty(0, dtype=np.int32), np.empty(0, dtype=np.bool_)
    return Allocation(
        status=Status.INFEASIBLE,
        algorithm=ALGORITHM,
        causes=causes,
        person=nobody,
        opening=nobody,
        pinned=nothing,
        room=room,
    )


def _decided(policy: Policy, people_ids: Text, opening_ids: Text) -> Decided:
    def both(decisions: tuple[Decision, ...]) -> tuple[Int32, Int32]:
        return (
            positions(people_ids, [one.candidate for one in decisions], "candidate"),
            positions(opening_ids, [one.opening for one in decisions], "opening"),
        )

    return Decided(*both(policy.pins), *both(policy.vetoes))


def _conflicts(one: Round) -> tuple[Reason, ...]:
    """Why the pins cannot all be kept, each cause by the pair or opening it is about."""
    causes = []
    policy, decided, sharing = one.policy, one.decided, one.constraints.sharing
    pairs = list(zip(policy.pins, decided.pin_person, decided.pin_opening, strict=True))
    points = one.fits.points(decided.pin_person, decided.pin_opening)
    vetoed = {(one.candidate, one.opening) for one in policy.vetoes}
    seen: set[tuple[int, int]] = set()
    for (pin, person, opening), worth in zip(pairs, points, strict=True):
        facts: dict[str, Fact] = {"candidate": pin.candidate, "opening": pin.opening}
        if worth == ABSENT:
            causes.append(Reason.of(ReasonCode.PINNED_INELIGIBLE, **facts))
        if (pin.candidate, pin.opening) in vetoed:
            causes.append(Reason.of(ReasonCode.PINNED_AND_VETOED, **facts))
        if (person, opening) in seen or np.count_nonzero(decided.pin_person == person) > one.lists:
            causes.append(Reason.of(ReasonCode.PINNED_TWICE, **facts))
        seen.add((person, opening))
    for opening in np.unique(decided.pin_opening).tolist():
        pinned = decided.pin_person[decided.pin_opening == opening]
        room = sharing.fitting(opening, pinned, one.room)
        if room < len(pinned):
            name = next(pin.opening for pin, _, place in pairs if place == opening)
            facts = {"opening": name, "room": room, "pins": len(pinned)}
            causes.append(Reason.of(ReasonCode.PINS_EXCEED_SEATS, **facts))
    return tuple(causes)
