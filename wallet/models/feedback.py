"""A few words to whoever runs the wallet, by nobody in particular."""

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import WITHOUT_ROWID, Base


class Feedback(Base):
    """One message. No column says from whom, from where, or on which day."""

    __tablename__ = "feedback"
    __table_args__ = (WITHOUT_ROWID,)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    month: Mapped[int] = mapped_column(index=True)
    about: Mapped[str] = mapped_column(String(8))
    """wallet, help or abuse."""
    words: Mapped[bytes] = mapped_column(LargeBinary(8 * 1024))
    """Sealed at rest."""
