"""Who may not come back: what was erased, as digests, and whose address is restricted.

A copy of the store taken before somebody was erased still has her. Whoever puts it back is given this register, of
the store that is replaced or of a file it was exported to, and she goes again before anybody sees the store.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from service.store.tables.records import erased
from service.store.tables.rounds import person

FORMAT: Final = "innenfor-erased-1"


class Gone(StrEnum):
    """What was erased."""

    PERSON = "person"
    ROUND = "round"


class RegisterFault(Exception):
    """A file that is no register."""


@dataclass(frozen=True, order=True)
class Erased:
    """Something that was erased; which pseudonym it had can be asked of the digest, and not read out of it."""

    unit: str
    digest: str
    at: datetime


@dataclass(frozen=True)
class Register:
    """All that was erased, and the digests of those who are hidden, each with its office."""

    erased: tuple[Erased, ...] = ()
    hidden: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def __or__(self, other: "Register") -> "Register":
        """Both together; of what was erased twice, the later time."""
        latest: dict[tuple[str, str], Erased] = {}
        for one in sorted({*self.erased, *other.erased}):
            latest[one.unit, one.digest] = one
        return Register(tuple(sorted(latest.values())), self.hidden | other.hidden)

    def since(self, older: "Register") -> "Register":
        """Without what an older register knows of: whoever was taken in anew after that may stay."""
        return Register(tuple(sorted(set(self.erased) - set(older.erased))), self.hidden)


def digest_of(what: Gone, unit: str, name: str) -> str:
    """SHA-256 of what something was called: 64 characters."""
    return hashlib.sha256("\n".join((what, unit, name)).encode()).hexdigest()


def mark(connection: Connection, what: Gone, unit: str, name: str, at: datetime) -> None:
    """Keep that something was erased, in the transaction that erases it."""
    _mark(connection, Erased(unit, digest_of(what, unit, name), at), hidden=False)


def keep_register(connection: Connection, register: Register, at: datetime) -> None:
    """Keep all that a register knows, also of those who are not in this store: a later copy may have them."""
    for one in (register | register_of(connection)).erased:
        _mark(connection, one, hidden=False)
    for unit, digest in sorted(register.hidden):
        _mark(connection, Erased(unit, digest, at), hidden=True)


def show_again(connection: Connection, unit: str, names: Iterable[str]) -> None:
    """Those who no longer have an address restriction are not hidden in a later copy on its account."""
    digests = [digest_of(Gone.PERSON, unit, name) for name in names]
    connection.execute(
        delete(erased).where(erased.c.unit == unit, erased.c.digest.in_(digests), erased.c.hidden)
    )


def _mark(connection: Connection, one: Erased, *, hidden: bool) -> None:
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    wanted = dialect.insert(erased).values(**vars(one), hidden=hidden)
    same = [erased.c.unit, erased.c.digest, erased.c.hidden]
    connection.execute(wanted.on_conflict_do_update(index_elements=same, set_={"at": one.at}))


def register_of(connection: Connection) -> Register:
    """What a store knows of those who may not come back."""
    rows = connection.execute(select(erased.c.unit, erased.c.digest, erased.c.at).where(~erased.c.hidden))
    away = connection.execute(select(erased.c.unit, erased.c.digest).where(erased.c.hidden))
    hidden = connection.execute(select(person.c.unit, person.c.id).where(person.c.hidden))
    return Register(
        tuple(sorted(Erased(*row) for row in rows)),
        frozenset((row.unit, digest_of(Gone.PERSON, row.unit, row.id)) for row in hidden)
        | frozenset((row.unit, row.digest) for row in away),
    )


def register_as_json(register: Register) -> str:
    """A register as a file that is kept elsewhere."""
    rows = [{**asdict(one), "at": one.at.astimezone(UTC).isoformat()} for one in register.erased]
    told = {"format": FORMAT, "erased": rows, "hidden": sorted(register.hidden)}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def register_from_json(text: str) -> Register:
    """A file that was exported, read.

    Raises:
        RegisterFault: it is none.
    """
    try:
        told = json.loads(text)
        if told["format"] != FORMAT:
            raise RegisterFault
        rows = (
            Erased(row["unit"], row["digest"], datetime.fromisoformat(row["at"])) for row in told["erased"]
        )
        return Register(tuple(sorted(rows)), frozenset((unit, digest) for unit, digest in told["hidden"]))
    except (ValueError, TypeError, KeyError) as error:
        raise RegisterFault from error
