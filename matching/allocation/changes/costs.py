"""A plan and its fits in; what a pair costs the plan as a whole, and where else the person is best, out."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from matching.allocation.base.market import Decided
from matching.allocation.changes.augment import NONE
from matching.allocation.changes.kept import Kept, keep
from matching.allocation.changes.single import alternative, forced
from matching.blocks.decided import positions
from matching.blocks.fits import FitBlock, FitSource
from matching.blocks.picking import Allowed
from matching.domain.cohort import Cohort
from matching.domain.columns import Bool, Int32, Text
from matching.domain.plan import Assignment, Plan, Status
from matching.domain.policy import Decision, Mode, Policy
from matching.domain.proof import Proof, Total
from matching.domain.suggestion import Alternative, Move, PairCost, Way

WANTED: Final = 800_000
"""Pairs kept at most: with fewer of them more chains are too long to be sure of without looking at all pairs, and
with more of them each search takes longer."""


def reckonable(plan: Plan | None) -> Proof | None:
    """The prices costs are reckoned with; None where there is no plan, or other limits than room hold it."""
    return plan.proof if plan is not None and plan.status is Status.OPTIMAL else None


@dataclass(frozen=True, eq=False, kw_only=True)
class Costs:
    """What changes of one plan cost, counted on the plan as it stands."""

    fits: FitSource
    plan: Plan
    proof: Proof
    policy: Policy
    cohort: Cohort

    def of_pair(self, candidate: str, opening: str, points: int) -> PairCost:
        """What proposing a pair of so many points costs, whether or not its requirements are known to be met."""
        elsewhere, way = self._best_elsewhere(candidate, opening), self._way(candidate, opening)
        if opening in self._proposed.get(candidate, {}):
            return PairCost(proposed=True, cost=Total(), way=way, alternative=elsewhere)
        person, place = self._people[candidate], self._openings[opening]
        after = forced(self._kept, person, place, points)
        if after is None:
            return PairCost(proposed=False, cost=None, way=way, alternative=elsewhere)
        moves = tuple(
            Move(str(self.cohort.people.id[one.person]), self._name(one.here), self._name(one.there))
            for one in after.steps
        )
        lost = Total() - after.total
        return PairCost(proposed=False, cost=lost, way=way, alternative=elsewhere, moves=moves)

    def _may(self, candidate: str, pairs: FitBlock, *, unknown: bool) -> Bool:
        """Which of a person's pairs may be proposed when what is not known stops none, or does, shape (pairs,)."""
        vetoed = [one.opening for one in self.policy.vetoes if one.candidate == candidate]
        may: Bool = (~pairs.unknown | unknown) & (pairs.points >= self.policy.minimum_fit)
        if vetoed:
            may &= ~np.isin(self.cohort.openings.id[pairs.opening], vetoed)
        return may

    def _way(self, candidate: str, opening: str) -> Way:
        pair = self.fits.named(self._people[candidate], np.array([self._openings[opening]]))
        if self._may(candidate, pair, unknown=self.policy.allow_unknown).any():
            return Way.ITSELF
        return Way.ANSWERED if self._may(candidate, pair, unknown=True).any() else Way.PINNED

    def _best_elsewhere(self, candidate: str, opening: str) -> Alternative | None:
        others = [one for one in self._proposed.get(candidate, {}).values() if one.opening != opening]
        if others:
            best = max(others, key=lambda one: one.fit.points)
            return Alternative(best.opening, best.fit.points, True)
        person = self._people[candidate]
        pairs = self.fits.named(person, np.arange(self.fits.openings))
        pairs = pairs.take(self._may(candidate, pairs, unknown=self.policy.allow_unknown))
        points = pairs.points.astype(np.int64)
        found = alternative(self._kept, person, self._openings[opening], pairs.opening, points)
        if found is None:
            return None
        return Alternative(str(self._name(found[0])), int(points[pairs.opening == found[0]][0]), False)

    def _name(self, opening: int) -> str | None:
        return None if opening == NONE else str(self.cohort.openings.id[opening])

    @cached_property
    def _people(self) -> Mapping[str, int]:
        return {name: row for row, name in enumerate(self.cohort.people.id.tolist())}

    @cached_property
    def _openings(self) -> Mapping[str, int]:
        return {name: row for row, name in enumerate(self.cohort.openings.id.tolist())}

    @cached_property
    def _proposed(self) -> Mapping[str, Mapping[str, Assignment]]:
        found: dict[str, dict[str, Assignment]] = {}
        for one in self.plan.assignments:
            found.setdefault(one.candidate, {})[one.opening] = one
        return found

    @cached_property
    def _kept(self) -> Kept:
        policy, ids = self.policy, (self.cohort.people.id, self.cohort.openings.id)
        free = [one for one in self.plan.assignments if not one.pinned]
        person = np.array([self._people[one.candidate] for one in free], dtype=np.int32)
        opening = np.array([self._openings[one.opening] for one in free], dtype=np.int32)
        points = np.array([one.fit.points for one in free], dtype=np.int64)
        decided = Decided(*_places(policy.pins, *ids), *_places(policy.vetoes, *ids))
        allowed = Allowed(policy.allow_unknown, policy.minimum_fit)
        lists = policy.lists_per_person if policy.mode is Mode.MEETINGS else 1
        kept = keep(self.fits, allowed, decided, lists, (person, opening, points), self.proof)
        return kept.renewed(wanted=WANTED)


def _places(decisions: tuple[Decision, ...], people: Text, openings: Text) -> tuple[Int32, Int32]:
    return (
        positions(people, [one.candidate for one in decisions], "candidate"),
        positions(openings, [one.opening for one in decisions], "opening"),
    )
