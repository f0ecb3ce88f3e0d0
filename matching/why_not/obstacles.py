"""One person and the round in, what stands between her and the openings nearest to be possible out."""

from typing import Final

import numpy as np

from matching.blocks.fits import FitBlock
from matching.domain.allocation import NO_LIMIT
from matching.domain.answers import NO, UNKNOWN
from matching.domain.change import Obstacle, ObstacleKind
from matching.domain.columns import Int8, Int64
from matching.domain.people import Candidate, People
from matching.domain.proof import Proof
from matching.eligibility.judge import judge
from matching.why_not.standing import Standing

NEAREST: Final = 5
"""Openings told of, at most."""


def nearest(standing: Standing, person: Candidate, answers: Int8, pairs: FitBlock) -> tuple[Obstacle, ...]:
    """The openings nearest to be possible: fewest noes, then fewest open questions, then least loss to the whole.

    `answers` of all rules, shape (rules, openings); `pairs` are hers.
    """
    noes, open_ones = (answers == NO).sum(axis=0), (answers == UNKNOWN).sum(axis=0)
    costs = _costs(standing.plan.proof, pairs, answers.shape[1])
    order = np.lexsort((costs, open_ones, noes))[:NEAREST]
    points = dict(zip(pairs.opening.tolist(), pairs.points.tolist(), strict=True))
    asked = standing.ready.openings.take(order)
    verdicts = judge(People.of([person]), asked, standing.terms)
    found = []
    for place, opening in enumerate(order.tolist()):
        kind = _kind(standing, person, opening, int(noes[opening]), int(open_ones[opening]), points)
        told = kind in (ObstacleKind.RULE, ObstacleKind.UNKNOWN)
        proof, cost = standing.plan.proof, int(costs[opening])
        known = kind is ObstacleKind.COMPETITION and proof is not None
        found.append(
            Obstacle(
                opening=str(asked.id[place]),
                kind=kind,
                reasons=verdicts.verdict(0, place).reasons if told else (),
                loss=proof.scale.total(cost) if known and proof else None,
            )
        )
    return tuple(found)


def _kind(
    standing: Standing, person: Candidate, opening: int, noes: int, open_ones: int, points: dict[int, int]
) -> ObstacleKind:
    """What stands in the way before all else."""
    policy, proof = standing.policy, standing.plan.proof
    name = str(standing.ready.openings.id[opening])
    if noes:
        return ObstacleKind.RULE
    if open_ones and not policy.allow_unknown:
        return ObstacleKind.UNKNOWN
    if any((one.candidate, one.opening) == (person.id, name) for one in policy.vetoes):
        return ObstacleKind.VETO
    if points[opening] < policy.minimum_fit:
        return ObstacleKind.MINIMUM_FIT
    full = proof is not None and proof.greatest[opening] == NO_LIMIT
    return ObstacleKind.CAPACITY if full else ObstacleKind.COMPETITION


def _costs(proof: Proof | None, pairs: FitBlock, openings: int) -> Int64:
    """What the whole would lose by proposing her at each opening, as one number; shape (openings,)."""
    costs = np.full(openings, NO_LIMIT, dtype=np.int64)
    if proof is not None:
        costs[pairs.opening] = proof.loss(pairs.opening, pairs.points)
    return costs
