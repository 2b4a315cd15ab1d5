"""The latest time that the service has seen: no start begins before it."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import WITHOUT_ROWID, Base


class ClockMark(Base):
    """One row. It is moved forward once a minute while a server runs, and tells of nobody."""

    __tablename__ = "clock_mark"
    __table_args__ = (WITHOUT_ROWID,)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seconds: Mapped[int] = mapped_column(BigInteger)
    """Since the epoch; 0 before the first start."""
