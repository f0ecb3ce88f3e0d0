"""The first tables of openings' lists."""

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """The tables made, each after those it refers to."""
    _entry()
    _entry_event()
    _place()


def _entry() -> None:
    op.create_table(
        "entry",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("opening", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["opening"], ["opening.key"], name="fk_entry_opening", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["person.key"], name="fk_entry_person", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["round"], ["round.key"], name="fk_entry_round", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_entry"),
        sa.UniqueConstraint("round", "opening", "person", name="uq_entry_round_opening_person"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entry_opening", "entry", ["opening"], unique=False)
    op.create_index("ix_entry_person", "entry", ["person"], unique=False)
    op.create_index("ix_entry_round", "entry", ["round"], unique=False)


def _entry_event() -> None:
    op.create_table(
        "entry_event",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(length=20), nullable=False),
        sa.Column("after", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["entry.key"], name="fk_entry_event_entry", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_entry_event"),
        sa.UniqueConstraint("entry", "number", name="uq_entry_event_entry_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entry_event_entry", "entry_event", ["entry"], unique=False)


def _place() -> None:
    op.create_table(
        "place",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("opening", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("held", sa.Boolean(), server_default="1", nullable=False),
        sa.CheckConstraint("last IS NULL OR last >= first", name="ck_place_last"),
        sa.CheckConstraint("percent BETWEEN 1 AND 100", name="ck_place_percent"),
        sa.ForeignKeyConstraint(["entry"], ["entry.key"], name="fk_place_entry", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["opening"], ["opening.key"], name="fk_place_opening", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["person"], ["person.key"], name="fk_place_person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_place"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_place_entry", "place", ["entry"], unique=False)
    op.create_index("ix_place_opening", "place", ["opening"], unique=False)
    op.create_index("ix_place_opening_first", "place", ["opening", "first"], unique=False)
    op.create_index("ix_place_person", "place", ["person"], unique=False)
    op.create_index("ix_place_person_first", "place", ["person", "first"], unique=False)
