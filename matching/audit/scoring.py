"""One pair in, its points, or its whole fit, out: docs/fit.md a second time, in whole numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from matching.audit.grading import (
    Grade,
    context_grade,
    extent_grade,
    interests_grade,
    interests_share,
    travel_grade,
    wishes_grade,
)
from matching.audit.memo import Memo
from matching.audit.reading import Round
from matching.audit.skills import Abilities, Asked, skills_grade
from matching.domain.fit import ONE_SIDED, Contribution, Criterion, Fit, Movement, Side, SkillMatch
from matching.domain.policy import Alternatives

FULL_SIDE = 1_000_000
CRITERIA = tuple(Criterion)
"""In the order of the table in docs/fit.md."""

Grades = tuple[Grade, ...]


@dataclass(frozen=True, eq=False)
class Scores:
    """The fit of every pair asked about, each part of it worked out once."""

    round: Round

    @cached_property
    def points(self) -> Memo[tuple[int, int], int]:
        """Points of a pair (person, opening), the most of any of its alternative trades that count."""
        return Memo(lambda pair: max(points for points, _, _ in self._alternatives(*pair)))

    @cached_property
    def fit(self) -> Memo[tuple[int, int], Fit]:
        """The whole fit of a pair (person, opening), in the trade named first of those with most points."""
        return Memo(lambda pair: self._fit(*pair))

    @cached_property
    def sides(self) -> Memo[tuple[int, int], tuple[int, int]]:
        """What the opening's side gives a pair (person, opening), and what the candidate's side does."""
        return Memo(lambda pair: self._whole_sides(self._fitted(*pair)[2]))

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
    def _abilities(self) -> Abilities:
        return Abilities(self.round)

    @cached_property
    def _skills(self) -> Memo[tuple[int, Asked], Grade]:
        return Memo(lambda key: self._skills_grade(*key))

    @cached_property
    def _wants(self) -> Memo[tuple[int, int], Grades]:
        """Grades of interests, wishes and context of a person for a trade."""
        return Memo(lambda key: self._wants_grades(*key))

    def _skills_grade(self, person: int, asked: Asked) -> Grade:
        abilities = self._abilities
        if asked and not abilities.are_known(person, asked):
            return None
        return skills_grade(abilities.reached_in_all(person, asked), abilities.whole[asked], self._neutral[0])

    def _wants_grades(self, person: int, trade: int) -> Grades:
        who, trades = self.round.people[person], self.round.catalogue.trades
        return (
            interests_grade(who, trades[trade], self.round.catalogue.leisure, self._neutral[1]),
            wishes_grade(who, trade, trades),
            context_grade(who, trades[trade]),
        )

    def _grades(self, person: int, opening: int, trade: int) -> Grades:
        who, what = self.round.people[person], self.round.offers[opening]
        return (
            self._skills[person, self._abilities.asked[opening, trade]],
            *self._wants[person, trade],
            travel_grade(self.round.journey(who, what)),
            extent_grade(who, what),
        )

    def _alternatives(self, person: int, opening: int) -> Iterator[tuple[int, int, Grades]]:
        """(points, trade, grades) in each alternative trade that counts."""
        trades = self.round.offers[opening].trades
        for trade in trades[:1] if self.round.policy.alternatives is Alternatives.FIRST else trades:
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

    def _whole_sides(self, grades: Grades) -> tuple[int, int]:
        ours, hers = self._sides(grades)
        return (2000 * ours + FULL_SIDE) // (2 * FULL_SIDE), (2000 * hers + FULL_SIDE) // (2 * FULL_SIDE)

    def _fitted(self, person: int, opening: int) -> tuple[int, int, Grades]:
        """(points, trade, grades) in the trade named first of those with most points."""
        return max(self._alternatives(person, opening), key=lambda found: found[0])

    def _fit(self, person: int, opening: int) -> Fit:
        points, trade, grades = self._fitted(person, opening)
        ours, hers = self._sides(grades)
        parts = parts_of(self._weighted(grades), ours, hers, self.round.policy.one_sided)
        named = zip(CRITERIA, parts, grades, strict=False)
        opening_side, candidate_side = self._whole_sides(grades)
        return Fit(
            points=points,
            opening_side=opening_side,
            candidate_side=candidate_side,
            limiting=limiting_of(opening_side, candidate_side, parts[-1]),
            evidence=self._evidence(person, grades),
            trade=self.round.catalogue.trades[trade].key,
            contributions=(
                *(Contribution(part, whole, grade is not None) for part, whole, grade in named),
                Contribution(ONE_SIDED, parts[-1]),
            ),
            movements=self._movements(grades),
            skills=self._skill_match(person, opening, trade, points),
        )

    def _evidence(self, person: int, grades: Grades) -> int:
        """Percent of both sides' weight that rests on what is known, half up."""
        shares = [0 if grade is None else 100 for grade in grades]
        shares[1] = interests_share(self.round.people[person], grades[1])
        return (sum(weight * share for weight, share in zip(self._weights, shares, strict=True)) + 100) // 200

    def _movements(self, grades: Grades) -> tuple[Movement, ...]:
        """Each criterion not known given its worst grade and its best in turn, the pair's points told each time."""
        found = []
        for place, criterion in enumerate(CRITERIA):
            if grades[place] is None:
                worst = self._neutral[place] // 2 if criterion is Criterion.SKILLS else 0
                least, most = (
                    points_of(
                        *self._sides((*grades[:place], end, *grades[place + 1 :])),
                        self.round.policy.one_sided,
                    )
                    for end in (worst, 10_000)
                )
                found.append((least - most, place, Movement(criterion, least, most)))
        return tuple(movement for _, _, movement in sorted(found, key=lambda one: one[:2]))

    def _skill_match(self, person: int, opening: int, trade: int, points: int) -> SkillMatch:
        abilities, skills = self._abilities, self.round.catalogue.skills
        asked = abilities.asked[opening, trade]
        hers = self._sides(self._grades(person, opening, trade))[1]
        reached = abilities.reached(person, asked)
        in_all, whole = abilities.reached_in_all(person, asked), abilities.whole[asked]
        gains = [
            points_of(
                self._weights[0] * skills_grade(in_all - mine + full, whole, self._neutral[0]),
                hers,
                self.round.policy.one_sided,
            )
            - points
            if mine < full
            else 0
            for mine, full, _ in reached
        ]
        learnable = sorted(self.round.offers[opening].learnable)
        return SkillMatch(
            parts=abilities.parts(person, asked, gains),
            learnable=tuple(skills[skill].key for skill in learnable),
            known=abilities.are_known(person, asked),
        )


def points_of(ours: int, hers: int, one_sided: int) -> int:
    """Mean of the two sides less `one_sided` percent of the way to their harmonic mean, half up."""
    both = ours + hers
    if both == 0:
        return 0
    over = 1000 * (100 * both**2 - one_sided * (ours - hers) ** 2)
    under = 200 * FULL_SIDE * both
    return (2 * over + under) // (2 * under)


def limiting_of(opening_side: int, candidate_side: int, drawn: int) -> Side | None:
    """The side told as the smaller, where the part drawn for it is a whole point or more."""
    if drawn == 0 or opening_side == candidate_side:
        return None
    return Side.OPENING if opening_side < candidate_side else Side.CANDIDATE


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
