"""Name and telephone of a person, told once both sides have said yes; each time is a decision and a look-up."""

import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, and_, select

from matching.files.source.identity import has_identity_number
from matching.quoted import visible
from service.access import Action, Actor
from service.desk import Desk
from service.listing.hers import NotHers, opening_of
from service.shown.sight import Sight
from service.statuses import Status, may_be_named
from service.store.decisions import Fact, record
from service.store.entries import EntryFault
from service.store.identities import LONGEST_NAME, Identity, known_as, remember
from service.store.lookups import looked
from service.store.rounds import KeptRound
from service.store.tables.lists import entry
from service.store.tables.rounds import person, taking_part

LONGEST_PHONE: Final = 40
_OF_A_PHONE: Final = frozenset("0123456789+() -")
_COUNTRY: Final = re.compile(r"\(?(?:\+|00) ?(?=[1-9])")
"""What comes before the number of a country, of which none begins with a zero."""
_NORWAY: Final = "47"
MOST_DIGITS: Final = 10
"""Of a telephone number here, with or without the country's: one more may be an identity number."""
MOST_DIGITS_ABROAD: Final = 15
"""Of one of another country, with the country's own (ITU-T E.164)."""
MOST_DIGITS_IN_NAME: Final = 4
"""Such as that of a department."""


class IdentityFault(Exception):
    """A name or a telephone number that is not kept; the code says why. Neither is repeated."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class Nameable:
    """Where somebody on a list stands, for whoever may be told the name behind it."""

    key: int
    """Of the person, for the log."""
    person: str
    opening: str
    status: Status
    may_be_named: bool
    """Whether both sides have said yes, and nobody has taken it back."""


def nameable(actor: Actor, desk: Desk, of: KeptRound, key: int) -> Nameable:
    """Where an entry stands.

    Raises:
        NotHers: it is not the actor's to be told.
    """
    with desk.database.writing() as connection:
        found = _standing(connection, actor, desk, of, key)
        if found:
            looked(connection, actor, "to_reveal", (found.key,), at=desk.clock(), round_key=of.key)
    return _there(found)


def reveal(actor: Actor, desk: Desk, of: KeptRound, key: int) -> Identity | None:
    """Name and telephone of the person of an entry; None where nobody has said what she is called.

    That she was told is kept as a decision and as a look-up, in the transaction that asks where she stands.

    Raises:
        NotHers: it is not the actor's to be told.
        EntryFault: `not_named`: not both have said yes, or one of them has taken it back.
    """
    told = None
    with desk.stores.writing() as (connection, identities):
        found = _standing(connection, actor, desk, of, key)
        if found:
            looked(
                connection,
                actor,
                "reveal",
                (found.key,),
                at=desk.clock(),
                round_key=of.key,
                denied=not found.may_be_named,
            )
        if found and found.may_be_named:
            told = known_as(identities, of.unit, found.person)
            facts: dict[str, Fact] = {"status": found.status, "known": told is not None}
            record(connection, desk.by(actor).decided("reveal", "entry", key, unit=of.unit, facts=facts))
    if not _there(found).may_be_named:
        raise EntryFault("not_named")
    return told


def is_known(desk: Desk, unit: str, who: str) -> bool:
    """Whether somebody has said what a person is called; what, is not told."""
    with desk.stores.identities.reading() as connection:
        return known_as(connection, unit, who) is not None


def name_her(sight: Sight, who: str, name: str, phone: str) -> None:
    """What a person is called, and where she can be reached, kept apart from everything else.

    Raises:
        NotHers: she is no longer there.
        IdentityFault: as `identity_of` does.
    """
    desk, _ = sight.kept
    unit, told = sight.round.unit, identity_of(name, phone)
    with desk.stores.writing() as (connection, identities):
        of_her = select(person.c.key).where(person.c.unit == unit, person.c.id == who)
        key = connection.execute(of_her).scalar()
        if key is None:
            raise NotHers  # erased since
        remember(identities, unit, who, told)
        facts = {"phone": told.phone is not None}
        record(connection, desk.by(sight.actor).decided("name", "person", key, unit=unit, facts=facts))


def identity_of(name: str, phone: str) -> Identity:
    """A name and a telephone number as they were written in, the same as they are kept out.

    Raises:
        IdentityFault: `name` (missing, too long, or with signs nobody can see), `phone` (too long, or no telephone
            number) or `number` (something that may be an identity number).
    """
    name, phone = " ".join(name.split()), " ".join(phone.split())
    if len(_digits(name)) > MOST_DIGITS_IN_NAME or _has_too_many_digits(phone):
        raise IdentityFault("number")
    if not 0 < len(name) <= LONGEST_NAME or visible(name) != name:
        raise IdentityFault("name")
    if len(phone) > LONGEST_PHONE or not set(phone) <= _OF_A_PHONE:
        raise IdentityFault("phone")
    return Identity(name, phone or None)


def _has_too_many_digits(phone: str) -> bool:
    """Whether there may be an identity number in it, whatever stands between the digits."""
    begun = _COUNTRY.match(phone)
    digits = _digits(phone[begun.end() :] if begun else phone)
    if begun and not digits.startswith(_NORWAY):
        return len(digits) > MOST_DIGITS_ABROAD
    return len(digits) > MOST_DIGITS or (not begun and has_identity_number(digits))


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _standing(connection: Connection, actor: Actor, desk: Desk, of: KeptRound, key: int) -> Nameable | None:
    name = opening_of(connection, actor, desk, of.key, key, Action.REVEAL)
    if name is None:
        return None
    in_round = and_(taking_part.c.round == entry.c.round, taking_part.c.person == entry.c.person)
    wanted = (
        select(person.c.key, person.c.id, entry.c.status, taking_part.c.joined)
        .join(entry, entry.c.person == person.c.key)
        .outerjoin(taking_part, in_round)
        .where(entry.c.key == key)
    )
    row = connection.execute(wanted).one()
    status = Status(row.status)
    named = may_be_named(status, joined=row.joined)
    return Nameable(key=row.key, person=row.id, opening=name, status=status, may_be_named=named)


def _there(found: Nameable | None) -> Nameable:
    if found is None:
        raise NotHers
    return found
