"""Where people stand on openings' lists: at one opening, and how many others they are on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Integer, Select, and_, func, or_, select

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
    here = and_(opening.c.id == opening_id, entry.c.round == round_key)
    wanted = (
        _standing(round_key)
        .with_only_columns(
            person.c.id,
            func.sum(here.cast(Integer)).label("here"),
            func.sum((~here).cast(Integer)).label("lists"),
            func.sum(and_(~here, entry.c.status.in_(sorted(PRESENTED))).cast(Integer)).label("presented"),
        )
        .where(person.c.id.in_(sorted(persons)))
        .group_by(person.c.id)
    )
    return {
        row.id: Standing(here=row.here > 0, lists=row.lists, presented=row.presented)
        for row in connection.execute(wanted)
    }


def on_other_lists(connection: Connection, round_key: int, opening_id: str) -> frozenset[str]:
    """The ids of everybody of the office of a round who is on an open list of another opening."""
    elsewhere = or_(opening.c.id != opening_id, entry.c.round != round_key)
    wanted = _standing(round_key).with_only_columns(person.c.id).where(elsewhere)
    return frozenset(connection.execute(wanted).scalars())


def _standing(round_key: int) -> Select[int]:
    """The open entries of the office of a round."""
    unit = select(round_.c.unit).where(round_.c.key == round_key).scalar_subquery()
    return (
        select(entry.c.key)
        .join(person, person.c.key == entry.c.person)
        .join(opening, opening.c.key == entry.c.opening)
        .where(person.c.unit == unit, entry.c.status.in_(sorted(ACTIVE)))
    )
