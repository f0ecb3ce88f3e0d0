"""Who is behind a pseudonym and whom to reach about her, apart from everything else."""

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

contact = Table(
    "contact",
    identity_metadata,
    Column("unit", String(80), primary_key=True),
    Column("person", String(80), primary_key=True),
    Column("opening", String(80), primary_key=True),
    Column("side", String(20), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("phone", String(40)),
)
"""Whom to reach about a person at an opening (kontaktperson): one at the firm, one at Nav. Goes with the person."""
