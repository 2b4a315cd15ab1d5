"""A place in a mailbox: what is counted where something is put in."""

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import WITHOUT_ROWID, Base


class Place(Base):
    """One place, taken until its day, whether or not the owner has removed what lay there."""

    __tablename__ = "place"
    __table_args__ = (CheckConstraint("kind IN ('paper', 'reserved', 'note')", name="kind"), WITHOUT_ROWID)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    """Made from that of the paper or note which took it: no other one comes under that id meanwhile."""
    mailbox_id: Mapped[bytes] = mapped_column(ForeignKey("mailbox.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    bytes: Mapped[int]
    day: Mapped[int] = mapped_column(index=True)
    """The day (since the epoch) on which it becomes free."""
