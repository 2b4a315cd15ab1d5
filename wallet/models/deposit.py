"""A deposit: a sealed paper that somebody put into a mailbox."""

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import WITHOUT_ROWID, Base


class Deposit(Base):
    """One deposit. It goes on its day, or when its owner removes it; its place stays taken until then."""

    __tablename__ = "deposit"
    __table_args__ = (WITHOUT_ROWID,)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    mailbox_id: Mapped[bytes] = mapped_column(ForeignKey("mailbox.id", ondelete="CASCADE"), index=True)
    blob_id: Mapped[bytes] = mapped_column(ForeignKey("blob.id", ondelete="CASCADE"), index=True)
    day: Mapped[int] = mapped_column(index=True)
    """The day (since the epoch) on which it goes."""
