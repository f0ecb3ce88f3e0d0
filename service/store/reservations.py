"""Places that released plans set aside: over all rounds of an office no seat and no person is set aside twice.

The sums of what is set aside are held by triggers. What is set aside and what is held by contract are two tables;
that the two together fit is asked here, once the rows they are about are locked by those triggers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from service.statuses import HOLDING
from service.store.order import raise_revision
from service.store.tables.lists import entry, place
from service.store.tables.rounds import on_offer, opening, plan, reservation, round_, taking_part

FULL: Final = 100
"""Percent of a full position: what a person can hold."""
PERCENT_OF_A_TENTH: Final = 10


@dataclass(frozen=True, kw_only=True)
class Reserved:
    """So much of an opening set aside for a person, by the keys of the store."""

    person: int
    opening: int
    percent: int


class TakenFault(Exception):
    """What was to be set aside is not free; the key of the opening it was about."""

    def __init__(self, opening: int) -> None:
        super().__init__(opening)
        self.opening = opening


def set_aside(connection: Connection, plan_key: int, wanted: Sequence[Reserved]) -> None:
    """Places set aside by a plan that is being released, all or none; earlier plans of the round give theirs back.

    Other rounds with the same people or openings rest on something else from here on, and their revision rises.

    Raises:
        TakenFault: one of them is not free; the transaction must be given up.
    """
    this = connection.execute(select(plan.c.round).where(plan.c.key == plan_key)).scalar_one()
    earlier = select(plan.c.key).where(plan.c.round == this)
    others = round_.c.key != this
    raise_revision(connection, _reached(reservation.c.plan.in_(earlier)) & others)
    connection.execute(delete(reservation).where(reservation.c.plan.in_(earlier)))
    # In one order, so that two who release at once wait for one another and neither waits for ever.
    for one in sorted(wanted, key=lambda one: (one.person, one.opening)):
        try:
            connection.execute(insert(reservation).values(plan=plan_key, **vars(one)))
        except IntegrityError:
            raise TakenFault(one.opening) from None
        if not fits(connection, one.person, one.opening):
            raise TakenFault(one.opening)
    raise_revision(connection, _reached(reservation.c.plan == plan_key) & others)


def give_back(connection: Connection, round_key: int, person_key: int, opening_key: int) -> int:
    """What a round has set aside for a person at an opening given back, or gone over into her place; how many."""
    return _turned(connection, (round_key, person_key, opening_key), held=False)


def take_again(connection: Connection, round_key: int, person_key: int, opening_key: int) -> int:
    """What was given back set aside again, where no newer plan has been released since; how many.

    Raises:
        IntegrityError: it is no longer free.
    """
    return _turned(connection, (round_key, person_key, opening_key), held=True)


def _turned(connection: Connection, of: tuple[int, int, int], *, held: bool) -> int:
    round_key, person_key, opening_key = of
    plans = select(plan.c.key).where(plan.c.round == round_key)
    hers = reservation.c.person == person_key, reservation.c.opening == opening_key
    where = *hers, reservation.c.plan.in_(plans), reservation.c.held.is_(not held)
    return connection.execute(update(reservation).where(*where).values(held=held)).rowcount


def fits(connection: Connection, person_key: int, opening_key: int) -> bool:
    """Whether what is set aside and what is held, of a person and at an opening, fit together on any day.

    Places are counted as if all of them were held at once: only where something is set aside does it matter.
    """
    seats = connection.execute(select(opening.c.tenths).where(opening.c.key == opening_key)).scalar_one()
    return _fit(connection, "person", person_key, FULL) and _fit(
        connection, "opening", opening_key, seats * PERCENT_OF_A_TENTH
    )


def _fit(connection: Connection, side: str, key: int, most: int) -> bool:
    aside = connection.execute(
        select(func.coalesce(func.sum(reservation.c.percent), 0)).where(
            reservation.c[side] == key, reservation.c.held
        )
    ).scalar_one()
    held = (
        select(func.coalesce(func.sum(place.c.percent), 0))
        .join(entry, entry.c.key == place.c.entry)
        .where(place.c[side] == key, place.c.held, entry.c.status.in_(sorted(HOLDING)))
    )
    return not aside or bool(aside + connection.execute(held).scalar_one() <= most)


def _reached(of: ColumnElement[bool]) -> ColumnElement[bool]:
    """The rounds with people or openings of which something is set aside."""
    people = select(reservation.c.person).where(of)
    openings = select(reservation.c.opening).where(of)
    found: ColumnElement[bool] = or_(
        round_.c.key.in_(select(taking_part.c.round).where(taking_part.c.person.in_(people))),
        round_.c.key.in_(select(on_offer.c.round).where(on_offer.c.opening.in_(openings))),
    )
    return found
