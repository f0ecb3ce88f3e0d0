"""Skills held and asked for in, evidence and its share of all that is asked out: whole numbers throughout.

The rule, in hundredths of a bit:

- `weight` of a skill: 100 + 100 log2(occupations / occupations that ask for it): the rarer, the more.
- Worth of a held skill for an asked one: the asked skill's weight if it is that skill; otherwise the greater of
  - below it in the tree: half the asked skill's weight;
  - kindred (a nearest broader concept in common, or the held one is the nearest broader of the asked): the held
    skill's weight less 360 and less 50 log2(skills in the family); at least a tenth of it, at most the asked
    skill's weight.
- A held skill vouches for one asked skill: itself where it is asked for, else the one where it counts most.
- An asked skill reaches the sum of what vouches for it, at most its own weight; twice for a must skill.
- Evidence is the sum of what is reached; full evidence that of all asked for. The share bends so that the first
  skills count most: evidence (full + BEND) / (full (evidence + BEND)).
"""

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from benchmarks.fit_tasks import Table, Taxonomy

MUST, NICE = 2, 1
BIT = 100
NEAR = 360
"""What a kindred skill says less than the skill itself, before the size of the family."""
LEAST_KINDRED = 10
"""A kindred skill is worth at least one part in so many of its weight."""
BEND = 4000
"""About three must skills: the evidence at which a long list is half reached."""
FULL = 10_000

Whole = NDArray[np.int64]
Pairs = dict[tuple[int, int], int]


@dataclass(frozen=True, eq=False)
class Asked:
    """What one opening asks for: who vouches for what, and how far each asked skill can reach."""

    vouched: Table
    """Hundredths of a bit times count, shape (skills, asked skills)."""
    caps: Whole
    """Weight times count of each asked skill, shape (asked skills,)."""

    def evidence(self, held: Table) -> Whole:
        """Evidence of each person; `held` has columns of skills and 0 or 1 in them."""
        reached = sparse.csr_array(held @ self.vouched)
        reached.data = np.minimum(reached.data, self.caps[reached.indices])
        return np.asarray(reached.sum(axis=1), dtype=np.int64)

    def share(self, evidence: Whole) -> Whole:
        """0-10,000, FULL where nothing is asked."""
        full = int(self.caps.sum())
        if full == 0:
            return np.full(len(evidence), FULL)
        return FULL * evidence * (full + BEND) // (full * (evidence + BEND))

    def bent(self, evidence: Whole) -> NDArray[np.float64]:
        """The share before it is rounded: what ranks openings for one person."""
        full = max(int(self.caps.sum()), 1)
        return evidence * (full + BEND) / (full * (evidence + BEND))


@dataclass(frozen=True, eq=False)
class Formula:
    """Weights and kinship of the skills of a taxonomy."""

    taxonomy: Taxonomy

    @cached_property
    def weights(self) -> Whole:
        """Of each skill, hundredths of a bit."""
        asking = self.taxonomy.essential.maximum(self.taxonomy.optional).sum(axis=0)
        occupations = self.taxonomy.essential.shape[0]
        return np.array(
            [BIT + log2(occupations, max(int(count), 1), BIT) for count in asking], dtype=np.int64
        )

    @cached_property
    def below(self) -> Table:
        """Half the asked skill's weight where the held one is below it in the tree, shape (asked, held)."""
        reached = self.taxonomy.broader
        while True:
            wider = sparse.csr_array((reached + reached @ self.taxonomy.broader) > 0).astype(float)
            if wider.nnz == reached.nnz:
                return sparse.diags_array((self.weights // 2).astype(float)) @ sparse.csr_array(reached.T)
            reached = wider

    @cached_property
    def kindred(self) -> Table:
        """Hundredths of a bit a held skill below or kindred is worth for another asked one, shape (asked, held)."""
        asked, held, size = self._relatives()
        of_size = np.array([0] + [log2(n, 1, BIT // 2) for n in range(1, int(size.max(initial=1)) + 1)])
        own = self.weights[held]
        worth = np.maximum(own // LEAST_KINDRED, own - NEAR - of_size[size])
        worth = np.minimum(worth, self.weights[asked])
        return sparse.csr_array(self.below.maximum(_greatest(asked, held, worth, self.below.shape)))

    def asked(self, must: NDArray[np.intp], nice: NDArray[np.intp]) -> Asked:
        """What an opening with these skills asks for; a skill in both counts as must."""
        skills = np.concatenate([must, np.setdiff1d(nice, must)]).astype(np.intp)
        count = np.where(np.arange(len(skills)) < len(must), MUST, NICE)
        caps = count * self.weights[skills]
        near = self.kindred[skills].tocsc()
        held = np.setdiff1d(np.flatnonzero(np.diff(near.indptr)), skills)
        worth = near[:, held].toarray() * count[:, None]
        best = worth.argmax(axis=0) if len(skills) else np.zeros(0, dtype=np.intp)
        cells = (
            np.concatenate([caps, worth[best, np.arange(len(held))]]).astype(float),
            (np.concatenate([skills, held]), np.concatenate([np.arange(len(skills)), best])),
        )
        return Asked(sparse.csr_array(cells, shape=(len(self.weights), len(skills))), caps)

    def _relatives(self) -> tuple[Whole, Whole, Whole]:
        """Asked and held skills of one family and how many are in it; a broader skill is of the family below it."""
        members = sparse.csc_array(self.taxonomy.parents)
        broader = sparse.csc_array(self.taxonomy.broader)
        found = [np.zeros((3, 0), dtype=np.int64)]
        for start, end in zip(members.indptr[:-1], members.indptr[1:], strict=True):
            family = members.indices[start:end]
            found.append(_all_pairs(family, family, len(family)))
        for skill, (start, end) in enumerate(zip(broader.indptr[:-1], broader.indptr[1:], strict=True)):
            below = broader.indices[start:end]
            found.append(_all_pairs(below, np.array([skill]), len(below)))
        asked, held, size = np.concatenate(found, axis=1)
        other = asked != held
        return asked[other], held[other], size[other]


@cache
def log2(over: int, under: int, parts: int) -> int:
    """parts · log2(over / under) rounded down, exactly; over >= under >= 1."""
    return int((over**parts // under**parts).bit_length() - 1)


def _all_pairs(asked: NDArray[np.int32], held: NDArray[np.int32], size: int) -> Whole:
    return np.stack(
        [
            np.repeat(asked, len(held)),
            np.tile(held, len(asked)),
            np.full(len(asked) * len(held), size),
        ]
    ).astype(np.int64)


def _greatest(row: Whole, column: Whole, value: Whole, shape: tuple[int, int]) -> Table:
    """The table of the greatest value named for each cell."""
    order = np.lexsort((-value, column, row))
    row, column, value = row[order], column[order], value[order]
    first = np.ones(len(row), dtype=np.bool_)
    first[1:] = (row[1:] != row[:-1]) | (column[1:] != column[:-1])
    return sparse.csr_array((value[first].astype(float), (row[first], column[first])), shape=shape)
