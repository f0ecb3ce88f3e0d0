"""Totals, seat values and the costs of pins and vetoes, all against exhaustive search."""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from benchmarks.exhaustive import best_total, room_and_lists
from matching.allocation.allocate import allocate
from matching.blocks.fits import StoredFits
from matching.domain.allocation import Allocation
from matching.domain.columns import Bool, Int64
from matching.domain.policy import Decision, Mode, Policy
from matching.domain.proof import Total

Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Instance:
    """Points of all pairs (-1 may not meet), which of them are unknown, places, policy, pins and vetoes."""

    points: Int64
    unknown: Bool
    places: Int64
    policy: Policy
    pins: Pairs
    vetoes: Pairs

    def best(self, *, pins: Pairs, vetoes: Pairs, more: dict[int, int] | None = None) -> Total:
        """The best total by search, with room changed at some openings."""
        allowed = np.where(self.unknown & (not self.policy.allow_unknown), -1, self.points)
        for pair in vetoes:
            allowed[pair] = -1
        room, lists = room_and_lists(self.places, self.policy)
        changed = tuple(left + (more or {}).get(place, 0) for place, left in enumerate(room))
        return best_total(allowed, changed, lists, {pair: int(self.points[pair]) for pair in pins})

    def found(self) -> Allocation:
        """What the allocation proposes."""
        people, openings = (np.array([f"{kind}{n}" for n in range(9)]) for kind in "PL")
        fits = StoredFits.of_table(self.points)
        unknown = self.unknown[fits.pairs.person, fits.pairs.opening]
        fits = replace(fits, pairs=replace(fits.pairs, unknown=unknown))
        policy = replace(self.policy, pins=_decisions(self.pins), vetoes=_decisions(self.vetoes))
        size, count = self.points.shape
        return allocate(fits, self.places, policy, people[:size], openings[:count], seed=1)


def instance(seed: int) -> Instance:
    """A random instance in which every pin can be kept."""
    chance = np.random.default_rng(seed)
    size = chance.integers(1, 6), chance.integers(1, 5)
    points = chance.choice(([400, 500, 500, 501], [0, 1000], list(range(1001)))[seed % 3], size=size)
    points = np.where(chance.random(size) < 0.25, -1, points).astype(np.int64)
    policy = Policy(
        mode=list(Mode)[seed % 2],
        people_per_seat=int(chance.integers(1, 3)),
        lists_per_person=int(chance.integers(1, 4)),
        allow_unknown=bool(chance.integers(2)),
    )
    places = chance.integers(0, 3, size=size[1]).astype(np.int64)
    room, lists = room_and_lists(places, policy)
    pins: list[tuple[int, int]] = []
    vetoes: list[tuple[int, int]] = []
    for row, col in chance.permutation(np.argwhere(points >= 0)).tolist()[:5]:
        full = sum(at == col for _, at in pins) >= room[col] or sum(who == row for who, _ in pins) >= lists
        (vetoes if full or chance.integers(2) else pins).append((row, col))
    return Instance(points, chance.random(size) < 0.25, places, policy, tuple(pins[:2]), tuple(vetoes))


def _decisions(pairs: Pairs) -> tuple[Decision, ...]:
    return tuple(Decision(candidate=f"P{row}", opening=f"L{col}", by="x", reason="y") for row, col in pairs)


@pytest.mark.parametrize("part", range(6))
def test_what_people_decide_is_kept_and_everything_told_about_it_is_exact(part: int) -> None:
    for seed in range(100 * part, 100 * part + 100):
        one = instance(seed)
        found, best = one.found(), one.best(pins=one.pins, vetoes=one.vetoes)
        assert found.proof is not None, seed
        assert found.proof.objective == found.proof.bound == best, seed
        for place, value in enumerate(found.seat_values):
            up = one.best(pins=one.pins, vetoes=one.vetoes, more={place: 1}) - best
            assert value.one_more == up, (seed, place)
            if value.one_fewer is not None:
                down = best - one.best(pins=one.pins, vetoes=one.vetoes, more={place: -1})
                assert value.one_fewer == down, (seed, place)
        for cost in found.decision_costs:
            pair = (int(cost.candidate[1:]), int(cost.opening[1:]))
            pins = tuple(pin for pin in one.pins if not (cost.pinned and pin == pair))
            vetoes = tuple(veto for veto in one.vetoes if cost.pinned or veto != pair)
            assert cost.cost == one.best(pins=pins, vetoes=vetoes) - best, (seed, cost)
