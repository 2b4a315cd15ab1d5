"""Whose turn it is to write: SQLite has one writer."""

import threading

from wallet.errors import Busy

BUSY_SECONDS = 10


class Turn:
    """Lets one thread of this process write at a time; a thread that has its turn may take it again.

    Without it threads meet inside SQLite, where whoever comes second sleeps, longer each time, and finds the
    writer's place taken again. Raises Busy after BUSY_SECONDS.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()

    def __enter__(self) -> None:
        if not self._lock.acquire(timeout=BUSY_SECONDS):
            raise Busy(retry_after=5)

    def __exit__(self, *_: object) -> None:
        self._lock.release()
