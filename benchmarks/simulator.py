"""Made-up worlds where it is known what makes people complete: grades of synthetic pairs, invented outcomes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from benchmarks.generate import generate
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.defaults import complete
from matching.domain.answers import UNKNOWN
from matching.domain.cells import day_number
from matching.domain.columns import Bool, Int64, Ragged
from matching.domain.fit import Criterion
from matching.domain.people import People
from matching.domain.policy import CANDIDATE_SIDE, OPENING_SIDE, Policy
from matching.eligibility.judge import judge
from matching.eligibility.terms import Terms
from matching.learning.examples import CRITERIA, Examples, Float64, shares
from matching.learning.model import logistic, shares_of
from matching.scoring.score import Scorer

ON: Final = date(2026, 11, 21)
COMPLETE: Final = 0.75
"""Share that completes in every world (source: assumption)."""
STRENGTH: Final = 0.7
"""What all criteria together tell: standard deviation of the logit between pairs (source: assumption)."""
LATE: Final = 0.7
"""The share of time after which pairs are tested on."""
DAYS: Final = 1_000
MOMENTS: Final = 4
"""Points of time that stand for all who start early."""

Weights = Mapping[Criterion, int]
Signal = Callable[[Float64, Float64], Float64]
"""Grades, shape (pairs, criteria), and time 0-1, shape (pairs,), to what decides, on any scale."""

EXPERT: Final[Weights] = {**OPENING_SIDE, **CANDIDATE_SIDE}
FLAT: Final[Weights] = {one: 100 if one is Criterion.SKILLS else 20 for one in CRITERIA}


@dataclass(frozen=True)
class World:
    """What the experts hold, and what is so."""

    expert: Weights
    signal: Signal


def _of(**weights: float) -> Float64:
    """What decides as a column of slopes, by criterion."""
    return np.array([weights.get(one, 0.0) for one in CRITERIA])


_RIGHT: Final = shares_of(EXPERT)
_FLIPPED: Final = np.where(np.array(CRITERIA) == Criterion.WISHES, -1, 1) * _RIGHT
_UNEVEN: Final = _of(skills=0.5, interests=0.35, travel=0.15)
_LATER: Final = _of(skills=0.3, wishes=0.1, context=0.1, travel=0.4, extent=0.1)
_SKILLS, _INTERESTS = (CRITERIA.index(one) for one in (Criterion.SKILLS, Criterion.INTERESTS))

WORLDS: Final[Mapping[str, World]] = {
    "expert right": World(EXPERT, lambda grades, _: grades @ _RIGHT),
    "expert wrong sign": World(EXPERT, lambda grades, _: grades @ _FLIPPED),
    "expert flat": World(FLAT, lambda grades, _: grades @ _UNEVEN),
    "interactions": World(
        EXPERT, lambda grades, _: grades @ _RIGHT + 1.5 * grades[:, _SKILLS] * grades[:, _INTERESTS]
    ),
    "noise": World(EXPERT, lambda grades, _: np.zeros(len(grades))),
    "drift": World(EXPERT, lambda grades, time: grades @ _RIGHT + time * (grades @ (_LATER - _RIGHT))),
}


@dataclass(frozen=True, eq=False)
class Pool:
    """The pairs of a synthetic round that may meet."""

    grades: Float64
    person: Int64
    opening: Int64
    scorer: Scorer


def pool(people: int, openings: int, *, seed: int, catalogue: Catalogue) -> Pool:
    """Sizes and a seed in, the graded pairs of a synthetic round out."""
    cohort = generate(people, openings, seed=seed, catalogue=catalogue)
    ready, policy = complete(cohort.openings, cohort.programme, catalogue), Policy()
    verdicts = judge(cohort.people, ready, Terms.of(cohort.programme, catalogue, policy, on=ON))
    scorer = Scorer(cohort.people, ready, catalogue, policy)
    may = np.zeros((people, openings), dtype=np.bool_)
    for block in verdicts.blocks():
        may[np.ix_(block.rows, block.cols)] = block.answers >= UNKNOWN
    person, opening = np.nonzero(may)
    return Pool(graded(scorer, person, opening), person, opening, scorer)


def graded(scorer: Scorer, person: Int64, opening: Int64) -> Float64:
    """Shares 0-1 of the pairs named."""
    rows, cols = np.arange(len(scorer.people)), np.arange(len(scorer.openings))
    return shares(scorer.grade(rows, cols, person, opening).grades, scorer)


def unrecorded(people: People, chance: np.random.Generator, share: float) -> People:
    """The same people with this share of their recorded skills left out; a list left empty is blank."""
    kept: Bool = chance.random(len(people.skills.values)) >= share
    each = np.bincount(people.skills.row_of_each()[kept], minlength=len(people))
    offsets = np.concatenate([[0], np.cumsum(each)]).astype(np.int64)
    emptied = (each == 0) & (people.skills.lengths() > 0)
    return replace(
        people,
        skills=Ragged(offsets, people.skills.values[kept]),
        skills_known=people.skills_known & ~emptied,
    )


def chances(world: World, grades: Float64, time: Float64, pool: Float64) -> Float64:
    """The true share that completes of each pair; `pool`: grades of all pairs, by which the signal is scaled."""
    early = world.signal(pool, np.zeros(len(pool)))
    spread = early.std()
    signal = (world.signal(grades, time) - early.mean()) / (spread if spread > 0 else 1)
    return logistic(np.log(COMPLETE / (1 - COMPLETE)) + STRENGTH * signal)


def past(world: World, grades: Float64, pool: Float64) -> Float64:
    """The true share that completes of each pair, over all who start early."""
    times = LATE * (np.arange(MOMENTS) + 0.5) / MOMENTS
    found = [chances(world, grades, np.full(len(grades), time), pool) for time in times]
    return np.asarray(np.mean(found, axis=0))


def draw(
    world: World, pool: Float64, size: int, chance: np.random.Generator, *, late: bool = False
) -> tuple[Examples, Float64]:
    """Pairs of a world that started early or late, with how they went, and their true shares."""
    grades = pool[chance.integers(0, len(pool), size)]
    time = LATE + (1 - LATE) * chance.random(size) if late else LATE * chance.random(size)
    truth = chances(world, grades, time, pool)
    started = (day_number(ON) + DAYS * time).astype(np.int32)
    return Examples(grades, chance.random(size) < truth, started, np.full(size, "all")), truth
