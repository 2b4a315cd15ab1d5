"""A note: the sealed key of a share, left in the mailbox of whom it is for."""

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import WITHOUT_ROWID, Base


class Note(Base):
    """One note, of one size. No column says which share it opens, and no share says where its notes lie."""

    __tablename__ = "note"
    __table_args__ = (WITHOUT_ROWID,)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    mailbox_id: Mapped[bytes] = mapped_column(ForeignKey("mailbox.id", ondelete="CASCADE"), index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary(4096))
    """Nothing, once the owner has removed it."""
    day: Mapped[int] = mapped_column(index=True)
    """The day (since the epoch) on which it goes: the one after its share's last."""
    voucher_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    """Who opens its share shows what hashes to this, until its day."""
