"""A door: whoever knows its id gets a box; only the right key opens the box."""

from typing import Final

from sqlalchemy import CheckConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import WITHOUT_ROWID, Base

BOX: Final = 136
HASH: Final = 32
SEALED: Final = 44 + BOX + HASH


class Door(Base):
    """One door; `wallet/door_book.py` writes and reads it.

    No column says which vault it leads to, nor whether a secret or a card opens it, nor what its id is: a
    stolen database alone can be asked for no door.
    """

    __tablename__ = "door"
    __table_args__ = (CheckConstraint(f"length(sealed) = {SEALED}", name="sealed"), WITHOUT_ROWID)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    """An HMAC of the door's id, under one of the keys of the door key file."""
    sealed: Mapped[bytes] = mapped_column(LargeBinary(SEALED))
    """Sealed at rest: the box and the hash of the write token."""
    month: Mapped[int]
    """The month it was made in."""
