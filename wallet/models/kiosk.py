"""A free-access PC that a host has enrolled."""

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import Base


class Kiosk(Base):
    """One PC. What happens on it stands nowhere here: it lives for half a minute in the ephemeral store."""

    __tablename__ = "kiosk"

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    host_id: Mapped[bytes] = mapped_column(ForeignKey("host.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(40))
    """What the host calls it: "PC 1", "by the window"."""
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
