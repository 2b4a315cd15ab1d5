"""The recorder finds a word however it is dressed; a recorder that misses would prove nothing."""

from __future__ import annotations

import base64
import gzip
import zlib
from io import BytesIO
from urllib.parse import quote

import pytest

from tests.edge import Edge
from tests.recorder import Application, Environ, Recorder, leaks
from tests.server.relay import Relay
from tests.server.switchboard import switchboard

WORD = "MarkerÉglantine71"


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


AROUND = b"before " + WORD.encode() + b" after, and more words behind it"
DRESSED = {
    "plain": AROUND,
    "UTF-16": AROUND.decode().encode("utf-16-le"),
    "hex": AROUND.hex().encode(),
    "base64": base64.b64encode(AROUND),
    "base64 one on": base64.b64encode(b"x" + AROUND),
    "base64 two on": base64.urlsafe_b64encode(b"xy" + AROUND),
    "percent": quote(AROUND).encode(),
    "gzip": gzip.compress(AROUND),
    "zlib inside": b"head" + zlib.compress(AROUND),
    "raw deflate behind a length": b"\0\0\0\x20" + raw_deflate(AROUND),
    "deflated in base64": b'{"a":"' + base64.urlsafe_b64encode(raw_deflate(AROUND)) + b'"}',
}


@pytest.mark.parametrize("dress", DRESSED)
def test_a_dressed_word_is_found(dress: str) -> None:
    assert leaks([WORD], [("somewhere", DRESSED[dress])]) == ["word 0 in somewhere"]


def test_a_word_that_is_not_there_is_not_found() -> None:
    assert leaks([WORD], [("somewhere", bytes(range(256)) * 40)]) == []


def ask(recorder: Recorder, application: Application, environ: Environ) -> None:
    """A request of an application whose line to the test is the one of a server's processes."""
    with switchboard(recorder, Edge()) as address:
        list(Relay(application, address)(environ, None))


def test_headers_query_and_body_are_all_kept() -> None:
    recorder = Recorder()

    def application(environ: Environ, start: object) -> list[bytes]:
        environ["wsgi.input"].read()
        return [b""]

    for place in ("HTTP_X_NOTE", "QUERY_STRING", "body"):
        environ: Environ = {"REQUEST_METHOD": "PUT", "PATH_INFO": "/v1/blob", place: WORD}
        environ["wsgi.input"] = BytesIO(WORD.encode() if place == "body" else b"")
        ask(recorder, application, environ)
    assert len(recorder.sent) == 3
    assert len(leaks([WORD], recorder.pieces())) == 2


def test_what_an_application_leaves_unread_is_kept_too() -> None:
    recorder = Recorder()
    environ: Environ = {"REQUEST_METHOD": "PUT", "PATH_INFO": "/v1/blob", "CONTENT_LENGTH": str(len(AROUND))}
    ask(recorder, lambda _environ, _start: [b""], {**environ, "wsgi.input": BytesIO(AROUND)})
    assert leaks([WORD], recorder.pieces()) == ["word 0 in PUT /v1/blob body"]
