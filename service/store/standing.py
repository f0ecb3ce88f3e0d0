"""Where people stand on openings' lists: at one opening, and how many others they are on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Integer, and_, bindparam, func, select

from service.statuses import ACTIVE, NAMED, Status
from service.store.tables.lists import entry
from service.store.tables.rounds import opening, person, round_

PRESENTED = frozenset({Status.PRESENTED, *NAMED})
"""While an entry stands here the firm has been told of the person."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where one person stands."""

    here: bool = False
    """On the open list of the opening it is asked about."""
    lists: int = 0
    """Other open lists of the office she is on."""
    presented: int = 0
    """Those of them where she has been presented, or is further on."""


NOWHERE = Standing()


def standing(
    connection: Connection, round_key: int, opening_id: str, persons: Collection[str]
) -> Mapping[str, Standing]:
    """Where some people of a round stand in the rounds of its office, by id; those who do, and no others."""
    asked = {"round": round_key, "opening": opening_id, "persons": sorted(persons)}
    return {
        name: Standing(here=here > 0, lists=lists, presented=presented)
        for name, here, lists, presented in connection.execute(_OF_SOME, asked)
    }


def on_other_lists(connection: Connection, round_key: int, opening_id: str) -> frozenset[str]:
    """The ids of everybody of the office of a round who is on an open list of another opening."""
    return frozenset(connection.execute(_ELSEWHERE, {"round": round_key, "opening": opening_id}).scalars())


_HERE: Final = and_(opening.c.id == bindparam("opening"), entry.c.round == bindparam("round"))
_OPEN: Final = (
    select(person.c.id)
    .join(entry, entry.c.person == person.c.key)
    .join(opening, opening.c.key == entry.c.opening)
    .where(
        person.c.unit == select(round_.c.unit).where(round_.c.key == bindparam("round")).scalar_subquery(),
        entry.c.status.in_(sorted(ACTIVE)),
    )
)
"""The people of the open entries of the office of a round."""
_OF_SOME: Final = (
    _OPEN.add_columns(
        func.sum(_HERE.cast(Integer)),
        func.sum((~_HERE).cast(Integer)),
        func.sum(and_(~_HERE, entry.c.status.in_(sorted(PRESENTED))).cast(Integer)),
    )
    .where(person.c.id.in_(bindparam("persons", expanding=True)))
    .group_by(person.c.id)
)
_ELSEWHERE: Final = _OPEN.where(~_HERE)
