"""Every request of a soak, counted where it leaves: its status, and how long the answer took."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterable
from typing import Any

from tests.server.http import Environ, Remote


class Tally:
    """Requests of all clients together."""

    def __init__(self) -> None:
        self.statuses: Counter[str] = Counter()
        self._slowest: dict[str, float] = {}
        self._lock = threading.Lock()

    def note(self, request: str, status: str, seconds: float) -> None:
        """Counts one answer."""
        with self._lock:
            self.statuses[status[:3]] += 1
            self._slowest[request] = max(seconds, self._slowest.get(request, 0.0))

    @property
    def requests(self) -> int:
        """How many were answered."""
        return self.statuses.total()

    def slowest(self, most: int) -> str:
        """The kinds of request whose slowest answer took longest."""
        rows = sorted(self._slowest.items(), key=lambda row: -row[1])[:most]
        return ", ".join(f"{request} {seconds:.2f} s" for request, seconds in rows)


class Counted(Remote):
    """A way to the server that counts."""

    def __init__(self, port: int, tally: Tally) -> None:
        super().__init__(port)
        self._tally = tally

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        began, said = time.monotonic(), list[str]()

        def start(status: str, headers: list[tuple[str, str]]) -> None:
            said.append(status)
            start_response(status, headers)

        body = super().__call__(environ, start)
        request = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        self._tally.note(request, said[0], time.monotonic() - began)
        return body
