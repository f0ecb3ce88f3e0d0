"""What a firm has answered about several people at once: all of it kept in one transaction, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, select

from service.access import Action, Actor
from service.desk import Desk
from service.listing.hers import hers, opening_of
from service.statuses import Ending, Status
from service.store.decisions import By
from service.store.employers import numbers_at, shown_at
from service.store.entries import EntryFault, Step, step, wait
from service.store.listing import Listed, on_list
from service.store.lookups import looked
from service.store.rounds import KeptRound
from service.store.tables.lists import entry
from service.store.undoing import undo

OPEN: Final = (Status.AGREED, Status.PRESENTED)
"""While a person stands here the firm has not answered."""
ANSWERED: Final = (Status.MEETING, Status.TURNED_DOWN)


class Says(StrEnum):
    """What a firm says about a person it was shown."""

    MEET = "meet"
    """Vil møte."""
    NO = "no"
    """Vil ikke."""
    LATER = "later"
    """Kommer tilbake."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a firm says about one person."""

    key: int
    """Of her entry."""
    version: int
    says: Says
    reason: Ending | None = None
    """Asked for with a no."""
    due: date | None = None
    """When it comes back; asked for where it does."""


class AnswerFault(Exception):
    """An answer that cannot be kept, and so none of those sent with it; `number`: what stands for the person."""

    def __init__(self, number: int, code: str) -> None:
        super().__init__(number, code)
        self.number = number
        self.code = code


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Somebody a firm was asked about."""

    number: int
    """Stands for her on the firm's sheet."""
    listed: Listed

    @property
    def is_open(self) -> bool:
        """Whether the firm has not answered."""
        return self.listed.entry.status in OPEN


def asked_about(actor: Actor, desk: Desk, of: KeptRound, name: str) -> list[Asked]:
    """Those an opening's firm is shown and has not answered about, and those it has, by number."""
    with desk.database.writing() as connection:
        numbers = numbers_at(connection, of.key, name)
        shown = {one.entry for one in shown_at(connection, of.key, name, actor)}
        found = [
            Asked(number=numbers[one.entry.key], listed=one)
            for one in on_list(connection, of.key, name, actor)
            if one.entry.key in numbers
            and (one.entry.status in ANSWERED or (one.entry.status in OPEN and one.entry.key in shown))
        ]
        people = [one.listed.entry.person for one in found]
        looked(connection, actor, "answers", people, at=desk.clock(), round_key=of.key)
    return sorted(found, key=lambda one: (not one.is_open, one.number))


def answer(actor: Actor, desk: Desk, of: KeptRound, name: str, answers: Sequence[Answer]) -> None:
    """What the firm of an opening says about people, kept.

    Raises:
        NotHers: one of them is not on that list, or the list is not the actor's to change.
        AnswerFault: one of the answers cannot be kept; `reason` or `due` is missing, or as EntryFault says.
    """
    by = desk.by(actor)
    with desk.database.writing() as connection:
        # All are looked at before anything is changed: that one was denied is kept, and nothing else.
        places = [opening_of(connection, actor, desk, of.key, one.key, Action.STEP) for one in answers]
        if all(place == name for place in places):
            numbers = numbers_at(connection, of.key, name)
            for one in answers:
                try:
                    _keep(connection, one, by)
                except EntryFault as fault:
                    raise AnswerFault(numbers.get(one.key, 0), fault.code) from fault
    for place in places:
        hers(place if place == name else None)


def take_back(actor: Actor, desk: Desk, of: KeptRound, name: str, key: int, version: int) -> None:
    """The last answer about somebody taken back.

    Raises:
        NotHers: she is not on that list, or it is not the actor's to change.
        AnswerFault: as EntryFault says.
    """
    with desk.database.writing() as connection:
        place = opening_of(connection, actor, desk, of.key, key, Action.STEP)
        if place == name:
            try:
                undo(connection, key, version, desk.by(actor))
            except EntryFault as fault:
                raise AnswerFault(numbers_at(connection, of.key, name).get(key, 0), fault.code) from fault
    hers(place if place == name else None)


def _keep(connection: Connection, one: Answer, by: By) -> None:
    if one.says is Says.MEET:
        step(connection, one.key, one.version, Step(to=Status.MEETING), by)
    elif one.says is Says.NO:
        step(connection, one.key, one.version, Step(to=Status.TURNED_DOWN, reason=one.reason), by)
    elif one.due is None:
        raise EntryFault("due")
    elif connection.execute(select(entry.c.status).where(entry.c.key == one.key)).scalar() == Status.AGREED:
        step(connection, one.key, one.version, Step(to=Status.PRESENTED, due=one.due), by)
    else:
        wait(connection, one.key, one.version, one.due, by)
