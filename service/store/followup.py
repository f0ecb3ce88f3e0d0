"""Follow-up of those who hold a place in and out of the store: places, pauses, and talks (oppfølging)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, insert, select, update
from sqlalchemy.exc import IntegrityError

from service.access import Action, Actor, Kind
from service.followup.following import MOST_TALKS, Pause, Span
from service.statuses import HOLDING, UNDER_WAY, Outcome, Status
from service.store.decisions import By, record
from service.store.entries import EntryFault, events
from service.store.rows import Cells
from service.store.seen import seen
from service.store.tables.lists import checkin, entry, place
from service.store.tables.rounds import opening, person, round_

TALKED_WITH: Final = (Status.STARTED, Status.PAUSED, Status.TEST_PASSED)
"""While an entry stands here its talks are due."""
_BACK: Final = (Status.STARTED, Status.PAUSED)
_ONCE_BEGUN: Final = (*UNDER_WAY, Status.ENDED, Status.MOVED)


Change = date | Outcome | None
"""What a column of a talk may be given."""


@dataclass(frozen=True, kw_only=True)
class Followed:
    """Somebody who holds a place, or has held it."""

    key: int
    """Of the entry."""
    version: int
    status: Status
    due: date | None
    """When she is expected back from a pause."""
    person: int
    candidate: str
    opening: int
    place: str
    """The id of the opening."""
    firm: str
    cells: Cells
    """Of the opening."""
    round: str
    round_key: int
    unit: str


@dataclass(frozen=True, kw_only=True)
class Talk:
    """A talk with a person and her firm (samtale)."""

    key: int
    entry: int
    due: date
    done: date | None
    outcome: Outcome | None


def followed(
    connection: Connection,
    actor: Actor,
    *,
    round_key: int | None = None,
    statuses: Collection[Status] = HOLDING,
) -> list[Followed]:
    """Everybody somebody may see who stands so, in one round or in all, by opening and id."""
    wanted = _followed().where(
        entry.c.status.in_(sorted(statuses)), entry.c.key.in_(seen(actor, Action.READ, Kind.ENTRY))
    )
    if round_key is not None:
        wanted = wanted.where(entry.c.round == round_key)
    return [_told(row) for row in connection.execute(wanted.order_by(round_.c.id, opening.c.id, person.c.id))]


def followed_at(connection: Connection, key: int) -> Followed:
    """The one of an entry; who may see it is asked before."""
    return _told(connection.execute(_followed().where(entry.c.key == key)).one())


def spans_of(connection: Connection, one: Followed) -> list[Span]:
    """The places of a run in the order they were begun: those she was moved from, and that of this entry last."""
    wanted = (
        select(place, entry.c.status)
        .join(entry, entry.c.key == place.c.entry)
        .where(place.c.person == one.person, entry.c.round == one.round_key, place.c.held)
        .order_by(place.c.first, place.c.key)
    )
    rows = connection.execute(wanted).all()
    before = [row for row in rows if row.status == Status.MOVED and row.entry != one.key]
    here = [row for row in rows if row.entry == one.key]
    return [
        Span(percent=row.percent, first=row.first, last=row.last, pauses=_pauses(connection, row.entry))
        for row in (*before, *here)
    ]


def has_begun(connection: Connection, key: int) -> bool:
    """Whether somebody has started at the place of an entry, by the steps that were not taken back."""
    return any(row.after == Status.STARTED for row in _standing(connection, key))


def begun_and_still(connection: Connection, round_key: int) -> tuple[int, int]:
    """How many people of a round have begun at a place, and how many of them are under way or through."""
    wanted = select(entry.c.key, entry.c.person, entry.c.status).join(person, person.c.key == entry.c.person)
    where = entry.c.round == round_key, entry.c.status.in_(sorted(_ONCE_BEGUN)), ~person.c.hidden
    rows = connection.execute(wanted.where(*where)).all()
    still = {row.person for row in rows if row.status in UNDER_WAY}
    begun = {row.person for row in rows if row.status in UNDER_WAY or has_begun(connection, row.key)}
    return len(begun), len(still)


def talks_of(connection: Connection, keys: Iterable[int]) -> Mapping[int, Sequence[Talk]]:
    """The talks of some entries, by entry, first due first."""
    wanted = select(checkin).where(checkin.c.entry.in_(sorted(keys))).order_by(checkin.c.due, checkin.c.key)
    found: dict[int, list[Talk]] = {}
    for row in connection.execute(wanted):
        found.setdefault(row.entry, []).append(_talk(row))
    return found


def plan_talks(connection: Connection, of: Followed, days: Collection[date], by: By) -> None:
    """Talks on some days, to be held; on a day that has one already there is no other.

    Raises:
        EntryFault: `talk`: somebody has put one on such a day at the same moment; `many`: too many are not held.
    """
    there = {one.due for one in talks_of(connection, [of.key]).get(of.key, ())}
    days = sorted(set(days) - there)
    if days:
        _check_room(connection, of.key, len(days))
        rows = [{"entry": of.key, "due": day, "actor": by.actor.id} for day in days]
        with _one_a_day():
            connection.execute(insert(checkin), rows)
        _record(connection, of, by, "plan_talks", {"talks": len(days)})


def change_talk(
    connection: Connection,
    of: Followed,
    key: int,
    was: Talk,
    by: By,
    *,
    action: str,
    **values: date | Outcome | None,
) -> None:
    """A talk of an entry as it was shown in, changed; that it was, kept.

    Raises:
        EntryFault: `version`: somebody has changed it since, or it is another's; `talk`: that day has one;
            `many`: it is one not held again, and of those there are too many.
    """
    if was.done and values.get("done", was.done) is None:
        _check_room(connection, of.key, 1)
    same = [checkin.c[name].is_not_distinct_from(getattr(was, name)) for name in ("due", "done", "outcome")]
    this = update(checkin).where(checkin.c.key == key, checkin.c.entry == of.key, *same)
    with _one_a_day():
        changed = connection.execute(this.values(actor=by.actor.id, **values))
    if changed.rowcount != 1:
        raise EntryFault("version")
    told = values.get("outcome")
    _record(connection, of, by, action, {"talk": key, "outcome": told and str(told)})


def _check_room(connection: Connection, key: int, more: int) -> None:
    ahead = [one for one in talks_of(connection, [key]).get(key, ()) if one.done is None]
    if len(ahead) + more > MOST_TALKS:
        raise EntryFault("many")


@contextmanager
def _one_a_day() -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        raise EntryFault("talk") from None


def _record(connection: Connection, of: Followed, by: By, action: str, facts: Mapping[str, Any]) -> None:
    record(connection, by.decided(action, "entry", of.key, unit=of.unit, facts=facts))


def _followed() -> Select[Any]:
    return (
        select(
            entry.c.key,
            entry.c.version,
            entry.c.status,
            entry.c.due,
            entry.c.person,
            person.c.id.label("candidate"),
            entry.c.opening,
            opening.c.id.label("place"),
            opening.c.firm,
            opening.c.cells,
            round_.c.id.label("round"),
            entry.c.round.label("round_key"),
            round_.c.unit,
        )
        .join(person, person.c.key == entry.c.person)
        .join(opening, opening.c.key == entry.c.opening)
        .join(round_, round_.c.key == entry.c.round)
    )


def _told(row: Row[Any]) -> Followed:
    return Followed(**{**row._asdict(), "status": Status(row.status)})


def _talk(row: Row[Any]) -> Talk:
    outcome = Outcome(row.outcome) if row.outcome else None
    return Talk(key=row.key, entry=row.entry, due=row.due, done=row.done, outcome=outcome)


def _pauses(connection: Connection, key: int) -> tuple[Pause, ...]:
    """From the day a pause was registered to the day she was back; one that leads to an end lasts till that."""
    told = _standing(connection, key)
    after = [*told[1:], None]
    return tuple(
        Pause(one.at.date(), then.at.date() if then and then.after in _BACK else None)
        for one, then in zip(told, after, strict=True)
        if one.after == Status.PAUSED
    )


def _standing(connection: Connection, key: int) -> list[Row[Any]]:
    """The steps of an entry that were not taken back, first to last."""
    told = events(connection, key)
    undone = {one.undoes for one in told}
    return [one for one in told if one.undoes is None and one.number not in undone]
