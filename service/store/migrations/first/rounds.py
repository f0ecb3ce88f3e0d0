"""The first tables of rounds, of who and what is in them, and of their plans."""

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """The tables made, each after those it refers to."""
    _opening()
    _person()
    _round()
    _need()
    _on_offer()
    _plan()
    _policy()
    _taking_part()
    _confirmation()


def _opening() -> None:
    op.create_table(
        "opening",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=80), nullable=False),
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("firm", sa.String(length=200), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("tenths", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("tenths >= 0", name="ck_opening_tenths"),
        sa.PrimaryKeyConstraint("key", name="pk_opening"),
        sa.UniqueConstraint("unit", "id", name="uq_opening_unit_id"),
        sqlite_autoincrement=True,
    )


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=80), nullable=False),
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("hidden", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_person"),
        sa.UniqueConstraint("unit", "id", name="uq_person_unit_id"),
        sqlite_autoincrement=True,
    )


def _round() -> None:
    op.create_table(
        "round",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("unit", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_round"),
        sa.UniqueConstraint("id", name="uq_round_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_round_unit", "round", ["unit"], unique=False)


def _need() -> None:
    op.create_table(
        "need",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["round"], ["round.key"], name="fk_need_round", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_need"),
        sa.UniqueConstraint("round", "id", name="uq_need_round_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_need_round", "need", ["round"], unique=False)


def _on_offer() -> None:
    op.create_table(
        "on_offer",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("opening", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["opening"], ["opening.key"], name="fk_on_offer_opening", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["round"], ["round.key"], name="fk_on_offer_round", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_on_offer"),
        sa.UniqueConstraint("round", "opening", name="uq_on_offer_round_opening"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_on_offer_opening", "on_offer", ["opening"], unique=False)
    op.create_index("ix_on_offer_round", "on_offer", ["round"], unique=False)


def _plan() -> None:
    op.create_table(
        "plan",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("released_by", sa.String(length=80), nullable=True),
        sa.Column("released_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("(released_by IS NULL) = (released_at IS NULL)", name="ck_plan_released"),
        sa.ForeignKeyConstraint(["round"], ["round.key"], name="fk_plan_round", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_plan"),
        sa.UniqueConstraint("round", "number", name="uq_plan_round_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_plan_round", "plan", ["round"], unique=False)


def _policy() -> None:
    op.create_table(
        "policy",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("tables", sa.JSON(), nullable=False),
        sa.Column("decided_by", sa.String(length=80), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["round.key"], name="fk_policy_round", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_policy"),
        sa.UniqueConstraint("round", "number", name="uq_policy_round_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_policy_round", "policy", ["round"], unique=False)


def _taking_part() -> None:
    op.create_table(
        "taking_part",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("joined", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.key"], name="fk_taking_part_person", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["round"], ["round.key"], name="fk_taking_part_round", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_taking_part"),
        sa.UniqueConstraint("round", "person", name="uq_taking_part_round_person"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_taking_part_person", "taking_part", ["person"], unique=False)
    op.create_index("ix_taking_part_round", "taking_part", ["round"], unique=False)


def _confirmation() -> None:
    op.create_table(
        "confirmation",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("plan", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("opening", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("confirmed OR reason IS NOT NULL", name="ck_confirmation_reason"),
        sa.ForeignKeyConstraint(
            ["opening"], ["opening.key"], name="fk_confirmation_opening", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["person.key"], name="fk_confirmation_person", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["plan"], ["plan.key"], name="fk_confirmation_plan", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_confirmation"),
        sa.UniqueConstraint("plan", "person", "opening", name="uq_confirmation_plan_person_opening"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_confirmation_opening", "confirmation", ["opening"], unique=False)
    op.create_index("ix_confirmation_person", "confirmation", ["person"], unique=False)
    op.create_index("ix_confirmation_plan", "confirmation", ["plan"], unique=False)
