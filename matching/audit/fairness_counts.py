"""A round, its plans and who is of which group in, our own count of everything the fairness report tells out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from statistics import median

import numpy as np

from matching.audit.judging import Judgements
from matching.audit.meeting import Meetings
from matching.audit.reading import Round
from matching.audit.scoring import Scores
from matching.domain.fairness import LISTED, Groups, Stage, WithinTrade
from matching.domain.plan import Plan
from matching.domain.policy import Mode

MOST_PAIRS = 2_000_000
"""Pairs of a round up to which everything is counted again; above that, only what the plans say."""

Ids = frozenset[str]
Best = Mapping[int, Mapping[str, int]]


@dataclass(frozen=True, eq=False)
class Recount:
    """Everything counted again, one person and one opening at a time."""

    round: Round
    plan: Plan
    without: Plan
    groups: Groups

    @property
    def complete(self) -> bool:
        """Whether the round is small enough for every pair to be looked at again."""
        return len(self.round.person_ids) * len(self.round.opening_ids) <= MOST_PAIRS

    @cached_property
    def everybody(self) -> Ids:
        """Ids of all people."""
        return frozenset(self.round.person_ids)

    def members(self, column: str, group: str | None) -> Ids:
        """Ids of the people of one group; None: of those no group is known of."""
        named = next(of for one, of in self.groups.of.items() if one == column)
        return frozenset(name for name in self.everybody if named.get(name) == group)

    @cached_property
    def stages(self) -> Mapping[Stage, Ids]:
        """Who has come to each stage whose people are known exactly."""
        found = {
            Stage.PROPOSED: frozenset(one.candidate for one in self.plan.assignments),
            Stage.WITHOUT_INTERESTS: frozenset(one.candidate for one in self.without.assignments),
        }
        if self.complete:
            found[Stage.ELIGIBLE] = frozenset(self.round.person_ids[person] for person in self._openings_of)
        return found

    @cached_property
    def listed(self) -> tuple[Ids, Ids]:
        """Who must be among the LISTED of some opening, and who may be: equal points are told apart by lot."""
        talk = replace(self.round, policy=replace(self.round.policy, mode=Mode.MEETINGS))
        meetings = Meetings(Judgements(talk), self._vetoes)
        surely, perhaps = set[str](), set[str]()
        for opening in range(len(talk.opening_ids)):
            found = meetings.of_opening[opening]
            people = np.concatenate(found)
            points = self._scores.points(people, opening)
            by_points = dict(zip(people.tolist(), points.tolist(), strict=True))
            last = sorted(by_points.values(), reverse=True)[:LISTED][-1:]
            up_to_it = [person for person, mine in by_points.items() if [mine] >= last]
            above_it = [person for person, mine in by_points.items() if [mine] > last]
            perhaps.update(talk.person_ids[person] for person in up_to_it)
            sure = up_to_it if len(up_to_it) <= LISTED else above_it
            surely.update(talk.person_ids[person] for person in sure)
        return frozenset(surely), frozenset(perhaps)

    @cached_property
    def wished(self) -> Ids:
        """Those proposed who have stated a wish."""
        return frozenset(one for one in self.stages[Stage.PROPOSED] if self._wish[one] is not None)

    @cached_property
    def first(self) -> Ids:
        """Of those, the ones proposed to the trade they wish for most."""
        return frozenset(
            one.candidate for one in self.plan.assignments if one.trade == self._wish[one.candidate]
        )

    def minutes(self, members: Ids) -> int | None:
        """Median of the shortest journeys, half up; None of fewer than 10."""
        journeys: dict[str, list[int]] = {}
        for one in self.plan.assignments:
            if one.candidate in members and one.minutes is not None:
                journeys.setdefault(one.candidate, []).append(one.minutes)
        if len(journeys) < 10:
            return None
        return int(
            Fraction(median([Fraction(min(several)) for several in journeys.values()])) + Fraction(1, 2)
        )

    def within_trade(self, members: Ids) -> WithinTrade | None:
        """The group and the others compared in each trade where both are 10 or more."""
        ours, theirs, weights = list[Fraction](), list[Fraction](), list[int]()
        for best in self._best.values():
            mine = [points for name, points in best.items() if name in members]
            others = [points for name, points in best.items() if name not in members]
            if len(mine) >= 10 and len(others) >= 10:
                weights.append(len(best))
                ours.append(Fraction(sum(mine), len(mine)))
                theirs.append(Fraction(sum(others), len(others)))
        if not weights:
            return None

        def mean(values: Iterable[Fraction]) -> int:
            total = sum(weight * value for weight, value in zip(weights, values, strict=True))
            return int(Fraction(total) / sum(weights) + Fraction(1, 2))

        return WithinTrade(mean(ours), mean(theirs), len(weights))

    @cached_property
    def moved(self) -> int:
        """People whose proposals are others without interests."""

        def pairs(plan: Plan, name: str) -> set[str]:
            return {one.opening for one in plan.assignments if one.candidate == name}

        named = self.stages[Stage.PROPOSED] | self.stages[Stage.WITHOUT_INTERESTS]
        return sum(pairs(self.plan, name) != pairs(self.without, name) for name in named)

    @cached_property
    def _scores(self) -> Scores:
        return Scores(self.round)

    @cached_property
    def _vetoes(self) -> frozenset[tuple[int, int]]:
        place: Callable[[list[str], str], int] = list.index
        people, openings = self.round.person_ids, self.round.opening_ids
        return frozenset(
            (place(people, one.candidate), place(openings, one.opening)) for one in self.round.policy.vetoes
        )

    @cached_property
    def _openings_of(self) -> Mapping[int, list[int]]:
        """The openings each person is eligible for, those with none left out."""
        meetings = Meetings(Judgements(self.round), self._vetoes)
        found: dict[int, list[int]] = {}
        for opening in range(len(self.round.opening_ids)):
            for person in meetings.of_opening[opening].eligible.tolist():
                found.setdefault(person, []).append(opening)
        return found

    @cached_property
    def _best(self) -> Best:
        """By the trade an opening names first, the most points of each person eligible there."""
        found: dict[int, dict[str, int]] = {}
        for person, openings in self._openings_of.items():
            name = self.round.person_ids[person]
            for opening, points in zip(openings, self._scores.points(person, openings).tolist(), strict=True):
                best = found.setdefault(self.round.offers[opening].trades[0], {})
                best[name] = max(best.get(name, 0), points)
        return found

    @cached_property
    def _wish(self) -> Mapping[str, str | None]:
        """The trade each person wishes for most."""
        trades = self.round.catalogue.trades
        wishes = ((name, self.round.people[place].wishes) for place, name in enumerate(self.round.person_ids))
        return {name: trades[some[0]].key if some else None for name, some in wishes}
