"""Instances of the allocation under constraints: size and seed in, a whole Model out. All of it is synthetic.

People and openings lie in towns of a plane and may meet where the journey is short, so pairs are local as in a real
country. Points are a common part of the person, one of the opening, and noise of the pair. Of the kinds:

- half: 30 % of people take size 1, others 2, capacities are twice the seats; without it all sizes are 1;
- courses: 12, each drawn on by 60 % of people at 15 % of openings, with half the seats they would use;
- employers: the openings of one firm take at most 70 % of their seats in people together;
- classes: 12 % of openings, of three seats or more, take two thirds of their seats at least, or nobody;
- floors: in each region a group of 15 % of people, with lower points than others, gets 0.9 of its share of places.

Seats are about a third (S, M) and a fifth (L) of the people, as where places are scarce.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.allocation.limited.model import Limit, Model
from matching.domain.columns import Bool, Int32, Int64
from matching.domain.constraints import LimitKind
from matching.domain.policy import Objective

KINDS: Final = frozenset({"half", "courses", "employers", "classes", "floors"})
COURSES: Final = 12


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How large an instance is; `share` of all pairs may meet."""

    people: int
    openings: int
    regions: int
    share: float


SHAPES: Final = {
    "S": Shape(people=300, openings=60, regions=3, share=0.3),
    "M": Shape(people=5_000, openings=1_500, regions=8, share=0.051),
    "L": Shape(people=57_000, openings=6_000, regions=15, share=0.026),
}


@dataclass(frozen=True, eq=False)
class _Places:
    """Openings: where they lie, their region, seats and firm."""

    at: np.ndarray
    region: Int64
    seats: Int64
    employer: Int32


def constrained(
    size: str, seed: int, kinds: frozenset[str] = KINDS, objective: Objective = Objective.POINTS
) -> Model:
    """The instance of this size and seed with these kinds of constraint; kinds left out change nothing else."""
    shape = SHAPES[size]
    chance = np.random.default_rng([seed, shape.people])
    towns = chance.random((shape.regions, 2)) * np.sqrt(shape.regions)
    region = chance.integers(shape.regions, size=shape.people)
    at = towns[region] + 0.25 * chance.standard_normal((shape.people, 2))
    group = chance.random(shape.people) < 0.15
    places = _places(shape, towns, chance)
    person, opening = _near(at, places.at, shape.share)
    quality = chance.standard_normal(shape.people) - 0.5 * group
    common = 120 * quality[person] + 60 * chance.standard_normal(shape.openings)[opening]
    points = np.rint(np.clip(500 + common + 130 * chance.standard_normal(len(person)), 0, 1000))
    half = chance.random(shape.people) < 0.3
    classes = chance.random(shape.openings) < 0.12
    seats = np.where(classes & ("classes" in kinds), np.maximum(places.seats, 3), places.seats)
    shared = "half" in kinds
    limits = [
        *(_employers(places.employer, seats) if "employers" in kinds else ()),
        *(_classes(classes, seats) if "classes" in kinds else ()),
        *(_courses(shape, seats, chance) if "courses" in kinds else ()),
        *(_floors(group, region, places.region, seats) if "floors" in kinds else ()),
    ]
    return Model(
        person=person,
        opening=opening,
        points=points.astype(np.int64),
        size=np.where(half[person] | ~np.bool_(shared), 1, 2).astype(np.int64),
        forced=np.zeros(len(person), dtype=np.bool_),
        lists=np.ones(shape.people, dtype=np.int64),
        capacities=seats * (2 if shared else 1),
        employer=places.employer,
        limits=tuple(limits),
        together=np.empty((0, 2), dtype=np.int32),
        apart=np.empty((0, 2), dtype=np.int32),
        objective=objective,
    )


def _places(shape: Shape, towns: np.ndarray, chance: np.random.Generator) -> _Places:
    """Firms of about three openings each, all openings of a firm in one town."""
    starts = np.flatnonzero(np.r_[True, chance.random(shape.openings - 1) < 1 / 3])
    employer = np.searchsorted(starts, np.arange(shape.openings), side="right") - 1
    region = chance.integers(shape.regions, size=len(starts))[employer]
    at = towns[region] + 0.25 * chance.standard_normal((len(starts), 2))[employer]
    seats = chance.choice(np.arange(1, 6), p=[0.6, 0.2, 0.1, 0.06, 0.04], size=shape.openings)
    return _Places(at, region, seats.astype(np.int64), employer.astype(np.int32))


def _near(at: np.ndarray, places: np.ndarray, share: float) -> tuple[Int32, Int32]:
    """The share of all pairs with the shortest journey, ordered by opening, then person."""
    every = np.unique(places, axis=0)
    sample = np.linalg.norm(  # enough of both to know how far the share reaches
        at[:: max(len(at) // 2000, 1), None] - every[None, :: max(len(every) // 500, 1)], axis=2
    )
    longest = np.quantile(sample, share)
    near = [
        np.flatnonzero(((at - place) ** 2).sum(axis=1) <= longest**2).astype(np.int32) for place in places
    ]
    counts = [len(people) for people in near]
    return np.concatenate(near), np.repeat(np.arange(len(places), dtype=np.int32), counts)


def _employers(employer: Int32, seats: Int64) -> list[Limit]:
    totals = np.bincount(employer, weights=seats)
    return [
        Limit(
            kind=LimitKind.EMPLOYER,
            name=f"firm {firm}",
            openings=employer == firm,
            most=max(int(total) * 7 // 10, 1),
        )
        for firm, total in enumerate(totals)
    ]


def _classes(classes: Bool, seats: Int64) -> list[Limit]:
    return [
        Limit(
            kind=LimitKind.CLASS,
            name=f"class {opening}",
            openings=np.arange(len(seats)) == opening,
            least=(2 * int(seats[opening]) + 2) // 3,
            most=2 * int(seats[opening]),
            or_none=True,
        )
        for opening in np.flatnonzero(classes)
    ]


def _courses(shape: Shape, seats: Int64, chance: np.random.Generator) -> list[Limit]:
    limits = []
    for course in range(COURSES):
        openings = chance.random(shape.openings) < 0.15
        people = chance.random(shape.people) < 0.6
        use = 0.7 * 0.6 * int(seats[openings].sum())
        name = f"course {course}"
        limits.append(
            Limit(kind=LimitKind.RESOURCE, name=name, people=people, openings=openings, most=int(use / 2))
        )
    return limits


def _floors(group: Bool, region: Int64, place_region: Int64, seats: Int64) -> list[Limit]:
    limits = []
    for one in range(int(region.max()) + 1):
        places = 0.7 * int(seats[place_region == one].sum())
        members = group & (region == one)
        least = min(int(0.9 * 0.15 * places), int(members.sum()))
        limits.append(Limit(kind=LimitKind.FLOOR, name=f"region {one}", people=members, least=least))
    return limits
