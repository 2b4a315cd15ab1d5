"""Notes in mailboxes: the keys of shares."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    mailbox = sa.ForeignKey("mailbox.id", ondelete="CASCADE")
    op.create_table(
        "note",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column("mailbox_id", sa.LargeBinary, mailbox, nullable=False),
        sa.Column("sealed", sa.LargeBinary(4096), nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    for column in ("mailbox_id", "day"):
        op.create_index(f"ix_note_{column}", "note", [column])
