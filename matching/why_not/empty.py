"""An opening with room nobody is proposed for in, why, and the cheapest changes that would fill it out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matching.blocks.fits import FitBlock
from matching.domain.change import Effect, Helping, ProvenBy, WhyEmpty
from matching.domain.columns import Bool, Int64
from matching.domain.proof import Proof
from matching.why_not.of_openings import trials_of_firm
from matching.why_not.outcome import Outcome
from matching.why_not.search import CANNOT, Found, Tried, search
from matching.why_not.standing import Standing, at
from matching.why_not.trial import Trial


def why_empty(standing: Standing, opening: str) -> WhyEmpty | None:
    """Why an opening has room left, and the cheapest single change of each kind that would fill some of it.

    None where it has none left.

    Raises:
        PolicyFault: there is no opening of that id.
    """
    column = standing.column(opening)
    told = next((one for one in standing.plan.empty_seats if one.opening == opening), None)
    if told is None:
        return None
    found = _Empty(standing, column, opening).search()
    return WhyEmpty(opening=opening, room=told.room, reasons=told.reasons, **vars(found))


@dataclass(frozen=True, eq=False)
class _Empty:
    """One opening with room left, and what changes would do."""

    standing: Standing
    column: int
    name: str

    def search(self) -> Found:
        """The best change of each kind."""
        standing, ready = self.standing, self.standing.ready
        stated, asked = standing.cohort.openings.opening(self.column), ready.openings.opening(self.column)
        tried = self._tried(trials_of_firm(stated, asked, ready.people, standing.terms))
        if standing.is_small:
            return search(tried, self._solve, standing.policy.objective, standing.most)
        # Without a solve only a person who has nothing is sure to fill the room.
        return replace(search(tried, self._by_prices, standing.policy.objective, standing.most), whole=False)

    def _tried(self, trials: Sequence[Trial]) -> list[Tried]:
        proof, pairs = self.standing.plan.proof, self.standing.columns(trials)
        found = []
        for place, one in enumerate(trials):
            here = at(pairs.take(pairs.opening == place), self.column)
            mine = here.take(self._open(here))
            helps = bool(len(mine)) and (proof is None or int(self._gains(proof, mine).max()) > 0)
            found.append(Tried(one, place, here, None if helps else CANNOT))
        return found

    def _open(self, pairs: FitBlock) -> Bool:
        """Whether each pair may be proposed, shape (pairs,)."""
        people = self.standing.ready.people.id
        vetoed = [one.candidate for one in self.standing.policy.vetoes if one.opening == self.name]
        return self.standing.may_be_proposed(pairs) & ~np.isin(people[pairs.person], vetoed)

    def _gains(self, proof: Proof, pairs: FitBlock) -> Int64:
        """What the whole gains by each pair alone where there is room, exactly; shape (pairs,).

        It is what the pair is worth net of its price, above what would have to be given up for it.
        """
        worth = pairs.points.astype(np.int64) + proof.scale.proposal
        gains: Int64 = worth - proof.prices[self.column] - proof.thresholds[pairs.person]
        return gains

    def _solve(self, tried: Tried) -> Helping | None:
        """What the change does, by allocating the round again with it."""
        after, before = self.standing.with_column(tried.trial, tried.pairs), self.standing.before
        if after is None or self._proposed(after) <= self._proposed(before):
            return None
        if not self.standing.is_gain(after.total - before.total):
            return None
        return after.helping(tried.trial.change, Effect.PROPOSED, self.name, before)

    def _proposed(self, outcome: Outcome) -> int:
        return sum(opening == self.name for _, opening in outcome.proposals)

    def _by_prices(self, tried: Tried) -> Helping | None:
        """What the change does, by the plan's own prices; told where somebody without a proposal could come."""
        standing, proof = self.standing, self.standing.plan.proof
        mine = tried.pairs.take(self._open(tried.pairs))
        if proof is None or not len(mine):
            return None
        left = ~np.isin(standing.ready.people.id[mine.person], list(standing.before.people))
        gain = int(self._gains(proof, mine)[left].max(initial=CANNOT))
        if gain <= 0:
            return None
        return Helping(
            change=tried.trial.change,
            effect=Effect.PROPOSED,
            opening=self.name,
            gain=proof.scale.total(gain),
            lose=0,
            proven_by=ProvenBy.PRICES,
        )
