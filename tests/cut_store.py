"""A line to an S3-compatible store that breaks while it hands a body out."""

from __future__ import annotations

import contextlib
import http.client
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

BODY = re.compile(r"/[0-9a-f]{32}\Z")


class CutStore(ThreadingHTTPServer):
    """Passes everything on; of a body that is asked for, only the first `after` bytes once that is set."""

    daemon_threads = True
    after: int | None = None

    def __init__(self, endpoint: str) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.behind = urlsplit(endpoint).netloc

    @property
    def endpoint(self) -> str:
        """Its address, in the place of the store's."""
        return f"http://127.0.0.1:{self.server_port}"


class _Passing(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: CutStore

    def _pass(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        line = http.client.HTTPConnection(self.server.behind, timeout=30)
        with contextlib.closing(line):
            line.request(self.command, self.path, sent, dict(self.headers.items()))
            answer = line.getresponse()
            body = answer.read()
        self.wfile.write(f"HTTP/1.1 {answer.status} {answer.reason}\r\n".encode())
        for name, value in answer.getheaders():
            if name.lower() not in ("transfer-encoding", "connection"):
                self.send_header(name, value)
        self.end_headers()
        self._give(body)

    def _give(self, body: bytes) -> None:
        after = self.server.after if self.command == "GET" and BODY.search(self.path.split("?")[0]) else None
        self.wfile.write(body[:after])
        self.close_connection = after is not None

    do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = _pass

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextlib.contextmanager
def cut_store(endpoint: str) -> Iterator[CutStore]:
    """In front of the store at `endpoint`, until the block ends."""
    with CutStore(endpoint) as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        try:
            yield made
        finally:
            made.shutdown()
            thread.join()
