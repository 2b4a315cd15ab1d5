"""gunicorn's threads, which work and never wait for a client's line (decision 0024)."""

from __future__ import annotations

import contextlib
import selectors
import time
from functools import partial
from typing import Any, Final

from gunicorn.http import wsgi  # type: ignore[import-untyped]
from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]

from wallet.line import Answer, Line, on_its_line
from wallet.line_crowd import ASKING, IDLE, LEAVING, SENDING, Crowd, worst

PARKED: Final = object()
"""What a thread says of an answer that the line has not taken yet."""
TICK = 0.25
FIRST = 10.0
"""Seconds for which a new line may be silent; one that was answered: gunicorn's `keepalive`."""
GOODBYE, DRAINED = 2.0, 256 * 1024
"""How long, and over how many bytes, a line is heard out so that its last answer is not torn away."""
BEAT: Final = "/kiosk/v1/beat"


class LineWorker(ThreadWorker):  # type: ignore[misc]
    """One process. Lines wait in its poller; a thread has one only while there is something to do."""

    behind_proxies = False

    def init_process(self) -> None:
        threads = self.cfg.threads
        self.crowd = Crowd(threads, max(1, threads // 2), counted=not self.behind_proxies)
        self.waiting = set[Any]()
        self.working = set[Any]()
        self._swept = self._stop_by = self._free_at = time.monotonic()
        super().init_process()

    # What happens on the main thread

    def accept(self, listener: Any) -> bool:
        """Whether somebody was there."""
        try:
            taken, client = listener.accept()
            conn = TConn(self.cfg, Line(taken), client, listener.getsockname())
        except OSError:
            return False
        conn.answer = None
        self.nr_conns += 1
        self.crowd.comes(conn)
        self._begin(conn)
        return True

    @on_its_line
    def _begin(self, conn: Any) -> None:
        if self.crowd.too_many(conn):
            self._gone(worst(self.waiting, conn.address) or conn)
        elif self.nr_conns >= self.worker_connections:
            self._gone(worst(self.waiting, self.crowd.largest()) or conn)
        if conn.sock.fileno() >= 0:
            self._wait(conn, ASKING, time.monotonic() + FIRST)

    def enqueue_req(self, conn: Any) -> None:
        if self.crowd.may_work(conn):
            self._work(conn)

    def finish_request(self, conn: Any, fs: Any) -> None:
        self.working.discard(conn)
        successor = self.crowd.has_worked(conn)
        if successor is not None:
            self._work(successor)
        self._after(conn, not fs.cancelled() and fs.exception() is None and fs.result())

    @on_its_line
    def _after(self, conn: Any, result: Any) -> None:
        if result is PARKED:
            self._wait(conn, SENDING)
        elif not result:
            self._leave(conn)
        elif conn.parser.unreader.buf.getvalue() or conn.sock.came:
            conn.sock.start()
            self._heard(conn)
        else:
            conn.sock.start()
            self._wait(conn, IDLE, time.monotonic() + self.cfg.keepalive)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        super().wait_for_and_dispatch_events(min(timeout, TICK))
        now = time.monotonic()
        if not self.tpool._work_queue.qsize():
            self._free_at = now
        elif now > self._free_at + TICK:
            self._relieve(now)

    def murder_keepalived(self, force: bool = False) -> None:
        """Called at least once a second, and with `force` in the end."""
        now = time.monotonic()
        if self.alive:
            self._stop_by = now + GOODBYE
        for conn in [conn for conn in self.waiting if force or self._ends(conn) <= now]:
            if conn.state == ASKING and conn.sock.asked_head() and not force:
                conn.sock.hurried = True  # so that the application says that it was too slow
                self._take(conn)
            else:
                self._gone(conn)

    def _work(self, conn: Any) -> None:
        self.working.add(conn)
        super().enqueue_req(conn)

    def _relieve(self, now: float) -> None:
        """Nobody gets a thread: the slowest of those who send make room."""
        slow = [conn for conn in self.working if not conn.answer and conn.sock.began < now - 1]
        slow.sort(key=lambda conn: conn.sock.pace())
        for conn in slow[: self.tpool._work_queue.qsize()]:
            try:
                conn.sock.hurry()
            except OSError:
                continue

    def _ends(self, conn: Any) -> float:
        own: float = conn.until or conn.sock.until()
        return min(own, self._stop_by) if conn.state == IDLE and not self.alive else own

    def _wait(self, conn: Any, state: int, until: float = 0.0) -> None:
        """Into the poller; without `until`, as long as the line keeps its pace."""
        conn.state, conn.until = state, until
        conn.sock.settimeout(0)
        sending = state == SENDING
        event = selectors.EVENT_WRITE if sending else selectors.EVENT_READ
        self.poller.register(conn.sock, event, partial(self._writable if sending else self._readable, conn))
        self.waiting.add(conn)

    def _forget(self, conn: Any) -> None:
        if conn in self.waiting:
            self.waiting.discard(conn)
            self.poller.unregister(conn.sock)

    def _take(self, conn: Any) -> None:
        self._forget(conn)
        self.enqueue_req(conn)

    @on_its_line
    def _readable(self, conn: Any, _sock: Any) -> None:
        if conn not in self.waiting:  # ended by another event of the same round
            return
        try:
            there = conn.sock.hear()
        except BlockingIOError:
            return
        if not there and conn.state == ASKING and conn.sock.asked_head():
            self._take(conn)  # nothing more comes, and the application says what is missing
        elif not there or (conn.state == LEAVING and len(conn.sock.came) > DRAINED):
            self._gone(conn)
        elif conn.state != LEAVING:
            self._heard(conn)

    def _heard(self, conn: Any) -> None:
        buffered = conn.parser is not None and conn.parser.unreader.buf.getvalue()
        if buffered or conn.sock.asked_whole():
            self._take(conn)
        elif conn in self.waiting:
            conn.state, conn.until = ASKING, 0.0
        else:
            self._wait(conn, ASKING)

    @on_its_line
    def _writable(self, conn: Any, _sock: Any) -> None:
        if conn in self.waiting and conn.sock.push():
            self._take(conn)

    def _leave(self, conn: Any) -> None:
        """Says that nothing more comes, and hears it out: closing at once would tear the answer away."""
        conn.sock.came.clear()
        conn.sock.shutdown(1)
        self._wait(conn, LEAVING, time.monotonic() + GOODBYE)

    def _gone(self, conn: Any) -> None:
        self._forget(conn)
        self.nr_conns -= 1
        self.crowd.goes(conn)
        with contextlib.suppress(OSError), contextlib.closing(conn.sock):
            if conn.answer is not None:
                conn.answer.close()
                conn.sock.tear()

    # What happens in a thread

    def handle(self, conn: Any) -> Any:
        conn.data_ready = True
        if conn.answer is None:
            return super().handle(conn)
        try:
            return self._keepalive_after(conn, self._go_on(conn))
        except (OSError, StopIteration):
            return False

    def handle_request(self, req: Any, conn: Any) -> Any:
        if req._expected_100_continue:
            conn.sock.ask_for_body()
            req._expected_100_continue = False  # gunicorn would say it too, and wait for the line
        response, environ = wsgi.create(req, conn.sock, conn.client, conn.server, self.cfg)
        environ["wsgi.multithread"] = True
        if not self.alive:
            response.force_close()
        pieces = self.wsgi(environ, response.start_response)
        conn.sock.start()
        conn.answer = Answer(response, pieces)
        if req.path == BEAT and response.status_code == 200:
            self.method_queue.defer(self.crowd.has_pc, conn)
        return self._go_on(conn)

    def _go_on(self, conn: Any) -> Any:
        """Whether the line goes on after the answer, PARKED where it has not taken it. Raises OSError."""
        try:
            while conn.sock.push():
                if conn.answer.ended:
                    stays = not conn.answer.response.should_close()
                    self._done(conn)
                    return stays
                conn.answer.step()
        except OSError:
            self._done(conn)
            raise
        except Exception as problem:
            self.log.error("an answer broke off: %s", type(problem).__name__)
            self._done(conn)
            raise StopIteration from problem
        return PARKED

    def _done(self, conn: Any) -> None:
        answer, conn.answer = conn.answer, None
        answer.close()

    def _keepalive_after(self, conn: Any, keepalive: Any) -> Any:
        """Throws away a body that the application left, as far as it is there; nobody waits for the rest."""
        if keepalive is PARKED or not keepalive:
            return keepalive
        conn.sock.hurried = True
        return bool(conn.parser.finish_body(deadline=time.monotonic() + 1))
