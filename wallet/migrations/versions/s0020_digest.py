"""A digest of each sealed body, by which a changed byte is found. Rows of before have none."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column("blob", sa.Column("digest", sa.LargeBinary(32), nullable=True))
