"""Run by alembic: the steps, on the connection that upgrade was given."""

from alembic import context

from service.store.tables import lists, records, rounds
from service.store.tables.base import metadata

__all__ = ("lists", "records", "rounds")  # imported for the tables they add

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
