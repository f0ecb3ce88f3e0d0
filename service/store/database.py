"""An address of a database in, connections to read and to write by out, on SQLite and on PostgreSQL.

Two engines on one store: those who read begin without a lock, those who write take it at once, so that no reader
waits for a writer and no writer finds out at its end that it came too late.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url

FIXED: Final = ((3, 44, 6), (3, 50, 7), (3, 51, 3))
"""First versions of SQLite, by series, in which a reset of the write-ahead log no longer can damage a database."""
AT_ONCE: Final = 40
"""Connections that are kept open, one for each thread of the server."""
BUSY_SECONDS: Final = 10
"""How long a writer waits for another."""


class StoreFault(Exception):
    """A store that must not be used as it is; the code says why, the facts what was found."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, eq=False)
class Database:
    """A store that can be read and written."""

    reads: Engine
    writes: Engine
    turn: "Lock | None" = None
    """Where the store has one writer at a time: held by the one of this process whose turn it is."""

    @classmethod
    def at(cls, url: str) -> "Database":
        """The store at an address: `sqlite:///path` or `postgresql://...`.

        Raises:
            StoreFault: another kind of database, a SQLite too old, or one that cannot keep a write-ahead log.
        """
        kind = make_url(url).get_backend_name()
        if kind == "sqlite":
            return cls(_sqlite(url, begin="BEGIN"), _sqlite(url, begin="BEGIN IMMEDIATE"), Lock())
        if kind == "postgresql":
            address = make_url(url).set(drivername="postgresql+psycopg")
            reads = create_engine(address, isolation_level="REPEATABLE READ", pool_pre_ping=True)
            writes = create_engine(address, isolation_level="READ COMMITTED", pool_pre_ping=True)
            return cls(reads, writes)
        raise StoreFault("kind", kind=kind)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the store as it stands now, and changes nothing."""
        with self.reads.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept all together, or, where an error ends it, none of them."""
        with self._in_turn(), self.writes.begin() as connection:
            yield connection

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Wait for the other writers of this process: SQLite itself looks again now and then, longer each time."""
        mine = self.turn is not None and self.turn.acquire(timeout=BUSY_SECONDS)
        try:
            yield
        finally:
            if self.turn is not None and mine:
                self.turn.release()

    def close(self) -> None:
        """Let go of all connections."""
        self.reads.dispose()
        self.writes.dispose()


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """The store at an address, for as long as it is needed."""
    database = Database.at(url)
    try:
        yield database
    finally:
        database.close()


@dataclass(frozen=True, eq=False)
class Stores:
    """The store, and the one of identities, which may be the same."""

    main: Database
    identities: Database

    @contextmanager
    def writing(self) -> Iterator[tuple[Connection, Connection]]:
        """Connections to both: where they are two databases, that of identities is kept first."""
        with self.main.writing() as main:
            if self.identities is self.main:
                yield main, main
            else:
                with self.identities.writing() as identities:
                    yield main, identities

    def close(self) -> None:
        """Let go of all connections."""
        self.main.close()
        self.identities.close()


def _sqlite(url: str, *, begin: str) -> Engine:
    from pysqlite3 import dbapi2

    version = dbapi2.sqlite_version_info
    if not is_fixed(version):
        raise StoreFault("sqlite_version", version=".".join(map(str, version)))
    engine = create_engine(url, module=dbapi2, connect_args={"timeout": BUSY_SECONDS}, pool_size=AT_ONCE)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - what the driver gives
        # The driver would otherwise begin by itself, later and without the lock.
        connection.isolation_level = None
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        if mode != "wal":
            raise StoreFault("journal_mode", mode=mode)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(
            "PRAGMA secure_delete = ON"
        )  # what is erased is overwritten, and not only unlinked

    @event.listens_for(engine, "begin")
    def begin_so(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def is_fixed(version: tuple[int, ...]) -> bool:
    """Whether a version of SQLite has the fix, in its own series or by being of a later one."""
    series = [fixed for fixed in FIXED if fixed[:2] == version[:2]]
    return version >= series[0] if series else version > FIXED[-1]


def is_reachable(database: Database) -> bool:
    """Whether the store answers."""
    with database.reading() as connection:
        return connection.execute(text("SELECT 1")).scalar() == 1
