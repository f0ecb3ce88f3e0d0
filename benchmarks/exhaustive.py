"""Exhaustive search on tiny markets to hold the allocation against: a second opinion sharing nothing with it."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from types import MappingProxyType

import numpy as np

from matching.allocation.allocate import allocate
from matching.blocks.fits import StoredFits
from matching.domain.allocation import Allocation
from matching.domain.columns import Int64
from matching.domain.policy import Mode, Policy
from matching.domain.proof import Total

LARGEST = 6


def instance(generator: np.random.Generator) -> tuple[Int64, Int64]:
    """Random points (people, openings), -1 where a pair may not meet, and places of each opening.

    A third each of wide scores, few distinct scores (ties), and only 0 and 1000 (no score at all, or all).
    """
    people, openings = generator.integers(1, LARGEST + 1, size=2)
    kind = generator.integers(3)
    values = (np.arange(1001), np.array([400, 500, 500, 501, 999]), np.array([0, 1000]))[kind]
    points = generator.choice(values, size=(people, openings))
    points[generator.random((people, openings)) < generator.choice([0.1, 0.4, 0.7])] = -1
    return points.astype(np.int64), generator.integers(0, 4, size=openings).astype(np.int64)


def best_total(
    points: Int64,
    room: tuple[int, ...],
    lists: int,
    forced: Mapping[tuple[int, int], int] = MappingProxyType({}),
) -> Total:
    """The best total there is: every choice of every person is tried, one person after another.

    `forced` are pairs that must be chosen, with their points; they must fit in the room and the lists.
    """
    people, openings = points.shape
    impossible = (-1, 0, 0)

    @cache
    def best_from(person: int, left: tuple[int, ...]) -> tuple[int, int, int]:
        if person == people:
            return (0, 0, 0)
        worth = {one: int(points[person, one]) for one in range(openings) if points[person, one] >= 0}
        worth |= {one: given for (who, one), given in forced.items() if who == person}
        must = {one for who, one in forced if who == person}
        found = impossible if must else best_from(person + 1, left)
        able = [one for one in worth if left[one] > 0]
        for number in range(1, lists + 1):
            for choice in combinations(able, number):
                rest = best_from(person + 1, tuple(room - (one in choice) for one, room in enumerate(left)))
                if must <= set(choice) and rest != impossible:
                    gained = sum(worth[one] for one in choice)
                    found = max(found, (rest[0] + 1, rest[1] + number, rest[2] + gained))
        return found

    return Total(*best_from(0, room))


def policy_of(mode: Mode, generator: np.random.Generator) -> Policy:
    """A policy of that mode with its numbers drawn small."""
    people_per_seat, lists = (int(number) for number in generator.integers(1, 4, size=2))
    return Policy(mode=mode, people_per_seat=people_per_seat, lists_per_person=lists)


def solved(points: Int64, places: Int64, policy: Policy, seed: int = 0) -> Allocation:
    """The allocation of a table of given points."""
    people = np.array([f"P{number}" for number in range(len(points))])
    openings = np.array([f"L{number}" for number in range(len(places))])
    return allocate(StoredFits.of_table(points), places, policy, people, openings, seed=seed)


def room_and_lists(places: Int64, policy: Policy) -> tuple[tuple[int, ...], int]:
    """Room for proposals of each opening, and lists of each person."""
    if policy.mode is Mode.PLACES:
        return tuple(int(one) for one in places), 1
    return tuple(int(one) * policy.people_per_seat for one in places), policy.lists_per_person


def differences(count: int, seed: int, *, seats: bool = False) -> Iterator[str]:
    """Instances on which search and allocation disagree, half of them in each mode.

    With `seats` every opening is also searched again with room for one proposal more and one fewer.
    """
    generator = np.random.default_rng(seed)
    for number in range(count):
        points, places = instance(generator)
        policy = policy_of((Mode.PLACES, Mode.MEETINGS)[number % 2], generator)
        room, lists = room_and_lists(places, policy)
        found, best = solved(points, places, policy), best_total(points, room, lists)
        proof = found.proof
        if proof is None or proof.objective != best or proof.bound != best:
            yield f"instance {number}: search {best}, allocation {proof and proof.objective}"
        for place, value in enumerate(found.seat_values if seats else ()):
            up = best_total(points, _changed(room, place, 1), lists) - best
            down = best - best_total(points, _changed(room, place, -1), lists) if room[place] else None
            if (value.one_more, value.one_fewer) != (up, down):
                yield f"instance {number}, opening {place}: search {up} and {down}, prices {value}"


def _changed(room: tuple[int, ...], place: int, by: int) -> tuple[int, ...]:
    return tuple(left + by * (one == place) for one, left in enumerate(room))


def block(count: int, seed: int) -> list[tuple[str, str | None]]:
    """For each of so many instances how it ended, and what is different."""
    return _told(count, seed, list(differences(count, seed)))


def block_of_seats(count: int, seed: int) -> list[tuple[str, str | None]]:
    """The same with every seat value searched too."""
    return _told(count, seed, list(differences(count, seed, seats=True)))


def _told(count: int, seed: int, different: list[str]) -> list[tuple[str, str | None]]:
    same: list[tuple[str, str | None]] = [("optimal", None)] * (count - len(different))
    return [*same, *(("different", f"seed {seed}, {one}") for one in different)]
