"""A body that its store hands out only in part is never taken for a whole one: on `wallet run` itself."""

from __future__ import annotations

import contextlib
import http.client
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.conftest import new_bucket
from tests.cut_store import cut_store, settings
from tests.desk import Paper, sealed
from tests.servers import Seaweed
from tests.test_blob_faults import request as put_request
from tests.test_serve import Running, running
from wallet.blobs.s3 import S3Settings
from wallet.blobs.store import PIECE
from wallet.crypto.bytes import b64

BODY = sealed(8)
PARTS = [None, (100, 200), (PIECE, len(BODY)), (len(BODY) - 100, len(BODY))]


@dataclass
class Kept:
    """A paper on a server; `cut` makes its store hand out so many bytes of an answer, None all."""

    server: Running
    paper: Paper
    cut: Callable[[int | None], None]
    refusal: tuple[int, str]
    """Status and code where nothing comes, or too little."""

    def got(self, part: tuple[int, int] | None = None) -> tuple[int, bytes]:
        """Status and body of an answer. Raises IncompleteRead where it breaks off."""
        line = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        headers = {"Content-Type": "application/json"}
        if part:
            headers["Range"] = f"bytes={part[0]}-{part[1] - 1}"
        asked = json.dumps({"id": b64(self.paper.id), "read": b64(self.paper.read)})
        with contextlib.closing(line):
            line.request("POST", "/v1/blob/get", asked, headers)
            answer = line.getresponse()
            return answer.status, answer.read()


def put(server: Running) -> Paper:
    """A paper whose body is BODY."""
    paper = Paper()
    with server.line() as line:
        line.sendall(put_request(server, paper, len(BODY)) + BODY)
        assert line.recv(4096).startswith(b"HTTP/1.1 201 ")
    return paper


@pytest.fixture(scope="module")
def on_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """A body in a file, of which `cut` leaves so many bytes."""
    with running(tmp_path_factory.mktemp("broken")) as server:
        paper = put(server)
        (file,) = (server.folder / "blobs").glob("??/*")

        def cut(after: int | None) -> None:
            file.write_bytes(BODY[:after])

        yield Kept(server, paper, cut, (500, "damaged"))


@pytest.fixture(scope="module")
def on_s3(tmp_path_factory: pytest.TempPathFactory, module_bucket: S3Settings) -> Iterator[Kept]:
    """A body behind a line that breaks after so many bytes of an answer."""
    with (
        cut_store(module_bucket.endpoint) as line,
        running(tmp_path_factory.mktemp("broken"), **settings(line, module_bucket)) as server,
    ):

        def cut(after: int | None) -> None:
            line.after = after

        yield Kept(server, put(server), cut, (503, "store_away"))


@pytest.fixture(scope="module")
def module_bucket(seaweed: Seaweed) -> S3Settings:
    """An empty bucket."""
    return new_bucket(seaweed)


@pytest.fixture(params=["on_disk", "on_s3"])
def kept(request: pytest.FixtureRequest) -> Iterator[Kept]:
    """A body in either store, whole at first."""
    found: Kept = request.getfixturevalue(request.param)
    found.cut(None)
    yield found
    found.cut(None)


@pytest.mark.parametrize("part", PARTS)
def test_a_body_and_a_part_of_it_are_got(kept: Kept, part: tuple[int, int] | None) -> None:
    assert kept.got(part) == ((206, BODY[slice(*part)]) if part else (200, BODY))


@pytest.mark.parametrize("part", PARTS)
def test_where_nothing_comes_it_is_refused(kept: Kept, part: tuple[int, int] | None) -> None:
    kept.cut(0)
    status, body = kept.got(part)
    assert (status, json.loads(body)["code"]) == kept.refusal


@pytest.mark.parametrize("after", [1, 150, PIECE, 3 * PIECE + 1, len(BODY) - 101])
@pytest.mark.parametrize("part", [None, (100, len(BODY))])
def test_less_than_all_is_broken_off_or_refused(kept: Kept, part: tuple[int, int] | None, after: int) -> None:
    kept.cut(after)
    try:
        status, body = kept.got(part)
    except http.client.IncompleteRead:
        return
    assert (status, json.loads(body)["code"]) == kept.refusal
