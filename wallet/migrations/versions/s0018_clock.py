"""The latest time that was seen, and what the sweep took away on its fullest day."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "clock_mark",
        sa.Column("id", sa.Integer, autoincrement=False),
        sa.Column("seconds", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_clock_mark"),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO clock_mark VALUES (1, 0)")  # of two first starts at once none has to
    op.create_table(
        "sweep_count",
        sa.Column("step", sa.String(24)),
        sa.Column("day", sa.Integer, nullable=False),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("ended", "most", "waiting")),
        sa.PrimaryKeyConstraint("step", name="pk_sweep_count"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_sweep_count_waiting"), "sweep_count", ["waiting"])
