"""People at work, in organisations that need no mailbox of the house."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    with op.batch_alter_table("organisation", table_kwargs={"sqlite_with_rowid": False}) as table:
        table.alter_column("address", existing_type=sa.String(43), nullable=True)
    op.create_table(
        "worker",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("organisation_id", sa.LargeBinary(16), nullable=False),
        sa.Column("mailbox_id", sa.LargeBinary(16), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("steward", sa.Boolean, nullable=False),
        sa.Column("sign_pub", sa.LargeBinary(32), nullable=False),
        sa.Column("totp_secret", sa.LargeBinary(76), nullable=False),
        sa.Column("totp_last_step", sa.BigInteger, nullable=False),
        sa.Column("codes", sa.LargeBinary(364), nullable=False),
        sa.Column("badge_until", sa.Integer),
        sa.Column("badge_by", sa.LargeBinary(32)),
        sa.Column("badge_sig", sa.LargeBinary(64)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker")),
        sa.UniqueConstraint("mailbox_id", name=op.f("uq_worker_mailbox_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_worker_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["mailbox_id"], ["mailbox.id"], name=op.f("fk_worker_mailbox_id_mailbox"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_index("ix_worker_organisation_id", "worker", ["organisation_id"])
