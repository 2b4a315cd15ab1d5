"""Work that recurs: a thread in each worker, of which only the one that holds the lock file works."""

import fcntl
import logging
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from wallet.errors import WalletError

log = logging.getLogger(__name__)


class Alone:
    """A lock file that one process of the machine holds; freed by the system when that process ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: int | None = None

    def holds(self) -> bool:
        """Whether this process holds the lock, taking it where it is free."""
        if self._held is None:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(handle)
            else:
                self._held = handle
        return self._held is not None

    def release(self) -> None:
        """Lets another process have it."""
        if self._held is not None:
            os.close(self._held)
            self._held = None


def start(
    work: Callable[[], None], lock: Path, every: float, else_: Callable[[], None] = lambda: None
) -> threading.Thread:
    """A daemon thread that calls `work` every so many seconds, in one process of those that share `lock`.

    The other processes call `else_`.

    Whatever goes wrong is tried again at the next turn: what ends by itself must not stop ending for good.
    """
    thread = threading.Thread(
        target=_run, args=(work, else_, Alone(lock), every), name="background", daemon=True
    )
    thread.start()
    return thread


def _run(work: Callable[[], None], else_: Callable[[], None], alone: Alone, every: float) -> None:
    while True:
        try:
            (work if alone.holds() else else_)()
        except WalletError as problem:
            log.error("background work put off: %s", problem.code)
        except Exception as problem:  # noqa: BLE001 - its message may hold an id: only its kind is logged
            log.error("background work broken: %s", type(problem).__name__)
        time.sleep(every)
