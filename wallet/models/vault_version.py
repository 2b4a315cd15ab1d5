"""Earlier catalogues of a vault."""

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import Base


class VaultVersion(Base):
    """The catalogue as it was before the first save of that day (days since the epoch); kept 30 days."""

    __tablename__ = "vault_version"

    vault_id: Mapped[bytes] = mapped_column(ForeignKey("vault.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True, index=True)
    catalogue: Mapped[bytes] = mapped_column(LargeBinary(1024 * 1024))
