"""The columns of whoever signs in with a name, a password that we draw, and a code from an authenticator."""

from sqlalchemy import BigInteger, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wallet.db import Base


class Account(Base):
    """One account. No column and no key ties it to a door, a vault, a blob or a share."""

    __abstract__ = True

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    """What is typed to sign in, in small letters."""
    password_hash: Mapped[str] = mapped_column(String(128))
    """Argon2id with its salt and costs, as a PHC string."""
    totp_secret: Mapped[bytes] = mapped_column(LargeBinary(76))
    """32 letters of base32, sealed at rest."""
    totp_last_step: Mapped[int] = mapped_column(BigInteger, default=0)
    """The last half minute whose code was taken: none is taken twice."""
