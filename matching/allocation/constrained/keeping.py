"""Whether a choice of pairs keeps a model, and how much it is short of what must be reached; in whole numbers."""

import numpy as np

from matching.allocation.constrained.goal import Goal, total
from matching.allocation.constrained.layout import Layout
from matching.domain.columns import Bool, Int32


def keeps(layout: Layout, chosen: Bool) -> bool:
    """Whether a choice, shape (pairs,), is a plan of the model."""
    return within(layout, chosen) and missing(layout, chosen) == 0


def within(layout: Layout, chosen: Bool) -> bool:
    """Whether everything that may not be passed holds: forced pairs, lists, capacities, mosts, people apart."""
    model = layout.model
    people = np.bincount(model.person[chosen], minlength=len(model.lists))
    used = np.bincount(model.opening[chosen], weights=model.size[chosen], minlength=len(model.capacities))
    counts = layout.counts(np.flatnonzero(chosen))
    most = np.array([one.most for one in model.limits], dtype=np.int64)
    return bool(
        chosen[model.forced].all()
        and (people <= model.lists).all()
        and (used <= model.capacities).all()
        and (counts <= most).all()
        and not _split(layout, chosen, model.apart, both=True)
    )


def missing(layout: Layout, chosen: Bool, goal: Goal | None = None) -> int:
    """How many people, pairs and companions a choice is short of leasts, of the aims before, and of company."""
    counts = layout.counts(np.flatnonzero(chosen))
    limits = layout.model.limits
    least = np.array([one.least for one in limits], dtype=np.int64)
    none = np.array([one.or_none for one in limits], dtype=np.bool_) & (counts == 0)
    short = int(np.maximum(least - counts, 0)[~none].sum())
    if goal is not None:
        amount = total(layout.model, chosen)
        short += max(goal.people - amount.people, 0) + max(goal.proposals - amount.proposals, 0)
    return short + _split(layout, chosen, layout.model.together, both=False)


def _split(layout: Layout, chosen: Bool, couples: Int32, *, both: bool) -> int:
    """Employers at which both of two people are, or only one of them."""
    model, count = layout.model, 0
    if not len(couples):
        return 0
    firm = model.employer[model.opening[chosen]]
    person = model.person[chosen]
    for one, other in couples.tolist():
        first, second = set(firm[person == one].tolist()), set(firm[person == other].tolist())
        count += len(first & second) if both else len(first ^ second)
    return count
