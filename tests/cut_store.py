"""A line to an S3-compatible store that breaks while it hands a body out."""

from __future__ import annotations

import contextlib
import http.client
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from wallet.blobs.s3 import S3Settings

BODY = re.compile(r"/[0-9a-f]{32}\Z")


class CutStore(ThreadingHTTPServer):
    """Passes everything on; of a body that is asked for, only the first `after` bytes once that is set.

    It is given while `gives` is set, else a byte a second; `asked` is set once one is asked for.
    """

    daemon_threads = True
    after: int | None = None

    def __init__(self, endpoint: str) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.asked, self.gives = threading.Event(), threading.Event()
        self.gives.set()
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

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):  # who asked is gone
            super().handle()

    def _give(self, body: bytes) -> None:
        if self.command != "GET" or not BODY.search(self.path.split("?")[0]):
            self.wfile.write(body)
            return
        self.server.asked.set()
        given = 0
        while not self.server.gives.wait(1):
            self.wfile.write(body[given : given + 1])
            given += 1
        self.wfile.write(body[given : self.server.after])
        self.close_connection = self.server.after is not None

    do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = _pass

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def settings(line: CutStore, bucket: S3Settings) -> dict[str, str]:
    """Those of a server whose bodies lie behind it."""
    return {
        "WALLET_BLOB_STORE": "s3",
        "WALLET_S3_ENDPOINT": line.endpoint,
        "WALLET_S3_BUCKET": bucket.bucket,
        "WALLET_S3_KEY": bucket.key,
        "WALLET_S3_SECRET": bucket.secret,
    }


@contextlib.contextmanager
def cut_store(endpoint: str) -> Iterator[CutStore]:
    """In front of the store at `endpoint`, until the block ends."""
    with CutStore(endpoint) as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        try:
            yield made
        finally:
            made.gives.set()
            made.shutdown()
            thread.join()
