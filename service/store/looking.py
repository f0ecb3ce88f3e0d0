"""Who has looked at whom in the rounds of some offices, last first: for those who check why."""

from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, or_, select, true

from service.access import Action, Actor, Kind
from service.store.lookups import ROWS_AT_ONCE
from service.store.seen import seen
from service.store.tables.records import lookup
from service.store.tables.rounds import opening, person, round_, taking_part

KEYS_AT_ONCE: Final = 500
"""Keys asked about in one question."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which look-ups are asked for; None for whatever it is."""

    role: str | None = None
    by: int | None = None
    """One look-up by her whose look-ups they are: her own id would stand in an address."""
    action: str | None = None
    denied: bool = False
    """Those that were denied alone."""
    since: datetime | None = None
    until: datetime | None = None
    """As `since`, the first moment after."""
    older: int | None = None
    """Those before this one."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """One look-up (oppslag), as it is kept."""

    key: int
    at: datetime
    actor: str
    role: str
    action: str
    denied: bool
    round: int | None
    """The key of the round; None of one that lies across rounds, or is erased."""
    name: str
    """What the round is called; empty where there is none."""
    opening: str | None
    persons: Sequence[int]
    """Their keys: of a list as large as a county there are many, so none is kept longer than it is looked at."""


@dataclass(frozen=True, slots=True)
class SeenIn:
    """Somebody who may be seen in a round."""

    key: int
    id: str
    round: int


@dataclass(frozen=True, eq=False)
class People:
    """People of look-ups, as somebody may see them; each is asked about once, and not before she is come to."""

    connection: Connection
    actor: Actor
    _known: dict[int, tuple[SeenIn, ...]] = field(default_factory=dict, init=False)

    def of(self, keys: Sequence[int]) -> Iterator[tuple[SeenIn, ...]]:
        """Of each of some people who may be seen, in turn, the rounds in which she may."""
        for some in _parts(keys):
            if fresh := set(some).difference(self._known):
                self._ask(fresh)
            yield from filter(None, map(self._known.__getitem__, some))

    def _ask(self, keys: Collection[int]) -> None:
        columns = person.c.key, person.c.id, taking_part.c.round
        hers = seen(self.actor, Action.READ, Kind.PERSON).where(person.c.key.in_(keys))
        told = hers.with_only_columns(*columns, maintain_column_froms=True).order_by(round_.c.key)
        self._known.update(dict.fromkeys(keys, ()))
        for row in self.connection.execute(told):
            self._known[row.key] += (SeenIn(row.key, row.id, row.round),)


def look_ups(connection: Connection, units: Collection[str], wanted: Wanted) -> Generator[Look, None, None]:
    """Look-ups about rounds of some offices, or about their people across rounds; read as they are come to."""
    by = None if wanted.by is None else _actor(connection, units, wanted.by)
    if wanted.by is None or by is not None:
        yield from _in(connection, units, and_(*_conditions(wanted, by)))


def last_by(connection: Connection, units: Collection[str], actor: str) -> int | None:
    """The last look-up by somebody in some offices; None where there is none."""
    last = _last(connection, units, lookup.c.actor == actor)
    return last.key if last else None


def _conditions(wanted: Wanted, by: str | None) -> Iterator[ColumnElement[bool]]:
    yield true()
    if wanted.role is not None:
        yield lookup.c.role == wanted.role
    if by is not None:
        yield lookup.c.actor == by
    if wanted.action is not None:
        yield lookup.c.action == wanted.action
    if wanted.denied:
        yield lookup.c.denied
    if wanted.since is not None:
        yield lookup.c.at >= wanted.since
    if wanted.until is not None:
        yield lookup.c.at < wanted.until
    if wanted.older is not None:
        yield lookup.c.key < wanted.older


def _actor(connection: Connection, units: Collection[str], key: int) -> str | None:
    """Whose a look-up in some offices is."""
    last = _last(connection, units, lookup.c.key == key)
    return last.actor if last else None


def _last(connection: Connection, units: Collection[str], where: ColumnElement[bool]) -> Look | None:
    with closing(_in(connection, units, where)) as found:
        return next(found, None)


def _in(
    connection: Connection, units: Collection[str], where: ColumnElement[bool]
) -> Generator[Look, None, None]:
    """The look-ups of some offices, last first, read no further than they are asked for."""
    found = (
        select(lookup, round_.c.unit, round_.c.name, opening.c.id.label("place"))
        .join(round_, round_.c.key == lookup.c.round, isouter=True)
        .join(opening, opening.c.key == lookup.c.opening, isouter=True)
        .where(where, or_(round_.c.unit.in_(units), round_.c.key.is_(None)))
        .order_by(lookup.c.key.desc())
        .execution_options(yield_per=ROWS_AT_ONCE)
    )
    with connection.execute(found) as rows:
        for row in rows:
            if row.unit is not None or _is_about(connection, row.persons, units):
                yield _look(row)


def _is_about(connection: Connection, keys: Sequence[int], units: Collection[str]) -> bool:
    """Whether people of some offices are among some: where no round tells whose a look-up is."""
    hers = select(person.c.key).where(person.c.unit.in_(units)).limit(1)
    return any(
        connection.execute(hers.where(person.c.key.in_(some))).scalar() is not None for some in _parts(keys)
    )


def _parts(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """No more in one question than any database takes; most often the first tells."""
    return (keys[begin : begin + KEYS_AT_ONCE] for begin in range(0, len(keys), KEYS_AT_ONCE))


def _look(row: Row[Any]) -> Look:
    return Look(
        key=row.key,
        at=row.at,
        actor=row.actor,
        role=row.role,
        action=row.action,
        denied=row.denied,
        round=row.round if row.unit is not None else None,
        name=row.name or "",
        opening=row.place,
        persons=row.persons,
    )
