"""A mailbox's id that was a badge's: nobody makes a mailbox with it again."""

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import Base


class Retired(Base):
    """One such id, as an HMAC under the at-rest key: it tells neither whose, nor when, nor where."""

    __tablename__ = "retired"

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
