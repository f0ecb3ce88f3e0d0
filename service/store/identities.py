"""Who is behind a pseudonym: kept apart, told at one place alone, and forgotten when asked."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from service.store.database import Database
from service.store.tables.identities import identity, identity_metadata

LONGEST_NAME: Final = 200


@dataclass(frozen=True)
class Identity:
    """What a person is called, and where she can be reached (navn, telefon)."""

    name: str
    phone: str | None


def prepare(database: Database) -> None:
    """The one table there is, made where it is missing."""
    with database.writing() as connection:
        identity_metadata.create_all(connection)


def remember(connection: Connection, unit: str, person: str, known: Identity) -> None:
    """What a person of an office is called, in place of what was known before."""
    forget(connection, unit, person)
    connection.execute(insert(identity).values(unit=unit, person=person, name=known.name, phone=known.phone))


def known_as(connection: Connection, unit: str, person: str) -> Identity | None:
    """What a person is called; None where nobody has said so, or it is forgotten."""
    where = identity.c.unit == unit, identity.c.person == person
    row = connection.execute(select(identity.c.name, identity.c.phone).where(*where)).one_or_none()
    return Identity(row.name, row.phone) if row else None


def forget(connection: Connection, unit: str, person: str) -> None:
    """What a person was called is no longer kept."""
    connection.execute(delete(identity).where(identity.c.unit == unit, identity.c.person == person))
