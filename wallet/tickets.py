"""Tickets: the right to one write, bought in a session and spent without one: nothing ties the two."""

import secrets

from wallet import tokens
from wallet.ephemeral import Ephemeral
from wallet.errors import TicketRefused

KIND = "ticket"
LIFE = 30 * 60


def issue(store: Ephemeral, n: int, cap: int, now: int) -> list[bytes]:
    """n new tickets of 16 bytes, each good for a body of at most `cap` bytes (0: none) and 30 minutes."""
    tickets = [secrets.token_bytes(16) for _ in range(n)]
    with store.together():
        for ticket in tickets:
            store.put(KIND, tokens.hashed(ticket), cap.to_bytes(8, "big"), now + LIFE)
    return tickets


def spend(store: Ephemeral, ticket: bytes, now: int) -> int:
    """Uses the ticket up and gives its cap in bytes. Raises TicketRefused."""
    cap = store.take(KIND, tokens.hashed(ticket), now)
    if cap is None:
        raise TicketRefused
    return int.from_bytes(cap, "big")


def give_back(store: Ephemeral, ticket: bytes, cap: int, now: int) -> None:
    """Undoes spend for a write of which nothing came, so that a retry does not cost twice."""
    store.put(KIND, tokens.hashed(ticket), cap.to_bytes(8, "big"), now + LIFE)
