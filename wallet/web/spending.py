"""What a vault may spend in a day besides bytes and tickets."""

import hmac

from wallet.clock import DAY, day, seconds
from wallet.errors import Quota
from wallet.web.parts import parts

DOORS_A_DAY = 60
KIND = "doors"


def charge_doors(vault_id: bytes) -> None:
    """Counts one door written by this vault today. Raises Quota."""
    here = parts()
    today, now = day(here.now()), seconds(here.now())
    end = (today + 1) * DAY
    key = hmac.digest(here.network_key, vault_id, "sha256")[:16]
    if here.ephemeral.count(KIND, key, today, until=end) > DOORS_A_DAY:
        raise Quota(retry_after=end - now)
