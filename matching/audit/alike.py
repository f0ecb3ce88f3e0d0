"""Columns of people in, who are alike in them out, so that one of them is asked for all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeVar

import numpy as np
import numpy.typing as npt

Found = TypeVar("Found")


@dataclass(frozen=True, eq=False)
class Alike:
    """Groups of people who are equal in some columns."""

    group: npt.NDArray[np.intp]
    """The group of each, shape (people,)."""
    first: list[int]
    """One of each group."""
    sizes: list[int]

    @classmethod
    def of(cls, columns: Sequence[npt.NDArray[Any]], people: int) -> Self:
        """People grouped by columns of one value each."""
        group = np.zeros(people, dtype=np.intp)
        for column in columns:
            values, here = np.unique(column, return_inverse=True)
            group = np.unique(group * len(values) + here, return_inverse=True)[1]
        _, first, sizes = np.unique(group, return_index=True, return_counts=True)
        return cls(group, first.tolist(), sizes.tolist())

    def each(self, ask: Callable[[int], Found]) -> list[Found]:
        """What one of each group is found to be, for everybody."""
        found = [ask(one) for one in self.first]
        return [found[group] for group in self.group.tolist()]
