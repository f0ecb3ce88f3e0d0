"""Which version of whose row a round has: what tells whether a row that was read before has changed since."""

from typing import NamedTuple

from sqlalchemy import Connection, select

from service.store.tables.rounds import on_offer, opening, person, taking_part


class Version(NamedTuple):
    """What changes when anything in the row of a person in a round does."""

    key: int
    """That of the row: somebody who was erased and comes again has another."""
    version: int
    joined: bool | None


def versions_of(connection: Connection, round_key: int) -> dict[str, Version]:
    """The version of each person of a round, by id; nobody with an address restriction is among them."""
    here = select(person.c.id, person.c.key, person.c.version, taking_part.c.joined).join(taking_part)
    rows = connection.execute(here.where(taking_part.c.round == round_key, ~person.c.hidden))
    return {name: Version(*rest) for name, *rest in rows}


def keys_of_openings(connection: Connection, round_key: int) -> dict[str, int]:
    """The key of each opening of a round, by id."""
    here = select(opening.c.id, opening.c.key).join(on_offer).where(on_offer.c.round == round_key)
    return {row.id: row.key for row in connection.execute(here)}
