"""A proven plan and what people have decided in, what each pin and veto costs the whole out."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matching.allocation.base.core import solve_market
from matching.allocation.base.market import Decided, Market, open_market, pinned_total
from matching.allocation.changes.kept import Kept, keep
from matching.allocation.changes.single import forced
from matching.blocks.fits import ABSENT, FitSource
from matching.domain.columns import Bool, Int64
from matching.domain.plan import DecisionCost
from matching.domain.policy import Policy
from matching.domain.proof import Proof, Total


def total_of(market: Market, chosen: Bool) -> Total:
    """What the chosen pairs amount to, people whom a pin has counted left out."""
    proposals = int(np.count_nonzero(chosen))
    counted = (market.proposals_of_people(chosen) > 0) & ~market.pinned
    points = int(market.value[chosen].sum()) - proposals * market.scale.proposal
    return Total(int(np.count_nonzero(counted)), proposals, points)


@dataclass(frozen=True, eq=False, kw_only=True)
class Deciding:
    """A plan that prices prove, and the round it is of."""

    fits: FitSource
    room: Int64
    lists: int
    policy: Policy
    decided: Decided
    ties: Int64
    market: Market
    chosen: Bool
    proof: Proof

    def costs(self) -> Iterator[DecisionCost]:
        """What each pin costs, then each veto: the best total without it less the total with it."""
        for place, one in enumerate(self.policy.pins):
            yield DecisionCost(one.candidate, one.opening, True, self._of_pin(place))
        for place, one in enumerate(self.policy.vetoes):
            cost = Total() if self._free[place] else self._of_veto(place)
            yield DecisionCost(one.candidate, one.opening, False, cost)

    def _of_pin(self, place: int) -> Total:
        without = self.decided.without(place, pinned=True)
        market = open_market(self.fits, self.room, self.lists, self.policy, without)
        other = solve_market(market, self.ties)
        return total_of(other.market, other.chosen) + pinned_total(self.fits, without) - self.proof.objective

    def _of_veto(self, place: int) -> Total:
        """Without the veto the best plan is this one, or the best of those that have the pair."""
        person, opening = int(self.decided.veto_person[place]), int(self.decided.veto_opening[place])
        pairs = self.fits.best_for(person, self.fits.openings, np.arange(self.fits.openings))
        allowed = self.market.allowed
        may = (
            (pairs.opening == opening) & (pairs.points >= allowed.least) & (allowed.unknown | ~pairs.unknown)
        )
        after = forced(self._kept, person, opening, int(pairs.points[may][0])) if may.any() else None
        return after.total if after is not None and self.proof.scale.value(after.total) > 0 else Total()

    @cached_property
    def _free(self) -> Bool:
        """Vetoes that cost nothing, shape (vetoes,): the pair is not worth its person's threshold at the prices."""
        person, opening = self.decided.veto_person, self.decided.veto_opening
        points = self.fits.points(person, opening).astype(np.int64)
        net = points + self.proof.scale.proposal - self.proof.prices[opening]
        worse = (self.market.lists[person] > 0) & (net <= self.proof.thresholds[person])
        free: Bool = (points == ABSENT) | worse
        return free

    @cached_property
    def _kept(self) -> Kept:
        market, chosen = self.market, self.chosen
        points = market.value[chosen] - market.scale.proposal
        proposed = market.person[chosen], market.opening[chosen], points
        return keep(self.fits, market.allowed, self.decided, self.lists, proposed, self.proof).renewed()
