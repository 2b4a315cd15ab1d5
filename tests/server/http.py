"""A test client whose requests travel over a real socket to a running server."""

from __future__ import annotations

import contextlib
import http.client
import socket
from collections.abc import Iterable
from typing import Any

from werkzeug.test import Client, TestResponse

Environ = dict[str, Any]
LOOPBACK = "127.0.0.1"
FROM = "X-Test-From"
"""Carries the address that a test wants to come from; tests/server/relay.py reads it in the server."""
PATIENCE = 60.0
NOT_OURS = frozenset({"connection", "transfer-encoding", "keep-alive", "date", "server"})
"""What gunicorn adds to an answer."""


class Remote:
    """A WSGI application that hands each request on to a server, as werkzeug's client wants one."""

    def __init__(self, port: int) -> None:
        self.port = port

    def test_client(self) -> Client:
        """A client with a cookie jar of its own."""
        return Client(self, TestResponse)

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            _send(connection, environ)
            answer = connection.getresponse()
            body = answer.read()
        headers = [row for row in answer.getheaders() if row[0].lower() not in NOT_OURS]
        start_response(f"{answer.status} {answer.reason}", headers)
        return [body]


def _send(connection: http.client.HTTPConnection, environ: Environ) -> None:
    """The request as the environment describes it. A body shorter than announced ends with the connection."""
    body: bytes = environ["wsgi.input"].read()
    target = environ.get("REQUEST_URI") or environ["PATH_INFO"]
    connection.putrequest(environ["REQUEST_METHOD"], target, skip_host=True, skip_accept_encoding=True)
    for name, value in _headers(environ):
        connection.putheader(name, value)
    connection.connect()
    # A refusal may come before the whole body is sent.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        connection.endheaders(body or None)
        if len(body) < int(environ.get("CONTENT_LENGTH") or 0):
            connection.sock.shutdown(socket.SHUT_WR)


def _headers(environ: Environ) -> Iterable[tuple[str, str]]:
    for name, value in environ.items():
        if name.startswith("HTTP_"):
            yield name.removeprefix("HTTP_").replace("_", "-").title(), str(value)
    for name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if environ.get(name):
            yield name.replace("_", "-").title(), str(environ[name])
    if environ.get("REMOTE_ADDR", LOOPBACK) != LOOPBACK:
        yield FROM, environ["REMOTE_ADDR"]
