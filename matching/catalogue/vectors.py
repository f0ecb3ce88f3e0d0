"""Vectors of skills that a user brings in, how much one skill says of another out: whole numbers throughout."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from math import isqrt
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from matching.catalogue.kinship import Near, Tree
from matching.domain.columns import Int16, Int64, Rows

STEPS: Final = 2048
"""The length of every vector."""
WHOLE: Final = 1000
LEAST_ALIKE: Final = 700
"""Thousandths of a cosine up to which two skills say nothing of each other (source: trial)."""
FAR: Final = LEAST_ALIKE * STEPS**2 // WHOLE
"""The product of two vectors that are not alike enough, at most."""
BLOCK: Final = 256
"""So many vectors are held against all at a time: one by one takes far longer."""


@dataclass(frozen=True, eq=False)
class Vectors:
    """The similarity that vectors give (ferdighetsvektorer), beside the tree: what says most counts.

    docs/fit.md has the rule in words.
    """

    skills: Rows
    """The skills that have a vector, rising."""
    steps: Int16
    """Their vectors, each some 2,048 long, shape (skills, numbers)."""
    tree: Tree
    _found: dict[int, Near] = field(default_factory=dict, init=False)
    _blocks: dict[int, list[tuple[Rows, Int64]]] = field(default_factory=dict, init=False)

    @classmethod
    def of(cls, vectors: Mapping[int, Sequence[int]], tree: Tree) -> Self:
        """Vectors of whole numbers, all of one length and none of them all 0, by position of the skill."""
        skills = sorted(vectors)
        steps = np.array([to_steps(vectors[skill]) for skill in skills], dtype=np.int16)
        return cls(np.array(skills, dtype=np.intp), steps, tree)

    @cached_property
    def version(self) -> str:
        """The beginning of a digest of the vectors, the same on every machine."""
        parts = (self.skills.astype("<i8"), self.steps.astype("<i2"))
        return sha256(b"".join(part.tobytes() for part in parts)).hexdigest()[:16]

    def near(self, asked: int) -> Near:
        """What the vectors say, or the tree where that is more."""
        if asked not in self._found:
            self._found[asked] = self._near(asked)
        return self._found[asked]

    def _near(self, asked: int) -> Near:
        held, said = self.tree.near(asked)
        worth = dict(zip(held.tolist(), said.tolist(), strict=True))
        for one, more in zip(*self._alike(asked), strict=True):
            worth[one] = max(worth.get(one, 0), more)
        worth.pop(asked, None)
        found = sorted(worth)
        return np.array(found, dtype=np.intp), np.array([worth[one] for one in found], dtype=np.int64)

    def _alike(self, asked: int) -> tuple[list[int], list[int]]:
        """The skills whose vectors say something of one asked for, and how much."""
        row = int(np.searchsorted(self.skills, asked))
        if row == len(self.skills) or self.skills[row] != asked:
            return [], []
        others, products = self._products(row // BLOCK)[row % BLOCK]
        above = np.minimum(products * WHOLE // STEPS**2, WHOLE) - LEAST_ALIKE
        skills, weights = self.skills[others], self.tree.weights
        said = np.minimum(weights[skills], weights[asked]) * above // (2 * (WHOLE - LEAST_ALIKE))
        return skills[said > 0].tolist(), said[said > 0].tolist()

    def _products(self, block: int) -> list[tuple[Rows, Int64]]:
        """Of each row of a block, the rows alike enough to say something, and the products of the two vectors."""
        if block not in self._blocks:
            rows = slice(block * BLOCK, (block + 1) * BLOCK)
            near = [(np.flatnonzero(row > FAR), row) for row in self._exact[rows] @ self._exact.T]
            self._blocks[block] = [(others, row[others].astype(np.int64)) for others, row in near]
        return self._blocks[block]

    @cached_property
    def _exact(self) -> NDArray[np.float32]:
        """The vectors as floats: no sum of their products reaches 2**24, so each is exact in whatever order."""
        return self.steps.astype(np.float32)


def to_steps(numbers: Sequence[int]) -> list[int]:
    """The same direction at a length of 2,048, each number rounded half up away from 0.

    By roots of whole numbers: floats may differ with the order they are added in, and so between machines.
    """
    square = sum(number * number for number in numbers)
    halves = [isqrt((2 * STEPS * number) ** 2 // square) for number in numbers]
    return [(half + 1) // 2 * (1 if number > 0 else -1) for half, number in zip(halves, numbers, strict=True)]
