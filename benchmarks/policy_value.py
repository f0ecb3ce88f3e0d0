"""How far from a random plan to the best possible one do the expert weights come? Run by benchmarks/learning.py."""

from dataclasses import replace
from typing import Any, Final

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.simulator import Pool, World, chances, pool, unrecorded
from matching.catalogue.loader import load_catalogue
from matching.domain.columns import Int64
from matching.domain.policy import Policy
from matching.learning.examples import CRITERIA, Float64
from matching.learning.model import shares_of

ROUNDS: Final = range(10, 20)
UNRECORDED: Final = 1 / 3
NEVER: Final = -1e6


def policy_value(people: int = 300, openings: int = 60) -> dict[str, Any]:
    """How far from a random plan to the best possible one the expert weights come, as recorded and with less."""
    catalogue, shares, values = load_catalogue(), dict[str, list[float]](), dict[str, list[float]]()
    for seed in ROUNDS:
        chance = np.random.default_rng(seed)
        one = pool(people, openings, seed=seed, catalogue=catalogue)
        truth = chances(_near_expert(chance), one.grades, np.zeros(len(one.grades)), one.grades)
        less = replace(one.scorer, people=unrecorded(one.scorer.people, chance, UNRECORDED))
        plans = {
            "random": chance.random(len(truth)),
            "expert": points(one),
            "expert, a third unrecorded": points(replace(one, scorer=less)),
            "oracle": truth,
        }
        found = {name: planned(one, by, truth) for name, by in plans.items()}
        for name, value in found.items():
            values.setdefault(name, []).append(value)
            share = (value - found["random"]) / (found["oracle"] - found["random"])
            shares.setdefault(name, []).append(share)
    return {
        name: {
            "completed": round(float(np.mean(values[name])), 4),
            "share": round(float(np.mean(shares[name])), 3),
            "least": round(min(shares[name]), 3),
        }
        for name in values
    }


def _near_expert(chance: np.random.Generator) -> World:
    """A world in which each criterion counts between about half and twice what the experts hold."""
    slopes = shares_of(Policy().weights) * np.exp(chance.normal(0, 0.5, len(CRITERIA)))
    return World(Policy().weights, lambda grades, _: np.asarray(grades @ slopes))


def points(one: Pool) -> Float64:
    """The points of each pair as the round would have them."""
    rows, cols = np.arange(len(one.scorer.people)), np.arange(len(one.scorer.openings))
    return one.scorer.grade(rows, cols, one.person, one.opening).points.astype(np.float64)


def planned(one: Pool, by: Float64, truth: Float64) -> float:
    """Mean true share of the plan with most people and then most `by`; every whole seat of an opening counts."""
    seats: Int64 = np.repeat(
        np.arange(len(one.scorer.openings)), np.maximum(one.scorer.openings.seats // 10, 0)
    )
    shape = len(one.scorer.people), len(one.scorer.openings)
    table, real = np.full(shape, NEVER), np.full(shape, np.nan)
    table[one.person, one.opening], real[one.person, one.opening] = by, truth
    person, seat = linear_sum_assignment(table[:, seats], maximize=True)
    return float(np.nanmean(real[person, seats[seat]]))
