"""How a process of the server ends: in seconds, and whoever waits at its door is let in (decision 0032)."""

from __future__ import annotations

import contextlib
import os
import selectors
import time
from types import FrameType
from typing import Any, Final

from wallet.line_crowd import ASKING
from wallet.line_worker import LineWorker

SERVES: Final = 5.0
"""Seconds for which requests that are under way may go on; others are served meanwhile."""
ENDS: Final = 3.0
"""Seconds after that for the last answers."""
ORPHANED: Final = 1.0
"""In the place of both where gunicorn's master is gone: the next start waits for the port."""


class StoppingWorker(LineWorker):
    """A LineWorker whose listening sockets are closed last."""

    alive: bool
    sockets: list[Any]

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """INT and QUIT, as from a keyboard: gunicorn would accept no more, and wait for its threads."""
        self.handle_exit(sig, frame)

    def run(self) -> None:
        queue = self.method_queue
        self.poller.register(queue.fileno(), selectors.EVENT_READ, queue.run_callbacks)
        self.set_accept_enabled(True)
        while self.alive and self.is_parent_alive():
            self._round()
        self.alive = False
        serves, ends = (SERVES, ENDS) if self.is_parent_alive() else (0.0, ORPHANED)
        self._serve_on(serves)
        slow = self.working | self.waiting
        self._close_door()
        self._finish(slow, ends)
        if not self.is_parent_alive():
            os._exit(0)  # nobody else would end a thread that waits for a store

    def _round(self) -> None:
        self.notify()
        if self.sockets:
            self.set_accept_enabled(self.nr_conns < self.worker_connections)
        self.wait_for_and_dispatch_events(1.0)
        self.murder_keepalived()

    def _serve_on(self, seconds: float) -> None:
        """As long as something goes on that had begun before, and not longer than so many seconds."""
        begun, until = self.working | self.waiting, time.monotonic() + seconds
        while begun & (self.working | self.waiting) and time.monotonic() < until and self.is_parent_alive():
            self._round()

    def _close_door(self) -> None:
        """Lets in who waits there; from now on this process's port is closed."""
        self.set_accept_enabled(False)
        for listener in self.sockets:
            for _ in range(self.worker_connections):
                if not self.accept(listener):
                    break
            listener.close()
        self.sockets = []

    def _finish(self, slow: set[Any], seconds: float) -> None:
        """Tells the slow ones that they were too slow; the others get their answers."""
        until = time.monotonic() + seconds
        for conn in slow:
            self._hurry(conn)
        while self.nr_conns > 0 and time.monotonic() < until:
            self._round()
        self.murder_keepalived(force=True)
        self.tpool.shutdown(wait=False)
        self.poller.close()
        self.method_queue.close()

    def _hurry(self, conn: Any) -> None:
        if conn in self.working and conn.answer is None:
            with contextlib.suppress(OSError):
                conn.sock.hurry()
        elif conn in self.waiting and conn.state == ASKING and conn.sock.asked_head():
            conn.sock.hurried = True
            self._take(conn)
