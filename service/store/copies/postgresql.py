"""A store in PostgreSQL in, a copy of it out, and back, by PostgreSQL's own programs."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import IsolationLevel
from sqlalchemy.exc import DBAPIError, OperationalError

from service.store.database import StoreFault, opened
from service.store.upgrade import at_revision

BESIDE: Final = "_restored"
REPLACED: Final = "_replaced"
SERVER: Final = "postgres"
"""The database every server has: where the others are made and named from."""
SECONDS: Final = 3600


def copy_out(address: str, to: Path, *, snapshot: str) -> None:
    """A store copied to a file as one transaction sees it; those who work in it go on.

    Raises:
        StoreFault: `no_program`: pg_dump is not here; `copy_failed`: it says no; `copy_damaged`: the copy cannot be
            read.
        OSError: the file cannot be written.
    """
    os.close(os.open(to, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
    url = make_url(address)
    _run("pg_dump", url, f"--snapshot={snapshot}", "--format=custom", "--no-owner", f"--file={to}", on=url)
    _run("pg_restore", url, f"--file={os.devnull}", str(to))


@contextmanager
def beside(address: str, copy: Path) -> Iterator[str]:
    """The address of a store made of a copy, beside the one that it is to replace; gone again at the end."""
    if not copy.is_file():
        raise StoreFault("no_copy")
    url = make_url(address)
    ready = url.set(database=f"{url.database}{BESIDE}")
    try:
        _told(url, f"DROP DATABASE IF EXISTS {_quoted(ready)}", f"CREATE DATABASE {_quoted(ready)}")
        settings = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
        _run("pg_restore", ready, *settings, str(copy), on=ready)
        yield ready.render_as_string(hide_password=False)
    finally:
        _told(url, f"DROP DATABASE IF EXISTS {_quoted(ready)}")


def exists(address: str) -> bool:
    """Whether there is a store at an address that a copy would replace."""
    if not _is_there(make_url(address)):
        return False
    with opened(address) as database, database.reading() as connection:
        return at_revision(connection) is not None


def put_in_place(address: str) -> None:
    """The store that was made ready beside takes the place of the one there, at once or not at all.

    Raises:
        StoreFault: `in_use`: somebody works in the store that is to be replaced.
    """
    url = make_url(address)
    ready = url.set(database=f"{url.database}{BESIDE}")
    old = url.set(database=f"{url.database}{REPLACED}")
    rename = "ALTER DATABASE {} RENAME TO {}"
    _told(url, f"DROP DATABASE IF EXISTS {_quoted(old)}")
    steps = [rename.format(_quoted(ready), _quoted(url))]
    if _is_there(url):
        steps.insert(0, rename.format(_quoted(url), _quoted(old)))
    engine = _server(url)
    try:
        with engine.begin() as connection:
            for one in steps:
                connection.exec_driver_sql(one)
    except OperationalError as error:
        raise StoreFault("in_use") from error
    finally:
        engine.dispose()
    _told(url, f"DROP DATABASE IF EXISTS {_quoted(old)}")


def _is_there(url: URL) -> bool:
    engine = _server(url)
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT 1 FROM pg_database WHERE datname = :it"), {"it": url.database}
        )
        there = found.first() is not None
    engine.dispose()
    return there


def _server(url: URL, isolation_level: IsolationLevel = "READ COMMITTED") -> Engine:
    address = url.set(drivername="postgresql+psycopg", database=SERVER)
    return create_engine(address, isolation_level=isolation_level)


def _told(url: URL, *commands: str) -> None:
    """Commands that no transaction may hold, one after the other."""
    engine = _server(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            for one in commands:
                connection.exec_driver_sql(one)
    except DBAPIError as error:
        raise StoreFault("no_right") from error
    finally:
        engine.dispose()


def _quoted(url: URL) -> str:
    """The name of a database in a command."""
    return '"' + str(url.database).replace('"', '""') + '"'


def _run(program: str, url: URL, *words: str, on: URL | None = None) -> None:
    found = shutil.which(program)
    if found is None:
        raise StoreFault("no_program", program=program)
    # The password goes by the environment: everybody on a machine can read how a program was called.
    named = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    at = ("--no-password", f"--dbname={named}") if on else ()
    password = {"PGPASSWORD": str(url.password)} if url.password else {}
    done = subprocess.run(
        [found, *at, *words],
        env={**os.environ, **password},  # noqa: TID251 - the edge: a program of another is given it as it is
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    if done.returncode != 0:
        raise StoreFault("copy_failed" if on else "copy_damaged", program=program)
