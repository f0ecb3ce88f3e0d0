"""Fits and a policy in, a proven allocation out."""

from dataclasses import replace

import numpy as np

from matching.allocation.canon import canonical
from matching.allocation.core import solve_market
from matching.allocation.flow import ALGORITHM
from matching.allocation.market import Decided, Market, open_market, pinned_total
from matching.allocation.prices import bound_of, thresholds
from matching.allocation.reserves import with_reserves
from matching.blocks.decided import positions
from matching.blocks.fits import ABSENT, FitSource
from matching.blocks.ties import id_hashes
from matching.domain.allocation import NO_LIMIT, Allocation
from matching.domain.answers import TENTHS_IN_A_SEAT
from matching.domain.columns import Bool, Int16, Int32, Int64, Text
from matching.domain.errors import Fact
from matching.domain.plan import BoundKind, DecisionCost, Proof, SeatValue, Status, Total
from matching.domain.policy import Decision, Mode, Policy
from matching.domain.reasons import Reason, ReasonCode


def whole_places(seats: Int16) -> Int64:
    """People an opening takes when none share: its whole positions, or one where it has only part of one."""
    tenths = seats.astype(np.int64)
    return np.where(tenths > 0, np.maximum(tenths // TENTHS_IN_A_SEAT, 1), 0)


def allocate(
    fits: FitSource, places: Int64, policy: Policy, people_ids: Text, opening_ids: Text, *, seed: int
) -> Allocation:
    """Fits and the places of each opening in; most people, then most proposals, then most points out, proven.

    Any FitSource and places of shape (openings,) will do: a table of given scores is allocated by the same lines.

    Raises:
        PolicyFault: a pin or veto names an id that is not there.
    """
    meetings = policy.mode is Mode.MEETINGS
    room = places * (policy.people_per_seat if meetings else 1)
    lists = policy.lists_per_person if meetings else 1
    decided = _decided(policy, people_ids, opening_ids)
    causes = _conflicts(fits, room, lists, policy, decided)
    if causes:
        return _infeasible(causes, room)
    allocation = _best(fits, room, lists, policy, decided, people_ids, opening_ids, seed)
    return with_reserves(allocation, fits, policy, people_ids, opening_ids, seed=seed)


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


def _best(
    fits: FitSource,
    room: Int64,
    lists: int,
    policy: Policy,
    decided: Decided,
    people_ids: Text,
    opening_ids: Text,
    seed: int,
) -> Allocation:
    market = open_market(fits, room, lists, policy.mode, policy.allow_unknown, decided)
    solution = solve_market(market)
    prices, greatest = solution.prices, solution.greatest
    threshold = thresholds(market, solution.chosen, prices)
    hashes = id_hashes(people_ids, seed, "person"), id_hashes(opening_ids, seed, "opening")
    chosen = canonical(market, solution.chosen, prices, threshold, *hashes)
    threshold = thresholds(market, chosen, prices)
    pinned = pinned_total(fits, decided)
    objective = _total(market, chosen) + pinned
    person, opening, kept = _proposed(market, chosen, decided)
    free = _free_vetoes(fits, decided, market, prices, threshold)
    return Allocation(
        status=Status.OPTIMAL,
        algorithm=ALGORITHM,
        person=person,
        opening=opening,
        pinned=kept,
        room=room,
        proof=Proof(
            objective=objective,
            bound=market.scale.total(
                bound_of(market, chosen, prices, threshold) + market.scale.value(pinned)
            ),
            bound_kind=BoundKind.CERTIFIED,
            scale=market.scale,
            prices=prices,
            greatest=greatest,
            thresholds=threshold,
            capacities=market.capacities,
            pairs=len(market.person),
        ),
        seat_values=_seat_values(market, prices, greatest, opening_ids),
        decision_costs=_decision_costs(fits, room, lists, policy, decided, objective, free),
    )


def _decided(policy: Policy, people_ids: Text, opening_ids: Text) -> Decided:
    def both(decisions: tuple[Decision, ...]) -> tuple[Int32, Int32]:
        return (
            positions(people_ids, [one.candidate for one in decisions], "candidate"),
            positions(opening_ids, [one.opening for one in decisions], "opening"),
        )

    return Decided(*both(policy.pins), *both(policy.vetoes))


def _conflicts(
    fits: FitSource, room: Int64, lists: int, policy: Policy, decided: Decided
) -> tuple[Reason, ...]:
    """Why the pins cannot all be kept, each cause by the pair or opening it is about."""
    causes = []
    pairs = list(zip(policy.pins, decided.pin_person, decided.pin_opening, strict=True))
    points = fits.points(decided.pin_person, decided.pin_opening)
    vetoed = {(one.candidate, one.opening) for one in policy.vetoes}
    seen: set[tuple[int, int]] = set()
    for (pin, person, opening), worth in zip(pairs, points, strict=True):
        facts: dict[str, Fact] = {"candidate": pin.candidate, "opening": pin.opening}
        if worth == ABSENT:
            causes.append(Reason.of(ReasonCode.PINNED_INELIGIBLE, **facts))
        if (pin.candidate, pin.opening) in vetoed:
            causes.append(Reason.of(ReasonCode.PINNED_AND_VETOED, **facts))
        if (person, opening) in seen or np.count_nonzero(decided.pin_person == person) > lists:
            causes.append(Reason.of(ReasonCode.PINNED_TWICE, **facts))
        seen.add((person, opening))
    pins = np.bincount(decided.pin_opening, minlength=fits.openings)
    for opening in np.flatnonzero(pins > room):
        name = next(pin.opening for pin, _, place in pairs if place == opening)
        facts = {"opening": name, "room": int(room[opening]), "pins": int(pins[opening])}
        causes.append(Reason.of(ReasonCode.PINS_EXCEED_SEATS, **facts))
    return tuple(causes)


def _total(market: Market, chosen: Bool) -> Total:
    proposals = int(np.count_nonzero(chosen))
    counted = (market.proposals_of_people(chosen) > 0) & (market.first > 0)
    points = int(market.value[chosen].sum()) - proposals * market.scale.proposal
    return Total(int(np.count_nonzero(counted)), proposals, points)


def _proposed(market: Market, chosen: Bool, decided: Decided) -> tuple[Int32, Int32, Bool]:
    person = np.concatenate([market.person[chosen], decided.pin_person])
    opening = np.concatenate([market.opening[chosen], decided.pin_opening])
    pinned = np.arange(len(person)) >= np.count_nonzero(chosen)
    order = np.lexsort((person, opening))
    return person[order], opening[order], pinned[order]


def _seat_values(market: Market, prices: Int64, greatest: Int64, ids: Text) -> tuple[SeatValue, ...]:
    def loss(value: int) -> Total | None:
        return None if value == NO_LIMIT else market.scale.total(value)

    pairs = zip(ids, prices, greatest, strict=True)
    return tuple(
        SeatValue(str(name), market.scale.total(int(up)), loss(int(down))) for name, up, down in pairs
    )


def _free_vetoes(fits: FitSource, decided: Decided, market: Market, prices: Int64, threshold: Int64) -> Bool:
    """Vetoes that cost nothing, shape (vetoes,): the pair is not worth its person's threshold at these prices."""
    person, opening = decided.veto_person, decided.veto_opening
    points = fits.points(person, opening).astype(np.int64)
    net = points + market.scale.proposal - prices[opening]
    free: Bool = (points == ABSENT) | ((market.lists[person] > 0) & (net <= threshold[person]))
    return free


def _decision_costs(
    fits: FitSource, room: Int64, lists: int, policy: Policy, decided: Decided, objective: Total, free: Bool
) -> tuple[DecisionCost, ...]:
    """What each pin and veto costs: the best total without it less the total with it."""
    costs = []
    for pinned, decisions in ((True, policy.pins), (False, policy.vetoes)):
        for place, one in enumerate(decisions):
            cost = Total()
            if pinned or not free[place]:
                without = _without(decided, place, pinned)
                other = open_market(fits, room, lists, policy.mode, policy.allow_unknown, without)
                cost = _total(other, solve_market(other).chosen) + pinned_total(fits, without) - objective
            costs.append(DecisionCost(one.candidate, one.opening, pinned, cost))
    return tuple(costs)


def _without(decided: Decided, place: int, pinned: bool) -> Decided:
    if pinned:
        return replace(
            decided,
            pin_person=np.delete(decided.pin_person, place),
            pin_opening=np.delete(decided.pin_opening, place),
        )
    return replace(
        decided,
        veto_person=np.delete(decided.veto_person, place),
        veto_opening=np.delete(decided.veto_opening, place),
    )
