"""Tickets: the right to one write, bought in a session and spent without one: nothing ties the two."""

import secrets
from typing import Final

from wallet import tokens
from wallet.ephemeral import Ephemeral
from wallet.errors import TicketRefused

KIND: Final = "ticket"
NOTE: Final = "note-ticket"
"""Tickets for notes are a kind of their own: a wallet buys few of them in a day."""
AHEAD: Final = "ahead-ticket"
"""The same for digits that work later: three in a day."""
LIFE: Final = 30 * 60


def issue(store: Ephemeral, n: int, cap: int, now: int, kind: str = KIND) -> list[bytes]:
    """n new tickets of 16 bytes, each good for a body of at most `cap` bytes (0: none) and 30 minutes."""
    tickets = [secrets.token_bytes(16) for _ in range(n)]
    with store.together():
        for ticket in tickets:
            store.put(kind, tokens.hashed(ticket), cap.to_bytes(8, "big"), now + LIFE)
    return tickets


def spend(store: Ephemeral, ticket: bytes, now: int, kind: str = KIND) -> int:
    """Uses the ticket up and gives its cap in bytes. Raises TicketRefused."""
    cap = store.take(kind, tokens.hashed(ticket), now)
    if cap is None:
        raise TicketRefused
    return int.from_bytes(cap, "big")


def give_back(store: Ephemeral, ticket: bytes, cap: int, now: int, kind: str = KIND) -> None:
    """Undoes spend for a write of which nothing came, so that a retry does not cost twice."""
    store.put(kind, tokens.hashed(ticket), cap.to_bytes(8, "big"), now + LIFE)
