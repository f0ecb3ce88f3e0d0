"""Whole tiny rounds through `allocate`: what people have decided is applied here once more, and all of it searched.

Mode, objective, minimum fit, pairs of which something is unknown, pins, vetoes, sharing and every kind of limit.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.exhaustive_drawn import LARGEST, OBJECTIVES, SCORES, companions, limits
from benchmarks.exhaustive_limits import Worth, best, recounted
from matching.allocation.allocate import allocate
from matching.allocation.limited.constraints import Constraints
from matching.allocation.limited.limits import Limits
from matching.allocation.limited.model import Limit, Model
from matching.allocation.limited.sharing import Sharing
from matching.blocks.fits import FitBlock, StoredFits
from matching.domain.allocation import Allocation
from matching.domain.columns import Bool, Int32, Int64
from matching.domain.constraints import Companions, Floor, LimitKind
from matching.domain.plan import LimitUse, Status
from matching.domain.policy import Decision, Mode, Objective, Policy
from matching.domain.proof import Total

SEED = 1
Pair = tuple[int, int]
"""A person and an opening."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Tiny:
    """A round as tables of people x openings."""

    points: Int64
    """-1 where the pair may not meet."""
    unknown: Bool
    places: Int64
    policy: Policy
    pins: tuple[Pair, ...]
    vetoes: tuple[Pair, ...]
    under: Constraints


def drawn(chance: np.random.Generator) -> Tiny:
    """A round of up to 6 x 6 with anything people may decide."""
    people, openings = (int(one) for one in chance.integers(1, LARGEST + 1, size=(2, 2)).max(axis=0))
    points = chance.choice(SCORES[chance.integers(3)], size=(people, openings)).astype(np.int64)
    points[chance.random(points.shape) < chance.choice([0.1, 0.4])] = -1
    mode = Mode.MEETINGS if chance.random() < 0.3 else Mode.PLACES
    pins, vetoes = (_some(chance, points, share) for share in (0.03, 0.06))
    policy = Policy(
        mode=mode,
        objective=OBJECTIVES[chance.integers(len(OBJECTIVES))],
        minimum_fit=int(chance.choice([0, 0, 450])),
        allow_unknown=bool(chance.random() < 0.5),
        people_per_seat=int(chance.integers(1, 3)),
        lists_per_person=int(chance.integers(1, 3)),
        reserves=0,
        pins=tuple(_decision(one) for one in pins),
        vetoes=tuple(_decision(one) for one in vetoes),
    )
    places = chance.integers(0, 4, size=openings)
    under = _under(chance, people, places, mode)
    told = under.limits
    policy = replace(
        policy,
        together=_couples(told.together),
        apart=_couples(told.apart),
        floors=tuple(_floor(one) for one in told.limits if one.kind is LimitKind.FLOOR),
    )
    return Tiny(
        points=points,
        unknown=chance.random(points.shape) < 0.2,
        places=places,
        policy=policy,
        pins=pins,
        vetoes=vetoes,
        under=under,
    )


def _some(chance: np.random.Generator, points: Int64, share: float) -> tuple[Pair, ...]:
    """Some pairs, most of them such as may meet."""
    able = (points >= 0) | (chance.random(points.shape) < 0.05)
    return tuple((int(i), int(j)) for i, j in np.argwhere((chance.random(points.shape) < share) & able))


def _decision(pair: Pair) -> Decision:
    return Decision(candidate=f"P{pair[0]}", opening=f"L{pair[1]}", by="x", reason="x")


def _floor(limit: Limit) -> Floor:
    return Floor(name=limit.name, least=limit.least, ground="x", by="x", members=frozenset())


def _couples(rows: Int32) -> tuple[Companions, ...]:
    return tuple(Companions(first=f"P{one}", second=f"P{two}", by="x", reason="x") for one, two in rows)


def _under(chance: np.random.Generator, people: int, places: Int64, mode: Mode) -> Constraints:
    openings = len(places)
    employer = chance.integers(chance.integers(1, openings + 1), size=openings).astype(np.int32)
    kept = [
        one
        for one in limits(chance, people, employer)
        if mode is Mode.PLACES or one.kind is not LimitKind.FLOOR
    ]
    couples = companions(chance, people), companions(chance, people)
    told = [LimitUse(kind=one.kind, name=one.name, least=one.least, most=one.most) for one in kept]
    for kind, rows in zip((LimitKind.TOGETHER, LimitKind.APART), couples, strict=True):
        told += [LimitUse(kind=kind, name=str(row), most=None) for row in rows.tolist()]
    sharing = Sharing.none(people, openings)
    if mode is Mode.PLACES and chance.random() < 0.5:
        # A half position may be left over beside the whole ones.
        some = (chance.random(openings) < 0.5) & (places > 0)
        halves = np.where(some, 2 * places + chance.integers(2, size=openings), 0)
        sharing = Sharing(chance.random(people) < 0.4, chance.random(openings) < 0.2, halves)
    all_of_it = Limits(limits=tuple(kept), told=tuple(told), together=couples[0], apart=couples[1])
    return Constraints(all_of_it, sharing, employer)


