"""An S3 store that refuses, has no room, hangs up or cuts a body: each is named, no half body given."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from wallet.blobs.s3 import S3Settings, S3Store
from wallet.blobs.store import new_key
from wallet.errors import StoreAway, StoreFull, WalletError

BODY = bytes(5000)


@contextmanager
def answering(status: int, sent: int) -> Iterator[S3Store]:
    """A store that answers with that status, and so many bytes of the body that it announces; 0: hangs up."""

    class Answers(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def do_GET(self) -> None:
            self.close_connection = True
            if status:
                self.send_response(status)
                self.send_header("Content-Length", str(0 if status >= 300 else len(BODY)))
                self.end_headers()
                self.wfile.write(BODY[:sent])

        def log_message(self, format: str, *_arguments: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    store = S3Store(S3Settings(f"http://127.0.0.1:{server.server_port}", "b", "us-east-1", "key", "secret"))
    try:
        yield store
    finally:
        store.disconnect()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(("status", "raised"), [(503, StoreAway), (507, StoreFull), (0, StoreAway)])
def test_what_it_refuses_is_named(status: int, raised: type[WalletError]) -> None:
    with answering(status, 0) as store, pytest.raises(raised):
        store.put(new_key(), io.BytesIO(BODY), len(BODY))


@pytest.mark.parametrize("sent", [0, 1, len(BODY) - 1])
def test_a_body_that_is_cut_on_the_way_ends_in_a_failure(sent: int) -> None:
    with answering(200, sent) as store, pytest.raises(StoreAway):
        b"".join(store.get(new_key())[0])


def test_a_whole_body_does_not() -> None:
    with answering(200, len(BODY)) as store:
        assert b"".join(store.get(new_key())[0]) == BODY
