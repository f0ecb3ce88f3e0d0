"""What one stage of a search makes as great as it can, and what of the aims before it keeps."""

from dataclasses import dataclass, replace

import numpy as np

from matching.allocation.limited.model import Model
from matching.domain.columns import Bool, Int64
from matching.domain.policy import Objective
from matching.domain.proof import Aim, Total


@dataclass(frozen=True, eq=False, kw_only=True)
class Goal:
    """Sum of `worth` over the chosen pairs and of `first` over people with a pair; as great as can be."""

    worth: Int64
    """Shape (pairs,)."""
    first: int = 0
    people: int = 0
    proposals: int = 0
    """The least people and proposals a plan may have, as aims before have reached them; 0 for none."""


def aims(model: Model) -> tuple[Aim, ...]:
    """The aims of a model in their order; with one list each, proposals and people are the same."""
    if model.objective is Objective.POINTS:
        return (Aim.POINTS,)
    if model.lists.max(initial=1) > 1:
        return tuple(Aim)
    return Aim.PEOPLE, Aim.POINTS


def goal_of(model: Model, aim: Aim, reached: Total) -> Goal:
    """An aim alone, the aims before it kept at what was reached."""
    none = np.zeros_like(model.points)
    if model.objective is Objective.POINTS:
        return Goal(worth=model.points)
    if aim is Aim.PEOPLE:
        return Goal(worth=none, first=1)
    kept = Goal(worth=none, people=reached.people)
    if aim is Aim.PROPOSALS:
        return replace(kept, worth=none + 1)
    return replace(
        kept, worth=model.points, proposals=reached.proposals if Aim.PROPOSALS in aims(model) else 0
    )


PERSON, PROPOSAL = 10_000, 2_000
"""What a person and a proposal are worth in points where aims are sought together; each aim is then held alone."""


def blended(model: Model) -> Goal:
    """All aims of a model at once, with an earlier one worth many points."""
    if model.objective is Objective.POINTS:
        return Goal(worth=model.points)
    if model.lists.max(initial=1) > 1:
        return Goal(worth=model.points + PROPOSAL, first=PERSON)
    return Goal(worth=model.points, first=PERSON)


def worth(goal: Goal, model: Model, chosen: Bool) -> int:
    """What a choice is worth to a goal."""
    return int(goal.worth[chosen].sum()) + goal.first * len(np.unique(model.person[chosen]))


def total(model: Model, chosen: Bool) -> Total:
    """What a choice of pairs, shape (pairs,), amounts to."""
    people = len(np.unique(model.person[chosen]))
    return Total(people, int(np.count_nonzero(chosen)), int(model.points[chosen].sum()))


def reach(aim: Aim, amount: Total) -> int:
    """The part of a total an aim is about."""
    return {Aim.PEOPLE: amount.people, Aim.PROPOSALS: amount.proposals, Aim.POINTS: amount.points}[aim]
