"""A model no plan can keep in, decisions of people that cannot all stand out: an irreducible set, verified.

Irreducible means that with all of them there is no plan, and without any one of them there is. Both are found by
solving again, never taken from a solver's own account. Room, requirements and how many places a person may have
are facts and not decisions: they hold throughout.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

import numpy as np

from matching.allocation.limited.model import NO_MOST, Limit, Model

Feasible = Callable[[Model], bool | None]
"""Whether some plan keeps all of a model; None where the work allowed did not decide it."""


class Part(StrEnum):
    """Where in a model a decision stands."""

    PIN = "pin"
    TOGETHER = "together"
    APART = "apart"
    LIMIT = "limit"


@dataclass(frozen=True)
class Member:
    """One decision of a model: its part, and its place among the pairs, rows or limits of that part."""

    part: Part
    place: int


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Decisions that cannot all stand."""

    members: tuple[Member, ...]
    verified: bool
    """Shown by solving: none of them can be left out of the set. False where the work allowed did not decide it."""


def conflict(model: Model, feasible: Feasible) -> Conflict:
    """A model that no plan keeps in, an irreducible set of its decisions out.

    Raises:
        ValueError: no conflict could be shown; some plan may keep the whole model.
    """
    members = tuple(_members(model))

    def stuck(some: Sequence[Member]) -> bool:
        return feasible(needed(keeping(model, some))) is False

    if not stuck(members):
        raise ValueError("no conflict could be shown: a plan may keep all decisions")
    found = tuple(sorted(_irreducible(stuck, (), members, True), key=members.index))
    rests = [[one for one in found if one is not member] for member in found]
    verified = stuck(found) and all(feasible(needed(keeping(model, rest))) for rest in rests)
    return Conflict(members=found, verified=verified)


def enough(model: Model, members: Sequence[Member], place: int, feasible: Feasible) -> Limit | None:
    """The limit at `place` as it must be at least for the others of its set to stand beside it, changed least.

    Its least is lowered where that helps, else its most is raised; None where the work allowed did not decide it.
    """
    mine, limit = Member(Part.LIMIT, place), model.limits[place]
    rest = needed(keeping(model, (*(one for one in members if one != mine), mine)))

    def stands(changed: Limit) -> bool:
        return feasible(replace(rest, limits=(*rest.limits[:-1], changed))) is True

    if limit.least and stands(replace(limit, least=0)):
        least = _last(0, limit.least, lambda number: stands(replace(limit, least=number)))
        return replace(limit, least=least)
    never = min(NO_MOST, limit.most + len(rest.person) + 1)
    short = _last(limit.most, never, lambda number: not stands(replace(limit, most=number)))
    changed = replace(limit, most=short + 1)
    return changed if stands(changed) else None


def keeping(model: Model, members: Sequence[Member]) -> Model:
    """The model with these decisions and no others, in the order given; pairs no longer pinned stay possible."""
    rows = {part: [one.place for one in members if one.part is part] for part in Part}
    forced = np.zeros(len(model.forced), dtype=np.bool_)
    forced[rows[Part.PIN]] = True
    return replace(
        model,
        forced=forced,
        together=model.together[rows[Part.TOGETHER]],
        apart=model.apart[rows[Part.APART]],
        limits=tuple(model.limits[place] for place in rows[Part.LIMIT]),
    )


def needed(model: Model) -> Model:
    """The model with only the pairs that could be why a plan is possible: from any plan the others can go.

    They are those pinned, those some least counts, those of people who must be together, and all pairs of a class
    that has one of these.
    """
    keep = model.forced | np.isin(model.person, model.together)
    for limit in model.limits:
        if limit.least and not limit.or_none:
            keep |= limit.counts(model.person, model.opening)
    for limit in model.limits:
        mine = limit.counts(model.person, model.opening)
        if limit.or_none and (mine & keep).any():
            keep |= mine
    return replace(
        model,
        person=model.person[keep],
        opening=model.opening[keep],
        points=model.points[keep],
        size=model.size[keep],
        forced=model.forced[keep],
    )


def _members(model: Model) -> chain[Member]:
    """Every decision of the model, pins first."""
    return chain(
        (Member(Part.PIN, int(place)) for place in np.flatnonzero(model.forced)),
        (Member(Part.TOGETHER, place) for place in range(len(model.together))),
        (Member(Part.APART, place) for place in range(len(model.apart))),
        (Member(Part.LIMIT, place) for place in range(len(model.limits))),
    )


def _irreducible(
    stuck: Callable[[Sequence[Member]], bool],
    held: Sequence[Member],
    members: Sequence[Member],
    more: bool,
) -> Sequence[Member]:
    """Which of the members are needed for a conflict beside those held (QuickXplain, Junker 2004).

    `more`: something has been held since it was last asked whether those held conflict by themselves.
    """
    if more and held and stuck(held):
        return ()
    if len(members) == 1:
        return members
    half = len(members) // 2
    first, second = members[:half], members[half:]
    late = _irreducible(stuck, (*held, *first), second, True)
    early = _irreducible(stuck, (*held, *late), first, bool(late))
    return (*early, *late)


def _last(holds: int, fails: int, true_at: Callable[[int], bool]) -> int:
    """The greatest number at which something is true that holds at the one number and not at the other."""
    while fails - holds > 1:
        middle = (holds + fails) // 2
        holds, fails = (middle, fails) if true_at(middle) else (holds, middle)
    return holds
