"""Pairs in, their points, or their whole fits, out: docs/fit.md a second time, in whole numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from matching.audit.grading import NOT_KNOWN, Grading
from matching.audit.kinship import Numbers
from matching.audit.reading import Round
from matching.audit.skills import Abilities, skills_grade
from matching.domain.answers import BLANK
from matching.domain.fit import Criterion
from matching.domain.openings import ALTERNATIVES
from matching.domain.policy import Alternatives

FULL_SIDE: Final = 1_000_000
CRITERIA: Final = tuple(Criterion)
"""In the order of the table in docs/fit.md."""
TOGETHER: Final = 1 << 16
"""Pairs that are graded together."""


class Graded(NamedTuple):
    """Pairs, each in the trade named first of those with most points."""

    points: Numbers
    trade: Numbers
    """Place of the trade among the alternatives."""
    grades: Numbers
    """A column for each criterion, NOT_KNOWN where it is not."""


@dataclass(frozen=True, eq=False)
class Scores:
    """The fit of every pair asked about, each person and opening in the same place of two columns."""

    round: Round

    def points(self, people: npt.ArrayLike, openings: npt.ArrayLike) -> Numbers:
        """Points of pairs, the most of any of their alternative trades that count."""
        return self.graded(people, openings).points

    def sides(self, people: npt.ArrayLike, openings: npt.ArrayLike) -> tuple[Numbers, Numbers]:
        """What the opening's side gives pairs, and what the candidate's side does."""
        ours, hers = self.of_sides(self.graded(people, openings).grades)
        return whole_side(ours), whole_side(hers)

    def graded(self, people: npt.ArrayLike, openings: npt.ArrayLike) -> Graded:
        """Pairs graded in the trade named first of those with most points."""
        who, where = np.broadcast_arrays(np.asarray(people, np.intp), np.asarray(openings, np.intp))
        who, where = who.reshape(-1), where.reshape(-1)
        parts = [
            self._graded(who[first : first + TOGETHER], where[first : first + TOGETHER])
            for first in range(0, max(1, len(who)), TOGETHER)
        ]
        return Graded(*(np.concatenate(several) for several in zip(*parts, strict=True)))

    def of_sides(self, grades: Numbers) -> tuple[Numbers, Numbers]:
        """The opening's side, which is skills alone, and the candidate's side, which is the rest."""
        weighted = self.weighted(grades)
        return weighted[:, 0], weighted[:, 1:].sum(axis=1)

    def weighted(self, grades: Numbers) -> Numbers:
        """Each grade, or the neutral one where it is not known, by its weight."""
        return self.weights * np.where(grades == NOT_KNOWN, self.neutral, grades)

    @cached_property
    def weights(self) -> Numbers:
        """The weight of each criterion."""
        return np.array([self.round.policy.weights.get(one, 0) for one in CRITERIA], dtype=np.int64)

    @cached_property
    def neutral(self) -> Numbers:
        """The grade of each criterion where it is not known."""
        policy = self.round.policy
        others = [policy.neutral_others] * (len(CRITERIA) - 1)
        return 100 * np.array([policy.neutral_skills, *others], dtype=np.int64)

    @cached_property
    def abilities(self) -> Abilities:
        """What people can do and openings ask for."""
        return Abilities(self.round)

    @cached_property
    def grading(self) -> Grading:
        """Grades of all criteria but skills."""
        return Grading(self.round)

    @cached_property
    def trades(self) -> Numbers:
        """The trades of each opening that count, shape (openings, alternatives), BLANK beyond."""
        found = np.full((len(self.round.opening_ids), ALTERNATIVES), BLANK)
        for opening, row in enumerate(found):
            trades = self.round.offers[opening].trades
            some = trades[:1] if self.round.policy.alternatives is Alternatives.FIRST else trades
            row[: len(some)] = some
        return found

    def _graded(self, who: Numbers, where: Numbers) -> Graded:
        best = Graded(
            np.full(len(who), -1), np.zeros(len(who), np.intp), np.zeros((len(who), len(CRITERIA)), np.int64)
        )
        for place, rows in self._alternatives(where):
            grades = self._grades(who[rows], where[rows], place)
            points = points_of(*self.of_sides(grades), self.round.policy.one_sided)
            more = points > best.points[rows]
            best.points[rows[more]], best.trade[rows[more]] = points[more], place
            best.grades[rows[more]] = grades[more]
        return best

    def _alternatives(self, where: Numbers) -> Iterator[tuple[int, Numbers]]:
        """Each place among the alternatives, and the pairs whose opening names a trade there."""
        for place in range(ALTERNATIVES):
            yield place, np.flatnonzero(self.trades[where, place] != BLANK)

    def _grades(self, who: Numbers, where: Numbers, place: int) -> Numbers:
        trade, neutral = self.trades[where, place], int(self.neutral[1])
        grades = (
            self._skills(who, self.abilities.number[where, place]),
            self.grading.interests(who, trade, neutral),
            self.grading.wishes(who, trade),
            self.grading.context(who, trade),
            self.grading.travel(who, where),
            self.grading.extent(who, where),
        )
        return np.stack(grades, axis=1)

    def _skills(self, who: Numbers, lists: Numbers) -> Numbers:
        """Not known where people's skills are not recorded and nothing else speaks for what is asked for."""
        found = self.abilities.reached(who, lists)
        reached, whole = found.reached.sum(axis=1), found.whole.sum(axis=1)
        known = self.round.cohort.people.skills_known[who] | (reached > 0) | (whole == 0)
        return np.where(known, skills_grade(reached, whole, int(self.neutral[0])), NOT_KNOWN)


def points_of(ours: Numbers, hers: Numbers, one_sided: int) -> Numbers:
    """Mean of the two sides less `one_sided` percent of the way to their harmonic mean, half up."""
    both = ours + hers
    over = 1000 * (100 * both**2 - one_sided * (ours - hers) ** 2)
    under = 200 * FULL_SIDE * (both + (both == 0))
    return np.asarray((2 * over + under) // (2 * under))


def whole_side(side: Numbers) -> Numbers:
    """A side in points of 1000, half up."""
    return (2000 * side + FULL_SIDE) // (2 * FULL_SIDE)
