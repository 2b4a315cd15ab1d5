"""Feedback without a name, and an index to count living vaults by."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column("month", sa.Integer, nullable=False),
        sa.Column("about", sa.String(8), nullable=False),
        sa.Column("words", sa.LargeBinary(8 * 1024), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_feedback_month", "feedback", ["month"])
    op.create_index("ix_vault_month", "vault", ["month"])
