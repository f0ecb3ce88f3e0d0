"""Grades and outcomes in, how much each criterion tells out: logistic regression drawn towards the expert weights.

logit = a + sum over criteria of slope * grade. What the slopes are expected to be are the expert weights, scaled
to the outcomes as a whole. The slopes found are the most likely given both (MAP) that are not below 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.domain.columns import Bool
from matching.domain.fit import Criterion
from matching.learning.examples import CRITERIA, Float64

FEW, MANY = 200, 2_000
"""Numbers of outcomes between which the width of the prior grows with their logarithm."""
NARROW, WIDE = 0.1, 0.25
"""Width of the prior for few and many outcomes: standard deviation of a slope per one of the grades (simulated)."""
EXPECTED, UNSURE = 0.4, 0.3
"""What the expert score as a whole is expected to tell per standard deviation, and the width (assumption)."""
VAGUE: Final = 1e-6
"""Precision of the prior of an intercept: next to nothing."""
STEPS: Final = 100
CLOSE: Final = 1e-9


@dataclass(frozen=True, eq=False)
class Model:
    """A logistic regression on grades; what it gives is used to compare weights and is shown to nobody."""

    intercept: float
    slopes: Float64
    """Per whole grade, in the order of CRITERIA."""

    def chances(self, grades: Float64) -> Float64:
        """Expected share that completes, shape (pairs,)."""
        return logistic(self.intercept + grades @ self.slopes)


def width(outcomes: int, narrow: float = NARROW, wide: float = WIDE) -> float:
    """The width of the prior for so many outcomes: the more there are, the more they may say against it."""
    place = (np.log(max(outcomes, 1)) - np.log(FEW)) / (np.log(MANY) - np.log(FEW))
    return float(narrow + (wide - narrow) * np.clip(place, 0, 1))


def shares_of(weights: Mapping[Criterion, int]) -> Float64:
    """Weights in percent of each side in, each criterion's share of the whole score out, shape (criteria,)."""
    given = np.array([weights[one] for one in CRITERIA], dtype=np.float64)
    total = given.sum()
    return np.asarray(given / total)


def calibrate(grades: Float64, completed: Bool, weights: Mapping[Criterion, int]) -> Model:
    """The weights as they are, scaled so that their score says how many complete; the scale is never below 0."""
    score = grades @ shares_of(weights)
    spread = _spread(score[:, None])
    found = most_likely(
        _design(score[:, None], spread),
        completed,
        mean=np.array([0, EXPECTED]),
        precision=np.array([VAGUE, UNSURE**-2]),
        least=np.array([-np.inf, 0]),
    )
    scale = _unstandardised(found, spread, otherwise=np.zeros(1))
    return _model(found, grades, scale * shares_of(weights))


def learn(
    grades: Float64, completed: Bool, weights: Mapping[Criterion, int], wide: float | None = None
) -> Model:
    """Grades, shape (pairs, criteria), outcomes, shape (pairs,), and the expert weights in, the model out.

    `wide` is the width of the prior, by the number of outcomes where it is not given.
    """
    wide = width(len(completed)) if wide is None else wide
    spread = _spread(grades)
    expert = calibrate(grades, completed, weights)
    found = most_likely(
        _design(grades, spread),
        completed,
        mean=np.append(0, expert.slopes * spread),
        precision=np.append(VAGUE, np.full(len(CRITERIA), wide**-2)),
        least=np.append(-np.inf, np.zeros(len(CRITERIA))),
    )
    return _model(found, grades, _unstandardised(found, spread, otherwise=expert.slopes))


def most_likely(
    design: Float64, completed: Bool, *, mean: Float64, precision: Float64, least: Float64
) -> Float64:
    """The coefficients of greatest posterior density at or above `least`, shape (columns,).

    Newton's steps on the coefficients that are free, cut off at the least ones and halved until they help
    (Bertsekas 1982, projected Newton).
    """
    slopes = np.maximum(mean, least)

    def loss(slopes: Float64) -> float:
        signal = design @ slopes
        apart = slopes - mean
        fit = np.logaddexp(0, signal).sum() - signal[completed].sum()
        return float(fit + (precision * apart * apart).sum() / 2)

    for _ in range(STEPS):
        chance = logistic(design @ slopes)
        gradient = design.T @ (chance - completed) + precision * (slopes - mean)
        free = (slopes > least) | (gradient < 0)
        if not free.any() or np.abs(gradient[free]).max() <= CLOSE * len(design):
            break
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(precision)
        step = np.zeros_like(slopes)
        step[free] = np.linalg.solve(curve[np.ix_(free, free)], gradient[free])
        share, before = 1.0, loss(slopes)
        while share > CLOSE and loss(np.maximum(slopes - share * step, least)) > before:
            share /= 2
        slopes = np.maximum(slopes - share * step, least)
    return slopes


def logistic(signal: Float64) -> Float64:
    """1 / (1 + exp(-signal)), without overflow."""
    return 0.5 * (1 + np.tanh(signal / 2))


def _design(columns: Float64, spread: Float64) -> Float64:
    """A column of ones, and the columns with mean 0 and standard deviation 1; shape (pairs, 1 + columns)."""
    apart = columns - columns.mean(axis=0)
    return np.column_stack([np.ones(len(columns)), apart / np.where(spread > 0, spread, 1)])


def _spread(columns: Float64) -> Float64:
    """Standard deviation of each column; 0 for one that does not vary."""
    spread = columns.std(axis=0)
    return np.where(spread > CLOSE, spread, 0.0)


def _unstandardised(found: Float64, spread: Float64, *, otherwise: Float64) -> Float64:
    """Slopes per unit from those per standard deviation; of a column that does not vary, what is expected."""
    return np.where(spread > 0, found[1:] / np.where(spread > 0, spread, 1), otherwise)


def _model(found: Float64, grades: Float64, slopes: Float64) -> Model:
    """The model whose intercept is that of a design in which every column has mean 0."""
    return Model(float(found[0] - grades.mean(axis=0) @ slopes), slopes)
