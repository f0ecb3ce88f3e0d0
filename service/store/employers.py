"""What a firm is shown of people, by queries of their own that fetch nothing else about anybody.

A person is shown at an opening while she stands on its list with a yes to being shown that she has not taken back,
and has not said no to the round either. Each page asks anew, so who takes her yes back is gone from the next.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Table, and_, func, select

from service.access import Action, Actor, Kind
from service.statuses import SHOWABLE
from service.store.rows import Cells
from service.store.seen import seen
from service.store.tables.lists import entry
from service.store.tables.rounds import on_offer, opening, person, round_, taking_part

OF_PERSON: Final = (
    *("stillingsprosent fra", "stillingsprosent til", "skift", "start fra"),
    *("ferdigheter", "praksis", "utdanning"),
)
"""The cells of a person a sheet for a firm rests on; no other leaves the store for it."""
OF_OPENING: Final = (
    *("nummer", "bedrift", "lærefag", "kommune", "plasser", "prosent fra", "prosent til"),
    *("må", "fordel", "kan læres", "skift", "start fra", "start til"),
)
"""The cells of an opening it rests on."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A person as a firm is shown her at one opening."""

    number: int
    """Stands for her at this opening alone: given in the order in which people said yes to being shown there."""
    entry: int
    person: int
    """Her key, for the log of who was shown; not for the firm."""
    cells: Cells


@dataclass(frozen=True, kw_only=True)
class OfFirm:
    """An opening of a firm in a round, with how many people are shown to it there."""

    round: str
    round_name: str
    opening: str
    cells: Cells
    people: int


def shown_at(connection: Connection, round_key: int, opening_id: str, actor: Actor) -> list[Shown]:
    """Everybody a firm may be shown at an opening, as far as somebody may see that, in the order of their numbers.

    A number stays with its person whoever else says yes or no, or is erased.
    """
    wanted = (
        select(
            entry.c.shown_as.label("number"),
            entry.c.key.label("entry"),
            entry.c.person,
            *_cells(person, OF_PERSON),
        )
        .join(person, person.c.key == entry.c.person)
        .join(opening, opening.c.key == entry.c.opening)
        .where(
            entry.c.round == round_key,
            opening.c.id == opening_id,
            entry.c.shown_as.is_not(None),
            entry.c.key.in_(_showable(actor)),
        )
        .order_by(entry.c.shown_as)
    )
    return [_shown(row._mapping) for row in connection.execute(wanted)]


def numbers_at(connection: Connection, round_key: int, opening_id: str) -> Mapping[int, int]:
    """What stands for everybody who has ever said yes at an opening, by the key of her entry."""
    wanted = select(entry.c.key, entry.c.shown_as).join(opening, opening.c.key == entry.c.opening)
    here = entry.c.round == round_key, opening.c.id == opening_id, entry.c.shown_as.is_not(None)
    return {row.key: row.shown_as for row in connection.execute(wanted.where(*here))}


def opening_cells(connection: Connection, round_key: int, opening_id: str) -> Cells | None:
    """What a sheet tells of an opening of a round; None where it is not in it."""
    wanted = select(*_cells(opening, OF_OPENING)).join(on_offer, on_offer.c.opening == opening.c.key)
    row = connection.execute(
        wanted.where(on_offer.c.round == round_key, opening.c.id == opening_id)
    ).one_or_none()
    return _told(row._mapping, OF_OPENING) if row else None


def openings_of(connection: Connection, actor: Actor) -> list[OfFirm]:
    """The openings of the firm somebody speaks for, in the rounds that are not closed, by round and opening."""
    people = (
        select(func.count())
        .where(
            entry.c.round == on_offer.c.round,
            entry.c.opening == on_offer.c.opening,
            entry.c.key.in_(_showable(actor)),
        )
        .scalar_subquery()
    )
    wanted = (
        select(
            round_.c.id.label("round"),
            round_.c.name.label("round_name"),
            opening.c.id.label("opening"),
            people.label("people"),
            *_cells(opening, OF_OPENING),
        )
        .join(on_offer, on_offer.c.round == round_.c.key)
        .join(opening, opening.c.key == on_offer.c.opening)
        .where(
            opening.c.key.in_(seen(actor, Action.READ, Kind.OPENING)),
            opening.c.firm == actor.firm,
            round_.c.closed_at.is_(None),
        )
        .order_by(round_.c.name, round_.c.id, opening.c.id)
    )
    return [_of_firm(row._mapping) for row in connection.execute(wanted)]


def _showable(actor: Actor) -> Select[int]:
    """Entries of people a firm may be shown, of those somebody may see."""
    # Outer, so that who has not been asked about the round stays, and who has said no to it goes.
    in_round = and_(taking_part.c.round == entry.c.round, taking_part.c.person == entry.c.person)
    return (
        select(entry.c.key)
        .outerjoin(taking_part, in_round)
        .where(
            entry.c.key.in_(seen(actor, Action.READ, Kind.ENTRY)),
            entry.c.status.in_(sorted(SHOWABLE)),
            taking_part.c.joined.is_not(False),
        )
    )


def _cells(table: Table, headings: tuple[str, ...]) -> list[ColumnElement[Any]]:
    return [table.c.cells[heading].as_string().label(_name(heading)) for heading in headings]


def _told(row: RowMapping, headings: tuple[str, ...]) -> Cells:
    return {heading: row[_name(heading)] for heading in headings if row[_name(heading)]}


def _name(heading: str) -> str:
    return f"cell {heading}"


def _shown(row: RowMapping) -> Shown:
    about = {name: row[name] for name in ("number", "entry", "person")}
    return Shown(**about, cells=_told(row, OF_PERSON))


def _of_firm(row: RowMapping) -> OfFirm:
    about = {name: row[name] for name in ("round", "round_name", "opening", "people")}
    return OfFirm(**about, cells=_told(row, OF_OPENING))
