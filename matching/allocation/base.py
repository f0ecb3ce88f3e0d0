"""Fits, room and decisions in, the best plan and its proof out, where nothing but room and lists limits it."""

from dataclasses import replace

import numpy as np

from matching.allocation.canon import canonical
from matching.allocation.core import Solution, solve_market
from matching.allocation.market import Decided, Market, open_market, pinned_total
from matching.allocation.prices import bound_of, thresholds
from matching.blocks.fits import ABSENT, FitSource
from matching.blocks.ties import id_hashes, ranks
from matching.domain.allocation import NO_LIMIT, Allocation
from matching.domain.columns import Bool, Int32, Int64, Text
from matching.domain.plan import DecisionCost, SeatValue, Status
from matching.domain.policy import Policy
from matching.domain.proof import BoundKind, Proof, Total


def best_plan(
    fits: FitSource,
    room: Int64,
    lists: int,
    policy: Policy,
    decided: Decided,
    people_ids: Text,
    opening_ids: Text,
    seed: int,
) -> Allocation:
    """Most people, then most proposals, then most points, with pins kept and vetoed pairs left out, proven."""
    hashes = id_hashes(people_ids, seed, "person"), id_hashes(opening_ids, seed, "opening")
    ties = ranks(hashes[0])
    solution = solve_market(open_market(fits, room, lists, policy, decided), ties)
    market, prices = solution.market, solution.prices
    threshold = thresholds(market, solution.chosen, prices)
    chosen = canonical(market, solution.chosen, prices, threshold, *hashes)
    threshold = thresholds(market, chosen, prices)
    pinned = pinned_total(fits, decided)
    objective = _total(market, chosen) + pinned
    person, opening, kept = _proposed(market, chosen, decided)
    free = _free_vetoes(fits, decided, market, prices, threshold)
    return Allocation(
        status=Status.OPTIMAL,
        algorithm=_algorithm(solution),
        person=person,
        opening=opening,
        pinned=kept,
        room=room,
        proof=Proof(
            objective=objective,
            bound=_bound(market, bound_of(market, chosen, prices, threshold), objective, pinned),
            bound_kind=BoundKind.CERTIFIED,
            scale=market.scale,
            prices=prices,
            greatest=solution.greatest,
            thresholds=threshold,
            capacities=market.capacities,
            pairs=solution.pairs,
        ),
        seat_values=_seat_values(market, prices, solution.greatest, opening_ids),
        decision_costs=_decision_costs(fits, room, lists, policy, decided, objective, free, ties),
    )


def _algorithm(solution: Solution) -> str:
    """How the plan was found, and whether equal plans were told apart among the pairs of the core alone."""
    return solution.algorithm if solution.all_ties else f"{solution.algorithm}_ties_within_it"


def _bound(market: Market, value: int, objective: Total, pinned: Total) -> Total:
    """The bound as a total; where points are all that counts, with the people and proposals of the plan."""
    total = market.scale.total(value + market.scale.value(pinned))
    return total if market.scale.person else replace(objective, points=total.points)


def _total(market: Market, chosen: Bool) -> Total:
    proposals = int(np.count_nonzero(chosen))
    counted = (market.proposals_of_people(chosen) > 0) & ~market.pinned
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
    fits: FitSource,
    room: Int64,
    lists: int,
    policy: Policy,
    decided: Decided,
    objective: Total,
    free: Bool,
    ties: Int64,
) -> tuple[DecisionCost, ...]:
    """What each pin and veto costs: the best total without it less the total with it."""
    costs = []
    for pinned, decisions in ((True, policy.pins), (False, policy.vetoes)):
        for place, one in enumerate(decisions):
            cost = Total()
            if pinned or not free[place]:
                without = _without(decided, place, pinned)
                other = solve_market(open_market(fits, room, lists, policy, without), ties)
                cost = _total(other.market, other.chosen) + pinned_total(fits, without) - objective
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
