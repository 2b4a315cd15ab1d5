"""A door of a share: a link, digits to papers or to an address, a key in a mailbox, or a helper's card."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import WITHOUT_ROWID, Base


class ShareDoor(Base):
    """One way to a share: it gives `M`, sealed, to whoever shows what hashes to `open_hash`."""

    __tablename__ = "share_door"
    __table_args__ = (
        UniqueConstraint("locator", "start"),
        CheckConstraint("kind IN ('link', 'code', 'address', 'mailbox', 'card')", name="kind"),
        WITHOUT_ROWID,
    )

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    share_id: Mapped[bytes] = mapped_column(ForeignKey("share.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    open_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    sealed_m: Mapped[bytes] = mapped_column(LargeBinary(72))
    locator: Mapped[str | None] = mapped_column(String(4))
    """The first four of the twelve digits; none for a link or card."""
    start: Mapped[int | None] = mapped_column(BigInteger)
    """Second from which the locator leads here, part of the digits' salt; none for a link or card."""
    expires_at: Mapped[int | None] = mapped_column(BigInteger, index=True)
    """Second of the digits' end; none for a link or card, which end with their share."""
    tries: Mapped[int] = mapped_column(default=0)
    """Wrong digits so far."""
    voucher_commit: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    """Of a key in a mailbox: the hash of its voucher and that mailbox together, which no row has apart."""
