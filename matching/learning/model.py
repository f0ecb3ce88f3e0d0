"""Grades and outcomes in, how much each criterion tells out: logistic regression drawn towards the expert weights.

logit = a + trend * time + sum over criteria of slope * grade, with time 0 at the last start. What the slopes are
expected to be are the expert weights, scaled to the outcomes as a whole. The slopes found are the most likely given
both (MAP) that are not below 0. What is expected of new pairs is as things stood at the last start.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.domain.columns import Bool
from matching.domain.fit import Criterion
from matching.learning.examples import CRITERIA, Examples, Float64

FEW, MANY = 200, 2_000
"""Numbers of outcomes between which the width of the prior grows with their logarithm."""
NARROW, WIDE = 0.1, 0.25
"""Width of the prior for few and many outcomes: standard deviation of a slope per one of the grades (simulated)."""
EXPECTED, UNSURE = 0.4, 0.3
"""What the expert score as a whole is expected to tell per standard deviation, and the width (assumption)."""
TREND = 0.05
"""How much the logit may be expected to drift per standard deviation of the days of starting (simulated)."""
VAGUE: Final = 1e-6
"""Precision of the prior of an intercept: next to nothing."""
STEPS: Final = 100
CLOSE: Final = 1e-9
ROUNDING: Final = 1e-12


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


def level(examples: Examples) -> Model:
    """The same expected of everyone: the share that completes, whatever the grades."""
    intercept, _ = _fitted(examples, np.empty((len(examples), 0)), np.empty(0), 1)
    return Model(intercept, np.zeros(len(CRITERIA)))


def calibrate(examples: Examples, weights: Mapping[Criterion, int], trend: float = TREND) -> Model:
    """The weights as they are, scaled so that their score says how many complete; the scale is never below 0."""
    shares = shares_of(weights)
    score = (examples.grades @ shares)[:, None]
    intercept, scale = _fitted(examples, score, _per_unit(np.array([EXPECTED]), score), UNSURE, trend)
    return Model(intercept, scale * shares)


def learn(
    examples: Examples, weights: Mapping[Criterion, int], wide: float | None = None, trend: float = TREND
) -> Model:
    """Examples and the expert weights in, the model out.

    `wide` is the width of the prior of the slopes, by the number of outcomes where it is not given; `trend` that of
    the drift.
    """
    expected = calibrate(examples, weights, trend).slopes
    wide = width(len(examples)) if wide is None else wide
    return Model(*_fitted(examples, examples.grades, expected, wide, trend))


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
        share, before = 1.0, loss(slopes) * (1 + ROUNDING)
        while share > CLOSE and loss(np.maximum(slopes - share * step, least)) > before:
            share /= 2
        slopes = np.maximum(slopes - share * step, least)
    return slopes


def logistic(signal: Float64) -> Float64:
    """1 / (1 + exp(-signal)), without overflow."""
    return 0.5 * (1 + np.tanh(signal / 2))


def _fitted(
    examples: Examples, columns: Float64, expected: Float64, wide: float, trend: float = TREND
) -> tuple[float, Float64]:
    """The intercept at the last start, and the most likely slopes that are not below 0 of columns.

    Columns have shape (pairs, columns). `expected`: the slopes expected, per unit; a column that does not vary has
    just that. `wide`: the width of that per standard deviation of the column.
    """
    spread, middle = _spread(columns), columns.mean(axis=0)
    days = examples.started.astype(np.float64)
    time = _per_unit(days - days.max(), days)
    found = most_likely(
        np.column_stack([np.ones(len(days)), time, _per_unit(columns - middle, columns)]),
        examples.completed,
        mean=np.concatenate([[0, 0], expected * spread]),
        precision=np.concatenate([[VAGUE, trend**-2], np.full(len(spread), wide**-2)]),
        least=np.concatenate([[-np.inf, -np.inf], np.zeros(len(spread))]),
    )
    slopes = np.where(spread > 0, _per_unit(found[2:], columns), expected)
    return float(found[0] - middle @ slopes), slopes


def _spread(columns: Float64) -> Float64:
    """Standard deviation of each column; 0 for one that does not vary."""
    spread = columns.std(axis=0)
    return np.where(spread > CLOSE, spread, 0.0)


def _per_unit(values: Float64, columns: Float64) -> Float64:
    """Values divided by the standard deviation of the columns; 0 where that is 0."""
    spread = _spread(columns)
    return np.where(spread > 0, values / np.where(spread > 0, spread, 1), 0.0)
