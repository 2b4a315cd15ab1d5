"""The line between a server's processes and the test that started it: what is asked, and what becomes of it.

In the server `Relay` is wrapped around the WSGI application. It tells the test of each request before the
application sees it, and does what the test says: passes it on, answers something else, cuts the line.
"""

from __future__ import annotations

import errno
import os
import socket
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.connection import Client, Connection
from typing import Any, Literal

from tests.recorder import Application, Environ, Tee, head_of
from tests.server.http import FROM

Action = Literal["pass", "answer", "cut", "cut_answer", "change"]


@dataclass(frozen=True)
class Asked:
    """A request, before its body was read."""

    method: str
    path: str
    head: bytes


@dataclass(frozen=True)
class Order:
    """What becomes of a request. `status` and `body` are those of `answer`; `after` counts bytes of `cut`."""

    action: Action = "pass"
    status: str = ""
    body: bytes = b""
    after: int = 0


@dataclass(frozen=True)
class Came:
    """A request's whole body."""

    body: bytes


@dataclass(frozen=True)
class Change:
    """An answer's body, which the test gives back changed."""

    body: bytes


class Cut(ConnectionResetError):
    """The line is gone; gunicorn takes it for a client that went away."""

    def __init__(self) -> None:
        super().__init__(errno.ECONNRESET, "cut by the test")


class Relay:
    """Wraps an application; every thread that serves has a connection of its own to the test.

    Without an address nobody listens, and everything passes.
    """

    def __init__(self, application: Application, address: str) -> None:
        self._application, self._address = application, address
        self._local = threading.local()

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if FROM_KEY in environ:
            environ["REMOTE_ADDR"] = environ.pop(FROM_KEY)
        if not self._address:
            return self._application(environ, start_response)
        line = self._line()
        line.send(Asked(environ["REQUEST_METHOD"], environ["PATH_INFO"], head_of(environ)))
        order: Order = line.recv()
        kept = bytearray()
        body = environ["wsgi.input"] = Tee(environ["wsgi.input"], kept)
        try:
            return self._obey(order, environ, start_response)
        finally:
            if order.action != "cut":
                body.rest(int(environ.get("CONTENT_LENGTH") or 0))
            line.send(Came(bytes(kept)))
            line.recv()  # what was asked is known to the test before the answer is known to the client

    def _obey(self, order: Order, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if order.action == "answer":
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            start_response(order.status, _json(order.body))
            return [order.body]
        if order.action == "cut":
            environ["wsgi.input"].read(order.after)
            raise _cut(environ)
        if order.action == "cut_answer":
            b"".join(self._application(environ, lambda *_: None))
            raise _cut(environ)
        if order.action == "change":
            return self._changed(environ, start_response)
        return self._application(environ, start_response)

    def _changed(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        said: list[Any] = []
        whole = b"".join(self._application(environ, lambda *told: said.extend(told)))
        self._line().send(Change(whole))
        body: bytes = self._line().recv()
        headers = [row for row in said[1] if row[0].lower() != "content-length"]
        start_response(said[0], [*headers, ("Content-Length", str(len(body)))])
        return [body]

    def _line(self) -> Connection:
        line: Connection | None = getattr(self._local, "line", None)
        if line is None or self._local.process != os.getpid():
            line = self._local.line = Client(self._address)
            self._local.process = os.getpid()
        return line


FROM_KEY = f"HTTP_{FROM.upper().replace('-', '_')}"


def _json(body: bytes) -> list[tuple[str, str]]:
    return [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]


def _cut(environ: Environ) -> Cut:
    environ["gunicorn.socket"].shutdown(socket.SHUT_RDWR)
    return Cut()
