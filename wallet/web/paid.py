"""Writes that are paid with a ticket instead of a session."""

from collections.abc import Iterator
from contextlib import contextmanager

from wallet import tickets
from wallet.clock import seconds
from wallet.errors import TicketRefused
from wallet.web.parts import parts


@contextmanager
def paid(ticket: bytes, length: int = 0, kind: str = tickets.KIND) -> Iterator[None]:
    """Spends the ticket on a write of `length` bytes; gives it back when nothing came of the write.

    Raises TicketRefused.
    """
    store, now = parts().ephemeral, seconds(parts().now())
    cap = tickets.spend(store, ticket, now, kind)
    try:
        if length > cap:
            raise TicketRefused
        yield
    except BaseException:
        tickets.give_back(store, ticket, cap, now, kind)
        raise
