"""Whatever the multipliers, no plan passes the bound of the relaxation, with or without a pair forced."""

from dataclasses import replace
from types import ModuleType

import numpy as np
import pytest

from matching.allocation.constrained import firms, losses
from matching.allocation.constrained.bounding import eased
from matching.allocation.constrained.goal import aims, goal_of, reach, total
from matching.allocation.constrained.layout import lay_out
from matching.allocation.constrained.losses import NEVER
from matching.allocation.constrained.relaxation import Multipliers, Relaxation, ends_of, free_of, relax
from matching.allocation.constrained.solve import solve
from matching.allocation.limited.model import Model
from matching.blocks.compiling import fast
from matching.domain.columns import Bool
from matching.domain.policy import Objective
from matching.domain.proof import Aim
from tests.allocation.constrained.tiny import plans, tiny, told


def _random(model: Model, relaxation: Relaxation, chance: np.random.Generator) -> Multipliers:
    layout = relaxation.layout
    least, most = ends_of(layout)
    size = 600 * relaxation.scale if relaxation.scale < 1000 else relaxation.scale
    limits = chance.integers(-size, size, size=len(model.limits))
    limits = np.where(free_of(most), np.minimum(limits, 0), np.where(least > 0, limits, np.abs(limits)))
    return Multipliers(
        people=chance.integers(-size, size, size=len(model.lists)),
        limits=limits * layout.relaxed,
        kept_people=int(chance.integers(size)) if relaxation.goal.people else 0,
        kept_proposals=int(chance.integers(size)) if relaxation.goal.proposals else 0,
    )


def _reached(model: Model, aim: Aim, every: Bool) -> list[int]:
    return [reach(aim, total(model, one)) for one in every]


@pytest.mark.parametrize("seed", range(80))
def test_no_plan_passes_the_bound_nor_the_bound_less_a_pairs_loss(seed: int) -> None:
    chance = np.random.default_rng(seed)
    model = tiny(seed)
    every = plans(model)
    if not len(every):
        return
    chosen = solve(model).chosen
    for aim in aims(model):
        goal = goal_of(model, aim, total(model, chosen))
        amounts = [total(model, one) for one in every]
        kept = np.array([one.people >= goal.people and one.proposals >= goal.proposals for one in amounts])
        values = np.array(_reached(model, aim, every))[kept]
        relaxation = relax(lay_out(model), goal)
        at = _random(model, relaxation, chance)
        numerator, loss = relaxation.solve(at).numerator, relaxation.losses(at)
        assert relaxation.scale * values.max() <= numerator
        for pair in range(len(model.person)):
            with_it = values[every[kept][:, pair]]
            if len(with_it):
                assert loss[pair] < NEVER
                assert relaxation.scale * with_it.max() <= numerator - loss[pair]


def test_charging_those_not_chosen_less_never_raises_the_bound() -> None:
    lowered = 0
    for seed in range(80):
        model = replace(tiny(seed), objective=Objective.POINTS)
        relaxation = relax(lay_out(model), goal_of(model, Aim.POINTS, total(model, model.forced)))
        at = _random(model, relaxation, np.random.default_rng(seed))
        before = relaxation.solve(at)
        easier, after = eased(relaxation, at, before)
        assert after.numerator == relaxation.solve(easier).numerator <= before.numerator
        lowered += after.numerator < before.numerator
    assert lowered > 10


@pytest.mark.parametrize("part", range(4))
def test_each_bound_is_what_the_formula_of_its_proof_says(part: int) -> None:
    for seed in range(part * 30, part * 30 + 30):
        model = tiny(seed)
        solved = solve(model)
        amount = total(model, solved.chosen)
        for stage in solved.stages:
            assert stage.bound == told(model, stage, amount.people, amount.proposals), (seed, stage.aim)
            assert stage.bound >= stage.objective, (seed, stage.aim)


@pytest.mark.parametrize("module", [firms, losses])
def test_compiled_loops_say_what_the_same_lines_say_interpreted(module: ModuleType) -> None:
    chance = np.random.default_rng(0)
    for seed in range(60):
        model = replace(tiny(seed), objective=Objective.POINTS)
        relaxation = relax(lay_out(model), goal_of(model, Aim.POINTS, total(model, model.forced)))
        numbers = relaxation.numbers(_random(model, relaxation, chance))
        told_by = []
        for loops in (module, fast(module)):
            blocks = np.empty(len(relaxation.layout.totals), dtype=np.int64)
            chosen, loss = model.forced & False, np.empty(len(model.person), dtype=np.int64)
            if module is losses:
                loops.lost(relaxation.ground, numbers, loss)
                told_by.append(loss)
            else:
                loops.solved(relaxation.ground, numbers, blocks, chosen)
                told_by.append(np.concatenate([blocks, chosen.astype(np.int64)]))
        assert (told_by[0] == told_by[1]).all(), seed
