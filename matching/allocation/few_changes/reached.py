"""A plan that is not the best one and the proof of the best in, bounds that anybody can count again out.

The thresholds of people in a proof are numbers that bound every plan (StageProof): what an opening has left of its
pairs beside them is what its price pays for. So the bound is the best total itself, exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matching.allocation.base.market import Decided
from matching.blocks.fits import FitBlock
from matching.domain.columns import Int32, Int64
from matching.domain.fit import FULL_POINTS
from matching.domain.proof import Aim, BoundKind, Bounds, Proof, StageProof, Total


@dataclass(frozen=True, eq=False, kw_only=True)
class Field:
    """What any plan chooses from, mode places: the pairs that are open beside the pins, and room for them."""

    pairs: FitBlock
    left: Int64
    """Room beside the pins, shape (openings,)."""
    decided: Decided
    pinned_points: Int64
    employer: Int32
    """Of each opening, shape (openings,)."""


def people_stage(field: Field, proof: Proof, reached: Total) -> StageProof:
    """How many people no plan can pass, by the proof of a plan with most people."""
    unit = proof.scale.person
    return _stage(field, Aim.PEOPLE, proof, reached.people, scale=unit, kept=0, people=reached.people)


def points_stage(field: Field, proof: Proof, reached: Total) -> StageProof:
    """How many points no plan with as many people can pass, or no plan at all if the proof counts points alone."""
    kept = proof.scale.person
    return _stage(field, Aim.POINTS, proof, reached.points, scale=1, kept=kept, people=reached.people)


def bounds(reached: Total, stages: Sequence[StageProof]) -> Bounds:
    """Stages in the order of their aims in, what they say together out."""
    return Bounds(
        objective=reached,
        bound=passed(reached, stages),
        bound_kind=BoundKind.CERTIFIED,
        stages=tuple(stages),
    )


def passed(reached: Total, stages: Sequence[StageProof]) -> Total:
    """What no plan can pass, down to the first aim that is not proven best; see Bounds.bound."""
    first = next((stage for stage in stages if stage.bound > stage.objective), None)
    if first is None:
        return reached
    if first.aim is Aim.POINTS:
        return replace(reached, points=first.bound)
    if first.aim is Aim.PROPOSALS:
        return Total(reached.people, first.bound)
    apart = any(stage.aim is Aim.PROPOSALS for stage in stages)
    return Total(first.bound, 0 if apart else first.bound)


def _stage(
    field: Field, aim: Aim, proof: Proof, objective: int, *, scale: int, kept: int, people: int
) -> StageProof:
    """The numbers of one stage, and the bound that follows from them."""
    points = aim is Aim.POINTS
    first = kept if points else scale
    numbers = proof.thresholds.astype(np.int64).copy()
    # A pinned person keeps her pin at any number; a great one says that she has no other proposal.
    numbers[field.decided.pin_person] = first + scale * (FULL_POINTS + 1)
    worth = field.pairs.points.astype(np.int64) if points else np.zeros(len(field.pairs), dtype=np.int64)
    blocks = _blocks(field, worth - numbers[field.pairs.person])
    pinned = field.pinned_points if points else np.zeros_like(field.pinned_points)
    np.add.at(blocks, field.employer[field.decided.pin_opening], pinned - numbers[field.decided.pin_person])
    amount = int(np.maximum(0, first + numbers).sum()) + int(blocks.sum()) - kept * people
    return StageProof(
        aim=aim,
        objective=objective,
        bound=amount // scale,
        scale=scale,
        kept_people=kept,
        kept_proposals=0,
        people=numbers,
        limits=np.zeros(0, dtype=np.int64),
        blocks=blocks,
    )


def _blocks(field: Field, net: Int64) -> Int64:
    """The most each employer's openings can have of the pairs beside the pins, each worth `net`."""
    good = np.flatnonzero(net > 0)
    opening = field.pairs.opening[good]
    good = good[np.lexsort((-net[good], opening))]
    opening = field.pairs.opening[good]
    place = np.arange(len(good)) - np.searchsorted(opening, np.arange(len(field.left)))[opening]
    within = good[place < field.left[opening]]
    blocks = np.zeros(int(field.employer.max(initial=-1)) + 1, dtype=np.int64)
    np.add.at(blocks, field.employer[field.pairs.opening[within]], net[within])
    return blocks
