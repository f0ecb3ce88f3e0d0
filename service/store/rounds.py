"""Rounds in and out of the store, with what is decided about them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any, Final

from sqlalchemy import Connection, Row, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from service.access import Action, Actor, Kind
from service.statuses import ACTIVE, HOLDING
from service.store.decisions import By, record
from service.store.order import lock_rounds
from service.store.requests import kept_as
from service.store.seen import seen
from service.store.tables.lists import entry
from service.store.tables.rounds import person, plan, policy, round_, taking_part

SECRET: Final = 16
"""Bytes of what veils the people of a round in addresses."""


class RoundFault(Exception):
    """A round that cannot be made or changed; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class KeptRound:
    """A round (runde) as it is kept."""

    key: int
    id: str
    unit: str
    name: str
    synthetic: bool
    revision: int
    secret: str
    """Veils its people in addresses."""
    made_by: str
    made_at: datetime
    closed_at: datetime | None
    request: str | None = None
    """What is kept of the name of the request it was begun by."""


def make(
    connection: Connection,
    name: str,
    *,
    id: str,  # noqa: A002 - its name in the address
    unit: str,
    synthetic: bool,
    by: By,
    request: str | None = None,
) -> KeptRound:
    """A new round, empty; `request`: what makes asking for it twice one, see `begun`.

    Raises:
        RoundFault: `taken`: there is one of that id, or of that request.
    """
    # Not an argument: nobody may know it, and nothing that is told rests on it.
    values = {"id": id, "unit": unit, "name": name, "synthetic": synthetic, "secret": token_hex(SECRET)}
    values["request"] = None if request is None else kept_as(request)
    try:
        wanted = insert(round_).values(**values, made_by=by.actor.id, made_at=by.at).returning(round_)
        found = _kept(connection.execute(wanted).one())
    except IntegrityError:
        raise RoundFault("taken") from None
    _tell(connection, found, by, action="make", thing="round", facts={"synthetic": synthetic})
    return found


def begun(connection: Connection, request: str, by: By) -> KeptRound | None:
    """The round somebody has begun by a request of hers."""
    hers = round_.c.made_by == by.actor.id, round_.c.request == kept_as(request)
    row = connection.execute(select(round_).where(*hers)).one_or_none()
    return _kept(row) if row else None


def rounds_for(connection: Connection, actor: Actor) -> list[KeptRound]:
    """The rounds somebody may read, by name."""
    hers = round_.c.key.in_(seen(actor, Action.READ, Kind.ROUND))
    return [_kept(row) for row in connection.execute(select(round_).where(hers).order_by(round_.c.name))]


def named(connection: Connection, name: str) -> KeptRound | None:
    """The round of an id."""
    row = connection.execute(select(round_).where(round_.c.id == name)).one_or_none()
    return _kept(row) if row else None


def read(connection: Connection, key: int) -> KeptRound | None:
    """The round of a key."""
    row = connection.execute(select(round_).where(round_.c.key == key)).one_or_none()
    return _kept(row) if row else None


def rounds_with_a_plan(connection: Connection, units: Collection[str] | None = None) -> list[str]:
    """The ids of rounds of which there is a plan, by id: of some offices, or of all."""
    has = select(plan.c.round).where(plan.c.body.is_not(None))
    found = select(round_.c.id).where(round_.c.key.in_(has)).order_by(round_.c.id)
    if units is not None:
        found = found.where(round_.c.unit.in_(sorted(units)))
    return list(connection.execute(found).scalars())


def newly_planned(connection: Connection, most: int) -> list[str]:
    """The ids of the rounds whose plans are newest, the newest first."""
    last = select(plan.c.round, func.max(plan.c.key).label("key")).where(plan.c.body.is_not(None))
    of = last.group_by(plan.c.round).subquery()
    found = select(round_.c.id).join(of, round_.c.key == of.c.round).order_by(of.c.key.desc()).limit(most)
    return list(connection.execute(found).scalars())


def decide(connection: Connection, round_key: int, tables: Mapping[str, Any], by: By) -> int:
    """What is decided about a round from here on, as the tables of a policy file; the number of the decision.

    Raises:
        RoundFault: `gone`.
    """
    of = connection.execute(select(round_).where(round_.c.key == round_key).with_for_update()).one_or_none()
    if of is None:
        raise RoundFault("gone")
    last = connection.execute(select(func.max(policy.c.number)).where(policy.c.round == round_key)).scalar()
    number = (last or 0) + 1
    values = {"round": round_key, "number": number, "tables": dict(tables)}
    connection.execute(insert(policy).values(**values, decided_by=by.actor.id, decided_at=by.at))
    connection.execute(update(round_).where(round_.c.key == round_key).values(revision=round_.c.revision + 1))
    _tell(connection, _kept(of), by, action="decide", thing="policy", facts={"number": number})
    return number


def decided(connection: Connection, round_key: int) -> Mapping[str, Any] | None:
    """What is in force about a round; None where nothing was decided yet."""
    found = select(policy.c.tables).where(policy.c.round == round_key).order_by(policy.c.number.desc())
    tables: Mapping[str, Any] | None = connection.execute(found.limit(1)).scalar()
    return tables


def in_round(connection: Connection, round_key: int) -> dict[str, int]:
    """How many a closed round is closed for: people, those of them on lists and in places, and plans.

    Nobody with an address restriction is counted.
    """
    people = (
        select(taking_part.c.person).join(person).where(taking_part.c.round == round_key, ~person.c.hidden)
    )
    on_lists = select(entry.c.person).join(person).where(entry.c.round == round_key, ~person.c.hidden)
    wanted = {
        "people": people,
        "listed": on_lists.where(entry.c.status.in_(sorted(ACTIVE - HOLDING))).distinct(),
        "placed": on_lists.where(entry.c.status.in_(sorted(HOLDING))).distinct(),
        "plans": select(plan.c.key).where(plan.c.round == round_key),
    }
    count = select(func.count())
    return {
        name: connection.execute(count.select_from(of.subquery())).scalar_one() for name, of in wanted.items()
    }


def is_open(connection: Connection, round_key: int) -> bool:
    """Whether a round is there and not closed."""
    here = select(round_.c.key).where(round_.c.key == round_key, round_.c.closed_at.is_(None))
    return connection.execute(here).first() is not None


def close(connection: Connection, round_key: int, by: By, *, expected: Mapping[str, int]) -> None:
    """A round closed: from here on its time runs; `expected`: what was said of it before, as `in_round` says it.

    Raises:
        RoundFault: `gone`, `closed` (it is already), `changed` (it is not what was expected).
    """
    unit = connection.execute(select(round_.c.unit).where(round_.c.key == round_key)).scalar()
    row = lock_rounds(connection, unit).get(round_key)
    if row is None:
        raise RoundFault("gone")
    if row.closed_at is not None:
        raise RoundFault("closed")
    if in_round(connection, round_key) != dict(expected):
        raise RoundFault("changed")
    connection.execute(update(round_).where(round_.c.key == round_key).values(closed_at=by.at))
    _tell(connection, _kept(row), by, action="close", thing="round", facts={})


def _tell(
    connection: Connection, of: KeptRound, by: By, *, action: str, thing: str, facts: Mapping[str, Any]
) -> None:
    record(connection, by.decided(action, thing, of.key, unit=of.unit, facts=facts))


def _kept(row: Row[Any]) -> KeptRound:
    return KeptRound(**row._asdict())
