"""What was looked up a moment ago is not looked up again."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Looked(Generic[T]):
    """Asks at most once in `seconds`, one thread at a time; the others wait for that answer."""

    def __init__(self, ask: Callable[[], T], seconds: float) -> None:
        self._ask, self._seconds = ask, seconds
        self._turn = threading.Lock()
        self._kept: tuple[float, T] | None = None

    def __call__(self) -> T:
        with self._turn:
            if self._kept is None or time.monotonic() >= self._kept[0]:
                found = self._ask()
                self._kept = (time.monotonic() + self._seconds, found)
            return self._kept[1]
