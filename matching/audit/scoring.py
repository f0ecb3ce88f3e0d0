"""One pair in, its points, or its whole fit, out: docs/fit.md a second time, in whole numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from matching.audit.grading import (
    Asked,
    Grade,
    Held,
    asked_skills,
    context_grade,
    extent_grade,
    held_skills,
    interests_grade,
    skills_grade,
    travel_grade,
    wishes_grade,
    worth_of_all,
)
from matching.audit.memo import Memo
from matching.audit.reading import Round
from matching.domain.fit import ONE_SIDED, Contribution, Criterion, Fit, SkillMatch

FULL_SIDE = 1_000_000
CRITERIA = tuple(Criterion)
"""In the order of the table in docs/fit.md."""

Grades = tuple[Grade, ...]
Best = tuple[int, int, int, int]
"""(asked skill, how much it counts, worth of the best held skill in tenths, that held skill)."""


@dataclass(frozen=True, eq=False)
class Scores:
    """The fit of every pair asked about, each part of it worked out once."""

    round: Round

    @cached_property
    def points(self) -> Memo[tuple[int, int], int]:
        """Points of a pair (person, opening), the most of any of its alternative trades."""
        return Memo(lambda pair: max(points for points, _, _ in self._alternatives(*pair)))

    @cached_property
    def fit(self) -> Memo[tuple[int, int], Fit]:
        """The whole fit of a pair (person, opening), in the trade named first of those with most points."""
        return Memo(lambda pair: self._fit(*pair))

    @cached_property
    def _neutral(self) -> tuple[int, ...]:
        policy = self.round.policy
        return tuple(
            100 * (policy.neutral_skills if criterion is Criterion.SKILLS else policy.neutral_others)
            for criterion in CRITERIA
        )

    @cached_property
    def _weights(self) -> tuple[int, ...]:
        return tuple(self.round.policy.weights.get(criterion, 0) for criterion in CRITERIA)

    @cached_property
    def _held(self) -> Memo[int, Held]:
        return Memo(lambda person: held_skills(self.round.people[person], self.round.catalogue.trades))

    @cached_property
    def _asked(self) -> Memo[tuple[int, int], Asked]:
        """What an opening asks for in one trade."""
        trades = self.round.catalogue.trades
        return Memo(lambda key: asked_skills(self.round.offers[key[0]], trades[key[1]]))

    @cached_property
    def _worth(self) -> Memo[int, dict[int, int]]:
        """For a skill asked for, the skills that are worth something and how much, in tenths."""
        return Memo(lambda asked: worth_of_all(asked, self.round.catalogue.skills))

    @cached_property
    def _skills(self) -> Memo[tuple[int, Asked], Grade]:
        return Memo(lambda key: self._skills_grade(*key))

    @cached_property
    def _wants(self) -> Memo[tuple[int, int], Grades]:
        """Grades of interests, wishes and context of a person for a trade."""
        return Memo(lambda key: self._wants_grades(*key))

    def _skills_grade(self, person: int, asked: Asked) -> Grade:
        held = self._held[person]
        if asked and held is None:
            return None
        worths = [(count, worth) for _, count, worth, _ in self._best(held or {}, asked)]
        return skills_grade(worths, self._neutral[0])

    def _best(self, held: dict[int, bool], asked: Asked) -> Iterator[Best]:
        """The held skill worth most for each one asked for; of equals the first of the catalogue."""
        for skill, count in asked:
            worth = self._worth[skill]
            found = [
                (worth[one] if held[one] else worth[one] // 2, -one) for one in worth.keys() & held.keys()
            ]
            tenths, minus_one = max(found, default=(0, 0))
            yield skill, count, tenths, -minus_one

    def _wants_grades(self, person: int, trade: int) -> Grades:
        who, trades = self.round.people[person], self.round.catalogue.trades
        return (
            interests_grade(who, trades[trade]),
            wishes_grade(who, trade, trades),
            context_grade(who, trades[trade]),
        )

    def _grades(self, person: int, opening: int, trade: int) -> Grades:
        who, what = self.round.people[person], self.round.offers[opening]
        return (
            self._skills[person, self._asked[opening, trade]],
            *self._wants[person, trade],
            travel_grade(self.round.journey(who, what)),
            extent_grade(who, what),
        )

    def _alternatives(self, person: int, opening: int) -> Iterator[tuple[int, int, Grades]]:
        """(points, trade, grades) in each alternative trade."""
        for trade in self.round.offers[opening].trades:
            grades = self._grades(person, opening, trade)
            ours, hers = self._sides(grades)
            yield points_of(ours, hers, self.round.policy.one_sided), trade, grades

    def _weighted(self, grades: Grades) -> list[int]:
        return [
            weight * (neutral if grade is None else grade)
            for weight, neutral, grade in zip(self._weights, self._neutral, grades, strict=True)
        ]

    def _sides(self, grades: Grades) -> tuple[int, int]:
        """The opening's side, which is skills alone, and the candidate's side, which is the rest."""
        skills, *others = self._weighted(grades)
        return skills, sum(others)

    def _fit(self, person: int, opening: int) -> Fit:
        points, trade, grades = max(self._alternatives(person, opening), key=lambda found: found[0])
        ours, hers = self._sides(grades)
        known = sum(weight for weight, grade in zip(self._weights, grades, strict=True) if grade is not None)
        parts = parts_of(self._weighted(grades), ours, hers, self.round.policy.one_sided)
        named = zip(CRITERIA, parts, grades, strict=False)
        return Fit(
            points=points,
            opening_side=(2 * 1000 * ours + FULL_SIDE) // (2 * FULL_SIDE),
            candidate_side=(2 * 1000 * hers + FULL_SIDE) // (2 * FULL_SIDE),
            evidence=(known + 1) // 2,
            trade=self.round.catalogue.trades[trade].key,
            contributions=(
                *(Contribution(part, whole, grade is not None) for part, whole, grade in named),
                Contribution(ONE_SIDED, parts[-1]),
            ),
            skills=self._skill_match(person, self._asked[opening, trade]),
        )

    def _skill_match(self, person: int, asked: Asked) -> SkillMatch:
        skills, held = self.round.catalogue.skills, self._held[person]
        if held is None:
            return SkillMatch(unknown=tuple(skills[skill].key for skill, _ in asked))
        best = list(self._best(held, asked))
        return SkillMatch(
            met=tuple(skills[skill].key for skill, _, worth, _ in best if worth == 10),
            related=tuple(
                (skills[skill].key, skills[one].key) for skill, _, worth, one in best if 0 < worth < 10
            ),
            missing=tuple(skills[skill].key for skill, _, worth, _ in best if worth == 0),
        )


def points_of(ours: int, hers: int, one_sided: int) -> int:
    """Mean of the two sides less `one_sided` percent of the way to their harmonic mean, half up."""
    both = ours + hers
    if both == 0:
        return 0
    over = 1000 * (100 * both**2 - one_sided * (ours - hers) ** 2)
    under = 200 * FULL_SIDE * both
    return (2 * over + under) // (2 * under)


def parts_of(weighted: list[int], ours: int, hers: int, one_sided: int) -> list[int]:
    """Whole points of each criterion, and of `one_sided` last, that sum to the points exactly."""
    both = ours + hers
    if both == 0:
        return [0] * (len(weighted) + 1)
    under = 200 * FULL_SIDE * both
    exact = [*(1000 * one * 100 * both for one in weighted), -1000 * one_sided * (ours - hers) ** 2]
    whole = [one // under for one in exact]
    by_rest = sorted(range(len(exact)), key=lambda part: -(exact[part] % under))
    for part in by_rest[: points_of(ours, hers, one_sided) - sum(whole)]:
        whole[part] += 1
    return whole
