"""What named persons have said of the proposals of a plan, one by one: confirmed, or turned down for a reason."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from service.store.decisions import By, record
from service.store.plans import PlanFault, newest
from service.store.tables.rounds import confirmation, opening, person, plan, round_

Pair = tuple[str, str]
"""Ids of a person and an opening."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was said of one proposal (bekreftelse), by whom and when."""

    confirmed: bool
    reason: str | None
    """Why not, from a fixed list; None of one that is confirmed."""
    actor: str
    at: datetime


def answers(connection: Connection, plan_key: int) -> Mapping[Pair, Answer]:
    """What was said of the proposals of a plan, by pair; nobody with an address restriction is among them."""
    told = confirmation.c
    rows = connection.execute(
        select(person.c.id, opening.c.id.label("place"), told.confirmed, told.reason, told.actor, told.at)
        .join(person, person.c.key == told.person)
        .join(opening, opening.c.key == told.opening)
        .where(told.plan == plan_key, ~person.c.hidden)
    )
    return {
        (row.id, row.place): Answer(confirmed=row.confirmed, reason=row.reason, actor=row.actor, at=row.at)
        for row in rows
    }


def say(
    connection: Connection, round_key: int, plan_key: int, pair: Pair, by: By, *, reason: str | None = None
) -> None:
    """A proposal of a plan confirmed, or turned down for a reason; what was said of it before is replaced.

    Raises:
        PlanFault: `gone`, `closed` (the round is), `old` (there is a newer plan), `released` (what is released
            stands).
    """
    unit, number = _open(connection, round_key, plan_key)
    about = _keys(connection, plan_key, unit, pair)
    _unsay(connection, about)
    values = {**about, "confirmed": reason is None, "reason": reason, "actor": by.actor.id, "at": by.at}
    key = connection.execute(insert(confirmation).values(values).returning(confirmation.c.key)).scalar_one()
    action = "turn_down" if reason else "confirm"
    facts = {"plan": number, "reason": reason}
    record(connection, by.decided(action, "proposal", key, unit=unit, facts=facts))


def take_back(connection: Connection, round_key: int, plan_key: int, pair: Pair, by: By) -> None:
    """What was said of a proposal taken back, by a decision of its own; nothing where nothing was.

    Raises:
        PlanFault: as `say` does.
    """
    unit, number = _open(connection, round_key, plan_key)
    if _unsay(connection, _keys(connection, plan_key, unit, pair)):
        record(connection, by.decided("take_back", "plan", plan_key, unit=unit, facts={"plan": number}))


def carry(
    connection: Connection, round_key: int, plan_key: int, earlier: int, pairs: Collection[Pair], by: By
) -> int:
    """Confirmations of an earlier plan kept for the same proposals of a newer one; how many.

    They stay those of whoever gave them, when she did; `pairs` are the proposals that are the same in both.

    Raises:
        PlanFault: as `say` does.
    """
    unit, number = _open(connection, round_key, plan_key)
    said, already = answers(connection, earlier), answers(connection, plan_key)
    same = [pair for pair in sorted(pairs) if pair in said and said[pair].confirmed and pair not in already]
    for pair in same:
        values = {**_keys(connection, plan_key, unit, pair), **vars(said[pair])}
        connection.execute(insert(confirmation).values(values))
    if same:
        facts = {"plan": number, "count": len(same)}
        record(connection, by.decided("carry", "plan", plan_key, unit=unit, facts=facts))
    return len(same)


def _open(connection: Connection, round_key: int, plan_key: int) -> tuple[str, int]:
    """The office and number of a plan of a round, proposals of which may be answered; its round is locked."""
    of_plan = select(plan.c.round).where(plan.c.key == plan_key, plan.c.round == round_key).scalar_subquery()
    of = connection.execute(
        select(round_.c.key, round_.c.unit, round_.c.closed_at)
        .where(round_.c.key == of_plan)
        .with_for_update()
    ).one_or_none()
    if of is None:
        raise PlanFault("gone")
    if of.closed_at is not None:
        raise PlanFault("closed")
    last = newest(connection, of.key)
    if last is None or last.key != plan_key:
        raise PlanFault("old")
    if last.released_at is not None:
        raise PlanFault("released")
    return of.unit, last.number


def _keys(connection: Connection, plan_key: int, unit: str, pair: Pair) -> dict[str, int]:
    found: dict[str, int | None] = {
        table.name: connection.execute(
            select(table.c.key).where(table.c.unit == unit, table.c.id == name)
        ).scalar()
        for table, name in zip((person, opening), pair, strict=True)
    }
    keys = {name: key for name, key in found.items() if key is not None}
    if len(keys) != len(found):
        raise PlanFault("gone")
    return {"plan": plan_key, **keys}


def _unsay(connection: Connection, about: Mapping[str, int]) -> int:
    where = (confirmation.c[name] == key for name, key in about.items())
    return connection.execute(delete(confirmation).where(*where)).rowcount
