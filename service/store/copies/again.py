"""Those who may not come back with a copy of the store in, the store without them out."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from service.store.decisions import By
from service.store.erased import Gone as Kind
from service.store.erased import Register, digest_of
from service.store.erasure import erase_person, erase_round, of_person, of_round
from service.store.hiding import hide
from service.store.identities import forget
from service.store.tables.identities import contact, identity
from service.store.tables.rounds import person, round_


@dataclass(frozen=True)
class Gone:
    """How many came back with the copy and are gone again."""

    people: int
    rounds: int
    hidden: int
    """Those who have had an address restriction since the copy was taken."""


def erase(main: Connection, identities: Connection, register: Register, by: By) -> Gone:
    """A register of those who may not be in a store in; they are erased or hidden, and counted."""
    erased = {(one.unit, one.digest) for one in register.erased}
    hidden = 0
    for unit, names in _hidden(main, register).items():
        hidden += hide(main, unit, names, by)
    rounds = people = 0
    for row in main.execute(select(round_.c.key, round_.c.unit, round_.c.id)).all():
        if (row.unit, digest_of(Kind.ROUND, row.unit, row.id)) in erased:
            rounds += erase_round(main, identities, row.key, by, expected=of_round(main, row.key))
    for row in main.execute(select(person.c.key, person.c.unit, person.c.id)).all():
        if (row.unit, digest_of(Kind.PERSON, row.unit, row.id)) in erased:
            people += erase_person(main, identities, row.key, by, expected=of_person(main, row.key))
    _forget(main, identities)
    return Gone(people, rounds, hidden)


def _hidden(main: Connection, register: Register) -> dict[str, list[str]]:
    """The pseudonyms of those here who are to be hidden, by office."""
    found: dict[str, list[str]] = {}
    for row in main.execute(select(person.c.unit, person.c.id).where(~person.c.hidden)).all():
        if (row.unit, digest_of(Kind.PERSON, row.unit, row.id)) in register.hidden:
            found.setdefault(row.unit, []).append(row.id)
    return found


def _forget(main: Connection, identities: Connection) -> None:
    """What people were called whom the store has no longer: the copy of names is taken after that of the store."""
    here = {(row.unit, row.id) for row in main.execute(select(person.c.unit, person.c.id))}
    for table in (identity, contact):
        for row in identities.execute(select(table.c.unit, table.c.person)).all():
            if (row.unit, row.person) not in here:
                forget(identities, row.unit, row.person)
