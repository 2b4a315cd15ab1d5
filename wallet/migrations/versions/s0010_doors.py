"""Doors of more kinds: a key that works while it lies in a mailbox, a helper's card; events name the door."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("note", sa.Column("voucher_hash", sa.LargeBinary(32)))
    op.create_index("ix_note_voucher_hash", "note", ["voucher_hash"])
    op.add_column("share_event", sa.Column("door_id", sa.LargeBinary(16)))
    if op.get_bind().dialect.name != "sqlite":  # there no check is copied into the new table
        op.drop_constraint(op.f("ck_share_door_kind"), "share_door", type_="check")
    with op.batch_alter_table("share_door", table_kwargs={"sqlite_with_rowid": False}) as table:
        kinds = "kind IN ('link', 'code', 'mailbox', 'card')"
        table.create_check_constraint(op.f("ck_share_door_kind"), kinds)
