"""Fits, room and decisions in, the best plan and its proof out, where nothing but room and lists limits it."""

from dataclasses import replace

import numpy as np

from matching.allocation.base.canon import canonical
from matching.allocation.base.core import Solution, solve_market
from matching.allocation.base.deciding import Deciding, total_of
from matching.allocation.base.market import Decided, Market, open_market, pinned_total
from matching.allocation.base.prices import bound_of, thresholds
from matching.blocks.fits import FitSource
from matching.blocks.ties import id_hashes, ranks
from matching.domain.allocation import NO_LIMIT, Allocation
from matching.domain.columns import Bool, Int32, Int64, Text
from matching.domain.plan import SeatValue, Status
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
    person, opening, kept = _proposed(market, chosen, decided)
    proof = _proof(solution, chosen, pinned_total(fits, decided))
    deciding = Deciding(
        fits=fits,
        room=room,
        lists=lists,
        policy=policy,
        decided=decided,
        ties=ties,
        market=market,
        chosen=chosen,
        proof=proof,
    )
    return Allocation(
        status=Status.OPTIMAL,
        algorithm=_algorithm(solution),
        person=person,
        opening=opening,
        pinned=kept,
        room=room,
        proof=proof,
        seat_values=_seat_values(market, prices, solution.greatest, opening_ids),
        decision_costs=tuple(deciding.costs()),
    )


def _proof(solution: Solution, chosen: Bool, pinned: Total) -> Proof:
    """What proves a choice best that is as good as the solution's."""
    market, prices = solution.market, solution.prices
    threshold = thresholds(market, chosen, prices)
    objective = total_of(market, chosen) + pinned
    return Proof(
        objective=objective,
        bound=_bound(market, bound_of(market, chosen, prices, threshold), objective, pinned),
        bound_kind=BoundKind.CERTIFIED,
        scale=market.scale,
        prices=prices,
        greatest=solution.greatest,
        thresholds=threshold,
        capacities=market.capacities,
        pairs=solution.pairs,
    )


def _algorithm(solution: Solution) -> str:
    """How the plan was found, and whether equal plans were told apart among the pairs of the core alone."""
    return solution.algorithm if solution.all_ties else f"{solution.algorithm}_ties_within_it"


def _bound(market: Market, value: int, objective: Total, pinned: Total) -> Total:
    """The bound as a total; where points are all that counts, with the people and proposals of the plan."""
    total = market.scale.total(value + market.scale.value(pinned))
    return total if market.scale.person else replace(objective, points=total.points)


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
