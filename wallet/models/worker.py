"""Somebody at work: an account in an organisation. Their badge is a mailbox of their own wallet."""

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import WITHOUT_ROWID, Base


class Worker(Base):
    """One account. It has no right over anything of a wallet, and goes with its mailbox."""

    __tablename__ = "worker"
    __table_args__ = (WITHOUT_ROWID,)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    organisation_id: Mapped[bytes] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    mailbox_id: Mapped[bytes] = mapped_column(ForeignKey("mailbox.id", ondelete="CASCADE"), unique=True)
    name: Mapped[str] = mapped_column(String(40))
    steward: Mapped[bool]
    """Whether they invite others and sign badges."""
    sign_pub: Mapped[bytes] = mapped_column(LargeBinary(32))
    totp_secret: Mapped[bytes] = mapped_column(LargeBinary(76))
    """32 letters of base32, sealed at rest."""
    totp_last_step: Mapped[int] = mapped_column(BigInteger, default=0)
    """The last half minute whose code was taken: none is taken twice."""
    codes: Mapped[bytes] = mapped_column(LargeBinary(364))
    """The hashes (32 each) of the written codes that are left, sealed at rest."""
    badge_until: Mapped[int | None]
    badge_by: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    """The key of the steward who signed it."""
    badge_sig: Mapped[bytes | None] = mapped_column(LargeBinary(64))
