"""Doors of shares that go into a mailbox say which voucher opens them, and in which mailbox."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("share_door", sa.Column("voucher_commit", sa.LargeBinary(32)))
