"""Hosts and the PCs they look after."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "host",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column("name", sa.String(40), nullable=False, unique=True),
        sa.Column("password_hash", sa.String(128), nullable=False),
        sa.Column("totp_secret", sa.LargeBinary(76), nullable=False),
        sa.Column("totp_last_step", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "kiosk",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column("host_id", sa.LargeBinary, sa.ForeignKey("host.id", ondelete="CASCADE"), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False, unique=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_kiosk_host_id", "kiosk", ["host_id"])
