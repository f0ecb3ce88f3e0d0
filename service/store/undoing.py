"""The last step of somebody on an opening's list taken back: one way for every page and program.

A move is one step for people and steps on two lists in the store: the two are taken back together, or not at all.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, select, update
from sqlalchemy.exc import IntegrityError

from service.statuses import HOLDING, Status
from service.store.decisions import By
from service.store.entries import Entry, EntryFault, check_free, entry_of, events, locked, put, rests, tell
from service.store.reservations import take_again
from service.store.tables.lists import entry, entry_event, place

_BEEN_THERE: Final = frozenset({*HOLDING, Status.FIXED_JOB, Status.ENDED, Status.MOVED})
"""While an entry stands here the place has been held, and that has not been taken back."""


def undo(connection: Connection, key: int, version: int, by: By) -> Entry:
    """The last step taken back, by a step of its own; the entry as it stands afterwards.

    Raises:
        EntryFault: `gone`, `version`, `nothing` (no step to take back), `taken` or `reserved` (the place is no
            longer free), `elsewhere_since` (of a move: more has been done at the other place).
    """
    before = locked(connection, key, version)
    if before.status is Status.MOVED:
        _undo_there(connection, before, by)
    return _undo_last(connection, before, by)


def _undo_last(connection: Connection, before: Entry, by: By) -> Entry:
    last = _last_step(events(connection, before.key))
    if last is None:
        raise EntryFault("nothing")
    to = Status(last.before)
    held_again = to in HOLDING and before.status not in HOLDING
    if held_again:
        _hold_again(connection, before)
    elif before.status in HOLDING and to not in HOLDING:
        connection.execute(delete(place).where(place.c.entry == before.key))
    aside_again = to not in HOLDING and _set_aside_again(connection, before)
    rests(connection, before, to, aside=aside_again)
    tell(connection, before, to, by, action="undo", undoes=last.number)
    after = put(connection, before, to, last.due)
    if held_again or aside_again:
        check_free(connection, after)
    return after


def _last_step(told: Sequence[Row[Any]]) -> Row[Any] | None:
    """The last step that was not taken back; the one that put the person on the list cannot be."""
    undone = {one.undoes for one in told}
    standing = [one for one in told if one.undoes is None and one.number not in undone]
    return standing[-1] if len(standing) > 1 else None


def _hold_again(connection: Connection, one: Entry) -> None:
    """A place that was given back held as it was agreed, where nobody has taken it since."""
    try:
        connection.execute(
            update(place).where(place.c.entry == one.key).values(last=place.c.until, held=True)
        )
    except IntegrityError:
        raise EntryFault("taken") from None


def _set_aside_again(connection: Connection, one: Entry) -> bool:
    try:
        return take_again(connection, one.round, one.person, one.opening) > 0
    except IntegrityError:
        raise EntryFault("reserved") from None


def _undo_there(connection: Connection, moved: Entry, by: By) -> None:
    """Of a move that is taken back: the steps at the other place, which were taken at the same moment."""
    at = max(one.at for one in events(connection, moved.key))
    for other in _moved_to(connection, moved, at):
        told = events(connection, other.key)
        if other.status is not Status.STARTED or max(one.at for one in told) != at:
            raise EntryFault("elsewhere_since")
        for _ in [one for one in told if one.at == at and one.before != one.after]:
            other = _undo_last(connection, other, by)  # noqa: PLW2901 - the same entry, a step back


def _moved_to(connection: Connection, moved: Entry, at: datetime) -> list[Entry]:
    """Where somebody has begun at the moment she was moved, and has not been taken back from."""
    started = select(entry_event.c.entry).where(entry_event.c.after == Status.STARTED, entry_event.c.at == at)
    wanted = select(entry).where(
        entry.c.person == moved.person,
        entry.c.key != moved.key,
        entry.c.key.in_(started),
        entry.c.status.in_(sorted(_BEEN_THERE)),
    )
    return [entry_of(row) for row in connection.execute(wanted.order_by(entry.c.key).with_for_update())]
