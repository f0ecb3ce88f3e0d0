"""A plan under constraints in, what limits it and how good it is in words and numbers out."""

from collections.abc import Iterator
from typing import Final

from matching.domain.constraints import LimitKind
from matching.domain.plan import LimitUse, Plan
from matching.domain.policy import Mode
from matching.domain.proof import BoundKind, Bounds, Total
from matching.files.out.sheet_rows import Cell, Row
from matching.wording import Words

OF_TWO: Final = (LimitKind.TOGETHER, LimitKind.APART)
"""Limits about two people, which are kept or not and count nothing people need to read."""


def limit_rows(plan: Plan, words: Words) -> Iterator[Row]:
    """Each limit people have set, and how much of it is used; what a floor costs."""
    for one in plan.limits:
        yield (
            words.named("limit_kind", one.kind),
            about(one, words),
            one.least or None,
            None if one.kind in OF_TWO else one.most,
            used(one, words),
            None if one.price is None else cost_between(one.price, one.price_at_most, plan.mode, words),
            one.ground or None,
            one.by or None,
        )


def bound_rows(plan: Plan, bounds: Bounds, words: Words) -> Iterator[Row]:
    """What the plan reaches, what no plan can pass, and how far apart they are."""
    yield words.say("control.objective"), words.total(bounds.objective, plan.mode)
    yield words.say("control.bound"), words.total(bounds.bound, plan.mode)
    yield words.say("control.gap"), gap(bounds, words)
    yield words.say("control.bound_kind"), words.named("bound_kind", bounds.bound_kind)


def status(plan: Plan, words: Words) -> str:
    """How the search ended; a plan that is the best by a solver's word alone is not called proven."""
    claimed = plan.bounds is not None and plan.bounds.bound_kind is BoundKind.SOLVER
    return words.say("control.best_by_solver") if claimed else words.named("status", plan.status)


def about(one: LimitUse, words: Words) -> str:
    """What a limit is about: «Kokkfaget i Gjøvik»."""
    return words.say(f"limit.{one.kind}", name=one.name, region=one.region)


def gap(bounds: Bounds, words: Words) -> str:
    """How much better than the plan a plan could be at most: «høyst 0,12 % bedre finnes», rounded up."""
    gaps = ((one.bound - one.objective, max(one.objective, 1)) for one in bounds.stages)
    share = max((-(-10_000 * more // reached) for more, reached in gaps), default=0)
    if not share or bounds.bound == bounds.objective:
        return words.number(0)
    return words.say("control.gap_share", whole=share // 100, hundredths=f"{share % 100:02}")


def cost_between(least: Total | None, at_most: Total | None, mode: Mode, words: Words) -> str:
    """What something costs, or between which two it lies, or that it is not counted."""
    if least is None:
        return words.say("control.not_counted")
    if at_most is None:
        return words.cost(least, mode)
    return words.say("between.costs", least=words.cost(least, mode), most=words.cost(at_most, mode))


def used(one: LimitUse, words: Words) -> Cell:
    """How many a limit counts; of a group a number that may not be told is hidden."""
    if one.kind in OF_TWO and one.used == 0:
        return words.say("limit_use.kept")
    return words.say("report.groups.hidden") if one.used is None else one.used
