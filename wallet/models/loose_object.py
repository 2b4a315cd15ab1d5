"""Bodies in the blob store that no blob row stands for."""

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import Base


class LooseObject(Base):
    """A body that is on its way in, or one to be deleted from the store.

    Written before the body and before a blob's row goes, so that no crash leaves a body nobody knows of and
    no sweep has to list the store (decision 0004).
    """

    __tablename__ = "loose_object"

    object_key: Mapped[str] = mapped_column(String(32), primary_key=True)
    due: Mapped[int] = mapped_column(BigInteger, index=True)
    """The second from which the sweep deletes the body, and then this row."""
