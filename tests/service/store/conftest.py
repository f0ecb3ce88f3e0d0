"""A store of each kind, empty and up to date, for every test that asks for one."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from service.store.database import Database, opened
from service.store.upgrade import upgrade
from tests.postgres import programs, running
from tests.service.ready import store_at

NUMBERS = count()
READY = "ready"
"""The database of the server that is up to date; each test gets a copy."""


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server, started when the first test asks for it."""
    if programs() is None:
        pytest.skip("PostgreSQL is not installed")
    with running() as url:
        with opened(made(url, READY, "template1")) as database:
            upgrade(database)
        yield url


def made(postgres: str, name: str, template: str) -> str:
    """A new database of the server, a copy of another; its address."""
    server = make_url(postgres).set(drivername="postgresql+psycopg")
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        # File by file: half the work of writing each page of it into the log of changes first.
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"))
    engine.dispose()
    return server.set(drivername="postgresql", database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def backend(request: pytest.FixtureRequest) -> str:
    """Which kind of database it is."""
    found: str = request.param
    return found


@pytest.fixture
def url(request: pytest.FixtureRequest, backend: str, tmp_path: Path) -> str:
    """The address of an empty database."""
    if backend == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    return made(request.getfixturevalue("postgres"), f"store{next(NUMBERS)}", "template1")


@pytest.fixture
def ready(request: pytest.FixtureRequest, backend: str, tmp_path: Path) -> str:
    """The address of a store that is up to date."""
    if backend == "sqlite":
        return store_at(tmp_path / "store.db")
    return made(request.getfixturevalue("postgres"), f"store{next(NUMBERS)}", READY)


@pytest.fixture
def database(ready: str) -> Iterator[Database]:
    """A store that is up to date."""
    with opened(ready) as database:
        yield database
