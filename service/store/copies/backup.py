"""The store and that of identities in, copies of both out, checked.

The copy of identities lies beside that of the store, under its name with `.identities`, where they are kept apart.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Final

from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url

from service.store.copies import postgresql, sqlite
from service.store.database import Database, StoreFault, Stores, opened
from service.store.decisions import Head, end_of, verify
from service.store.upgrade import check_up_to_date

IDENTITIES: Final = ".identities"
NO_LOG: Final = Head(0, "")
"""Of a copy without a decision log: that of identities."""


@dataclass(frozen=True)
class Addresses:
    """Where the store is, and that of identities where it is kept apart."""

    main: str
    identities: str | None = None

    @contextmanager
    def opened(self) -> Iterator[Stores]:
        """Both opened, and closed again."""
        main = Database.at(self.main)
        stores = Stores(main, Database.at(self.identities) if self.identities else main)
        try:
            yield stores
        finally:
            stores.close()

    def each(self, copy: Path) -> list[tuple[str, Path]]:
        """The address of each, and the file of its copy; that of identities first."""
        apart = [(self.identities, identities_of(copy))] if self.identities else []
        return [*apart, (self.main, copy)]


def identities_of(copy: Path) -> Path:
    """The copy of the identities that belongs to a copy of the store."""
    return copy.with_name(copy.name + IDENTITIES)


def back_up(addresses: Addresses, to: Path) -> Head:
    """The store copied to a file, and checked there; the end of the decision log in it out.

    Raises:
        StoreFault: `copy_exists`: there is a file already; `log_broken`; what the copying of each kind meets.
    """
    copies = addresses.each(to)
    if any(copy.exists() for _, copy in copies):
        raise StoreFault("copy_exists")
    parts = [(address, copy, copy.with_name(copy.name + ".part")) for address, copy in copies]
    try:
        for address, _, part in parts:
            end = _copied(address, part, is_main=address == addresses.main)
        for _, copy, part in parts:
            part.replace(copy)
    finally:
        for _, _, part in parts:
            part.unlink(missing_ok=True)
    return end


def _copied(address: str, part: Path, *, is_main: bool) -> Head:
    # What is checked is what is copied: of SQLite the copy itself, of PostgreSQL the same transaction.
    with opened(address) as database:
        if is_main:
            check_up_to_date(database)
        if kind_of(address) is sqlite:
            sqlite.copy_out(address, part)
            return _end_in(part) if is_main else NO_LOG
        with database.reading() as connection:
            snapshot = str(connection.execute(text("SELECT pg_export_snapshot()")).scalar_one())
            postgresql.copy_out(address, part, snapshot=snapshot)
            return checked_end(connection) if is_main else NO_LOG


def _end_in(part: Path) -> Head:
    with opened(f"sqlite:///{part}") as copy, copy.reading() as connection:
        return checked_end(connection)


def checked_end(connection: Connection) -> Head:
    """The end of a decision log that is as it was written.

    Raises:
        StoreFault: `log_broken`: it is not.
    """
    broken = verify(connection).broken_at
    if broken is not None:
        raise StoreFault("log_broken", number=broken)
    return end_of(connection)


def kind_of(address: str) -> ModuleType:
    """What copies the kind of database an address names."""
    return sqlite if make_url(address).get_backend_name() == "sqlite" else postgresql
