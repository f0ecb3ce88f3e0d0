"""Single changes of a finished plan, re-solved from its kept prices: how long each takes, certified batch by batch.

The changes are drawn: a place more or fewer at an opening, a person who withdraws, one of these who comes back, and
a pair forced. Each is made in the plan the one before has left, but for forced pairs, of which only what they cost
is asked. After each batch the plan is held against all pairs anew by other code: the total is the one that the
changes told, and no choice can be worth more.

    python -m benchmarks.what_if L 2000 scarce balanced
"""

import json
import sys
import time
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any, Final

import numpy as np

from benchmarks.instances import Instance, instance
from benchmarks.ours import ALONE, SEED, ids
from matching.allocation.allocate import allocate
from matching.allocation.base.market import Decided
from matching.allocation.changes import single as changes
from matching.allocation.changes.chain import After
from matching.allocation.changes.kept import Kept, keep
from matching.blocks.picking import Allowed
from matching.domain.columns import Int64

BATCH: Final = 50
WARM: Final = 10
"""Changes before the first one that is timed."""
INSTANCE: Final = 20
KINDS: Final = ("more", "fewer", "withdrawn", "arrived", "forced")


@dataclass(eq=False)
class Tried:
    """A plan that is changed step by step, and what each step took."""

    given: Instance
    kept: Kept
    value: int
    """What the plan comes to in all, by what the changes have told."""
    chance: np.random.Generator
    gone: list[int] = field(default_factory=list)
    seconds: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in KINDS})

    def change(self) -> None:
        """One change drawn and made."""
        kind = str(self.chance.choice(KINDS))
        kind = "withdrawn" if kind == "arrived" and not self.gone else kind
        person = int(self.chance.integers(self.given.people))
        opening = int(self.chance.integers(len(self.given.places)))
        if kind == "arrived":
            person = self.gone.pop(0)
        start = time.perf_counter()
        after = self._after(kind, person, opening)
        if after is not None and kind != "forced":
            self.kept, self.value = after.kept, self.value + self.kept.scale.value(after.total)
        self.seconds[kind].append(time.perf_counter() - start)
        if kind == "withdrawn":
            self.gone.append(person)

    def _after(self, kind: str, person: int, opening: int) -> After | None:
        if kind == "more":
            return changes.one_room_more(self.kept, opening)
        if kind == "fewer":
            return changes.one_room_fewer(self.kept, opening)
        if kind == "withdrawn":
            return changes.withdrawn(self.kept, person)
        rows = self.by_person[self.begins[person] : self.begins[person + 1]]
        openings, points = self.given.opening[rows], self.given.points[rows].astype(np.int64)
        if kind == "arrived":
            return changes.arrived(self.kept, person, 1, openings.astype(np.int64), points)
        if not len(rows):
            return None
        one = int(self.chance.integers(len(rows)))
        return changes.forced(self.kept, person, int(openings[one]), int(points[one]))

    def __post_init__(self) -> None:
        self.by_person = np.argsort(self.given.person, kind="stable")
        counts = np.bincount(self.given.person, minlength=self.given.people)
        self.begins = np.concatenate([[0], np.cumsum(counts)])

    def certified(self) -> bool:
        """Whether the plan keeps rooms and lists, comes to what was told, and no choice can be worth more."""
        net, given = self.kept.net, self.given
        at = np.flatnonzero(net.chosen)
        held = np.bincount(net.person[at], minlength=given.people)
        used = np.bincount(net.opening[at], minlength=len(given.places))
        unit = self.kept.scale.person
        mine = int(net.value[at].sum()) + unit * len(at)
        price: Int64 = net.price[:-1] - net.price[-1]
        worth = unit - price[given.opening] + given.points
        best = np.zeros(given.people, dtype=np.int64)
        np.maximum.at(best, given.person, worth)
        bound = int((net.room * price).sum()) + int(best[net.lists > 0].sum())
        return bool(
            (held <= net.lists).all()
            and (used <= net.room).all()
            and (price >= 0).all()
            and mine == bound == self.value
        )


def tried(given: Instance, seed: int) -> Tried:
    """The best plan of an instance, kept, and nothing changed yet."""
    fits = given.fits
    names = ids("P", given.people), ids("L", len(given.places))
    found = allocate(fits, given.places, ALONE, *names, seed=SEED)
    if found.proof is None:
        raise SystemExit("no proof")
    points = fits.points(found.person, found.opening).astype(np.int64)
    nobody = np.empty(0, dtype=np.int32)
    nothing = Decided(nobody, nobody, nobody, nobody)
    proposed = (found.person, found.opening, points)
    kept = keep(fits, Allowed(False, 0), nothing, 1, proposed, found.proof).renewed()
    return Tried(given, kept, kept.scale.value(found.proof.objective), np.random.default_rng(seed))


def measure(shape: str, size: str, count: int, seed: int) -> dict[str, Any]:
    """So many changes of an instance, in batches; ends the program where a batch cannot be certified."""
    made = tried(instance(shape, size, seed), seed)
    for _ in range(WARM):
        made.change()
    made.seconds = {kind: [] for kind in KINDS}
    for number in range(1, count + 1):
        made.change()
        if number % BATCH == 0 or number == count:
            if not made.certified():
                raise SystemExit(f"{shape} {size}: not certified after {number} changes")
            made.kept = made.kept.renewed()
    every = sorted(one for kind in KINDS for one in made.seconds[kind])
    return {
        "changes": count,
        "batches_certified": -(-count // BATCH),
        "median_ms": round(1000 * median(every), 3),
        "p99_ms": round(1000 * quantiles(every, n=100)[98], 3),
        "worst_ms": round(1000 * every[-1], 3),
        "median_ms_by_kind": {
            kind: round(1000 * median(told), 3) for kind, told in made.seconds.items() if told
        },
        "kept_pairs": len(made.kept.net.person),
    }


def main() -> None:
    """One line of JSON for each shape named."""
    size, count, *shapes = sys.argv[1:]
    for shape in shapes:
        print(json.dumps(measure(shape, size, int(count), INSTANCE)), flush=True)


if __name__ == "__main__":
    main()
