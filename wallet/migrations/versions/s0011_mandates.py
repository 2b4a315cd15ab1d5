"""Doors that are cards of helpers."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0009"

KINDS = "kind IN ('link', 'code', 'card')"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _anew()
        return
    op.drop_constraint("kind", "share_door", type_="check")
    op.create_check_constraint("kind", "share_door", KINDS)


def _anew() -> None:
    """SQLite cannot change a constraint: the table is written once more."""
    for column in ("share_id", "expires_at"):
        op.drop_index(f"ix_share_door_{column}", "share_door")
    op.rename_table("share_door", "share_door_before")
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
        sa.CheckConstraint(KINDS, name="kind"),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO share_door SELECT * FROM share_door_before")
    op.drop_table("share_door_before")
    for column in ("share_id", "expires_at"):
        op.create_index(f"ix_share_door_{column}", "share_door", [column])
