"""Doors are sealed at rest, under names that do not show their ids.

The doors of before are deleted: SQL has no key to seal them with, and generation 2 of names, secrets and card
codes opens none of them. Whoever runs a server of before begins anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.drop_table("door")
    op.create_table(
        "door",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(212), nullable=False),
        sa.Column("month", sa.Integer, nullable=False),
        sa.CheckConstraint("length(sealed) = 212", name="sealed"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_door")),
        sqlite_with_rowid=False,
    )
