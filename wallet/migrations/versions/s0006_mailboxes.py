"""Mailboxes and what was put into them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "mailbox",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column("recipient", sa.LargeBinary(1216), nullable=False),
        sa.Column("fetch_pub", sa.LargeBinary(32), nullable=False),
        sa.Column("lease_until", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_mailbox_lease_until", "mailbox", ["lease_until"])
    op.create_table(
        "deposit",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column(
            "mailbox_id", sa.LargeBinary, sa.ForeignKey("mailbox.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("blob_id", sa.LargeBinary, sa.ForeignKey("blob.id", ondelete="CASCADE"), nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    for column in ("mailbox_id", "blob_id", "day"):
        op.create_index(f"ix_deposit_{column}", "deposit", [column])
