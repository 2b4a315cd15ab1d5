"""Doors, vaults and their earlier catalogues."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "door",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column("box", sa.LargeBinary(136), nullable=False),
        sa.Column("write_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("month", sa.Integer, nullable=False),
        sa.CheckConstraint("length(box) = 136", name="box"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "vault",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column("auth_pub", sa.LargeBinary(32), nullable=False),
        sa.Column("catalogue", sa.LargeBinary(1024 * 1024), nullable=False),
        sa.Column("etag", sa.String(22), nullable=False),
        sa.Column("month", sa.Integer, nullable=False),
        sa.Column("bytes_this_month", sa.BigInteger, nullable=False),
        sa.Column("tickets_this_month", sa.Integer, nullable=False),
        sa.Column("closing_at", sa.Integer),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "vault_version",
        sa.Column(
            "vault_id", sa.LargeBinary(16), sa.ForeignKey("vault.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("day", sa.Integer, primary_key=True),
        sa.Column("catalogue", sa.LargeBinary(1024 * 1024), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_vault_closing_at", "vault", ["closing_at"])
    op.create_index("ix_vault_version_day", "vault_version", ["day"])
