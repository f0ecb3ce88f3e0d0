"""Lists of people at openings: who stands where, and each step a named person takes with one of them.

A step, its event and its line in the decision log are one transaction. What ends or undoes a step is a step of its
own; nothing is rewritten.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from service.statuses import ACTIVE, ENDINGS, HOLDING, Ending, Status, steps
from service.store.decisions import By, Fact, record
from service.store.holding import of_entry
from service.store.reservations import fits, give_back
from service.store.tables.lists import entry, entry_event, place
from service.store.tables.rounds import round_


class EntryFault(Exception):
    """A step that cannot be taken; nothing has changed."""

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, kw_only=True)
class Place:
    """What is held with a contract: so much of a full position, from a day, and to a day where one is agreed."""

    percent: int
    first: date
    last: date | None = None


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step from where an entry stands."""

    to: Status
    reason: Ending | None = None
    """Asked for where the step is an end."""
    place: Place | None = None
    """Asked for where the step is a contract."""
    last: date | None = None
    """The last day of the place, asked for where the step ends one that is held."""
    due: date | None = None
    """When an answer is awaited."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A person on an opening's list (forslag på liste), by the keys of the store."""

    key: int
    round: int
    opening: int
    person: int
    status: Status
    version: int
    due: date | None


def propose(connection: Connection, round_key: int, opening: int, person: int, by: By) -> Entry:
    """A person put on an opening's list; one who stands there already is left as she stands."""
    where = entry.c.round == round_key, entry.c.opening == opening, entry.c.person == person
    found = connection.execute(select(entry).where(*where)).one_or_none()
    if found is None:
        values = {"round": round_key, "opening": opening, "person": person, "status": Status.PROPOSED}
        try:
            connection.execute(insert(entry).values(values))
        except IntegrityError:
            raise EntryFault("twice") from None
        found = connection.execute(select(entry).where(*where)).one()
        _tell(connection, _entry(found), Status.PROPOSED, by, action="propose")
    return _entry(found)


def step(connection: Connection, key: int, version: int, wanted: Step, by: By) -> Entry:
    """A step taken from where an entry stands; the entry as it stands afterwards.

    Raises:
        EntryFault: `gone`, `version` (somebody has been there before), `step` (does not lead on from there),
            `reason`, `place` or `last` (is missing, or is none of this step), `taken` (the place is not free),
            `reserved` (the place, or the person, is set aside by a plan that was released).
    """
    before = _locked(connection, key, version)
    if wanted.to not in steps(before.status):
        raise EntryFault("step", before=before.status, after=wanted.to)
    _check(before, wanted)
    _go_on(connection, before, wanted.to)
    if wanted.place:
        _hold(connection, before, wanted.place)
    if wanted.last and before.status in HOLDING:
        _end(connection, before, wanted.last)
    if wanted.to in ENDINGS:
        give_back(connection, before.person, before.opening)
    _tell(connection, before, wanted.to, by, action="step", reason=wanted.reason)
    after = _set(connection, before, wanted.to, wanted.due)
    if wanted.place:
        _check_free(connection, after)
    return after


def wait(connection: Connection, key: int, version: int, due: date, by: By) -> Entry:
    """An answer awaited by another day, by a step that leads to where the entry stands; the entry afterwards.

    Raises:
        EntryFault: `gone`, `version`, `step` (no answer is awaited any more).
    """
    before = _locked(connection, key, version)
    if before.status not in ACTIVE:
        raise EntryFault("step", before=before.status, after=before.status)
    _tell(connection, before, before.status, by, action="wait")
    return _set(connection, before, before.status, due)


def undo(connection: Connection, key: int, version: int, by: By) -> Entry:
    """The last step taken back, by a step of its own; the entry as it stands afterwards.

    Raises:
        EntryFault: `gone`, `version`, `nothing` (no step to take back), `taken` or `reserved` (the place is no
            longer free).
    """
    before = _locked(connection, key, version)
    last = _last_step(events(connection, key))
    if last is None:
        raise EntryFault("nothing")
    to = Status(last.before)
    _go_on(connection, before, to)
    if to in HOLDING and before.status not in HOLDING:
        _hold_again(connection, before)
    elif before.status in HOLDING and to not in HOLDING:
        connection.execute(delete(place).where(place.c.entry == key))
    _tell(connection, before, to, by, action="undo", undoes=last.number)
    after = _set(connection, before, to, None)
    if to in HOLDING and before.status not in HOLDING:
        _check_free(connection, after)
    return after


