"""A store in, the same brought up to what this version of the service expects."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from service.store.database import Database, StoreFault

MIGRATIONS: Final = Path(__file__).parent / "migrations"


def upgrade(database: Database, *, to: str = "head") -> None:
    """Bring the tables of a store up; one that is up already is left as it is, one half-way is not left so."""
    with database.writing() as connection:
        command.upgrade(_config(connection), to)


def at_revision(connection: Connection) -> str | None:
    """The step a store stands at; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """The last step there is."""
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    if head is None:
        raise StoreFault("no_steps")
    return head


def check_up_to_date(database: Database) -> None:
    """Stop where the tables are not those this version expects.

    Raises:
        StoreFault: `db upgrade` has to be run first, or the store was made by a newer version.
    """
    with database.reading() as connection:
        found = at_revision(connection)
    if found != newest():
        raise StoreFault("revision", found=found, expected=newest())


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
