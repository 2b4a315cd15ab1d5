"""Places in mailboxes are counted apart from what lies there; a mailbox has a pass for senders.

A mailbox of before has none: its owner makes another one where senders shall find a reserved place.
"""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


PAPERS = "SELECT d.id AS id, mailbox_id, bucket AS bytes, day FROM deposit d JOIN blob b ON b.id = d.blob_id"
NOTES = "SELECT id, mailbox_id, 4096 AS bytes, day + 1 AS day FROM note"
PLACE = sa.table("place", *map(sa.column, ("id", "mailbox_id", "kind", "bytes", "day")))


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
    for kind, asked in (("paper", PAPERS), ("note", NOTES)):
        rows = [dict(row) for row in op.get_bind().execute(sa.text(asked)).mappings()]
        for row in rows:
            row["id"] = hashlib.sha256(kind.encode() + row["id"]).digest()[:16]
            row["kind"] = kind
        op.bulk_insert(PLACE, rows)