def solved(tiny: Tiny) -> Allocation:
    """The allocation of the round."""
    opening, person = (column.astype(np.int32) for column in np.nonzero(tiny.points.T >= 0))
    nothing = np.full(len(person), -1, dtype=np.int16)
    points, unknown = tiny.points[person, opening].astype(np.int16), tiny.unknown[person, opening]
    pairs = FitBlock(person, opening, points, nothing, nothing, unknown, nothing)
    people, openings = tiny.points.shape
    names = np.array([f"P{one}" for one in range(people)]), np.array([f"L{one}" for one in range(openings)])
    fits = StoredFits(people, openings, pairs)
    return allocate(fits, tiny.places, tiny.policy, *names, seed=SEED, under=tiny.under)


def as_model(tiny: Tiny) -> Model | None:
    """The same as a model to be searched, or None where the pins contradict the pairs or the vetoes."""
    if set(tiny.pins) & set(tiny.vetoes) or any(tiny.points[pair] < 0 for pair in tiny.pins):
        return None
    policy, sharing = tiny.policy, tiny.under.sharing
    meetings = policy.mode is Mode.MEETINGS
    pairs = [pair for pair in np.ndindex(tiny.points.shape) if pair in tiny.pins or _is_open(tiny, pair)]
    rows = np.array(sorted(pairs, key=lambda pair: (pair[1], pair[0])), dtype=np.int32).reshape(-1, 2)
    person, opening = rows[:, 0], rows[:, 1]
    size = [
        2 if sharing.halves[j] and not (sharing.half_people[i] or sharing.half_openings[j]) else 1
        for i, j in rows
    ]
    room = tiny.places * (policy.people_per_seat if meetings else 1)
    return Model(
        person=person,
        opening=opening,
        points=tiny.points[person, opening],
        size=np.array(size, dtype=np.int64),
        forced=np.array([tuple(pair) in tiny.pins for pair in rows.tolist()], dtype=np.bool_),
        lists=np.full(len(tiny.points), policy.lists_per_person if meetings else 1),
        capacities=np.where(sharing.halves > 0, sharing.halves, room),
        employer=tiny.under.employer,
        limits=tiny.under.limits.limits,
        together=tiny.under.limits.together,
        apart=tiny.under.limits.apart,
        objective=policy.objective,
    )


def _is_open(tiny: Tiny, pair: Pair) -> bool:
    return bool(
        tiny.points[pair] >= max(tiny.policy.minimum_fit, 0)
        and pair not in tiny.vetoes
        and (tiny.policy.allow_unknown or not tiny.unknown[pair])
    )


def difference(tiny: Tiny, found: Allocation) -> str | None:
    """What the allocation says otherwise than the search, or None where they agree."""
    model = as_model(tiny)
    truth = None if model is None else best(model)
    if model is None or truth is None or found.status is Status.INFEASIBLE:
        agree = truth is None and found.status is Status.INFEASIBLE and bool(found.causes)
        return None if agree else f"search {truth}, allocation {found.status}"
    worth = recounted(model, _chosen(model, found.person, found.opening))
    told = f"search {truth}, allocation {found.status} {worth}"
    if worth is None or worth > truth or (found.status is Status.OPTIMAL and worth != truth):
        return told
    proof = found.proof or found.bounds
    if proof is None or _worth(tiny, proof.objective) != worth or _worth(tiny, proof.bound) < truth:
        return f"{told}, {proof and (proof.objective, proof.bound)}"
    return None


def _chosen(model: Model, person: Int32, opening: Int32) -> Bool:
    named = set(zip(person.tolist(), opening.tolist(), strict=True))
    pairs = zip(model.person.tolist(), model.opening.tolist(), strict=True)
    return np.array([pair in named for pair in pairs], dtype=np.bool_)


def _worth(tiny: Tiny, total: Total) -> Worth:
    if tiny.policy.objective is Objective.POINTS:
        return 0, 0, total.points
    return total.people, total.proposals, total.points


def differences(count: int, seed: int) -> Iterator[tuple[Status, str | None]]:
    """For each drawn round, how the allocation ended, and what it says otherwise than the search."""
    chance = np.random.default_rng(seed)
    for number in range(count):
        tiny = drawn(chance)
        found = solved(tiny)
        told = difference(tiny, found)
        yield found.status, told and f"seed {seed}, round {number}: {told}"


def block(count: int, seed: int) -> list[tuple[str, str | None]]:
    """For each of so many rounds how it ended, and what is different."""
    return [(str(status), told) for status, told in differences(count, seed)]
