"""What may be told in public: how many wallets live, so rounded that nobody is seen coming or going."""

from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wallet import clock
from wallet.models import Vault

AIMS: Final = {2026: 2_000, 2028: 5_000}
"""Wallets at the end of a year, as the regional plan wants them."""
STEP: Final = 10
MONTHS: Final = 12


def living(session: Session, now: datetime) -> int | None:
    """Vaults that were opened within twelve months, rounded down to ten; None below ten.

    A wallet may be several vaults, and nothing tells which: the number is of vaults.
    """
    since = clock.month(now) - MONTHS
    counted = session.scalar(select(func.count()).select_from(Vault).where(Vault.month > since)) or 0
    return counted // STEP * STEP if counted >= STEP else None
