"""An opening's list as somebody may see it, with where else its people stand."""

from dataclasses import dataclass

from sqlalchemy import Connection, and_, select

from service.access import Action, Actor, Kind
from service.statuses import ACTIVE, Status, may_be_named
from service.store.entries import Entry
from service.store.seen import seen
from service.store.standing import NOWHERE, standing
from service.store.tables.lists import entry
from service.store.tables.rounds import opening, person, taking_part


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A person on an opening's list."""

    entry: Entry
    person: str
    """Her id."""
    elsewhere: int
    """Other lists of the office she is on."""
    presented: int
    """Those of them where she has been presented, or is further on."""
    joined: bool | None
    """Her yes to the round; None where she is not yet asked."""

    @property
    def may_be_named(self) -> bool:
        """Whether her name may be told to the firm."""
        return may_be_named(self.entry.status, joined=self.joined)


def on_list(connection: Connection, round_key: int, opening_id: str, actor: Actor) -> list[Listed]:
    """Everybody on an opening's list whom somebody may see, those who stand open first, by id."""
    hers = entry.c.key.in_(seen(actor, Action.READ, Kind.ENTRY))
    in_round = and_(taking_part.c.round == entry.c.round, taking_part.c.person == entry.c.person)
    wanted = (
        select(entry, person.c.id, taking_part.c.joined)
        .join(person, person.c.key == entry.c.person)
        .join(opening, opening.c.key == entry.c.opening)
        .outerjoin(taking_part, in_round)
        .where(entry.c.round == round_key, opening.c.id == opening_id, hers)
        .order_by(person.c.id)
    )
    rows = connection.execute(wanted).all()
    stand = standing(connection, round_key, opening_id, [row.id for row in rows])
    found = []
    for row in rows:
        told = row._asdict()
        name, joined = told.pop("id"), told.pop("joined")
        one, others = Entry(**{**told, "status": Status(row.status)}), stand.get(name, NOWHERE)
        elsewhere = {"elsewhere": others.lists, "presented": others.presented}
        found.append(Listed(entry=one, person=name, joined=joined, **elsewhere))
    return sorted(found, key=lambda one: one.entry.status not in ACTIVE)


def entry_of(connection: Connection, key: int, round_key: int, actor: Actor, action: Action) -> str | None:
    """The id of the opening whose list an entry of a round is on; None where she may not do that with it."""
    hers = entry.c.key.in_(seen(actor, action, Kind.ENTRY))
    wanted = select(opening.c.id).join(entry, entry.c.opening == opening.c.key)
    found: str | None = connection.execute(
        wanted.where(entry.c.key == key, entry.c.round == round_key, hers)
    ).scalar()
    return found
