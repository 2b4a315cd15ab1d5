"""What happened to a share, for the person who made it."""

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import Base


class ShareEvent(Base):
    """One event: nothing says by whom or from where."""

    __tablename__ = "share_event"

    share_id: Mapped[bytes] = mapped_column(ForeignKey("share.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[bytes] = mapped_column(LargeBinary(8), primary_key=True)
    """Random: it only tells events of one minute apart."""
    minute: Mapped[int]
    """Minutes since the epoch."""
    kind: Mapped[str] = mapped_column(String(8))
    """opened, refused, printed, closed or ended."""
    door_id: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    """The door that was used: the owner knows whom they gave it to, nobody else does."""
