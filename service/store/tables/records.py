"""What was decided and who has looked, and the calculations that were asked for."""

from sqlalchemy import JSON, Boolean, CheckConstraint, Column, Integer, String, Table, UniqueConstraint

from service.store.moments import Moment
from service.store.tables.base import key, metadata, to

decision = Table(
    "decision",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor", String(80), nullable=False),
    Column("role", String(20), nullable=False),
    Column("unit", String(80)),
    Column("action", String(40), nullable=False),
    Column("thing", String(20), nullable=False),
    Column("key", Integer),
    Column("facts", JSON, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
)
"""The decision log (logg), each row chained to the one before. Keys and codes, no personal data."""

log_end = Table(
    "log_end",
    metadata,
    Column("key", Integer, CheckConstraint("key = 1", name="one"), primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
)
"""The end of the decision log: one row, there from the start, locked by whoever writes the next decision."""

sealed = Table(
    "sealed",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False),
    Column("at", Moment, nullable=False),
)
"""The ends of the parts of the decision log that were dropped when their time was out."""

lookup = Table(
    "lookup",
    metadata,
    key(),
    Column("at", Moment, nullable=False, index=True),
    Column("actor", String(80), nullable=False),
    Column("role", String(20), nullable=False),
    Column("action", String(40), nullable=False),
    Column("round", Integer),
    Column("opening", Integer),
    Column("persons", JSON, nullable=False),
    Column("denied", Boolean, nullable=False),
    sqlite_autoincrement=True,
)
"""Who has looked at whom: one row for each display, with the keys of the persons shown; denied ones too."""

erased = Table(
    "erased",
    metadata,
    key(),
    Column("unit", String(80), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("hidden", Boolean, nullable=False, server_default="0"),
    Column("at", Moment, nullable=False),
    UniqueConstraint("unit", "digest", "hidden"),
    sqlite_autoincrement=True,
)
"""Pseudonyms that were erased, as digests: who comes back with an older copy of the store is erased again.

`hidden`: she was not erased but has an address restriction, and comes back hidden.
"""

job = Table(
    "job",
    metadata,
    key(),
    to("round"),
    Column("request", String(80), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("asked_by", String(80), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("worker", String(80)),
    Column("fence", Integer, nullable=False, server_default="0"),
    Column("lease_until", Moment),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("step", String(40)),
    Column("cancel", Boolean, nullable=False, server_default="0"),
    Column("stopped_by", String(80)),
    Column("outcome", JSON),
    UniqueConstraint("round", "request"),
    sqlite_autoincrement=True,
)
"""A calculation (beregning) somebody asked for. `request` makes asking twice one; `fence` rises with each lease."""
