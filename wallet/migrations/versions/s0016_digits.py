"""Digits know when they were made, and an address that is said is a kind of its own.

Digits of the first generation live for two hours at most; those that run are ended.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.execute("DELETE FROM share_door WHERE kind = 'code'")
    op.add_column("share_door", sa.Column("start", sa.BigInteger))
    if op.get_bind().dialect.name != "sqlite":  # there no check is copied into the new table
        op.drop_constraint(op.f("ck_share_door_kind"), "share_door", type_="check")
    with op.batch_alter_table("share_door", table_kwargs={"sqlite_with_rowid": False}) as table:
        kinds = "kind IN ('link', 'code', 'address', 'mailbox', 'card')"
        table.create_check_constraint(op.f("ck_share_door_kind"), kinds)
