"""All pairs a better choice could have as one programme: proves small rounds best, or that nothing keeps them."""

from typing import Final

import numpy as np

from matching.allocation.constrained.goal import Goal, aims, goal_of, total
from matching.allocation.constrained.keeping import within
from matching.allocation.constrained.layout import Layout, lay_out
from matching.allocation.constrained.mip import best
from matching.allocation.constrained.programme import programme
from matching.allocation.constrained.search import Candidate, judged
from matching.allocation.constrained.work import LINE, Work
from matching.allocation.limited.model import Model
from matching.domain.columns import Int64
from matching.domain.proof import Total

SMALL: Final = 2_000
"""Pairs up to which a model is asked of the solver at once (trial)."""

PROVABLE: Final = 8_000
"""Pairs a better choice could have, up to which the solver is asked whether there is one (trial)."""

ANSWERABLE: Final = 100_000
"""Pairs up to which the solver is asked whether any choice keeps everything (trial)."""

ALONE: Final = 100_000_000
"""Operations the solver may take where it alone is asked what the best plan amounts to (assumption)."""

FEWEST, BRANCH = 100, 20
"""Nodes the solver may always take, and how many of them cost as much as putting the question."""


def ask(layout: Layout, goal: Goal, able: Int64, work: Work) -> tuple[Candidate | None, bool]:
    """The best choice among the pairs told, by position, and whether the solver's search for it was completed."""
    rows = programme(layout, goal, able, able[:0])
    price = LINE * max(rows.table.nnz, 1)
    answer = best(rows, max(BRANCH * max(work.most - work.done, 0) // price, FEWEST))
    work.add(price * (BRANCH + answer.nodes) // BRANCH)
    if answer.chosen is None:
        return None, answer.proven
    chosen = np.zeros(len(layout.model.person), dtype=np.bool_)
    chosen[able[answer.chosen]] = True
    found = judged(layout, goal, chosen)
    sound = found.missing == 0 and within(layout, chosen)
    return found if sound else None, answer.proven and sound


def best_total(model: Model) -> tuple[Total | None, bool]:
    """What the best plan of a small model comes to by the solver alone, None for no plan, and whether that is sure.

    There is no bound to check it by, and it takes a tenth of what a search for one does.
    """
    if len(model.person) > SMALL:
        return None, False
    layout, every, work = lay_out(model), np.arange(len(model.person)), Work(ALONE)
    reached = Total()
    for aim in aims(model):
        found, certain = ask(layout, goal_of(model, aim, reached), every, work)
        if found is None or not certain:
            return None, certain
        reached = total(model, found.chosen)
    return reached, True
