"""An opening's list as somebody may see it, with where else its people stand."""

from dataclasses import dataclass

from sqlalchemy import Connection

from service.access import Action, Actor, Kind
from service.statuses import ACTIVE, Status, may_be_named
from service.store.entries import Entry
from service.store.seen import seen
from service.store.standing import NOWHERE, standing
from service.store.tables.lists import entry
from service.store.tables.rounds import opening, person, round_, taking_part


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
    # Begun with the opening and not with all she may see; its office is that of the round.
    wanted = (
        seen(actor, Action.READ, Kind.ENTRY)
        .with_only_columns(entry, person.c.id, taking_part.c.joined, maintain_column_froms=True)
        .where(entry.c.round == round_key, opening.c.id == opening_id, opening.c.unit == round_.c.unit)
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
    wanted = seen(actor, action, Kind.ENTRY).with_only_columns(opening.c.id, maintain_column_froms=True)
    found: str | None = connection.execute(
        wanted.where(entry.c.key == key, entry.c.round == round_key)
    ).scalar()
    return found
