"""The first tables of what is logged, and of jobs."""

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """The tables made, each after those it refers to."""
    _decision()
    _log_end()
    _lookup()
    _sealed()
    _job()


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("unit", sa.String(length=80), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("thing", sa.String(length=20), nullable=False),
        sa.Column("key", sa.Integer(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_decision"),
        sa.UniqueConstraint("digest", name="uq_decision_digest"),
    )


def _log_end() -> None:
    op.create_table(
        "log_end",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_log_end"),
    )


def _lookup() -> None:
    op.create_table(
        "lookup",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("round", sa.Integer(), nullable=True),
        sa.Column("opening", sa.Integer(), nullable=True),
        sa.Column("persons", sa.JSON(), nullable=False),
        sa.Column("denied", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_lookup"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_lookup_at", "lookup", ["at"], unique=False)


def _sealed() -> None:
    op.create_table(
        "sealed",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_sealed"),
    )


def _job() -> None:
    op.create_table(
        "job",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("request", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("asked_by", sa.String(length=80), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("worker", sa.String(length=80), nullable=True),
        sa.Column("fence", sa.Integer(), server_default="0", nullable=False),
        sa.Column("lease_until", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("step", sa.String(length=40), nullable=True),
        sa.Column("cancel", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["round"], ["round.key"], name="fk_job_round", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_job"),
        sa.UniqueConstraint("round", "request", name="uq_job_round_request"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_job_round", "job", ["round"], unique=False)
    op.create_index("ix_job_state", "job", ["state"], unique=False)
