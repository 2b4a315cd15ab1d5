"""A blob: one sealed body in the blob store, and what its reader and its owner have to show."""

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import Base


class Blob(Base):
    """One sealed paper. No column says whose it is or what it is part of."""

    __tablename__ = "blob"

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    read_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    write_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    bucket: Mapped[int]
    """Bytes of the whole body: one of the nineteen buckets and what age adds to it."""
    object_key: Mapped[str] = mapped_column(String(32))
    """The body's random key in the blob store."""
    lease_until: Mapped[int] = mapped_column(index=True)
    """The last month (see `wallet.clock.month`) in which it is kept, so that seven days end with a month."""
    digest: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    """SHA-256 of the sealed body, by which upkeep finds a changed byte; None in rows of before step 0020."""
