"""A grant: a second, ending right to read a blob."""

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import Base


class Grant(Base):
    """One grant. No column says which share it belongs to; its exact times would tell, so they are sealed."""

    __tablename__ = "grant"

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    blob_id: Mapped[bytes] = mapped_column(ForeignKey("blob.id", ondelete="CASCADE"), index=True)
    read_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    owner_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    times: Mapped[bytes] = mapped_column(LargeBinary(60))
    """Sealed at rest: not_before and expires_at, eight bytes each."""
    day: Mapped[int] = mapped_column(index=True)
    """The day of its end, after which the sweep deletes it."""
