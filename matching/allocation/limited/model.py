"""The allocation under constraints in whole numbers: pairs with points and sizes, room, limits that count pairs."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.domain.columns import Bool, Int32, Int64
from matching.domain.constraints import LimitKind
from matching.domain.policy import Objective

NO_MOST: Final = 1 << 40
"""The most of a limit that has only a least."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Limit:
    """How many of the pairs (one of `people`) x (one of `openings`) may be chosen: from `least` to `most`."""

    kind: LimitKind
    name: str
    people: Bool | None = None
    """Shape (people,); None for everybody."""
    openings: Bool | None = None
    """Shape (openings,); None for all."""
    least: int = 0
    most: int = NO_MOST
    or_none: bool = False
    """None at all will do too: a class that is not held. Such a limit is about one opening alone."""

    def counts(self, person: Int32, opening: Int32) -> Bool:
        """Which of the pairs named it counts, shape as given."""
        mine = np.ones(len(person), dtype=np.bool_)
        if self.people is not None:
            mine &= self.people[person]
        if self.openings is not None:
            mine &= self.openings[opening]
        return mine


@dataclass(frozen=True, eq=False, kw_only=True)
class Model:
    """Choose pairs: each person at most `lists`, the sizes at an opening within its capacity, all limits kept.

    Pairs stand in parallel columns ordered by opening, then person, and no pair twice. Any table of points with
    capacities and sizes is such a model; with sizes of 1 and no limits it is the assignment problem.
    """

    person: Int32
    opening: Int32
    points: Int64
    """>= 0."""
    size: Int64
    """What each pair takes of its opening's capacity, >= 1."""
    forced: Bool
    """Pairs people have pinned: chosen in every plan. They are among the pairs whatever else would stop them."""
    lists: Int64
    """Pairs each person may have at most, shape (people,)."""
    capacities: Int64
    """In the unit of sizes, shape (openings,)."""
    employer: Int32
    """The employer of each opening, shape (openings,)."""
    limits: tuple[Limit, ...] = ()
    together: Int32
    """Two people in each row: at every employer both or neither, shape (rows, 2)."""
    apart: Int32
    """Two people in each row: at no employer both, shape (rows, 2)."""
    objective: Objective = Objective.PEOPLE
