"""A synthetic round scored pair by pair: who has recorded skills, points, and the sum of the candidate's side."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from benchmarks import region
from benchmarks.chance import pick
from benchmarks.generate import generate
from matching.catalogue.defaults import complete
from matching.catalogue.loader import load_catalogue
from matching.domain.columns import Bool, Int16, Int64, Ragged
from matching.domain.fit import Criterion, Side
from matching.domain.openings import Openings
from matching.domain.people import People
from matching.domain.policy import Policy
from matching.scoring.held import held_skills
from matching.scoring.scales import UNKNOWN_GRADE
from matching.scoring.score import Scorer


def weighing_wants(**percent: int) -> Policy:
    """A policy whose candidate's side is these criteria alone."""
    given: Mapping[Criterion, int] = {one: percent.get(one.value, 0) for one in Criterion}
    return Policy(weights={**given, Criterion.SKILLS: 100})


def own_trades(people: int, seed: int) -> Int16:
    """The trade each person of a synthetic round leans towards: the first thing the generator draws."""
    chance, _ = np.random.default_rng(seed).spawn(2)
    return pick(chance, region.trades(load_catalogue()), people, np.int16)


@dataclass(frozen=True, eq=False)
class Known:
    """Every pair of a round, whether it may meet or not."""

    people: People
    openings: Openings
    policy: Policy
    points: Int64
    """Total points, shape (people, openings)."""
    hers: Int64
    """Sum of weight x grade of the candidate's side, unrounded; same shape."""

    @classmethod
    def of(cls, people: int, openings: int, *, seed: int, policy: Policy) -> Self:
        """A synthetic round; every opening is fitted in the trade named first."""
        catalogue = load_catalogue()
        made = generate(people, openings, seed=seed, catalogue=catalogue)
        places = complete(made.openings, made.programme, catalogue)
        first = np.full_like(places.trades, -1)
        first[:, 0] = places.trades[:, 0]
        return cls._scored(made.people, replace(places, trades=first), policy)

    @classmethod
    def _scored(cls, people: People, openings: Openings, policy: Policy) -> Self:
        scorer = Scorer(people, openings, load_catalogue(), policy)
        shape = len(people), len(openings)
        row, col = np.divmod(np.arange(shape[0] * shape[1]), shape[1])
        graded = scorer.grade(np.arange(shape[0]), np.arange(shape[1]), row, col)
        hers = sum(
            policy.weights[name]
            * np.where(grade == UNKNOWN_GRADE, scorer.neutral(name), grade).astype(np.int64)
            for name, grade in graded.grades.items()
            if name.side is Side.CANDIDATE
        )
        return cls(
            people, openings, policy, graded.points.astype(np.int64).reshape(shape), np.reshape(hers, shape)
        )

    @property
    def mapped(self) -> Bool:
        """Who has recorded skills, work or school, shape (people,)."""
        held = held_skills(self.people, load_catalogue())
        return self.people.skills_known | (held.skills.lengths() > 0)

    def without_skills(self) -> "Known":
        """The same round with nothing recorded of what anybody can do."""
        nothing = Ragged.empty(len(self.people))
        blank = replace(
            self.people,
            skills=nothing,
            skills_known=np.zeros(len(self.people), dtype=np.bool_),
            slight=nothing,
            practice_trades=nothing,
            practice_months=nothing,
            occupations=nothing,
            occupation_months=nothing,
            schooling=nothing,
        )
        return self._scored(blank, self.openings, self.policy)

    def out_of_order(self) -> float:
        """Of unmapped people who are neighbours by their own side, the share whose points turn them round."""
        who = np.flatnonzero(~self.mapped)
        against = pairs = 0
        for opening in range(len(self.openings)):
            order = np.argsort(self.hers[who, opening], kind="stable")
            # In the order of her side, total points must never fall: each fall is a pair out of order.
            points = self.points[who, opening][order]
            against += int((np.maximum.accumulate(points)[:-1] > points[1:]).sum())
            pairs += len(who) - 1
        return against / max(pairs, 1)

    def finding(self, own: Int16, scores: Int64, people: Bool) -> float:
        """How often an opening in a person's own trade stands above one in another, ties half; mean over people.

        Openings that ask for no skill are left out: they are good for everybody on their own side.
        """
        asking = self._asking()
        scores = scores[:, asking]
        here = own[:, None] == self.openings.trades[asking, 0][None, :]
        found = []
        for row in np.flatnonzero(people & here.any(axis=1)).tolist():
            mine, others = scores[row, here[row]], scores[row, ~here[row]]
            above = (mine[:, None] > others[None, :]).mean()
            found.append(above + (mine[:, None] == others[None, :]).mean() / 2)
        return float(np.mean(found))

    def _asking(self) -> Bool:
        """Openings that ask for some skill, a blank list being what is typical of the trade; shape (openings,)."""
        lists = (self.openings.must, self.openings.nice)
        blank = ~(self.openings.must_known & self.openings.nice_known)
        return np.asarray(blank | (sum(one.lengths() for one in lists) > 0))
