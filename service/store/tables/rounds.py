"""Rounds, who and what is in them, what is decided about them, and their plans."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from service.store.moments import Moment
from service.store.tables.base import key, metadata, to

round_ = Table(
    "round",
    metadata,
    key(),
    Column("id", String(80), nullable=False, unique=True),
    Column("unit", String(80), nullable=False, index=True),
    Column("name", String(200), nullable=False),
    Column("synthetic", Boolean, nullable=False),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("secret", String(64), nullable=False, server_default=""),
    Column("made_by", String(80), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("request", String(64)),
    Index("uq_round_made_by_request", "made_by", "request", unique=True),
    sqlite_autoincrement=True,
)
"""A round (runde). `revision` rises with every change of what a calculation of it rests on; `secret` veils its
people in addresses; `request` makes of a form that is sent twice one round."""

person = Table(
    "person",
    metadata,
    key(),
    Column("unit", String(80), nullable=False),
    Column("id", String(80), nullable=False),
    Column("cells", JSON, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("hidden", Boolean, nullable=False, server_default="0"),
    UniqueConstraint("unit", "id"),
    sqlite_autoincrement=True,
)
"""A candidate (kandidat) of an office. `hidden`: has an address restriction, so is shown and counted nowhere."""

opening = Table(
    "opening",
    metadata,
    key(),
    Column("unit", String(80), nullable=False),
    Column("id", String(80), nullable=False),
    Column("firm", String(200), nullable=False),
    Column("cells", JSON, nullable=False),
    Column("tenths", Integer, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    UniqueConstraint("unit", "id"),
    CheckConstraint("tenths >= 0", name="tenths"),
    sqlite_autoincrement=True,
)
"""An opening (læreplass) of an office. `tenths`: its seats, in tenths of a full position."""

need = Table(
    "need",
    metadata,
    key(),
    to("round"),
    Column("id", String(80), nullable=False),
    Column("cells", JSON, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    UniqueConstraint("round", "id"),
    sqlite_autoincrement=True,
)
"""A firm's need (behov)."""

taking_part = Table(
    "taking_part",
    metadata,
    key(),
    to("round"),
    to("person"),
    Column("joined", Boolean),
    UniqueConstraint("round", "person"),
    sqlite_autoincrement=True,
)
"""That a person is in a round; `joined`: her yes to it (påmeldt), null where she is not yet asked."""

on_offer = Table(
    "on_offer",
    metadata,
    key(),
    to("round"),
    to("opening"),
    Column("shown", Integer, nullable=False, server_default="0"),
    UniqueConstraint("round", "opening"),
    sqlite_autoincrement=True,
)
"""That an opening is in a round; `shown`: the last number that stands for somebody on the sheet of its firm."""

policy = Table(
    "policy",
    metadata,
    key(),
    to("round"),
    Column("number", Integer, nullable=False),
    Column("tables", JSON, nullable=False),
    Column("decided_by", String(80), nullable=False),
    Column("decided_at", Moment, nullable=False),
    UniqueConstraint("round", "number"),
    sqlite_autoincrement=True,
)
"""What people have decided about a round, as the tables of a policy file; the highest number is in force."""

plan = Table(
    "plan",
    metadata,
    key(),
    to("round"),
    Column("number", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("body", LargeBinary),
    Column("made_by", String(80), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("released_by", String(80)),
    Column("released_at", Moment),
    UniqueConstraint("round", "number"),
    CheckConstraint("(released_by IS NULL) = (released_at IS NULL)", name="released"),
    sqlite_autoincrement=True,
)
"""A plan (samlet forslag) of a round: plan.json, compressed, and the revision of the round it was made of.

The body goes when somebody in it is erased; that there was such a plan, and its digest, stay.
"""

confirmation = Table(
    "confirmation",
    metadata,
    key(),
    to("plan"),
    to("person"),
    to("opening"),
    Column("confirmed", Boolean, nullable=False),
    Column("reason", String(40)),
    Column("actor", String(80), nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("plan", "person", "opening"),
    CheckConstraint("confirmed OR reason IS NOT NULL", name="reason"),
    sqlite_autoincrement=True,
)
"""What a named person has said of one proposal of a plan: confirmed, or turned down for a reason."""

reservation = Table(
    "reservation",
    metadata,
    key(),
    to("plan"),
    to("person"),
    to("opening"),
    Column("percent", Integer, nullable=False),
    Column("held", Boolean, nullable=False, server_default="1"),
    UniqueConstraint("plan", "person", "opening"),
    CheckConstraint("percent BETWEEN 1 AND 100", name="percent"),
    sqlite_autoincrement=True,
)
"""A place that a released plan sets aside for a person, until something comes of it or not.

Triggers hold that those of one person sum to at most 100 percent, and those at an opening to at most its seats,
over all plans of all rounds: no two rounds set aside the same seat or the same person. Not `held`: it was given
back, or has gone over into a place; it no longer counts, and is known while that may be taken back.
"""

draft = Table(
    "draft",
    metadata,
    key(),
    to("round"),
    Column("kind", String(20), nullable=False),
    Column("rows", JSON, nullable=False),
    Column("made_by", String(80), nullable=False),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("round", "kind"),
    sqlite_autoincrement=True,
)
"""A list somebody has brought and not yet kept (utkast), its cells as they were written, headings first."""
