"""Are learned weights ever worse than the expert ones, and how near the best possible plan do the expert ones come?

    python -m benchmarks.learning                 # seeds 10-59, writes the record
    python -m benchmarks.learning --widths        # seeds 0-9, on which the widths of the prior are chosen

Brier and calibration error on 20,000 new pairs, means over seeds; everything is simulated and nobody in it exists.
"""

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any, Final

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.record import record
from benchmarks.simulator import WORLDS, Pool, World, chances, draw, pool, unrecorded
from matching.catalogue.loader import load_catalogue
from matching.domain.columns import Int64
from matching.domain.policy import Policy
from matching.learning.examples import CRITERIA, Examples, Float64
from matching.learning.model import Model, calibrate, learn, most_likely, shares_of, width
from matching.learning.quality import brier, ece
from matching.learning.scorecard import is_enough, make_scorecard, whole_weights

SIZES: Final = (50, 200, 500, 2_000, 10_000)
TESTED: Final = 20_000
SEEDS: Final = range(10, 60)
CHOSEN_ON: Final = range(10)
WIDTHS: Final = ((0.05, 0.25), (0.1, 0.25), (0.15, 0.25), (0.1, 0.5), (0.1, 1.0), (0.25, 0.25))
ROUNDS: Final = range(10, 20)
UNRECORDED: Final = 1 / 3
NEVER: Final = -1e6

Figures = dict[str, Any]


def without_prior(examples: Examples, *, least: float) -> Model:
    """Logistic regression with nothing to draw it; `least` 0 keeps the slopes from falling below 0."""
    grades = examples.grades
    middle, spread = grades.mean(axis=0), np.maximum(grades.std(axis=0), 1e-9)
    found = most_likely(
        np.column_stack([np.ones(len(grades)), (grades - middle) / spread]),
        examples.completed,
        mean=np.zeros(1 + len(CRITERIA)),
        precision=np.full(1 + len(CRITERIA), 1e-4),
        least=np.append(-np.inf, np.full(len(CRITERIA), least)),
    )
    slopes = found[1:] / spread
    return Model(float(found[0] - middle @ slopes), slopes)


def answers(world: World, seen: Examples, grades: Float64) -> dict[str, Float64]:
    """What each way of learning expects of new pairs."""
    known = seen.grades, seen.completed
    learned = learn(*known, world.expert)
    weights, _ = whole_weights(learned.slopes, world.expert)
    in_use = world.expert
    if is_enough(seen):
        card = make_scorecard(seen, world.expert)
        in_use = world.expert if card.refusals else card.weights
    return {
        "base": np.full(len(grades), seen.completed.mean()),
        "expert": calibrate(*known, world.expert).chances(grades),
        "learned": learned.chances(grades),
        "whole_weights": calibrate(*known, weights).chances(grades),
        "in_use": calibrate(*known, in_use).chances(grades),
        "without_prior": without_prior(seen, least=0).chances(grades),
        "free_signs": without_prior(seen, least=-np.inf).chances(grades),
    }


def one_repeat(world: World, grades: Float64, size: int, seed: int) -> Figures:
    """Brier and calibration error of every way on one draw of a world."""
    chance = np.random.default_rng([seed, size])
    seen, _ = draw(world, grades, size, chance)
    new, truth = draw(world, grades, TESTED, chance, late=True)
    expected = answers(world, seen, new.grades)
    replaced = not np.array_equal(expected["in_use"], expected["expert"])
    return {
        "brier": {name: brier(one, new.completed) for name, one in {**expected, "oracle": truth}.items()},
        "ece": {name: ece(expected[name], new.completed) for name in ("expert", "learned", "in_use")},
        "replaced": float(replaced),
    }


def summary(repeats: Sequence[Figures]) -> Figures:
    """Means over repeats, and how the worst of them compares with the expert weights."""
    scores = {name: np.array([one["brier"][name] for one in repeats]) for name in repeats[0]["brier"]}
    errors = {name: np.array([one["ece"][name] for one in repeats]) for name in repeats[0]["ece"]}
    return {
        "brier": {name: round(float(one.mean()), 5) for name, one in scores.items()},
        "ece": {name: round(float(one.mean()), 4) for name, one in errors.items()},
        "learned_worse_than_expert": _worse(scores, "learned"),
        "in_use_worse_than_expert": _worse(scores, "in_use"),
        "replaced": float(np.mean([one["replaced"] for one in repeats])),
    }


