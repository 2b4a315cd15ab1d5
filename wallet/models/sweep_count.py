"""How much the sweep took away on its fullest day, so that far more is not taken without being asked."""

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import WITHOUT_ROWID, Base


class SweepCount(Base):
    """Of one step of the sweep: numbers of rows, of nobody in particular."""

    __tablename__ = "sweep_count"
    __table_args__ = (WITHOUT_ROWID,)

    step: Mapped[str] = mapped_column(String(24), primary_key=True)
    day: Mapped[int]
    """Days since the epoch: what `ended` is counted for."""
    ended: Mapped[int] = mapped_column(BigInteger)
    most: Mapped[int] = mapped_column(BigInteger)
    """On the fullest day before."""
    waiting: Mapped[int] = mapped_column(BigInteger, index=True)
    """How many rows wait until an operator confirms; 0 where nothing does."""
