"""Which installation a database is of."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "identity",
        sa.Column("place", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("value", sa.LargeBinary(16), nullable=False),
        sa.Column("everywhere", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_identity")),
        sqlite_with_rowid=False,
    )
