"""A round and what people have now in, its plan of few changes, and every plan there is, out."""

from collections.abc import Iterator
from itertools import product

import numpy as np

from matching.allocation.few_changes.plan import FewChanges, Kept, few_changes
from matching.blocks.fits import StoredFits
from matching.domain.columns import Int64
from matching.domain.policy import Decision, Policy

Pair = tuple[int, int]
Point = tuple[int, int]
"""Pairs kept, and points."""


def anew(
    points: Int64, room: Int64, now: list[Pair], policy: Policy | None = None, changes: int | None = None
) -> FewChanges:
    people, openings = (
        np.array([f"{name}{number}" for number in range(size)])
        for name, size in zip("kp", points.shape, strict=True)
    )
    person, opening = np.array(now, dtype=np.int32).reshape(-1, 2).T
    kept = Kept(person=person, opening=opening, count=len(now), changes=changes)
    return few_changes(StoredFits.of_table(points), room, policy or Policy(), people, openings, kept, seed=1)


def pin(pair: Pair) -> Decision:
    return Decision(candidate=f"k{pair[0]}", opening=f"p{pair[1]}", by="Kari Eksempel", reason="Sagt ja.")


def pairs_of(found: FewChanges) -> list[Pair]:
    allocation = found.allocation
    return list(zip(allocation.person.tolist(), allocation.opening.tolist(), strict=True))


def points_of(found: FewChanges) -> list[Point]:
    return [(one.kept, one.points) for one in found.choices]


def plans(points: Int64, room: Int64) -> Iterator[list[Pair]]:
    """Every plan there is."""
    people, openings = points.shape
    for choice in product(range(-1, openings), repeat=people):
        plan = [(person, place) for person, place in enumerate(choice) if place >= 0]
        used = np.bincount([place for _, place in plan], minlength=openings)
        if all(points[pair] >= 0 for pair in plan) and (used <= room).all():
            yield plan


def searched(points: Int64, room: Int64, now: list[Pair], pins: list[Pair]) -> dict[int, int]:
    """For each number kept the most points of any plan with most people and all pins."""
    allowed = [plan for plan in plans(points, room) if set(pins) <= set(plan)]
    most, best = max(map(len, allowed)), dict[int, int]()
    for plan in (plan for plan in allowed if len(plan) == most):
        kept = len(set(plan) & set(now))
        best[kept] = max(best.get(kept, 0), sum(int(points[pair]) for pair in plan))
    return best


def undominated(best: dict[int, int]) -> list[Point]:
    """Those that none keeps more and has as many points as, nor as many and has more; fewest changes first."""
    points = [
        (kept, worth)
        for kept, worth in best.items()
        if all(best[more] < worth for more in best if more > kept)
    ]
    return sorted(points, reverse=True)
