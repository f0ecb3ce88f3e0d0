"""Are learned weights ever worse than the expert ones, and how near the best possible plan do the expert ones come?

    python -m benchmarks.learning                 # seeds 10-59, writes the record
    python -m benchmarks.learning --choices       # seeds 0-9, on which the widths of the prior are chosen

Brier and calibration error on 20,000 new pairs, means over seeds; everything is simulated and nobody in it exists.
"""

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any, Final

import numpy as np

from benchmarks.policy_value import policy_value
from benchmarks.record import record
from benchmarks.simulator import WORLDS, World, draw, past, pool
from matching.catalogue.loader import load_catalogue
from matching.learning.examples import CRITERIA, Examples, Float64
from matching.learning.model import (
    NARROW,
    TREND,
    WIDE,
    Model,
    calibrate,
    learn,
    level,
    logistic,
    most_likely,
    width,
)
from matching.learning.quality import brier, ece
from matching.learning.scorecard import is_enough, make_scorecard, whole_weights

SIZES: Final = (50, 200, 500, 2_000, 10_000)
TESTED: Final = 20_000
SEEDS: Final = range(10, 60)
CHOSEN_ON: Final = range(10)
CHOICES: Final = (
    *(
        (narrow, wide, TREND)
        for narrow, wide in ((0.05, 0.25), (0.1, 0.25), (0.15, 0.25), (0.1, 0.5), (0.25, 0.25))
    ),
    *((NARROW, WIDE, trend) for trend in (1e-6, 0.1, 0.15, 0.2)),
)
"""Widths of the prior for few and for many outcomes, and of the drift."""
CALIBRATED: Final = ("expert", "learned", "in_use")
LARGEST_ECE: Final = 0.035
NEWTON: Final = 30

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
    learned = learn(seen, world.expert)
    weights, _ = whole_weights(learned.slopes, world.expert)
    in_use = world.expert
    if is_enough(seen):
        card = make_scorecard(seen, world.expert)
        in_use = world.expert if card.refusals else card.weights
    return {
        "base": level(seen).chances(grades),
        "expert": calibrate(seen, world.expert).chances(grades),
        "learned": learned.chances(grades),
        "whole_weights": calibrate(seen, weights).chances(grades),
        "in_use": calibrate(seen, in_use).chances(grades),
        "without_prior": without_prior(seen, least=0).chances(grades),
        "free_signs": without_prior(seen, least=-np.inf).chances(grades),
    }


def told(world: World, seen: Examples, new: Float64, grades: Float64) -> dict[str, Float64]:
    """What those expect of new pairs who need learn nothing of how pairs differ; nobody can know as much.

    The first has been told the share of every pair in the time learned from; the second all of that but how many
    complete, which is estimated from the same outcomes as ours.
    """
    before, after = past(world, seen.grades, grades), past(world, new, grades)
    signal, intercept = np.log(before / (1 - before)), 0.0
    for _ in range(NEWTON):
        chance = logistic(intercept + signal)
        intercept -= float((chance - seen.completed).sum() / max((chance * (1 - chance)).sum(), 1e-9))
    return {
        "told_the_past": after,
        "told_all_but_how_many": logistic(intercept + np.log(after / (1 - after))),
    }


def one_repeat(world: World, grades: Float64, size: int, seed: int) -> Figures:
    """Brier and calibration error of every way on one draw of a world."""
    chance = np.random.default_rng([seed, size])
    seen, _ = draw(world, grades, size, chance)
    new, truth = draw(world, grades, TESTED, chance, late=True)
    expected = answers(world, seen, new.grades)
    beside = told(world, seen, new.grades, grades)
    replaced = not np.array_equal(expected["in_use"], expected["expert"])
    return {
        "brier": {name: brier(one, new.completed) for name, one in {**expected, "oracle": truth}.items()},
        "ece": {
            name: ece(one, new.completed)
            for name, one in {**{name: expected[name] for name in CALIBRATED}, **beside}.items()
        },
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
        f"ece_over_{LARGEST_ECE}": [
            {"world": world, "outcomes": size, **one["ece"]}
            for world, size, one in cells
            if one["ece"]["learned"] > LARGEST_ECE
        ],
    }


def choices(grades: Float64) -> Figures:
    """Brier of learned less that of expert weights, and calibration error, by choice, world and outcomes; means."""
    found: Figures = {}
    for (narrow, wide, trend), (name, world), size in product(CHOICES, WORLDS.items(), SIZES):
        apart, error = [], []
        for seed in CHOSEN_ON:
            chance = np.random.default_rng([seed, size])
            seen, _ = draw(world, grades, size, chance)
            new, _ = draw(world, grades, TESTED, chance, late=True)
            learned = learn(seen, world.expert, width(size, narrow, wide), trend).chances(new.grades)
            expert = calibrate(seen, world.expert, trend).chances(new.grades)
            apart.append(brier(learned, new.completed) - brier(expert, new.completed))
            error.append(ece(learned, new.completed))
        cell = round(float(np.mean(apart)), 5), round(float(np.mean(error)), 4)
        found.setdefault(f"{narrow}-{wide}, drift {trend}", {}).setdefault(name, {})[size] = cell
    return found


def main() -> None:
    """Measure, print and write the record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--choices", action="store_true")
    given = parser.parse_args()
    begun = time.perf_counter()
    grades = pool(1_000, 200, seed=0, catalogue=load_catalogue()).grades
    if given.choices:
        for (chosen, by_world), world in product(choices(grades).items(), WORLDS):
            print(chosen, world, by_world[world])
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
