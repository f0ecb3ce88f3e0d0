"""Plans of a round in and out of the store: each as the JSON it was made as, with what it was made of."""

import hashlib
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from service.store.decisions import By, record
from service.store.order import lock_rounds
from service.store.tables.rounds import plan, round_

_LEVEL: Final = 6
LARGEST: Final = 1 << 30
"""Bytes of a plan as JSON that are read out of the store."""


@dataclass(frozen=True, kw_only=True)
class KeptPlan:
    """A plan (samlet forslag) as it is kept."""

    key: int
    round: int
    number: int
    revision: int
    """The revision of the round it was made of: where the round has gone on, the plan is old."""
    digest: str
    made_by: str
    made_at: datetime
    released_by: str | None
    released_at: datetime | None


class PlanFault(Exception):
    """A plan that cannot be kept or given; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Packed:
    """A plan as it lies in the store."""

    digest: str
    """SHA-256 of its JSON."""
    body: bytes

    @classmethod
    def of(cls, text: str) -> "Packed":
        """A plan as JSON packed: a second's work for a county's, to be done while no other writer waits."""
        whole = text.encode()
        return cls(hashlib.sha256(whole).hexdigest(), zlib.compress(whole, _LEVEL))


def keep(
    connection: Connection, round_key: int, revision: int, packed: Packed, *, by: str, at: datetime
) -> KeptPlan:
    """A plan, and the revision of the round it was made of, kept under the next number.

    Raises:
        PlanFault: `old`: the round has gone on since, and somebody in the plan may be erased.
    """
    of = connection.execute(select(round_).where(round_.c.key == round_key).with_for_update()).one_or_none()
    if of is None or of.revision != revision:
        raise PlanFault("old")
    last = connection.execute(select(func.max(plan.c.number)).where(plan.c.round == round_key)).scalar()
    values = {
        "round": round_key,
        "number": (last or 0) + 1,
        "revision": revision,
        "digest": packed.digest,
        "body": packed.body,
        "made_by": by,
        "made_at": at,
    }
    row = connection.execute(insert(plan).values(values).returning(*_told())).one()
    return _kept(row)


def newest(connection: Connection, round_key: int) -> KeptPlan | None:
    """The last plan of a round; None where none was made, or it went with somebody who was erased."""
    found = select(*_told()).where(plan.c.round == round_key, plan.c.body.is_not(None))
    row = connection.execute(found.order_by(plan.c.number.desc()).limit(1)).one_or_none()
    return _kept(row) if row else None


_STATE: Final = (
    select(round_.c.revision, func.max(plan.c.key), round_.c.closed_at.is_not(None))
    .join(plan, plan.c.round == round_.c.key)
    .where(round_.c.id == bindparam("id"), plan.c.body.is_not(None))
    .group_by(round_.c.key)
)


def state_of(connection: Connection, name: str) -> tuple[int, int, bool] | None:
    """The revision of the round of an id, the key of its last plan, and whether it is closed; None without one."""
    row = connection.execute(_STATE, {"id": name}).one_or_none()
    return None if row is None else (row[0], row[1], bool(row[2]))


def numbered(connection: Connection, round_key: int, number: int) -> int | None:
    """The key of a plan of a round by its number; None where there is none."""
    found = select(plan.c.key).where(plan.c.round == round_key, plan.c.number == number)
    key: int | None = connection.execute(found).scalar()
    return key


def text_of(connection: Connection, key: int) -> str:
    """A plan as the JSON it was made as.

    Raises:
        PlanFault: `gone`: there is no such plan, or its body went; `changed`: it is not what was kept.
    """
    row = connection.execute(select(plan.c.body, plan.c.digest).where(plan.c.key == key)).one_or_none()
    if row is None or row.body is None:
        raise PlanFault("gone")
    try:
        body = zlib.decompressobj().decompress(row.body, LARGEST)
    except (zlib.error, TypeError) as error:
        raise PlanFault("changed") from error
    if hashlib.sha256(body).hexdigest() != row.digest:
        raise PlanFault("changed")
    return body.decode()


def release(connection: Connection, round_key: int, key: int, by: By) -> KeptPlan:
    """A plan of a round released, by a named person.

    Raises:
        PlanFault: `gone`, `closed` (the round is), `released` (it is already), `old` (the round has gone on since,
            or has a newer plan).
    """
    unit = connection.execute(select(round_.c.unit).where(round_.c.key == round_key)).scalar()
    of = lock_rounds(connection, unit).get(round_key)
    row = connection.execute(
        select(*_told()).where(plan.c.key == key, plan.c.round == round_key)
    ).one_or_none()
    if of is None or row is None:
        raise PlanFault("gone")
    if of.closed_at is not None:
        raise PlanFault("closed")
    found, last = _kept(row), newest(connection, round_key)
    if found.released_at is not None:
        raise PlanFault("released")
    if found.revision != of.revision or last is None or last.key != key:
        raise PlanFault("old")
    told = {"released_by": by.actor.id, "released_at": by.at}
    connection.execute(update(plan).where(plan.c.key == key).values(told))
    record(
        connection,
        by.decided(
            "release", "plan", key, unit=of.unit, facts={"number": found.number, "digest": found.digest}
        ),
    )
    return _kept(connection.execute(select(*_told()).where(plan.c.key == key)).one())


def _told() -> list[Any]:
    return [column for column in plan.c if column.name != "body"]


def _kept(row: Row[Any]) -> KeptPlan:
    return KeptPlan(**row._asdict())
