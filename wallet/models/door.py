"""A door: whoever knows its id gets a box; only the right key opens the box."""

from sqlalchemy import CheckConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import WITHOUT_ROWID, Base


class Door(Base):
    """One door. No column says which vault it leads to, nor whether a secret or a card opens it."""

    __tablename__ = "door"
    __table_args__ = (CheckConstraint("length(box) = 136", name="box"), WITHOUT_ROWID)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    box: Mapped[bytes] = mapped_column(LargeBinary(136))
    write_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    month: Mapped[int]
    """The month it was made in."""
