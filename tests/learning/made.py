"""Examples whose outcomes are made by known slopes."""

from collections.abc import Sequence

import numpy as np

from matching.domain.cells import day_number
from matching.domain.policy import Policy
from matching.learning.examples import CRITERIA, Examples
from matching.learning.model import logistic
from matching.learning.scorecard import Scorecard, make_scorecard
from tests.learning.events import START

EXPERT = Policy().weights
TRAVEL_ALONE = (1.0, 0.0, 0.0, 0.0, 6.0, 0.0)
AS_EXPERTS = tuple(weight / 20 for weight in EXPERT.values())


def examples(slopes: Sequence[float], size: int = 4_000, seed: int = 1) -> Examples:
    """So many examples, five starting on each day."""
    chance = np.random.default_rng(seed)
    grades = chance.random((size, len(CRITERIA)))
    completed = chance.random(size) < logistic((grades - 0.4) @ np.array(slopes))
    started = (day_number(START) + np.arange(size) // 5).astype(np.int32)
    return Examples(grades, completed, started, np.where(grades[:, 0] > 0.5, "high", "low"))


def scorecard(slopes: Sequence[float] = TRAVEL_ALONE, size: int = 4_000) -> Scorecard:
    """A scorecard; by default one that is better than the expert weights."""
    return make_scorecard(examples(slopes, size), EXPERT)
