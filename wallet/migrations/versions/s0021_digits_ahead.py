"""A locator leads to one door at a time, and later to another: it is unique together with its start."""

from alembic import op

revision = "0021"
down_revision = "0020"
KINDS = "kind IN ('link', 'code', 'address', 'mailbox', 'card')"


def upgrade() -> None:
    with op.batch_alter_table("share_door", table_kwargs={"sqlite_with_rowid": False}) as table:
        table.drop_constraint(op.f("uq_share_door_locator"), type_="unique")
        table.create_unique_constraint(op.f("uq_share_door_locator"), ["locator", "start"])
        if op.get_bind().dialect.name == "sqlite":  # there no check is copied into the new table
            table.create_check_constraint(op.f("ck_share_door_kind"), KINDS)
