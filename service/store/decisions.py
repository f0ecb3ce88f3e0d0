"""The decision log: each decision chained to the one before, so that what is changed afterwards is found.

Whoever can write the database can write a whole new chain; the heads that were exported, and lie elsewhere, tell of
that. A tail cut off is found up to the last exported head, and no further: the answer says how far it reaches.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from service.access import Actor
from service.store.tables.records import decision, log_end, sealed

START: Final = "0" * 64
"""What the first decision of all follows."""

Fact = str | int | bool | None


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a named person has decided (beslutning): who, when, what, and about which row; nobody else is named."""

    at: datetime
    actor: str
    role: str
    unit: str | None
    action: str
    thing: str
    """The kind of thing it is about."""
    key: int | None
    """The key of its row, which tells nothing once the row is erased."""
    facts: Mapping[str, Fact]


@dataclass(frozen=True)
class By:
    """Who does something, and when."""

    actor: Actor
    at: datetime

    def decided(
        self, action: str, thing: str, key: int | None, *, unit: str | None, facts: Mapping[str, Fact]
    ) -> Decision:
        """What she has decided, for the log."""
        return Decision(
            at=self.at,
            actor=self.actor.id,
            role=self.actor.role,
            unit=unit,
            action=action,
            thing=thing,
            key=key,
            facts=facts,
        )


@dataclass(frozen=True, order=True)
class Head:
    """The end of the log as it stood once."""

    number: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What was found in the log: the first number that is not as it was written, or None."""

    first: int
    """The first decision that stands there; earlier ones were sealed and dropped."""
    last: int
    broken_at: int | None
    vouched: int | None
    """The last decision an exported head speaks for; the absence of any after it cannot be known."""


def record(connection: Connection, made: Decision) -> Head:
    """A decision in, kept at the end of the log; the new end out. Called in the transaction of what it decides."""
    # The row of the end is locked, so that two who decide at once follow one another.
    before = _head(connection.execute(select(log_end).with_for_update()).one())
    row = {**made.__dict__, "facts": dict(made.facts), "number": before.number + 1, "previous": before.digest}
    end = Head(before.number + 1, _digest(row))
    connection.execute(insert(decision).values(**row, digest=end.digest))
    connection.execute(update(log_end).values(number=end.number, digest=end.digest))
    return end


def role_at(connection: Connection, actor: str, at: datetime) -> str | None:
    """The role somebody decided something in at a moment; None where that part of the log is sealed and dropped."""
    # Whatever was decided is kept beside its line in the log, at the same moment to the last digit.
    hers = decision.c.actor == actor, decision.c.at == at
    found: str | None = connection.execute(select(decision.c.role).where(*hers).limit(1)).scalar()
    return found


def end_of(connection: Connection) -> Head:
    """The end of the log, to be exported."""
    return _head(connection.execute(select(log_end)).one())


def verify(connection: Connection, exported: Iterable[Head] = ()) -> Verified:
    """The log and heads that were exported in, whether all of it is as it was written out."""
    given = list(exported)
    # An end beyond the last decision, here or exported, tells of a tail that was cut off.
    ends = [end_of(connection), *map(_head, connection.execute(select(sealed))), *given]
    start = last = _start(connection)
    broken = [one.number for one in ends if any(one != other for other in ends if other.number == one.number)]
    for row in decisions(connection):
        if row.number != last.number + 1 or not _follows(row, last):
            broken.append(last.number + 1)
            break
        last = _head(row)
        broken += [one.number for one in ends if one.number == last.number and one != last]
    broken += [last.number + 1 for one in ends if one.number > last.number]
    return Verified(
        first=start.number + 1,
        last=last.number,
        broken_at=min(broken, default=None),
        # What was sealed and dropped is known by its end alone: an earlier end vouches for nothing any more.
        vouched=max((one.number for one in given if one.number >= start.number), default=None),
    )


def drop(connection: Connection, *, before: datetime, by: By) -> int:
    """Seal and drop the decisions older than a moment; how many. Their end stays, and it is logged."""
    newer = select(func.min(decision.c.number)).where(decision.c.at >= before).scalar_subquery()
    old = select(decision).where(or_(newer.is_(None), decision.c.number < newer))
    last = connection.execute(old.order_by(decision.c.number.desc()).limit(1)).one_or_none()
    if last is None:
        return 0
    connection.execute(insert(sealed).values(number=last.number, digest=last.digest, at=by.at))
    gone = connection.execute(delete(decision).where(decision.c.number <= last.number)).rowcount
    facts = {"number": last.number, "digest": last.digest}
    record(connection, by.decided("seal", "decision", None, unit=None, facts=facts))
    return gone


def decisions(connection: Connection, *, since: int = 0) -> Iterator[Row[Any]]:
    """The decisions after a number, in order."""
    yield from connection.execute(
        select(decision).where(decision.c.number > since).order_by(decision.c.number)
    )


def _head(row: Row[Any]) -> Head:
    return Head(row.number, row.digest)


def _start(connection: Connection) -> Head:
    """Where the log begins: after the last part that was sealed and dropped."""
    last = connection.execute(select(sealed).order_by(sealed.c.number.desc()).limit(1)).one_or_none()
    return _head(last) if last else Head(0, START)


def _follows(row: Row[Any], before: Head) -> bool:
    told = row._asdict()
    digest = told.pop("digest")
    return bool(told["previous"] == before.digest and _digest(told) == digest)


def _digest(row: Mapping[str, object]) -> str:
    """SHA-256 of everything in a row but its own digest; the same on every database."""
    told = {name: _told(value) for name, value in row.items()}
    text = json.dumps(told, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _told(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
