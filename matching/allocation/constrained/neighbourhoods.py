"""Which employers are looked at together: where a choice falls short of the bound, and who shares people there."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from scipy.sparse import csr_array

from matching.allocation.constrained.bounding import Bounded, least_of
from matching.allocation.constrained.layout import Layout
from matching.allocation.constrained.relaxation import Relaxation
from matching.domain.columns import Bool, Int64

PER_ROOM, LEAST_PAIRS = 4, 2_000
"""The core: so many pairs for each whole seat, those that lose the bound least (trial)."""

TIRED: Final = 0.5
"""How much less an employer is looked at each time it has been looked at."""


@dataclass(frozen=True, eq=False)
class Neighbourhoods:
    """The core of a stage, and what each employer of it falls short."""

    layout: Layout
    relaxation: Relaxation
    bounded: Bounded
    core: Int64
    """The pairs that are looked at, by position."""
    seed: int

    @cached_property
    def employers(self) -> int:
        """How many there are."""
        return len(self.layout.totals)

    @cached_property
    def employer(self) -> Int64:
        """The employer of each pair of the core."""
        model = self.layout.model
        return model.employer[model.opening[self.core]].astype(np.int64)

    @cached_property
    def shared(self) -> csr_array:
        """How many pairs of the core tie two employers by the same person, or by companions."""
        model = self.layout.model
        firm, person = [self.employer], [model.person[self.core].astype(np.int64)]
        for couple in (*model.together.tolist(), *model.apart.tolist()):
            theirs = np.isin(person[0], couple)
            firm.append(np.repeat(firm[0][theirs], 2))
            person.append(np.tile(np.array(couple), int(np.count_nonzero(theirs))))
        firms, people = np.concatenate(firm), np.concatenate(person)
        table = csr_array((np.ones(len(firms)), (firms, people)), shape=(self.employers, len(model.lists)))
        return csr_array(table @ table.T)

    @cached_property
    def home(self) -> Int64:
        """The employer of each person's best pair of the core, -1 for none, shape (people,)."""
        model = self.layout.model
        found = np.full(len(model.lists), -1)
        order = np.argsort(-self.bounded.losses[self.core], kind="stable")
        found[model.person[self.core[order]]] = self.employer[order]
        return found

    def short(self, chosen: Bool) -> np.ndarray:
        """How much of the bound each employer's part of a choice does not reach, scaled, shape (employers,)."""
        model, at = self.layout.model, self.bounded.at
        pairs = np.flatnonzero(chosen)
        firm = model.employer[model.opening[pairs]]
        reached = np.bincount(firm, weights=self.relaxation.nets(at, pairs), minlength=self.employers)
        without = np.bincount(model.person[pairs], minlength=len(model.lists)) == 0
        rent = np.where(without & (self.home >= 0), self.relaxation.of_people(at), 0)
        left = np.bincount(self.home[self.home >= 0], weights=rent[self.home >= 0], minlength=self.employers)
        short: np.ndarray = np.maximum(self.bounded.relaxed.blocks - reached, 0) + left
        return short

    def around(self, short: np.ndarray, tries: np.ndarray, number: int, pairs: int) -> Bool:
        """Employers to look at together, with about so many pairs of the core, shape (employers,)."""
        key = (short + self.relaxation.scale) * TIRED**tries
        centre = int(np.argmax(key))
        near = self.shared[[centre]].toarray()[0]
        near[centre] = 0
        near *= (0.3 + key / key.mean()) * (0.5 + self._chance(number))
        order = np.concatenate([[centre], np.argsort(-near, kind="stable")])
        order = order[: 1 + int(np.count_nonzero(near))]
        sizes = np.bincount(self.employer, minlength=self.employers)
        among = np.zeros(self.employers, dtype=np.bool_)
        among[order[: 1 + int(np.searchsorted(np.cumsum(sizes[order]), pairs))]] = True
        return among

    def _chance(self, number: int) -> np.ndarray:
        """A number from 0 to 1 for each employer, mixed from the seed and the number of the look."""
        mixed = (np.arange(self.employers, dtype=np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= np.uint64((number * 0xBF58476D1CE4E5B9 + self.seed * 0x94D049BB133111EB) % (1 << 64))
        mixed *= np.uint64(0xD6E8FEB86659FD93)
        return (mixed >> np.uint64(11)).astype(float) / float(1 << 53)


def core_of(relaxation: Relaxation, bounded: Bounded) -> Int64:
    """The pairs that lose the bound least, by position."""
    model = relaxation.layout.model
    rooms = int(model.capacities.sum()) // max(int(model.size.max(initial=1)), 1)
    return np.flatnonzero(least_of(bounded.losses, max(PER_ROOM * rooms, LEAST_PAIRS)))
