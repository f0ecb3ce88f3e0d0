"""Who holds a place, and what other rounds have: what is no longer free when a round is calculated."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, or_, select

from service.statuses import HOLDING, RULED_OUT
from service.store.order import raise_revision
from service.store.tables.lists import entry, place
from service.store.tables.rounds import on_offer, opening, person, plan, reservation, round_, taking_part


@dataclass(frozen=True, kw_only=True)
class Held:
    """A place a person of the round holds at one of its openings (holder plassen), by their ids."""

    person: str
    opening: str
    percent: int


@dataclass(frozen=True, kw_only=True)
class Holding:
    """What of the people and openings of a round is not free."""

    here: tuple[Held, ...]
    """Held through this round's own lists."""
    engaged: frozenset[str]
    """Ids of people who hold a place, or have one set aside, through another round."""
    used: Mapping[str, int]
    """Percent of a full position that is not free, by the id of the opening: what other rounds hold or have set
    aside, and what those hold here whom nobody may see."""
    ruled_out: frozenset[tuple[str, str]]
    """Ids of a person and an opening of this round where somebody has said no."""


def holding(connection: Connection, round_key: int) -> Holding:
    """What is held and set aside of the people and openings of a round; nobody with an address restriction."""
    used = _sums(connection, round_key, opening.c.id)
    return Holding(
        here=_here(connection, round_key),
        engaged=frozenset(_sums(connection, round_key, person.c.id)),
        used=used,
        ruled_out=_ruled_out(connection, round_key),
    )


def of_entry(connection: Connection, person_key: int, opening_key: int) -> None:
    """Say to every round with this person or opening that what it rests on is another from here on."""
    _of_rows(connection, {person_key}, {opening_key})


def before_person_goes(connection: Connection, key: int) -> None:
    """The same to every round with this person, or with an opening where something is hers, before she goes."""
    hers = _taken(connection, place.c.person == key, reservation.c.person == key)
    _of_rows(connection, {key}, {opening_key for _, opening_key in hers})


def before_round_goes(connection: Connection, key: int) -> None:
    """The same to every round with people or openings of which this one has something, before it goes."""
    its = _taken(connection, entry.c.round == key, plan.c.round == key)
    _of_rows(connection, {who for who, _ in its}, {where for _, where in its})


def _of_rows(connection: Connection, people: Collection[int], openings: Collection[int]) -> None:
    reached = or_(
        round_.c.key.in_(select(taking_part.c.round).where(taking_part.c.person.in_(sorted(people)))),
        round_.c.key.in_(select(on_offer.c.round).where(on_offer.c.opening.in_(sorted(openings)))),
    )
    raise_revision(connection, reached)


def _taken(
    connection: Connection, held: ColumnElement[bool], aside: ColumnElement[bool]
) -> set[tuple[int, int]]:
    """What is held and set aside, as keys of a person and an opening."""
    places = select(place.c.person, place.c.opening).join(entry, entry.c.key == place.c.entry).where(held)
    reserved = select(reservation.c.person, reservation.c.opening).join(plan).where(aside)
    return {(row.person, row.opening) for of in (places, reserved) for row in connection.execute(of)}


def _ruled_out(connection: Connection, round_key: int) -> frozenset[tuple[str, str]]:
    wanted = (
        select(person.c.id, opening.c.id.label("place"))
        .join(entry, entry.c.person == person.c.key)
        .join(opening, opening.c.key == entry.c.opening)
        .where(entry.c.round == round_key, entry.c.status.in_(sorted(RULED_OUT)), ~person.c.hidden)
    )
    return frozenset((row.id, row.place) for row in connection.execute(wanted))


def _here(connection: Connection, round_key: int) -> tuple[Held, ...]:
    wanted = (
        select(person.c.id, opening.c.id.label("place"), place.c.percent)
        .join(entry, entry.c.key == place.c.entry)
        .join(person, person.c.key == place.c.person)
        .join(opening, opening.c.key == place.c.opening)
        .where(entry.c.round == round_key, _is_held(), ~person.c.hidden)
        .order_by(person.c.id, opening.c.id)
    )
    rows = connection.execute(wanted).all()
    return tuple(Held(person=row.id, opening=row.place, percent=row.percent) for row in rows)


def _sums(connection: Connection, round_key: int, of: ColumnElement[str]) -> dict[str, int]:
    """Percent held or set aside through other rounds, or held by those nobody may see, by what `of` names."""
    held = (
        select(of, func.sum(place.c.percent).label("percent"))
        .select_from(place)
        .join(entry, entry.c.key == place.c.entry)
        .join(person, person.c.key == place.c.person)
        .join(opening, opening.c.key == place.c.opening)
        .where(or_(entry.c.round != round_key, person.c.hidden), _is_held())
        .group_by(of)
    )
    aside = (
        select(of, func.sum(reservation.c.percent).label("percent"))
        .select_from(reservation)
        .join(plan, plan.c.key == reservation.c.plan)
        .join(person, person.c.key == reservation.c.person)
        .join(opening, opening.c.key == reservation.c.opening)
        .where(plan.c.round != round_key, reservation.c.held)
        .group_by(of)
    )
    unit = select(round_.c.unit).where(round_.c.key == round_key).scalar_subquery()
    found: dict[str, int] = {}
    for wanted in (held, aside):
        for name, percent in connection.execute(wanted.where(opening.c.unit == unit)):
            found[name] = found.get(name, 0) + percent
    return found


def _is_held() -> ColumnElement[bool]:
    held: ColumnElement[bool] = place.c.held & entry.c.status.in_(sorted(HOLDING))
    return held
