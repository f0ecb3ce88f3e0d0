"""Tiny allocations under all kinds of constraint, drawn by chance: to be searched exhaustively."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from matching.allocation.limited.model import NO_MOST, Limit, Model
from matching.domain.columns import Bool, Int32, Int64
from matching.domain.constraints import LimitKind
from matching.domain.policy import Objective

LARGEST: Final = 6
SCORES: Final = (np.arange(1001), np.array([400, 500, 500, 501, 999]), np.array([0, 1000]))
"""Wide scores, few distinct ones (ties), and none at all or all."""

OBJECTIVES: Final = (Objective.PEOPLE, Objective.POINTS)


def model(chance: np.random.Generator) -> Model:
    """A model of up to 6 x 6 with any of the constraints; some have no choice that keeps them all."""
    people, openings = (int(one) for one in chance.integers(1, LARGEST + 1, size=(2, 2)).max(axis=0))
    allowed = chance.random((openings, people)) < chance.choice([0.3, 0.6, 0.9])
    opening, person = (column.astype(np.int32) for column in np.nonzero(allowed))
    sizes = _sizes(chance, person)
    several = chance.random() < 0.3
    lists = chance.integers(1, 3 if several else 2, size=people)
    employer = chance.integers(chance.integers(1, openings + 1), size=openings).astype(np.int32)
    return Model(
        person=person,
        opening=opening,
        points=chance.choice(SCORES[chance.integers(3)], size=len(person)).astype(np.int64),
        size=sizes,
        forced=chance.random(len(person)) < chance.choice([0.0, 0.0, 0.1]),
        lists=lists.astype(np.int64),
        capacities=chance.integers(0, 4, size=openings) * int(sizes.max(initial=1)),
        employer=employer,
        limits=tuple(limits(chance, people, employer)),
        together=companions(chance, people),
        apart=companions(chance, people),
        objective=OBJECTIVES[chance.integers(len(OBJECTIVES))],
    )


def _sizes(chance: np.random.Generator, person: Int32) -> Int64:
    """All of one size; or half and full of a seat by person; or any by person and opening."""
    kind = chance.integers(3)
    if kind == 0:
        return np.ones(len(person), dtype=np.int64)
    if kind == 1:
        return chance.integers(1, 3, size=LARGEST)[person]
    return chance.integers(1, 4, size=len(person))


def limits(chance: np.random.Generator, people: int, employer: Int32) -> Iterator[Limit]:
    """None, one or several of each kind; each kind as the product makes it."""
    drawn = chance.choice([0.0, 0.2, 0.5])
    for kind, make in KINDS.items():
        if chance.random() < drawn:
            for number in range(int(chance.integers(1, 3))):
                yield make(chance, people, employer, f"{kind} {number}")


def _some(chance: np.random.Generator, length: int) -> Bool:
    return chance.random(length) < 0.6


def _employer(chance: np.random.Generator, people: int, employer: Int32, name: str) -> Limit:
    mine = employer == chance.choice(employer)
    return Limit(kind=LimitKind.EMPLOYER, name=name, openings=mine, most=int(chance.integers(0, 4)))


def _office(chance: np.random.Generator, people: int, employer: Int32, name: str) -> Limit:
    mine = _some(chance, len(employer))
    return Limit(kind=LimitKind.OFFICE, name=name, openings=mine, most=int(chance.integers(0, 5)))


def _cap(chance: np.random.Generator, people: int, employer: Int32, name: str) -> Limit:
    mine = _some(chance, len(employer))
    return Limit(kind=LimitKind.CAP, name=name, openings=mine, most=int(chance.integers(0, 5)))


def _class(chance: np.random.Generator, people: int, employer: Int32, name: str) -> Limit:
    mine = np.arange(len(employer)) == chance.integers(len(employer))
    least = int(chance.integers(1, 4))
    most = int(chance.choice([least, least + 1, NO_MOST]))
    or_none = bool(chance.random() < 0.8)
    return Limit(kind=LimitKind.CLASS, name=name, openings=mine, least=least, most=most, or_none=or_none)


def _resource(chance: np.random.Generator, people: int, employer: Int32, name: str) -> Limit:
    whose, mine = _some(chance, people), _some(chance, len(employer))
    most = int(chance.integers(0, 3))
    return Limit(kind=LimitKind.RESOURCE, name=name, people=whose, openings=mine, most=most)


def _floor(chance: np.random.Generator, people: int, employer: Int32, name: str) -> Limit:
    whose = _some(chance, people)
    return Limit(kind=LimitKind.FLOOR, name=name, people=whose, least=int(chance.integers(1, 3)))


KINDS: Final = {
    LimitKind.EMPLOYER: _employer,
    LimitKind.OFFICE: _office,
    LimitKind.CAP: _cap,
    LimitKind.CLASS: _class,
    LimitKind.RESOURCE: _resource,
    LimitKind.FLOOR: _floor,
}


def companions(chance: np.random.Generator, people: int) -> Int32:
    """Up to two pairs of two different people."""
    rows = chance.integers(0, 3) if people > 1 and chance.random() < 0.4 else 0
    pairs = [chance.permutation(people)[:2] for _ in range(rows)]
    return np.array(pairs, dtype=np.int32).reshape(-1, 2)