def events(connection: Connection, key: int) -> Sequence[Row[Any]]:
    """The steps of an entry, first to last."""
    found = select(entry_event).where(entry_event.c.entry == key).order_by(entry_event.c.number)
    return connection.execute(found).all()


def _last_step(told: Sequence[Row[Any]]) -> Row[Any] | None:
    """The last step that was not taken back; the one that put the person on the list cannot be."""
    undone = {one.undoes for one in told}
    standing = [one for one in told if one.undoes is None and one.number not in undone]
    return standing[-1] if len(standing) > 1 else None


def _locked(connection: Connection, key: int, version: int) -> Entry:
    row = connection.execute(select(entry).where(entry.c.key == key).with_for_update()).one_or_none()
    if row is None:
        raise EntryFault("gone")
    if row.version != version:
        raise EntryFault("version", found=row.version)
    return _entry(row)


def _check(before: Entry, wanted: Step) -> None:
    ends_a_place = before.status in HOLDING and wanted.to not in HOLDING
    asked: Final = {
        "reason": wanted.to in ENDINGS,
        "place": wanted.to is Status.CONTRACT,
        "last": ends_a_place,
    }
    for name, needed in asked.items():
        if needed is not (getattr(wanted, name) is not None):
            raise EntryFault(name, needed=needed)


def _go_on(connection: Connection, one: Entry, to: Status) -> None:
    """Where a place begins or ends to be held, rounds rest on something else; they are locked before all else."""
    if (one.status in HOLDING) is not (to in HOLDING):
        of_entry(connection, one.person, one.opening)


def _hold(connection: Connection, one: Entry, wanted: Place) -> None:
    about = {"entry": one.key, "person": one.person, "opening": one.opening}
    values = {**about, **wanted.__dict__, "until": wanted.last}
    give_back(connection, one.person, one.opening)  # what was set aside goes over into the place
    try:
        connection.execute(insert(place).values(values))
    except IntegrityError:
        raise EntryFault("taken") from None


def _check_free(connection: Connection, one: Entry) -> None:
    """That what is held now is set aside for nobody else; it counts as held from the step that holds it."""
    if not fits(connection, one.person, one.opening):
        raise EntryFault("reserved")


def _end(connection: Connection, one: Entry, last: date) -> None:
    """The place given back from the day after; one that has not begun by then is not held at all."""
    of_it = place.c.entry == one.key
    try:
        connection.execute(update(place).where(of_it, place.c.first > last).values(held=False))
        connection.execute(update(place).where(of_it, place.c.first <= last).values(last=last))
    except IntegrityError:
        raise EntryFault("taken") from None


def _hold_again(connection: Connection, one: Entry) -> None:
    """A place that was given back held as it was agreed, where nobody has taken it since."""
    try:
        connection.execute(
            update(place).where(place.c.entry == one.key).values(last=place.c.until, held=True)
        )
    except IntegrityError:
        raise EntryFault("taken") from None


def _set(connection: Connection, before: Entry, to: Status, due: date | None) -> Entry:
    values = {"status": to, "version": before.version + 1, "due": due}
    connection.execute(update(entry).where(entry.c.key == before.key).values(values))
    return _entry(connection.execute(select(entry).where(entry.c.key == before.key)).one())


def _tell(
    connection: Connection,
    one: Entry,
    after: Status,
    by: By,
    *,
    action: str,
    reason: Ending | None = None,
    undoes: int | None = None,
) -> None:
    """The event of a step from where an entry stands, and the decision in the log."""
    told = {"before": one.status, "after": after, "reason": reason, "undoes": undoes}
    last = select(func.count()).where(entry_event.c.entry == one.key)
    number = connection.execute(last).scalar_one() + 1
    values = {"entry": one.key, "number": number, "actor": by.actor.id, "at": by.at, **told}
    connection.execute(insert(entry_event).values(values))
    unit = connection.execute(select(round_.c.unit).where(round_.c.key == one.round)).scalar_one()
    record(connection, by.decided(action, "entry", one.key, unit=unit, facts=told))


def _entry(row: Row[Any]) -> Entry:
    return Entry(**{**row._asdict(), "status": Status(row.status)})
