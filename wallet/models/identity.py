"""Which installation a database is of."""

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import Base


class Identity(Base):
    """The one row; `wallet/identity.py` writes and reads it."""

    __tablename__ = "identity"

    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Always 0: there is one row at most."""
    value: Mapped[bytes] = mapped_column(LargeBinary(16))
    everywhere: Mapped[bool]
    """Whether blob store and seeds carry it, too; not while a first start gives it to them."""
