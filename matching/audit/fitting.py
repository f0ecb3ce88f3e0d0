"""Pairs in, their whole fits out: parts, movements and skills of docs/fit.md a second time."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from matching.audit.grading import FULL_GRADE, NOT_KNOWN
from matching.audit.holding import IN_FULL
from matching.audit.kinship import Numbers
from matching.audit.scoring import CRITERIA, FULL_SIDE, Graded, Scores, points_of, whole_side
from matching.audit.skills import Reached, skills_grade
from matching.domain.fit import ONE_SIDED, Contribution, Criterion, Fit, Movement, Side, SkillMatch, SkillPart


def fits(scores: Scores, people: npt.ArrayLike, openings: npt.ArrayLike) -> Iterator[Fit]:
    """The whole fit of each pair, in the trade named first of those with most points."""
    fitting = Fitting(scores, np.asarray(people, dtype=np.intp), np.asarray(openings, dtype=np.intp))
    return map(fitting.fit, range(len(fitting.who)))


@dataclass(frozen=True, eq=False)
class Fitting:
    """Some pairs, and everything of their fits in columns."""

    scores: Scores
    who: Numbers
    where: Numbers

    def fit(self, row: int) -> Fit:
        """The fit of one of the pairs."""
        round_, parts = self.scores.round, self._parts[row]
        ours, hers = self._sides[row]
        return Fit(
            points=self._points[row],
            opening_side=ours,
            candidate_side=hers,
            limiting=limiting_of(ours, hers, parts[-1]),
            evidence=self._evidence[row],
            trade=round_.catalogue.trades[self._trades[row]].key,
            contributions=tuple(map(Contribution, (*CRITERIA, ONE_SIDED), parts, (*self._known[row], True))),
            movements=self._movements(row),
            skills=self._skill_match(row),
        )

    @cached_property
    def graded(self) -> Graded:
        """The pairs graded."""
        return self.scores.graded(self.who, self.where)

    @cached_property
    def _trades(self) -> list[int]:
        found: list[int] = self.scores.trades[self.where, self.graded.trade].tolist()
        return found

    @cached_property
    def _known(self) -> list[list[bool]]:
        found: list[list[bool]] = (self.graded.grades != NOT_KNOWN).tolist()
        return found

    @cached_property
    def _points(self) -> list[int]:
        found: list[int] = self.graded.points.tolist()
        return found

    @cached_property
    def _sides(self) -> list[tuple[int, int]]:
        ours, hers = (whole_side(one) for one in self.scores.of_sides(self.graded.grades))
        return list(zip(ours.tolist(), hers.tolist(), strict=True))

    @cached_property
    def _parts(self) -> list[list[int]]:
        """Whole points of each criterion, and of `one_sided` last, that sum to the points exactly."""
        ours, hers = self.scores.of_sides(self.graded.grades)
        both, one_sided = ours + hers, self.scores.round.policy.one_sided
        under = (200 * FULL_SIDE * (both + (both == 0)))[:, None]
        drawn = -1000 * one_sided * (ours - hers) ** 2
        weighted = 1000 * self.scores.weighted(self.graded.grades) * 100 * both[:, None]
        exact = np.column_stack([weighted, drawn])
        whole, rest = exact // under, exact % under
        by_rest = np.argsort(np.argsort(-rest, axis=1, kind="stable"), axis=1, kind="stable")
        missing = self.graded.points - whole.sum(axis=1)
        parts: list[list[int]] = (whole + (by_rest < missing[:, None])).tolist()
        return parts

    @cached_property
    def _evidence(self) -> list[int]:
        """Percent of both sides' weight that rests on what is known, half up."""
        grades = self.graded.grades
        shares = np.where(grades == NOT_KNOWN, 0, 100)
        interests = CRITERIA.index(Criterion.INTERESTS)
        shares[:, interests] = self.scores.grading.interests_share(self.who, grades[:, interests])
        found: list[int] = ((shares @ self.scores.weights + 100) // 200).tolist()
        return found

    def _movements(self, row: int) -> tuple[Movement, ...]:
        found = [(least[row] - most[row], place) for place, (least, most) in enumerate(self._ends)]
        return tuple(
            Movement(CRITERIA[place], self._ends[place][0][row], self._ends[place][1][row])
            for _, place in sorted(found)
            if not self._known[row][place]
        )

    @cached_property
    def _ends(self) -> list[tuple[list[int], list[int]]]:
        """Of each criterion, the points of the pairs if it had its worst grade, and its best."""
        worst = int(self.scores.neutral[0]) // 2
        return [
            (self._points_with(place, 0 if place else worst), self._points_with(place, FULL_GRADE))
            for place in range(len(CRITERIA))
        ]

    def _points_with(self, place: int, grade: int) -> list[int]:
        grades = self.graded.grades.copy()
        grades[:, place] = grade
        sides = self.scores.of_sides(grades)
        found: list[int] = points_of(*sides, self.scores.round.policy.one_sided).tolist()
        return found

    def _skill_match(self, row: int) -> SkillMatch:
        skills, offer = self.scores.round.catalogue.skills, self.scores.round.offers[int(self.where[row])]
        asked = self.scores.abilities.lists[int(self._lists[row])]
        reached, whole = self._reached.reached[row].tolist(), self._reached.whole[row].tolist()
        held, by, gains = self._held(row), self._speakers(row), self._gains[row]
        parts = tuple(
            SkillPart(
                asked=skills[skill].key,
                must=count == 2,
                held=IN_FULL if enough and skill in held else held.get(skill, 0),
                by=tuple(skills[one].key for one in by.get(place, ())),
                reached=reached[place],
                full=whole[place],
                gain=gains[place],
            )
            for place, (skill, count, enough) in enumerate(asked)
        )
        known = bool(self.scores.round.cohort.people.skills_known[self.who[row]]) or any(reached)
        return SkillMatch(parts, tuple(skills[one].key for one in sorted(offer.learnable)), known)

    @cached_property
    def _lists(self) -> Numbers:
        return self.scores.abilities.number[self.where, self.graded.trade]

    @cached_property
    def _reached(self) -> Reached:
        return self.scores.abilities.reached(self.who, self._lists).loudest_first()

    def _speakers(self, row: int) -> dict[int, list[int]]:
        """By place in the list of a pair, who speaks for it, the loudest first."""
        some, found = slice(self._first_speaker[row], self._first_speaker[row + 1]), dict[int, list[int]]()
        places, skills = self._reached.place[some].tolist(), self._reached.skill[some].tolist()
        for place, skill in zip(places, skills, strict=True):
            found.setdefault(place, []).append(skill)
        return found

    @cached_property
    def _first_speaker(self) -> list[int]:
        found: list[int] = np.searchsorted(self._reached.row, np.arange(len(self.who) + 1)).tolist()
        return found

    def _held(self, row: int) -> dict[int, int]:
        """The skills of the person of a pair, and how well she has them."""
        return self.scores.abilities.held.by(int(self.who[row]))

    @cached_property
    def _gains(self) -> list[list[int]]:
        """Points each pair would rise by if each skill asked for were held in full, all else as it is."""
        mine, full = self._reached.reached, self._reached.whole
        in_all, whole = (one.sum(axis=1)[:, None] for one in (mine, full))
        hers = self.scores.of_sides(self.graded.grades)[1][:, None]
        grade = skills_grade(in_all - mine + full, whole, int(self.scores.neutral[0]))
        points = points_of(self.scores.weights[0] * grade, hers, self.scores.round.policy.one_sided)
        gains: list[list[int]] = np.where(mine < full, points - self.graded.points[:, None], 0).tolist()
        return gains


def limiting_of(opening_side: int, candidate_side: int, drawn: int) -> Side | None:
    """The side told as the smaller, where the part drawn for it is a whole point or more."""
    if drawn == 0 or opening_side == candidate_side:
        return None
    return Side.OPENING if opening_side < candidate_side else Side.CANDIDATE
