"""Who is behind a pseudonym: kept apart, told at one place alone, and forgotten when asked."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select

from service.store.database import Database
from service.store.tables.identities import contact, identity, identity_metadata

LONGEST_NAME: Final = 200


@dataclass(frozen=True)
class Identity:
    """What a person is called, and where she can be reached (navn, telefon)."""

    name: str
    phone: str | None


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Where somebody is the one to reach (kontaktperson)."""

    unit: str
    person: str
    opening: str
    side: str


def prepare(database: Database) -> None:
    """Its tables, made where they are missing."""
    with database.writing() as connection:
        identity_metadata.create_all(connection)


def remember(connection: Connection, unit: str, person: str, known: Identity) -> None:
    """What a person of an office is called, in place of what was known before."""
    connection.execute(delete(identity).where(*_of(identity, unit, person)))
    connection.execute(insert(identity).values(unit=unit, person=person, name=known.name, phone=known.phone))


def known_as(connection: Connection, unit: str, person: str) -> Identity | None:
    """What a person is called; None where nobody has said so, or it is forgotten."""
    wanted = select(identity.c.name, identity.c.phone).where(*_of(identity, unit, person))
    row = connection.execute(wanted).one_or_none()
    return Identity(row.name, row.phone) if row else None


def keep_contact(connection: Connection, at: Contact, known: Identity) -> None:
    """Whom to reach on one side about a person at an opening, in place of whoever it was before."""
    connection.execute(delete(contact).where(*(contact.c[name] == part for name, part in vars(at).items())))
    connection.execute(insert(contact).values(**vars(at), name=known.name, phone=known.phone))


def contacts(connection: Connection, unit: str, person: str, opening: str) -> dict[str, Identity]:
    """Whom to reach about a person at an opening, by side."""
    rows = connection.execute(
        select(contact).where(*_of(contact, unit, person), contact.c.opening == opening)
    )
    return {row.side: Identity(row.name, row.phone) for row in rows}


def forget(connection: Connection, unit: str, person: str) -> None:
    """What a person was called is no longer kept, nor whom to reach about her."""
    for table in (identity, contact):
        connection.execute(delete(table).where(*_of(table, unit, person)))


def _of(table: Table, unit: str, person: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.c.unit == unit, table.c.person == person
