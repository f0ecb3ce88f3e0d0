"""Steps of those who hold a place: begun, paused and back, moved to another place, and each of them taken back."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection, select

from matching.catalogue.catalogue import Catalogue
from service.access import Action, Actor
from service.desk import Desk
from service.followup.followed import trades_at
from service.followup.following import expected_end, talk_days
from service.listing.hers import hers, opening_of
from service.statuses import Ending, Status, steps
from service.store.decisions import By
from service.store.entries import Entry, EntryFault, Place, Step, propose, step
from service.store.followup import followed_at, plan_talks, spans_of, talks_of
from service.store.rounds import KeptRound
from service.store.tables.rounds import on_offer, opening
from service.store.undoing import undo

_TO_A_PLACE: Final = (
    *(Status.ASKED, Status.AGREED, Status.MEETING, Status.OFFERED, Status.CONTRACT, Status.STARTED),
)
"""The steps to another place, taken at once by whoever says that both the person and the firm have said yes."""


@dataclass(frozen=True, kw_only=True)
class Move:
    """A move to another place (flytting)."""

    opening: str
    percent: int
    first: date
    """The first day there; the place before is held to the day before."""
    reason: Ending


def take_step(actor: Actor, desk: Desk, of: KeptRound, key: int, version: int, wanted: Step) -> None:
    """An entry taken a step on; with the start its talks are planned.

    Raises:
        NotHers: the entry is not the actor's to change.
        EntryFault: the step cannot be taken.
    """
    by = desk.by(actor)
    with desk.database.writing() as connection:
        name = opening_of(connection, actor, desk, of.key, key, Action.STEP)
        if name is not None:
            step(connection, key, version, wanted, by)
            begin(connection, desk.catalogue, key, wanted.to, by)
    hers(name)


def take_back(actor: Actor, desk: Desk, of: KeptRound, key: int, version: int) -> None:
    """The last step of an entry taken back; of a move, those at the other place with it.

    Raises:
        NotHers: the entry is not the actor's to change.
        EntryFault: there is nothing to take back, or more has been done at the other place since.
    """
    by = desk.by(actor)
    with desk.database.writing() as connection:
        name = opening_of(connection, actor, desk, of.key, key, Action.STEP)
        if name is not None:
            undo(connection, key, version, by)
    hers(name)


def move(actor: Actor, desk: Desk, of: KeptRound, key: int, version: int, wanted: Move) -> None:
    """Somebody moved to another place of the round, with served time kept: all its steps, or none.

    Raises:
        NotHers: the entry is not the actor's to change.
        EntryFault: `elsewhere` (there is no such other opening in the round), `step` (her standing there does not
            lead on), or as `step` says.
    """
    by = desk.by(actor)  # one moment for all of it, by which it is known as one move
    with desk.database.writing() as connection:
        name = opening_of(connection, actor, desk, of.key, key, Action.STEP)
        if name is not None:
            other = _opening(connection, of, wanted.opening)
            if other is None or wanted.opening == name:
                raise EntryFault("elsewhere")
            last = wanted.first - timedelta(days=1)
            leaves = Step(to=Status.MOVED, reason=wanted.reason, last=last)
            left = step(connection, key, version, leaves, by)
            there = propose(connection, of.key, other, left.person, by)
            _settle(connection, there, wanted, desk.catalogue, by)
    hers(name)


def begin(connection: Connection, catalogue: Catalogue, key: int, to: Status, by: By) -> None:
    """The talks of somebody who has started, planned once; one that is taken back and comes again plans none."""
    if to is not Status.STARTED or talks_of(connection, [key]):
        return
    one = followed_at(connection, key)
    trade, spans = trades_at([one], catalogue)[one.place], spans_of(connection, one)
    end = expected_end(trade.months, spans, spans[-1].first)
    plan_talks(connection, one, talk_days(spans[-1].first, end), by)


def openings_beside(desk: Desk, of: KeptRound, name: str) -> list[tuple[str, str]]:
    """The other openings of a round, as id and firm."""
    wanted = select(opening.c.id, opening.c.firm).join(on_offer, on_offer.c.opening == opening.c.key)
    with desk.database.reading() as connection:
        rows = connection.execute(wanted.where(on_offer.c.round == of.key).order_by(opening.c.id))
        return [(row.id, row.firm) for row in rows if row.id != name]


def _settle(connection: Connection, one: Entry, wanted: Move, catalogue: Catalogue, by: By) -> None:
    """The steps from where somebody stands on the other list to a start there."""
    place = Place(percent=wanted.percent, first=wanted.first)
    for to in _TO_A_PLACE:
        if to in steps(one.status):
            held = place if to is Status.CONTRACT else None
            one = step(connection, one.key, one.version, Step(to=to, place=held), by)
    if one.status is not Status.STARTED:
        raise EntryFault("step", before=one.status, after=Status.STARTED)
    begin(connection, catalogue, one.key, one.status, by)


def _opening(connection: Connection, of: KeptRound, name: str) -> int | None:
    wanted = select(opening.c.key).join(on_offer, on_offer.c.opening == opening.c.key)
    found: int | None = connection.execute(
        wanted.where(on_offer.c.round == of.key, opening.c.id == name)
    ).scalar()
    return found
