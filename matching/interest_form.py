"""Answers to the interest form in, six numbers out, and how well its statements hold together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import sqrt
from typing import Final

import numpy as np

from matching.domain.answers import BLANK
from matching.domain.columns import Bool, Int16, Int64, Text
from matching.domain.people import INTERESTS, People
from matching.domain.reference import LETTERS, Statement
from matching.scoring.interests import is_flat

LEAST, MOST = 1, 5
"""The ends of the scale of an answer: liker svært dårlig, liker svært godt."""
ANSWERED: Final = Fraction(4, 5)
"""The share of the statements of an interest that must be answered for it to be known (source: assumption)."""
ENOUGH: Final = 200
"""People who have answered before the check of the statements says much (source: assumption)."""
_STEP, _BELOW = 15, 5
"""A mean answer of 1-5 becomes 1.0-7.0: 15 times the mean, less 5, in tenths."""
_SPREAD: Final = 1.96
"""Standard errors to either side that hold 95 of 100."""


@dataclass(frozen=True, eq=False)
class Scored:
    """What the answers of some people come to."""

    interests: Int16
    """R I A S E C in tenths, 10-70, shape (people, 6); BLANK in all six where one interest is not known."""
    answered: Int16
    """How many statements each person has answered, shape (people,)."""

    @property
    def known(self) -> Bool:
        """Who has answered enough for six numbers, shape (people,)."""
        return np.asarray((self.interests != BLANK).all(axis=1))

    @property
    def flat(self) -> Bool:
        """Whose six numbers are so alike that they say nothing, as the criterion of interests has it."""
        return np.asarray(self.known & is_flat(self.interests))


@dataclass(frozen=True)
class Together:
    """How well the statements of one interest hold together, among those who answered them all (reliabilitet)."""

    interest: str
    people: int
    alpha: Fraction | None
    """Cronbach's alpha; None where it cannot be reckoned: one statement, one person, or all sums equal."""
    error: float | None
    """The standard error of alpha (Bonett and Wright 2015)."""
    rest: tuple[float | None, ...]
    """For each statement, its correlation with the sum of the others; None where either is the same for all."""

    @property
    def between(self) -> tuple[float, float] | None:
        """Where alpha would most likely be among many more people like these."""
        if self.alpha is None or self.error is None:
            return None
        return float(self.alpha) - _SPREAD * self.error, min(1.0, float(self.alpha) + _SPREAD * self.error)


def score(answers: Int16, statements: Sequence[Statement]) -> Scored:
    """Answers 1-5 or BLANK of shape (people, statements) in, six numbers for each person out.

    An interest is known where at least four fifths of its statements are answered; its number is the mean of those,
    from 1.0 to 7.0, halves of a tenth rounded up. The six are known together or not at all.
    """
    numbers = np.column_stack(
        [_number(_of_interest(answers, statements, interest)) for interest in range(INTERESTS)]
    )
    whole = (numbers != BLANK).all(axis=1, keepdims=True)
    interests = np.where(whole, numbers, BLANK).astype(np.int16)
    return Scored(interests, (answers != BLANK).sum(axis=1).astype(np.int16))


def with_interests(people: People, ids: Text, scored: Scored) -> tuple[People, int]:
    """People, and the ids and numbers of those who answered, in; the people with the numbers they lacked out.

    Whoever has six numbers keeps them; the second thing given back is how many of those who answered do.
    """
    place = {name: row for row, name in enumerate(ids.tolist()) if scored.known[row]}
    interests, kept = people.interests.copy(), 0
    for row, name in enumerate(people.id.tolist()):
        if name in place and (interests[row] == BLANK).all():
            interests[row] = scored.interests[place[name]]
        else:
            kept += name in place
    return replace(people, interests=interests), kept


def hold_together(answers: Int16, statements: Sequence[Statement]) -> tuple[Together, ...]:
    """Answers in, how well the statements of each of the six hold together out."""
    return tuple(
        _together(interest, _of_interest(answers, statements, place))
        for place, interest in enumerate(LETTERS)
    )


def error_of_alpha(alpha: float, statements: int, people: int) -> float:
    """The standard error of an alpha of so many statements and people (Bonett and Wright 2015)."""
    return (1 - alpha) * sqrt(2 * statements / ((statements - 1) * (people - 2)))


def _of_interest(answers: Int16, statements: Sequence[Statement], interest: int) -> Int16:
    return answers[:, [place for place, one in enumerate(statements) if one.interest == interest]]


def _number(answers: Int16) -> Int16:
    given = answers != BLANK
    count, total = given.sum(axis=1), np.where(given, answers, 0).sum(axis=1)
    known = ANSWERED.denominator * count >= ANSWERED.numerator * answers.shape[1]
    at_least = np.maximum(count, 1)
    number = (2 * _STEP * total + at_least) // (2 * at_least) - _BELOW
    return np.where(known, number, BLANK).astype(np.int16)


def _together(interest: str, answers: Int16) -> Together:
    whole = answers[(answers != BLANK).all(axis=1)].astype(np.int64)
    people, statements = whole.shape
    total = whole.sum(axis=1)
    alpha = _alpha(whole)
    error = None if alpha is None or people < 3 else error_of_alpha(float(alpha), statements, people)
    rest = tuple(_correlation(one, total - one) for one in whole.T)
    return Together(interest, people, alpha, error, rest)


def _alpha(answers: Int64) -> Fraction | None:
    """k / (k - 1) times (1 - the sum of the variances of the statements / the variance of their sum)."""
    statements, whole = answers.shape[1], _spread(answers.sum(axis=1))
    if statements < 2 or not whole:
        return None
    apart = sum(_spread(one) for one in answers.T)
    return Fraction(statements, statements - 1) * (1 - Fraction(apart, whole))


def _spread(values: Int64) -> int:
    """The variance times the square of the count: a whole number."""
    return len(values) * int((values * values).sum()) - int(values.sum()) ** 2


def _correlation(first: Int64, second: Int64) -> float | None:
    spread = _spread(first) * _spread(second)
    shared = len(first) * int((first * second).sum()) - int(first.sum()) * int(second.sum())
    return shared / sqrt(spread) if spread else None
