"""Blobs, marks of loose bodies, grants, shares, their doors and events."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _blobs()
    _shares()


def _blobs() -> None:
    op.create_table(
        "blob",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column("read_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("write_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("bucket", sa.Integer, nullable=False),
        sa.Column("object_key", sa.String(32), nullable=False),
        sa.Column("lease_until", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_blob_lease_until", "blob", ["lease_until"])
    op.create_table(
        "loose_object",
        sa.Column("object_key", sa.String(32), primary_key=True),
        sa.Column("due", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_loose_object_due", "loose_object", ["due"])
    op.create_table(
        "grant",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column("blob_id", sa.LargeBinary, sa.ForeignKey("blob.id", ondelete="CASCADE"), nullable=False),
        sa.Column("read_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("owner_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("times", sa.LargeBinary(60), nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_grant_blob_id", "grant", ["blob_id"])
    op.create_index("ix_grant_day", "grant", ["day"])


def _shares() -> None:
    op.create_table(
        "share",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column("owner_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("not_before", sa.BigInteger),
        sa.Column("expires_at", sa.BigInteger),
        sa.Column("max_opens", sa.Integer),
        sa.Column("opens", sa.Integer),
        sa.Column("manifest", sa.LargeBinary(256 * 1024)),
        sa.Column("forget_on", sa.Integer),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_share_expires_at", "share", ["expires_at"])
    op.create_index("ix_share_forget_on", "share", ["forget_on"])
    op.create_table(
        "share_door",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column("share_id", sa.LargeBinary, sa.ForeignKey("share.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("open_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("sealed_m", sa.LargeBinary(72), nullable=False),
        sa.Column("locator", sa.String(4), unique=True),
        sa.Column("expires_at", sa.BigInteger),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.CheckConstraint("kind IN ('link', 'code')", name="kind"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_share_door_share_id", "share_door", ["share_id"])
    op.create_index("ix_share_door_expires_at", "share_door", ["expires_at"])
    op.create_table(
        "share_event",
        sa.Column(
            "share_id", sa.LargeBinary, sa.ForeignKey("share.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("id", sa.LargeBinary(8), primary_key=True),
        sa.Column("minute", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sqlite_with_rowid=False,
    )
