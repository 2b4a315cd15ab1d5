"""An organisation to which people may show papers; the operator admitted it to the directory."""

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import WITHOUT_ROWID, Base


class Organisation(Base):
    """One row of a public directory. Only the address that it gives to everybody ties it to a mailbox."""

    __tablename__ = "organisation"
    __table_args__ = (WITHOUT_ROWID,)

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    address: Mapped[str | None] = mapped_column(String(43))
    """Of the mailbox of the house, where there is one."""
