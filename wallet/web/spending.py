"""What a vault may spend in a day besides bytes and tickets."""

import hmac
from typing import Final

from wallet.clock import DAY, day, seconds
from wallet.errors import Quota
from wallet.web.parts import parts

DOORS_A_DAY: Final = 60
NOTES_A_DAY: Final = 60
AHEAD_A_DAY: Final = 3


def charge_doors(vault_id: bytes) -> None:
    """Counts one door written by this vault today. Raises Quota."""
    _charge("doors", vault_id, 1, DOORS_A_DAY)


def charge_notes(vault_id: bytes, n: int) -> None:
    """Counts n notes for which this vault buys tickets today. Raises Quota."""
    _charge("notes", vault_id, n, NOTES_A_DAY)


def charge_ahead(vault_id: bytes, n: int) -> None:
    """Counts n digits for later for which this vault buys tickets today. Raises Quota."""
    _charge("ahead", vault_id, n, AHEAD_A_DAY)


def _charge(kind: str, vault_id: bytes, n: int, most: int) -> None:
    here = parts()
    today, now = day(here.now()), seconds(here.now())
    end = (today + 1) * DAY
    key = hmac.digest(here.network_key, vault_id, "sha256")[:16]
    with here.ephemeral.together():  # what is refused counts for nothing
        if here.ephemeral.count(kind, key, today, until=end, n=n) > most:
            raise Quota(retry_after=end - now)
