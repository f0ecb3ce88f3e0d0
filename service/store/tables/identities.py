"""Who is behind a pseudonym, apart from everything else."""

from sqlalchemy import Column, MetaData, String, Table

from service.store.tables.base import NAMES

identity_metadata = MetaData(naming_convention=NAMES)

identity = Table(
    "identity",
    identity_metadata,
    Column("unit", String(80), primary_key=True),
    Column("person", String(80), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("phone", String(40)),
)
"""Who is behind a pseudonym. Apart from everything else: it may lie in a database of its own."""
