"""A recovery: what the server adds once two of three people agree and the wait is over."""

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import Base


class Recovery(Base):
    """One set of three parts. No column says whose vault it opens; half and times are sealed at rest."""

    __tablename__ = "recovery"

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    verify_pub: Mapped[bytes] = mapped_column(LargeBinary(32))
    cancel_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    sealed: Mapped[bytes] = mapped_column(LargeBinary(84))
    """The half (16), from when it may begin, how long it waits, when it is ready (`wallet/recovery.py`)."""
