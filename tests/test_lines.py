"""What one client's line does, however odd or broken, is its own affair: the process serves the others."""

from __future__ import annotations

import contextlib
import errno
import io
import selectors
import socket
import struct
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from types import SimpleNamespace
from typing import Any

import pytest
from gunicorn.config import Config  # type: ignore[import-untyped]

from tests.endure.served import Served, served
from tests.test_serve import heard
from wallet.line import Line
from wallet.line_crowd import SENDING, Crowd
from wallet.line_worker import LineWorker

BODY = b'{"door_id": "AAAAAAAAAAAAAAAAAAAAAQ"}'
OPEN = b"POST /v1/door/open HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
EXPECTS = OPEN + b"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n" % len(BODY)
STAYS = EXPECTS.replace(b"Connection: close\r\n", b"")
LARGE = EXPECTS.replace(b"Length: %d" % len(BODY), b"Length: 150000")
"""Not gathered before a thread has it."""
CHUNKED = EXPECTS.replace(b"Content-Length: %d" % len(BODY), b"Transfer-Encoding: chunked")
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
PROBE = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
RESETS = 60
"""Of these, some are reset after the head is read and before that is answered."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One process. Its log is empty as long as nothing goes wrong, and names a worker that ended."""
    with served(tmp_path_factory.mktemp("lines"), {"workers": "1", "threads": "4"}) as made:
        yield made


def line(server: Served) -> socket.socket:
    """A connection to it."""
    return socket.create_connection(("127.0.0.1", server.port), timeout=20)


def asked(server: Served, request: bytes) -> bytes:
    """All that is answered to a request that closes the line."""
    with line(server) as own:
        own.sendall(request)
        return heard(own)


def reset(own: socket.socket) -> None:
    """Ends it without a goodbye."""
    own.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    own.close()


def test_who_expects_an_answer_to_the_head_and_resets_ends_its_line_alone(server: Served) -> None:
    for _ in range(RESETS):
        own = line(server)
        own.sendall(EXPECTS)
        reset(own)
    assert asked(server, PROBE).startswith(b"HTTP/1.1 200 ")
    assert server.log() == ""


@pytest.mark.parametrize(
    ("head", "body"),
    [
        pytest.param(EXPECTS, BODY, id="gathered"),
        pytest.param(LARGE, BODY.ljust(150_000), id="large"),
        pytest.param(CHUNKED, b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY), id="chunked"),
        pytest.param(STAYS, BODY + EXPECTS + BODY, id="twice"),
    ],
)
def test_a_request_is_told_once_to_go_on(server: Served, head: bytes, body: bytes) -> None:
    requests = 1 + body.count(b"HTTP/1.1")
    with line(server) as own:
        own.sendall(head)
        assert own.recv(len(GO_ON), socket.MSG_WAITALL) == GO_ON
        own.sendall(body)
        answer = heard(own)
    assert (answer.count(GO_ON), answer.count(b"HTTP/1.1 4")) == (requests - 1, requests)
    assert server.log() == ""


def test_an_older_client_that_asks_is_not_told_to_go_on(server: Served) -> None:
    with line(server) as own:
        own.sendall(EXPECTS.replace(b"HTTP/1.1", b"HTTP/1.0"))
        own.settimeout(0.5)
        with pytest.raises(TimeoutError):
            own.recv(1)
        own.settimeout(20)
        own.sendall(BODY)
        assert heard(own).startswith(b"HTTP/1.0 404 ")


@pytest.mark.parametrize("header", [b"SCRIPT_NAME: /x", b"X-Other: /x"])
@pytest.mark.parametrize(("path", "status"), [(b"/x/healthz", b"404"), (b"/healthz", b"200")])
def test_no_header_says_where_the_path_begins(
    server: Served, header: bytes, path: bytes, status: bytes
) -> None:
    request = PROBE.replace(b"/healthz", path).replace(b"Host: x", b"Host: x\r\n" + header)
    assert asked(server, request).startswith(b"HTTP/1.1 %s " % status)
    assert server.log() == ""


class Full(selectors.DefaultSelector):
    """A poller for which the system has no room left."""

    def register(self, *_: Any) -> Any:
        """Fails."""
        raise OSError(errno.ENOSPC, "no room")


def worker(poller: selectors.BaseSelector) -> LineWorker:
    """What the main thread has of one, and no threads."""
    made = LineWorker.__new__(LineWorker)
    made.cfg, made.poller, made.crowd = Config(), poller, Crowd(4, 2, counted=True)
    made.nr_conns, made.worker_connections = 0, 8
    made.waiting, made.working, made.alive = set(), set(), True
    return made


@contextlib.contextmanager
def come(made: LineWorker) -> Iterator[socket.socket]:
    """The other side of a line that it has accepted."""
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        socket.create_connection(listener.getsockname(), timeout=20) as other,
    ):
        made.accept(listener)
        try:
            yield other
        finally:
            made.murder_keepalived(force=True)


def reads(made: LineWorker, conn: Any) -> None:
    """A head has just come, and says that more follows."""
    conn.sock.came += EXPECTS
    conn.sock.hear = lambda: True
    made._readable(conn, conn.sock)


def writes(made: LineWorker, conn: Any) -> None:
    """The line takes more of an answer."""
    made._forget(conn)
    conn.sock.push = lambda: Line.push(conn.sock) and False
    conn.sock._left += b"HTTP/1.1"
    made._wait(conn, SENDING)
    made._writable(conn, conn.sock)


def goes_on(made: LineWorker, conn: Any) -> None:
    """It was answered, and the next head is there."""
    conn.sock.came += EXPECTS
    worked(made, conn, stays=True)


def leaves(made: LineWorker, conn: Any) -> None:
    """It was answered, and nothing more is wanted."""
    worked(made, conn, stays=False)


def worked(made: LineWorker, conn: Any, *, stays: bool) -> None:
    """A thread is done with it."""
    made._forget(conn)
    made.crowd.may_work(conn)
    conn.parser = SimpleNamespace(unreader=SimpleNamespace(buf=io.BytesIO()))
    done = Future[bool]()
    done.set_result(stays)
    made.finish_request(conn, done)


@pytest.mark.parametrize("step", [reads, writes, goes_on, leaves])
@pytest.mark.parametrize("broken", [True, False])
def test_a_step_on_a_broken_line_ends_that_line_alone(
    step: Callable[[LineWorker, Any], None], broken: bool
) -> None:
    made = worker(selectors.DefaultSelector())
    with come(made), come(made) as other:
        conn = next(conn for conn in made.waiting if conn.client == other.getsockname())
        if broken:
            reset(other)
        step(made, conn)
        assert (conn.sock.fileno() < 0, made.nr_conns, len(made.waiting)) == (
            (True, 1, 1) if broken else (False, 2, 2)
        )


def test_a_line_that_the_system_has_no_room_for_is_closed() -> None:
    made = worker(Full())
    with come(made) as other:
        assert (made.nr_conns, made.waiting, other.recv(1)) == (0, set(), b"")


def test_a_bug_is_not_taken_for_a_broken_line() -> None:
    made = worker(selectors.DefaultSelector())
    with come(made):
        (conn,) = made.waiting
        conn.sock.hear = lambda: 1 // 0
        with pytest.raises(ZeroDivisionError):
            made._readable(conn, conn.sock)
