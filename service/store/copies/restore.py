"""A copy of the store in, the store it is of put back, without those who were erased since."""

from contextlib import ExitStack
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from service.store.copies import again
from service.store.copies.backup import Addresses, checked_end, kind_of
from service.store.database import Database, StoreFault, opened
from service.store.decisions import By, record
from service.store.erased import Register, keep_register, register_of
from service.store.identities import prepare
from service.store.upgrade import MIGRATIONS, at_revision, newest, upgrade


def restore(
    addresses: Addresses, copy: Path, register: Register | None, by: By, *, replace: bool
) -> again.Gone:
    """A copy put in the place of the store, or where there is none; who was erased since is erased again.

    Atomic for each of the two stores: it is made ready beside, checked, and takes its place at the end.
    `register`: who may not come back, beside those the replaced store knows of; None where nobody has one.

    Raises:
        StoreFault: `there`: there is a store, and nobody has said it may be replaced; `no_register`: nobody knows
            who may not come back; `log_broken`, `revision`, and what the copying of each kind meets.
    """
    there = [address for address, _ in addresses.each(copy) if kind_of(address).exists(address)]
    if there and not replace:
        raise StoreFault("there")
    known = [
        one for one in (register, _known(addresses) if addresses.main in there else None) if one is not None
    ]
    if not known:
        raise StoreFault("no_register")
    with ExitStack() as ready:
        places = addresses.each(copy)
        found = [ready.enter_context(kind_of(address).beside(address, of)) for address, of in places]
        made = Addresses(found[-1], found[0] if addresses.identities else None)
        whole = known[0] if len(known) == 1 else known[0] | known[1]
        gone = _made_ready(made, whole, by)
        for address, _ in places:
            kind_of(address).put_in_place(address)
    return gone


def _made_ready(addresses: Addresses, register: Register, by: By) -> again.Gone:
    """A store from a copy brought up to this version, without those who may not be in it."""
    with addresses.opened() as stores:
        _check(stores.main)
        upgrade(stores.main)
        prepare(stores.identities)
        with stores.writing() as (main, identities):
            since = register.since(register_of(main))
            keep_register(main, register, by.at)
            gone = again.erase(main, identities, since, by)
            facts = {"people": gone.people, "rounds": gone.rounds, "hidden": gone.hidden}
            record(main, by.decided("restore", "store", None, unit=None, facts=facts))
        _check(stores.main)
    return gone


def _known(addresses: Addresses) -> Register | None:
    """What the store that is replaced knows of those who may not come back; None where it cannot be read."""
    try:
        with opened(addresses.main) as database, database.reading() as connection:
            return register_of(connection)
    except SQLAlchemyError:
        return None


def _check(database: Database) -> None:
    """Stop where a copy is none of ours, is of a newer version, or its log is not as it was written."""
    with database.reading() as connection:
        found = at_revision(connection)
        if found is None:
            raise StoreFault("no_copy")
        if found not in {one.revision for one in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}:
            raise StoreFault("revision", found=found, expected=newest())
        checked_end(connection)
