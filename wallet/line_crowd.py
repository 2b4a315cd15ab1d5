"""Who is there, by address: the lines and threads each may have, and whose line ends where it is full."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Iterable
from typing import Any, Final

from wallet.limits import network

LEAVING, IDLE, ASKING, SENDING = range(4)
"""What a line without a thread waits for; the first goes first where there is no room."""
TRUSTED: Final = 600.0
"""Seconds for which an address stays one of an enrolled PC after the PC told something."""
MORE: Final = 4
"""How many times as many lines such an address may have."""


class Crowd:
    """Counts lines and threads of addresses, and lets nobody have all. For the main thread alone."""

    def __init__(self, lines: int, threads: int, *, counted: bool) -> None:
        self._lines_most, self._threads_most = lines, threads
        self._counted = counted
        self._lines = Counter[bytes]()
        self._threads = Counter[bytes]()
        self._queues = dict[bytes, deque[Any]]()
        self._pcs = dict[bytes, float]()

    def comes(self, conn: Any) -> None:
        """Another line."""
        conn.address = network(conn.client[0]) if self._counted and isinstance(conn.client, tuple) else b""
        self._lines[conn.address] += 1

    def goes(self, conn: Any) -> None:
        """One line less."""
        self._lines[conn.address] -= 1
        if not self._lines[conn.address]:
            del self._lines[conn.address]

    def has_pc(self, conn: Any) -> None:
        """An enrolled PC of this address has told something."""
        now = time.monotonic()
        self._pcs = {address: until for address, until in self._pcs.items() if until > now}
        self._pcs[conn.address] = now + TRUSTED

    def too_many(self, conn: Any) -> bool:
        """Whether the address of this line has more lines than it may."""
        more = MORE if self._pcs.get(conn.address, 0.0) > time.monotonic() else 1
        return bool(conn.address) and self._lines[conn.address] > self._lines_most * more

    def largest(self) -> bytes:
        """The address with the most lines."""
        return max(self._lines, key=self._lines.__getitem__)

    def may_work(self, conn: Any) -> bool:
        """Takes a thread for it; False where its address has enough, and it waits for one of these."""
        if conn.address and self._threads[conn.address] >= self._threads_most:
            self._queues.setdefault(conn.address, deque()).append(conn)
            return False
        self._threads[conn.address] += 1
        return True

    def has_worked(self, conn: Any) -> Any:
        """Its thread is free; the line that has it now, or None."""
        queue = self._queues.get(conn.address)
        if queue:
            return queue.popleft()
        self._queues.pop(conn.address, None)
        self._threads[conn.address] -= 1
        if not self._threads[conn.address]:
            del self._threads[conn.address]
        return None


def worst(waiting: Iterable[Any], address: bytes) -> Any:
    """Which of the address's lines can be missed best, None where each has a thread."""
    own = [conn for conn in waiting if conn.address == address]
    return min(own, key=lambda conn: (conn.state, conn.sock.began), default=None)
