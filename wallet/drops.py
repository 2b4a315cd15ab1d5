"""The right to put one paper into one mailbox: anybody gets it, a few a day, and it brings nothing else.

How much one network puts into one mailbox is counted here, too.
"""

import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from wallet import networks, tokens
from wallet.clock import DAY
from wallet.ephemeral import Ephemeral
from wallet.errors import SlowDown, TicketRefused
from wallet.limits import TIMES

KIND: Final = "drop"
LIFE: Final = 30 * 60
A_DAY: Final = 10
"""Papers that one address may put into one mailbox in a day; wider networks as often as `TIMES` says."""
NOTES_A_DAY: Final = 100
"""Notes, likewise: sixty visitors of one house may show to one worker."""
BYTES_A_DAY: Final = 50 * 1024 * 1024
CROWDED_A_DAY: Final = 2
CROWDED_NOTES_A_DAY: Final = 5
CROWDED_BYTES_A_DAY: Final = 10 * 1024 * 1024
"""Once a mailbox is crowded, so that it takes many networks to fill it."""


@dataclass(frozen=True)
class Into:
    """What is put into a mailbox, and how much of it one address may put there in a day."""

    mailbox_id: bytes
    kind: str
    most: int


def paper(mailbox_id: bytes, *, crowded: bool, reserved: bool) -> Into:
    """One paper, or a try to put one in. By a pass they count apart: strangers may share the address."""
    return Into(mailbox_id, _apart("drops", reserved), CROWDED_A_DAY if crowded else A_DAY)


def volume(mailbox_id: bytes, *, crowded: bool, reserved: bool) -> Into:
    """Bytes of papers, likewise."""
    return Into(mailbox_id, _apart("drop-bytes", reserved), CROWDED_BYTES_A_DAY if crowded else BYTES_A_DAY)


def note(mailbox_id: bytes, *, crowded: bool) -> Into:
    """One note, or a try to leave one."""
    return Into(mailbox_id, "drop-notes", CROWDED_NOTES_A_DAY if crowded else NOTES_A_DAY)


def _apart(kind: str, reserved: bool) -> str:
    return f"{kind}-reserved" if reserved else kind


def issue(store: Ephemeral, mailbox_id: bytes, cap: int, now: int, *, reserved: bool) -> bytes:
    """A new ticket of 16 bytes for a body of at most `cap` bytes, good for this mailbox and 30 minutes.

    `reserved`: the body may take a reserved place.
    """
    ticket = secrets.token_bytes(16)
    value = mailbox_id + cap.to_bytes(8, "big") + bytes([reserved])
    store.put(KIND, tokens.hashed(ticket), value, now + LIFE)
    return ticket


@contextmanager
def spent(store: Ephemeral, ticket: bytes, mailbox_id: bytes, length: int, now: int) -> Iterator[bool]:
    """Uses the ticket up, and gives it back when nothing came of it. Raises TicketRefused.

    Gives whether the body may take a reserved place.
    """
    key = tokens.hashed(ticket)
    value = store.take(KIND, key, now)
    if value is None:
        raise TicketRefused
    try:
        if value[:16] != mailbox_id or length > int.from_bytes(value[16:24], "big"):
            raise TicketRefused
        yield value[24] != 0
    except BaseException:
        store.put(KIND, key, value, now + LIFE)
        raise


def charge(store: Ephemeral, key: bytes, address: str, into: Into, now: int, n: int = 1) -> None:
    """Counts n more of this network for this mailbox today. Raises SlowDown, and counts none."""
    today = now // DAY
    end = (today + 1) * DAY
    with store.together():
        for source in networks.sources(address, key):
            whose = hmac.digest(key, source.key + into.mailbox_id, "sha256")[:16]
            if store.count(into.kind, whose, today, until=end, n=n) > into.most * TIMES[source.scope]:
                raise SlowDown(retry_after=end - now)
