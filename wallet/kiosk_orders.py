"""What a host tells a PC to do: it waits for the PC to ask, a minute at most."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from wallet.clock import MINUTE
from wallet.ephemeral import Ephemeral
from wallet.errors import NotFound, SlowDown
from wallet.kiosks import Live, live

KIND: Final = "kiosk_order"
LIFE: Final = MINUTE
MOST: Final = 16
Do = Literal["more_time", "end", "clear_printer", "announce_closing"]
DOES: Final[tuple[str, ...]] = get_args(Do)
WITH_MINUTES: Final = ("more_time", "announce_closing")
OF_A_VISIT: Final = ("more_time", "end")


@dataclass(frozen=True)
class Order:
    """One thing to do, once; `id` tells it from the same order given again."""

    id: bytes
    do: str
    minutes: int | None


def give(store: Ephemeral, kiosk_id: bytes, do: str, minutes: int | None, now: int) -> None:
    """Lets an order wait for the PC. Raises NotFound for one that is not there now, SlowDown for too many."""
    if live(store, kiosk_id, now) is None:
        raise NotFound
    if len(store.under(KIND, kiosk_id, now)) >= MOST:
        raise SlowDown(retry_after=LIFE)
    value = json.dumps({"do": do, "minutes": minutes}).encode()
    store.put(KIND, kiosk_id + secrets.token_bytes(16), value, now + LIFE)


def waiting(store: Ephemeral, kiosk_id: bytes, told: Live, done: Sequence[bytes], now: int) -> list[Order]:
    """The orders for a PC, oldest first, without those that it has done.

    What was meant for a visitor who is gone is dropped: the next one must not be sent away by it.
    """
    for order_id in done:
        store.delete(KIND, kiosk_id + order_id)
    orders = []
    for key, value in store.under(KIND, kiosk_id, now):
        order = Order(key[16:], **json.loads(value))
        if told.state != "busy" and order.do in OF_A_VISIT:
            store.delete(KIND, key)
        else:
            orders.append(order)
    return orders


def forget(store: Ephemeral, kiosk_id: bytes, now: int) -> None:
    """Drops whatever waits for a PC."""
    for key, _value in store.under(KIND, kiosk_id, now):
        store.delete(KIND, key)
