"""Recovery by people, and what goes with a vault that is closed."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "recovery",
        sa.Column("id", sa.LargeBinary(16), primary_key=True),
        sa.Column("verify_pub", sa.LargeBinary(32), nullable=False),
        sa.Column("cancel_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(84), nullable=False),
        sqlite_with_rowid=False,
    )
    op.add_column("vault", sa.Column("closing", sa.LargeBinary(1024 * 1024)))
