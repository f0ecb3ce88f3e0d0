"""Examples and the expert weights in, a scorecard out: whole-number weights, and what is known about them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import numpy as np

from matching.domain.cells import date_of
from matching.domain.fit import Criterion, Side
from matching.domain.policy import SIDE_WEIGHT
from matching.learning.examples import CRITERIA, Examples, Float64
from matching.learning.model import calibrate, learn, level
from matching.learning.quality import Estimate, Quality, by_group, gain, quality

SCHEMA_VERSION: Final = 1
TESTED: Final = 30
"""Percent of the outcomes, those that started last, that nothing is learned from and the weights are tested on."""
LEAST: Final = 100
"""Outcomes it takes to learn anything (source: assumption)."""
LEAST_OF_EACH: Final = 10
"""Outcomes of each kind, completed or not, it takes among those learned from and those tested on."""


class Refusal(StrEnum):
    """Why learned weights may not replace the others."""

    BASE = "base"
    """No better than expecting the same of everyone."""
    PRIOR = "prior"
    """No better than the expert weights."""


@dataclass(frozen=True, kw_only=True)
class Period:
    """When the pairs of a set started, and how they went."""

    first: str
    last: str
    """Days in ISO form."""
    outcomes: int
    completed: int


@dataclass(frozen=True, kw_only=True)
class OpeningSide:
    """Percent of the whole that the opening side tells; told, not used, as the sides of a fit count the same."""

    expert: int
    learned: int


@dataclass(frozen=True, kw_only=True)
class ModelCard:
    """What people need to know before they decide about learned weights (modellkort)."""

    learned_from: Period
    tested_on: Period
    """Started later than all that was learned from."""
    prior: Mapping[Criterion, int]
    """The expert weights."""
    zeroed: tuple[Criterion, ...]
    """Criteria whose weight fell to 0: the outcomes say that they tell nothing, or the opposite."""
    unsettled: tuple[Side, ...]
    """Sides on which every criterion tells nothing, or the opposite, and which keep the expert weights."""
    opening_side: OpeningSide
    base: Quality
    """The share that completed, as it was by the last start, expected of everyone."""
    expert: Quality
    learned: Quality
    expert_groups: tuple[Quality, ...]
    learned_groups: tuple[Quality, ...]
    """The same by how well pairs are mapped; groups that would tell of 1-9 outcomes are left out."""
    gain_on_base: Estimate
    gain_on_expert: Estimate
    """Brier less, above 0 where the learned weights are better."""


@dataclass(frozen=True, kw_only=True)
class Scorecard:
    """Learned weights, as a policy has them, and their model card."""

    schema_version: int = SCHEMA_VERSION
    weights: Mapping[Criterion, int]
    card: ModelCard

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """Why the weights may not replace the expert ones; empty where they may.

        They are better only where the whole interval of the gain is above 0.
        """
        stops = {
            Refusal.BASE: self.card.gain_on_base.low <= 0,
            Refusal.PRIOR: self.card.gain_on_expert.low <= 0,
        }
        return tuple(refusal for refusal, holds in stops.items() if holds)

    @property
    def digest(self) -> str:
        """SHA-256 of all that stands in it."""
        told = {one.name: getattr(self.card, one.name) for one in fields(self.card)}
        told["prior"] = sorted(self.card.prior.items())
        return hashlib.sha256(repr((sorted(self.weights.items()), sorted(told.items()))).encode()).hexdigest()


def make_scorecard(examples: Examples, expert: Mapping[Criterion, int]) -> Scorecard:
    """Examples and the expert weights in, the weights learned from the earlier ones, tested on the later ones, out.

    Raises:
        ValueError: there are too few outcomes; see `is_enough`.
    """
    if not is_enough(examples):
        raise ValueError("too few outcomes to learn from")
    earlier, later = _split(examples)
    model = learn(earlier, expert)
    weights, unsettled = whole_weights(model.slopes, expert)
    expected = {
        "base": level(earlier).chances(later.grades),
        "expert": calibrate(earlier, expert).chances(later.grades),
        "learned": calibrate(earlier, weights).chances(later.grades),
    }
    found = {name: quality(chances, later.completed) for name, chances in expected.items()}
    learned = expected["learned"]
    card = ModelCard(
        learned_from=_period(earlier),
        tested_on=_period(later),
        prior=MappingProxyType(dict(expert)),
        zeroed=tuple(one for one in CRITERIA if expert[one] and not weights[one]),
        unsettled=unsettled,
        opening_side=OpeningSide(
            expert=_opening_side(np.array([expert[one] for one in CRITERIA])),
            learned=_opening_side(model.slopes),
        ),
        **found,
        expert_groups=tuple(by_group(expected["expert"], later)),
        learned_groups=tuple(by_group(learned, later)),
        gain_on_base=gain(learned, expected["base"], later.completed),
        gain_on_expert=gain(learned, expected["expert"], later.completed),
    )
    return Scorecard(weights=weights, card=card)


def is_enough(examples: Examples) -> bool:
    """Whether there are outcomes enough, of each kind, to learn from and to test on."""
    if len(examples) < LEAST:
        return False
    kinds = (kind for part in _split(examples) for kind in (part.completed, ~part.completed))
    return all(int(kind.sum()) >= LEAST_OF_EACH for kind in kinds)


def whole_weights(
    slopes: Float64, expert: Mapping[Criterion, int]
) -> tuple[Mapping[Criterion, int], tuple[Side, ...]]:
    """Slopes, none below 0, in; whole weights that sum to 100 on each side, and the sides without any slope, out.

    Each exact share is rounded down, and what is missing goes one each to the largest remainders, ties to the
    criterion named first. A side without any slope keeps the expert weights.
    """
    weights, unsettled = dict(expert), []
    for side in Side:
        places = [place for place, one in enumerate(CRITERIA) if one.side is side]
        total = float(slopes[places].sum())
        if total <= 0:
            unsettled.append(side)
            continue
        exact = SIDE_WEIGHT * slopes[places] / total
        whole = np.floor(exact).astype(int)
        short = SIDE_WEIGHT - int(whole.sum())
        whole[np.argsort(-(exact - whole), kind="stable")[:short]] += 1
        weights |= {CRITERIA[place]: int(weight) for place, weight in zip(places, whole, strict=True)}
    return MappingProxyType(weights), tuple(unsettled)


def _split(examples: Examples) -> tuple[Examples, Examples]:
    """The earlier and the later ones; those of one day are on the same side."""
    days = np.sort(examples.started)
    first_tested = days[len(days) * (100 - TESTED) // 100]
    earlier = examples.started < first_tested
    return examples.take(np.flatnonzero(earlier)), examples.take(np.flatnonzero(~earlier))


def _period(examples: Examples) -> Period:
    first, last = (str(date_of(int(day))) for day in (examples.started.min(), examples.started.max()))
    return Period(first=first, last=last, outcomes=len(examples), completed=int(examples.completed.sum()))


def _opening_side(slopes: Float64) -> int:
    """Percent of the sum that criteria of the opening side have."""
    mine = sum(float(slope) for one, slope in zip(CRITERIA, slopes, strict=True) if one.side is Side.OPENING)
    return round(100 * mine / max(float(slopes.sum()), 1e-12))
