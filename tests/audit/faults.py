"""Faults to plant in a plan that is right, and the ways to plant them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np

from matching.domain.plan import Assignment, Plan, Status
from matching.domain.proof import Proof
from matching.domain.reasons import Reason
from tests.audit.examples import Example, found_by

Row = TypeVar("Row")


@dataclass(frozen=True)
class Fault:
    """A change that makes a right plan wrong."""

    check: str
    """The check that must find it."""
    what: str
    plant: Callable[[Plan], Plan]
    alone: bool = True
    """Whether no other check finds it."""

    def __str__(self) -> str:
        return f"{self.check}: {self.what}"

    def assert_found_in(self, example: Example) -> None:
        """Plant the fault and expect its check to find it, and no other where it is to be alone."""
        found = found_by(replace(example, plan=self.plant(example.plan)))
        assert self.check in found
        assert not self.alone or found == {self.check}


def plan_with(**changes: Any) -> Callable[[Plan], Plan]:
    """The plan with other columns."""
    return lambda plan: replace(plan, **changes)


def not_made(cause: Reason) -> Callable[[Plan], Plan]:
    """The plan not made, for that cause."""
    return plan_with(status=Status.INFEASIBLE, causes=(cause,), assignments=())


def first_with(**changes: Any) -> Callable[[Plan], Plan]:
    """The plan with its first proposal told otherwise."""
    return lambda plan: replace(plan, assignments=_at(plan.assignments, 0, **changes))


def fit_with(**changes: Any) -> Callable[[Plan], Plan]:
    """The plan with the fit of its first proposal told otherwise."""
    return lambda plan: first_with(fit=replace(plan.assignments[0].fit, **changes))(plan)


def skill_with(**changes: Any) -> Callable[[Plan], Plan]:
    """The plan with the first skill asked for in its first proposal told otherwise."""

    def planted(plan: Plan) -> Plan:
        told = plan.assignments[0].fit.skills
        return fit_with(skills=replace(told, parts=(replace(told.parts[0], **changes), *told.parts[1:])))(
            plan
        )

    return planted


def row_with(column: str, row: int, **changes: Any) -> Callable[[Plan], Plan]:
    """The plan with one row of a list of it told otherwise."""

    def planted(plan: Plan) -> Plan:
        changed: dict[str, Any] = {column: _at(getattr(plan, column), row, **changes)}
        return replace(plan, **changed)

    return planted


def proof_with(**changes: Any) -> Callable[[Plan], Plan]:
    """The plan with its proof told otherwise."""
    return lambda plan: replace(plan, proof=replace(_proof(plan), **changes))


def number_with(column: str, place: int, more: int) -> Callable[[Plan], Plan]:
    """The plan with one price, threshold or capacity of its proof raised."""

    def planted(plan: Plan) -> Plan:
        numbers = np.array(getattr(_proof(plan), column))
        numbers[place] += more
        return proof_with(**{column: numbers})(plan)

    return planted


def reserves_with(opening: str, *several: Any) -> Callable[[Plan], Plan]:
    """The plan with another reserve list of one opening."""
    return lambda plan: replace(plan, reserves={**plan.reserves, opening: several})


def proposing(*more: Callable[[Assignment], Assignment]) -> Callable[[Plan], Plan]:
    """The plan with proposals beside its own, each made from its first."""
    return lambda plan: replace(
        plan, assignments=(*plan.assignments, *(make(plan.assignments[0]) for make in more))
    )


def both(*faults: Callable[[Plan], Plan]) -> Callable[[Plan], Plan]:
    """One change after the other."""

    def planted(plan: Plan) -> Plan:
        for fault in faults:
            plan = fault(plan)
        return plan

    return planted


def _at(rows: tuple[Row, ...], place: int, **changes: Any) -> tuple[Row, ...]:
    changed: Row = replace(rows[place], **changes)  # type: ignore[type-var]  # any row of a plan is a dataclass
    return (*rows[:place], changed, *rows[place + 1 :])


def _proof(plan: Plan) -> Proof:
    assert plan.proof is not None
    return plan.proof