def _worse(scores: Mapping[str, Float64], name: str) -> Figures:
    apart = scores[name] - scores["expert"]
    return {
        "mean": round(float(apart.mean()), 5),
        "worst": round(float(apart.max()), 5),
        "share_over_0.002": round(float((apart > 0.002).mean()), 3),
    }


def worlds(grades: Float64, seeds: Sequence[int], sizes: Sequence[int] = SIZES) -> Figures:
    """Every world at every number of outcomes."""
    return {
        name: {
            str(size): summary([one_repeat(world, grades, size, seed) for seed in seeds]) for size in sizes
        }
        for name, world in WORLDS.items()
    }


def kept(found: Figures) -> Figures:
    """The promises, over every world and number of outcomes."""
    cells = [(world, size, one) for world, sizes in found.items() for size, one in sizes.items()]
    many = {world: sizes["2000"]["brier"] for world, sizes in found.items()}

    def most(figure: Callable[[Figures], float]) -> Figures:
        world, size, one = max(cells, key=lambda cell: figure(cell[2]))
        return {"value": figure(one), "world": world, "outcomes": size}

    return {
        "learned_less_expert_brier_at_most": most(lambda one: one["learned_worse_than_expert"]["mean"]),
        "in_use_less_expert_brier_at_most": most(lambda one: one["in_use_worse_than_expert"]["mean"]),
        "at_2000_learned_less_without_prior": {
            world: round(one["learned"] - one["without_prior"], 5) for world, one in many.items()
        },
        "at_2000_learned_less_free_signs": {
            world: round(one["learned"] - one["free_signs"], 5) for world, one in many.items()
        },
        "ece_learned_by_outcomes": {
            str(size): {world: sizes[str(size)]["ece"]["learned"] for world, sizes in found.items()}
            for size in SIZES
        },
    }


def widths(grades: Float64) -> Figures:
    """Brier of learned less that of expert weights by pair of widths, world and number of outcomes; means."""
    found: Figures = {}
    for (narrow, wide), (name, world), size in product(WIDTHS, WORLDS.items(), SIZES):
        apart = []
        for seed in CHOSEN_ON:
            chance = np.random.default_rng([seed, size])
            seen, _ = draw(world, grades, size, chance)
            new, _ = draw(world, grades, TESTED, chance, late=True)
            known = seen.grades, seen.completed, world.expert
            learned, expert = learn(*known, width(size, narrow, wide)), calibrate(*known)
            apart.append(
                brier(learned.chances(new.grades), new.completed)
                - brier(expert.chances(new.grades), new.completed)
            )
        found.setdefault(f"{narrow}-{wide}", {}).setdefault(name, {})[size] = round(float(np.mean(apart)), 5)
    return found


def policy_value(people: int = 300, openings: int = 60) -> Figures:
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


def main() -> None:
    """Measure, print and write the record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--widths", action="store_true")
    given = parser.parse_args()
    begun = time.perf_counter()
    grades = pool(1_000, 200, seed=0, catalogue=load_catalogue()).grades
    if given.widths:
        for pair, world in product(widths(grades).items(), WORLDS):
            print(pair[0], world, pair[1][world])
        return
    found = worlds(grades, SEEDS)
    figures = {
        "simulated": True,
        "seeds": [SEEDS[0], SEEDS[-1]],
        "tested_on": TESTED,
        "pairs_in_pool": len(grades),
        "kept": kept(found),
        "policy_value": policy_value(),
        "worlds": found,
        "seconds": round(time.perf_counter() - begun, 1),
    }
    path = record("learning", figures, seed=SEEDS[0], packages=("numpy", "scipy"))
    print(figures["kept"], figures["policy_value"], f"{figures['seconds']} s", path, sep="\n")


if __name__ == "__main__":
    main()
