"""A vault: a sealed catalogue, and the public key whose owner may read and replace it."""

from sqlalchemy import BigInteger, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import Base


class Vault(Base):
    """One vault. It has no name and no person, and no row elsewhere but its own versions names it."""

    __tablename__ = "vault"

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    auth_pub: Mapped[bytes] = mapped_column(LargeBinary(32))
    catalogue: Mapped[bytes] = mapped_column(LargeBinary(1024 * 1024))
    etag: Mapped[str] = mapped_column(String(22))
    month: Mapped[int] = mapped_column(index=True)
    """The month of the last opening, and the one that the two sums below belong to."""
    bytes_this_month: Mapped[int] = mapped_column(BigInteger, default=0)
    tickets_this_month: Mapped[int] = mapped_column(default=0)
    closing_at: Mapped[int | None] = mapped_column(index=True)
    """The day (since the epoch) on which a closed vault is deleted; none while it is in use."""
    closing: Mapped[bytes | None] = mapped_column(LargeBinary(1024 * 1024), deferred=True)
    """Sealed at rest: what is deleted with it then; see `wallet/closing.py`."""
