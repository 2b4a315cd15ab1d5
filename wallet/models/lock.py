"""What stands aside while a lock lasts."""

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import Base


class Lock(Base):
    """One door, vault or early end that a lock is about; `wallet/lock_book.py` writes and reads it.

    The id is an HMAC under the at-rest key, and the rest is sealed: rows that belong together do not pair in
    a stolen copy, nor with the door or vault that they are about.
    """

    __tablename__ = "lock"

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    day: Mapped[int] = mapped_column(index=True)
    """After this day the sweep looks whether the row is still needed."""
