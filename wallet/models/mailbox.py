"""A mailbox: where anybody puts papers for somebody."""

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import WITHOUT_ROWID, Base


class Mailbox(Base):
    """One mailbox. No column says whose it is."""

    __tablename__ = "mailbox"
    __table_args__ = (WITHOUT_ROWID,)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    recipient: Mapped[bytes] = mapped_column(LargeBinary(1216))
    """The X-Wing public key to which papers are sealed; its hash stands in the mailbox's address."""
    fetch_pub: Mapped[bytes] = mapped_column(LargeBinary(32))
    lease_until: Mapped[int] = mapped_column(index=True)
    """The last month in which it is kept, if nobody looks into it."""
    pass_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    """Whoever shows what hashes to this finds a reserved place; NULL for mailboxes of before."""
