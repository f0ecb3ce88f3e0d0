"""Openings' lists: who stands where, each step, and the places that came of them."""

from sqlalchemy import Boolean, CheckConstraint, Column, Date, Index, Integer, String, Table, UniqueConstraint

from service.store.moments import Moment
from service.store.tables.base import key, metadata, to

entry = Table(
    "entry",
    metadata,
    key(),
    to("round"),
    to("opening"),
    to("person"),
    Column("status", String(20), nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("due", Date),
    Column("shown_as", Integer),
    UniqueConstraint("round", "opening", "person"),
    sqlite_autoincrement=True,
)
"""A person on an opening's list, with where it stands; `due`: when an answer is awaited; `shown_as`: what stands
for her on the sheet of the firm, from her first yes to being shown on."""

entry_event = Table(
    "entry_event",
    metadata,
    key(),
    to("entry"),
    Column("number", Integer, nullable=False),
    Column("before", String(20), nullable=False),
    Column("after", String(20), nullable=False),
    Column("reason", String(40)),
    Column("undoes", Integer),
    Column("due", Date),
    Column("actor", String(80), nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("entry", "number"),
    sqlite_autoincrement=True,
)
"""A step of an entry from one status to another; an undo is a step of its own that names the one undone.

`due`: the day an answer was awaited by until then.
"""

checkin = Table(
    "checkin",
    metadata,
    key(),
    to("entry"),
    Column("due", Date, nullable=False),
    Column("done", Date),
    Column("outcome", String(20)),
    Column("actor", String(80), nullable=False),
    CheckConstraint("(done IS NULL) = (outcome IS NULL)", name="outcome"),
    Index("uq_checkin_entry_due", "entry", "due", unique=True),
    sqlite_autoincrement=True,
)
"""A talk with a person and her firm while she holds a place (oppfølging): when it is due, and what came of it.

On one day there is one.
"""

place = Table(
    "place",
    metadata,
    key(),
    to("entry"),
    to("person"),
    to("opening", erased_with=False),
    Column("percent", Integer, nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date),
    Column("until", Date),
    Column("held", Boolean, nullable=False, server_default="1"),
    CheckConstraint("percent BETWEEN 1 AND 100", name="percent"),
    CheckConstraint("last IS NULL OR last >= first", name="last"),
    Index("ix_place_person_first", "person", "first"),
    Index("ix_place_opening_first", "opening", "first"),
    sqlite_autoincrement=True,
)
"""A place a person holds, from a day to a day (null: for now); `until`: the last day that was agreed at first.

Not `held`: it was given back before it began. Triggers hold what the sums of those held may be.
"""
