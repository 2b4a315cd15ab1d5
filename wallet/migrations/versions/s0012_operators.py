"""Accounts of those who run the wallet."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "operator",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("password_hash", sa.String(128), nullable=False),
        sa.Column("totp_secret", sa.LargeBinary(76), nullable=False),
        sa.Column("totp_last_step", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operator")),
        sa.UniqueConstraint("name", name=op.f("uq_operator_name")),
        sqlite_with_rowid=False,
    )
