"""A share: a sealed manifest that can be opened a few times for a while."""

from sqlalchemy import BigInteger, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import Base


class Share(Base):
    """One share. At its end everything but `id`, `owner_hash` and its events is wiped; those stay 30 days."""

    __tablename__ = "share"

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    owner_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    not_before: Mapped[int | None] = mapped_column(BigInteger)
    expires_at: Mapped[int | None] = mapped_column(BigInteger, index=True)
    """Second of its end; none once it has ended."""
    max_opens: Mapped[int | None]
    opens: Mapped[int | None]
    manifest: Mapped[bytes | None] = mapped_column(LargeBinary(256 * 1024), deferred=True)
    forget_on: Mapped[int | None] = mapped_column(index=True)
    """The day on which an ended share's row goes; none while it runs."""
