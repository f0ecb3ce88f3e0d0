"""How often people decide otherwise than was proposed: of all, and of one alone (overstyring)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, case, func, select

from service.store.tables.rounds import confirmation, person, plan, round_


@dataclass(frozen=True, kw_only=True)
class Overrides:
    """Of the proposals somebody has answered, those that were turned down."""

    answered: int
    turned_down: int

    @property
    def percent(self) -> int | None:
        """Of a hundred answered, to the nearest whole; None where nobody has answered."""
        return round(100 * self.turned_down / self.answered) if self.answered else None


def overrides(connection: Connection, unit: str, actor: str | None = None) -> Overrides:
    """What the people of an office have answered to proposals, or one of them alone."""
    turned_down = func.coalesce(func.sum(case((confirmation.c.confirmed, 0), else_=1)), 0)
    told = select(func.count().label("answered"), turned_down.label("turned_down"))
    row = connection.execute(_answers(told, unit, actor)).one()
    return Overrides(answered=row.answered, turned_down=row.turned_down)


def reasons(connection: Connection, unit: str) -> Mapping[str, int]:
    """How often each reason was given for turning a proposal down, most often first."""
    count = func.count().label("times")
    told = _answers(select(confirmation.c.reason, count), unit, None).where(~confirmation.c.confirmed)
    ordered = told.group_by(confirmation.c.reason).order_by(count.desc(), confirmation.c.reason)
    return {row.reason: row.times for row in connection.execute(ordered)}


def _answers(told: Select[Any], unit: str, actor: str | None) -> Select[Any]:
    """Of the answers of an office, or of one who works there: those about people nobody may see are in no count."""
    seen = (
        told.select_from(confirmation)
        .join(plan, plan.c.key == confirmation.c.plan)
        .join(round_, round_.c.key == plan.c.round)
        .join(person, person.c.key == confirmation.c.person)
        .where(round_.c.unit == unit, ~person.c.hidden)
    )
    return seen if actor is None else seen.where(confirmation.c.actor == actor)
