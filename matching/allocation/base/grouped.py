"""Pairs in any order in, the same by person out: a marked function."""

import numpy as np

from matching.blocks.compiling import compiled
from matching.domain.columns import Int32, Int64


@compiled
def by_person(person: Int32, people: int) -> tuple[Int64, Int64]:
    """Places of the pairs by person, each one's in the order given, and where each person's begin.

    Shapes (pairs,) and (people + 1,).
    """
    begins = np.zeros(people + 1, np.int64)
    for one in person:
        begins[one + 1] += 1
    for place in range(people):
        begins[place + 1] += begins[place]
    order, filled = np.empty(len(person), np.int64), begins.copy()
    for pair in range(len(person)):
        order[filled[person[pair]]] = pair
        filled[person[pair]] += 1
    return order, begins
