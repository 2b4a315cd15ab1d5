"""Whose turn it is to write: SQLite has one writer."""

import threading
from pathlib import Path

from wallet.ballast import Ballast
from wallet.errors import Busy

BUSY_SECONDS = 10


class Turn:
    """Lets one thread of this process write at a time; a thread that has its turn may take it again.

    Without it threads meet inside SQLite, where whoever comes second sleeps, longer each time, and finds the
    writer's place taken again. Raises Busy after BUSY_SECONDS. `folder` is that of the file.
    """

    def __init__(self, folder: Path) -> None:
        self._lock = threading.RLock()
        self._ballast = Ballast(folder)

    def __enter__(self) -> None:
        if not self._lock.acquire(timeout=BUSY_SECONDS):
            raise Busy(retry_after=5)
        self._ballast.see_to()

    def __exit__(self, *_: object) -> None:
        self._lock.release()
