"""Who may see what, as a condition of a query: the same table as the predicate, on the columns of the store."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, false, select, true

from service.access import Action, Actor, Kind, Reach, reach_of
from service.statuses import SHOWABLE
from service.store.tables.lists import entry
from service.store.tables.rounds import opening, person, round_, taking_part

_PERSONS: Final = (
    select(person.c.key)
    .join(taking_part, taking_part.c.person == person.c.key)
    .join(round_, round_.c.key == taking_part.c.round)
)
_ENTRIES: Final = (
    select(entry.c.key)
    .join(round_, round_.c.key == entry.c.round)
    .join(person, person.c.key == entry.c.person)
    .join(opening, opening.c.key == entry.c.opening)
    .join(
        taking_part,
        and_(taking_part.c.round == entry.c.round, taking_part.c.person == entry.c.person),
        isouter=True,
    )
)
THINGS: Final[Mapping[Kind, Select[int]]] = MappingProxyType(
    {
        Kind.ROUND: select(round_.c.key),
        Kind.OPENING: select(opening.c.key),
        Kind.PERSON: _PERSONS,
        Kind.ENTRY: _ENTRIES,
    }
)
"""What is kept in rows of its own, and the tables its access rests on; a person is seen in a round."""


def seen(actor: Actor, action: Action, kind: Kind) -> Select[int]:
    """The keys of all things of a kind somebody may do something with.

    Raises:
        KeyError: the kind is not one that is kept in rows of its own.
    """
    return THINGS[kind].where(_where(actor, action, kind))


def _where(actor: Actor, action: Action, kind: Kind) -> ColumnElement[bool]:
    office = opening.c.unit if kind is Kind.OPENING else round_.c.unit
    of_hers = office.in_(actor.units)
    not_hidden = ~person.c.hidden if kind in (Kind.PERSON, Kind.ENTRY) else true()
    reach = reach_of(actor, action, kind)
    if reach is Reach.ALL:
        return and_(of_hers, not_hidden)
    if reach is Reach.AGREED:
        return and_(of_hers, not_hidden, taking_part.c.joined.is_(True)) if kind in _JOINED else false()
    if reach is Reach.OWN and actor.firm is not None:
        shown = entry.c.status.in_(sorted(SHOWABLE)) if kind is Kind.ENTRY else true()
        return and_(of_hers, not_hidden, opening.c.firm == actor.firm, shown)
    return false()


_JOINED: Final = (Kind.PERSON, Kind.ENTRY)
"""Kinds that are about a person in a round."""
