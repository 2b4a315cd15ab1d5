"""Places in mailboxes are counted apart from what lies there; a mailbox has a pass for senders.

A mailbox of before has none: its owner makes another one where senders shall find a reserved place.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("mailbox", sa.Column("pass_hash", sa.LargeBinary(32)))
    op.create_table(
        "place",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("mailbox_id", sa.LargeBinary(16), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("bytes", sa.Integer, nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.CheckConstraint("kind IN ('paper', 'reserved', 'note')", name=op.f("ck_place_kind")),
        sa.ForeignKeyConstraint(
            ["mailbox_id"], ["mailbox.id"], name=op.f("fk_place_mailbox_id_mailbox"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_place_mailbox_id"), "place", ["mailbox_id"])
    op.create_index(op.f("ix_place_day"), "place", ["day"])
    op.execute(
        "INSERT INTO place (id, mailbox_id, kind, bytes, day)"
        " SELECT deposit.id, mailbox_id, 'paper', bucket, day"
        " FROM deposit JOIN blob ON blob.id = deposit.blob_id"
    )
    op.execute(
        "INSERT INTO place (id, mailbox_id, kind, bytes, day)"
        " SELECT id, mailbox_id, 'note', 4096, day + 1 FROM note WHERE id NOT IN (SELECT id FROM place)"
    )
