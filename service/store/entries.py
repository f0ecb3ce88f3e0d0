"""Lists of people at openings: who stands where, and each step a named person takes with one of them.

A step, its event and its line in the decision log are one transaction. What ends or undoes a step is a step of its
own; nothing is rewritten.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from service.statuses import ACTIVE, ENDINGS, HOLDING, RULED_OUT, Ending, Status, steps
from service.store.decisions import By, Fact, record
from service.store.holding import of_entry
from service.store.order import lock_rounds, raise_revision
from service.store.reservations import fits, give_back
from service.store.tables.lists import entry, entry_event, place
from service.store.tables.rounds import on_offer, round_


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
    shown_as: int | None = None
    """What stands for her on the sheet of the firm; None where she has never said yes to being shown."""


def propose(connection: Connection, round_key: int, opening: int, person: int, by: By) -> Entry:
    """A person put on an opening's list; one who stands there already is left as she stands.

    Whoever asks has locked the rounds of the office before (`lock_rounds`), as each step here does by itself.

    Raises:
        EntryFault: `twice`: somebody else put her there at the same moment, or she is gone.
    """
    where = entry.c.round == round_key, entry.c.opening == opening, entry.c.person == person
    found = connection.execute(select(entry).where(*where)).one_or_none()
    if found is None:
        values = {"round": round_key, "opening": opening, "person": person, "status": Status.PROPOSED}
        try:
            connection.execute(insert(entry).values(values))
        except IntegrityError:
            raise EntryFault("twice") from None
        found = connection.execute(select(entry).where(*where)).one()
        tell(connection, entry_of(found), Status.PROPOSED, by, action="propose")
    return entry_of(found)


def step(connection: Connection, key: int, version: int, wanted: Step, by: By) -> Entry:
    """A step taken from where an entry stands; the entry as it stands afterwards.

    Raises:
        EntryFault: `gone`, `version` (somebody has been there before), `step` (does not lead on from there),
            `reason`, `place` or `last` (is missing, or is none of this step), `taken` (the place is not free),
            `reserved` (the place, or the person, is set aside by a plan that was released).
    """
    before = locked(connection, key, version)
    if wanted.to not in steps(before.status):
        raise EntryFault("step", before=before.status, after=wanted.to)
    _check(before, wanted)
    if wanted.place:
        _hold(connection, before, wanted.place)
    if wanted.last and before.status in HOLDING:
        _end(connection, before, wanted.last)
    freed = wanted.to in ENDINGS and give_back(connection, *_aside(before)) > 0
    rests(connection, before, wanted.to, aside=freed)
    tell(connection, before, wanted.to, by, action="step", reason=wanted.reason)
    after = put(connection, before, wanted.to, wanted.due)
    if wanted.place:
        check_free(connection, after)
    return after


def wait(connection: Connection, key: int, version: int, due: date, by: By) -> Entry:
    """An answer awaited by another day, by a step that leads to where the entry stands; the entry afterwards.

    Raises:
        EntryFault: `gone`, `version`, `step` (no answer is awaited any more).
    """
    before = locked(connection, key, version)
    if before.status not in ACTIVE:
        raise EntryFault("step", before=before.status, after=before.status)
    tell(connection, before, before.status, by, action="wait")
    return put(connection, before, before.status, due)


def events(connection: Connection, key: int) -> Sequence[Row[Any]]:
    """The steps of an entry, first to last."""
    found = select(entry_event).where(entry_event.c.entry == key).order_by(entry_event.c.number)
    return connection.execute(found).all()


def locked(connection: Connection, key: int, version: int) -> Entry:
    """An entry to be changed, where it still stands as somebody has seen it; the rounds of its office go before it.

    Raises:
        EntryFault: `gone`, `version`.
    """
    of_it = select(round_.c.unit).join(entry, entry.c.round == round_.c.key).where(entry.c.key == key)
    lock_rounds(connection, connection.execute(of_it).scalar())
    row = connection.execute(select(entry).where(entry.c.key == key).with_for_update()).one_or_none()
    if row is None:
        raise EntryFault("gone")
    if row.version != version:
        raise EntryFault("version", found=row.version)
    return entry_of(row)


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


def rests(connection: Connection, one: Entry, to: Status, *, aside: bool) -> None:
    """Where a step changes what rounds rest on, their revision raised.

    Where a place begins or ends to be held or set aside (`aside`), every round with this person or opening; where
    the two begin or end to be ruled out, their own.
    """
    if aside or (one.status in HOLDING) is not (to in HOLDING):
        of_entry(connection, one.person, one.opening)
    elif (one.status in RULED_OUT) is not (to in RULED_OUT):
        raise_revision(connection, round_.c.key == one.round)


def _hold(connection: Connection, one: Entry, wanted: Place) -> None:
    about = {"entry": one.key, "person": one.person, "opening": one.opening}
    values = {**about, **wanted.__dict__, "until": wanted.last}
    give_back(connection, *_aside(one))  # what was set aside goes over into the place
    try:
        connection.execute(insert(place).values(values))
    except IntegrityError:
        raise EntryFault("taken") from None


def check_free(connection: Connection, one: Entry) -> None:
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


def _aside(one: Entry) -> tuple[int, int, int]:
    return one.round, one.person, one.opening


def put(connection: Connection, before: Entry, to: Status, due: date | None) -> Entry:
    """An entry put where a step leads; as it stands there."""
    number = before.shown_as
    if number is None and to is Status.AGREED:
        number = _next_number(connection, before)
    values = {"status": to, "version": before.version + 1, "due": due, "shown_as": number}
    connection.execute(update(entry).where(entry.c.key == before.key).values(values))
    return entry_of(connection.execute(select(entry).where(entry.c.key == before.key)).one())


def _next_number(connection: Connection, one: Entry) -> int | None:
    """A number nobody had before her on the sheet of the opening, also of those who are erased since."""
    here = on_offer.c.round == one.round, on_offer.c.opening == one.opening
    raised = update(on_offer).where(*here).values(shown=on_offer.c.shown + 1).returning(on_offer.c.shown)
    number: int | None = connection.execute(raised).scalar_one_or_none()
    return number


def tell(
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
    values = {"entry": one.key, "number": number, "actor": by.actor.id, "at": by.at, "due": one.due, **told}
    connection.execute(insert(entry_event).values(values))
    unit = connection.execute(select(round_.c.unit).where(round_.c.key == one.round)).scalar_one()
    record(connection, by.decided(action, "entry", one.key, unit=unit, facts=told))


def entry_of(row: Row[Any]) -> Entry:
    """A row as an entry."""
    return Entry(**{**row._asdict(), "status": Status(row.status)})
