"""The tables that came with work in rounds."""

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """The tables made, each after those it refers to."""
    _reservation()
    _draft()
    _checkin()
    _erased()


def _reservation() -> None:
    op.create_table(
        "reservation",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("plan", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("opening", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("held", sa.Boolean(), server_default="1", nullable=False),
        sa.CheckConstraint("percent BETWEEN 1 AND 100", name="ck_reservation_percent"),
        sa.ForeignKeyConstraint(
            ["opening"], ["opening.key"], name="fk_reservation_opening", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person"], ["person.key"], name="fk_reservation_person", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["plan"], ["plan.key"], name="fk_reservation_plan", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_reservation"),
        sa.UniqueConstraint("plan", "person", "opening", name="uq_reservation_plan_person_opening"),
        sqlite_autoincrement=True,
    )
    for name in ("plan", "person", "opening"):
        op.create_index(f"ix_reservation_{name}", "reservation", [name], unique=False)


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["round.key"], name="fk_draft_round", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_draft"),
        sa.UniqueConstraint("round", "kind", name="uq_draft_round_kind"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_draft_round", "draft", ["round"], unique=False)


def _checkin() -> None:
    op.create_table(
        "checkin",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("done", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.CheckConstraint("(done IS NULL) = (outcome IS NULL)", name="ck_checkin_outcome"),
        sa.ForeignKeyConstraint(["entry"], ["entry.key"], name="fk_checkin_entry", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_checkin"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_checkin_entry", "checkin", ["entry"], unique=False)


def _erased() -> None:
    op.create_table(
        "erased",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("hidden", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_erased"),
        sa.UniqueConstraint("unit", "digest", "hidden", name="uq_erased_unit_digest_hidden"),
        sqlite_autoincrement=True,
    )
