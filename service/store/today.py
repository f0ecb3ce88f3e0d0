"""What somebody's openings wait for: answers and deadlines, and those where nobody is asked yet."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from service.access import Action, Actor, Kind
from service.statuses import ACTIVE, AWAITING, Status
from service.store.seen import seen
from service.store.tables.lists import entry, entry_event
from service.store.tables.rounds import on_offer, opening, person, round_


@dataclass(frozen=True, kw_only=True)
class Awaited:
    """A person on a list of whom an answer is awaited, or something is due."""

    key: int
    round: str
    opening: str
    person: str
    status: Status
    since: datetime
    """When she came to stand there."""
    due: date | None


@dataclass(frozen=True, kw_only=True)
class Unasked:
    """An opening with room where nobody is asked yet."""

    round: str
    opening: str
    listed: int
    """People on its list, not yet asked."""


def awaited(connection: Connection, actor: Actor, rounds: Collection[str]) -> list[Awaited]:
    """Everybody on lists of some rounds, open ones, whom somebody has to follow up: by deadline, then by wait."""
    hers = entry.c.key.in_(seen(actor, Action.STEP, Kind.ENTRY))
    since = select(func.max(entry_event.c.at)).where(entry_event.c.entry == entry.c.key).scalar_subquery()
    waits = or_(entry.c.status.in_(sorted(AWAITING)), entry.c.due.is_not(None))
    wanted = (
        select(
            entry.c.key,
            round_.c.id.label("round"),
            opening.c.id.label("opening"),
            person.c.id.label("person"),
            entry.c.status,
            since.label("since"),
            entry.c.due,
        )
        .select_from(entry)
        .join(round_, round_.c.key == entry.c.round)
        .join(opening, opening.c.key == entry.c.opening)
        .join(person, person.c.key == entry.c.person)
        .where(hers, _open(rounds), entry.c.status.in_(sorted(ACTIVE)), waits)
        .order_by(entry.c.due.is_(None), entry.c.due, "since", entry.c.key)
    )
    return [Awaited(**{**row._asdict(), "status": Status(row.status)}) for row in connection.execute(wanted)]


def unasked(
    connection: Connection, actor: Actor, rounds: Collection[str], most: int
) -> tuple[Sequence[Unasked], int]:
    """Openings of some rounds where nobody is asked, those with people on their list first; and how many in all.

    Nobody with an address restriction is counted, nor keeps an opening from standing here.
    """
    hers = opening.c.key.in_(seen(actor, Action.READ, Kind.OPENING))
    of_it = and_(entry.c.round == on_offer.c.round, entry.c.opening == on_offer.c.opening)
    on_it = select(entry.c.key).join(person, person.c.key == entry.c.person).where(of_it, ~person.c.hidden)
    on_the_way = on_it.where(entry.c.status.in_(sorted(ACTIVE - {Status.PROPOSED}))).exists()
    listed = on_it.with_only_columns(func.count()).where(entry.c.status == Status.PROPOSED).scalar_subquery()
    wanted = (
        select(round_.c.id.label("round"), opening.c.id.label("opening"), listed.label("listed"))
        .select_from(on_offer)
        .join(round_, round_.c.key == on_offer.c.round)
        .join(opening, opening.c.key == on_offer.c.opening)
        .where(hers, _open(rounds), opening.c.tenths > 0, ~on_the_way)
    )
    total = connection.execute(select(func.count()).select_from(wanted.subquery())).scalar_one()
    ordered = wanted.order_by(listed.desc(), round_.c.id, opening.c.id).limit(most)
    return [Unasked(**row._asdict()) for row in connection.execute(ordered)], total


def _open(rounds: Collection[str]) -> ColumnElement[bool]:
    return and_(round_.c.id.in_(sorted(rounds)), round_.c.closed_at.is_(None))
