"""Dear work: a few at a time, a few who wait, and no more."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from wallet.errors import Busy


class Bounded:
    """Lets `at_once` threads of a process in; `waiting` more wait for `seconds` at most."""

    def __init__(self, at_once: int, waiting: int, seconds: float) -> None:
        self._seconds = seconds
        self._there = threading.BoundedSemaphore(at_once + waiting)
        self._inside = threading.BoundedSemaphore(at_once)

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Raises Busy where there are too many."""
        if not self._there.acquire(blocking=False):
            raise Busy(retry_after=1)
        try:
            if not self._inside.acquire(timeout=self._seconds):
                raise Busy(retry_after=1)
            try:
                yield
            finally:
                self._inside.release()
        finally:
            self._there.release()
