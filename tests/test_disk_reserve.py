"""`wallet run` keeps a reserve of its disk: what is new is refused below it, and all else goes on."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.desk import Desk, Paper, refused, sealed
from tests.holder import Holder, catalogue, settled
from tests.installation import Installation
from tests.small_disk import SmallDisk, mounted
from tests.waiting import until
from tests.web.mailbox_calls import Box
from tests.web.share_calls import end, knock, made
from wallet.crypto.bytes import b64

MEGABYTE = 1024 * 1024
DISK = 40 * MEGABYTE
RESERVE = DISK // 10
LARGE, LARGEST = 9, 17
"""Buckets of 1.5 and of 24 megabytes."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with mounted(tmp_path / "disk", DISK // MEGABYTE) as small:
        yield small


SHORT = {
    "all": lambda disk: {"folder": f"{disk}/var"},
    "database": lambda disk: {"database_url": f"sqlite:///{disk}/wallet.db"},
    "run store": lambda disk: {"run_folder": f"{disk}/run"},
}
"""Settings by what lies on the small disk."""


@pytest.fixture(params=["all"])
def desk(request: pytest.FixtureRequest, disk: SmallDisk, tmp_path: Path) -> Iterator[Desk]:
    """A server that has this on the small disk."""
    with Installation(tmp_path / "var", SHORT[request.param](disk.folder), dict).runs() as served:
        yield served


@pytest.mark.parametrize("desk", SHORT, indirect=True)
def test_below_the_reserve_what_is_new_is_refused_and_all_else_goes_on(disk: SmallDisk, desk: Desk) -> None:
    holder, share, box = settled(desk), made(desk), Box(desk)
    assert box.is_made().status_code == 201
    (paper, body), ticket = desk.kept(), desk.ticket()
    place = (box.asks_for_a_ticket(len(body)).json or {})["ticket"]
    disk.fill(RESERVE - 1)
    assert refused(desk.put_blob(Paper(), sealed(), ticket), 507, "store_full")
    assert refused(box.is_given(body, ticket=place), 507, "store_full")
    assert refused(box.asks_for_a_ticket(len(body)), 507, "store_full")
    assert refused(holder.asks("tickets", {"n": 1, "bytes": 1}), 507, "store_full")
    assert refused(Holder(desk).makes_a_vault(), 507, "store_full")
    assert refused(holder.saves(catalogue(1, 32 * 1024)), 507, "store_full")
    assert holder.saves(catalogue(2)).status_code == 204
    assert holder.asks("tickets", {"n": 1, "bytes": 0}).status_code == 200
    assert desk.get_blob(paper).data == body
    assert knock(desk, share.link).status_code == 200
    assert end(desk, share).status_code == 204
    assert desk.missing("blob/delete", paper.shown()) == []
    disk.clear()
    assert desk.put_blob(Paper(), sealed(), ticket).status_code == 201
    assert box.is_given(body, ticket=place).status_code == 201
    assert holder.asks("tickets", {"n": 1, "bytes": 1}).status_code == 200
    assert Holder(desk).makes_a_vault().status_code == 201
    assert holder.saves(catalogue(1, 32 * 1024)).status_code == 204


def test_uploads_alone_leave_the_reserve(disk: SmallDisk, desk: Desk) -> None:
    holder = settled(desk)
    tickets = [desk.ticket() for _ in range(32)]

    def put(ticket: bytes) -> int:
        return desk.another().put_blob(Paper(), sealed(LARGE), ticket).status_code

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(put, tickets))
    assert set(answers) == {201, 507}
    assert disk.free > RESERVE // 2  # a piece of each that came at once
    assert holder.unlocks().status_code == 200


def begins_to_put(desk: Desk, body: bytes, much: int) -> socket.socket:
    """The line of an upload that announced the whole body and sent so much of it."""
    headers = {"Host": "x", "Content-Type": "application/octet-stream", "Content-Length": len(body),
               "X-Ticket": b64(desk.ticket()), "X-Blob": b64(Paper().id),
               "X-Read-Hash": b64(bytes(32)), "X-Write-Hash": b64(bytes(32))}  # fmt: skip
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    line = socket.create_connection(("127.0.0.1", desk.parts.config.port))
    line.sendall(f"PUT /v1/blob HTTP/1.1\r\n{head}\r\n".encode() + body[:much])
    return line


def test_uploads_take_room_as_their_bytes_come(disk: SmallDisk, desk: Desk) -> None:
    body, incoming, before = sealed(LARGEST), desk.parts.config.blob_folder / "incoming", disk.free
    with ExitStack() as lines:
        for _ in range(16):
            lines.enter_context(begins_to_put(desk, body, 5 * 1024))
        until(lambda: len(list(incoming.iterdir())) == 16)
        desk.kept(LARGEST)  # more than half of the disk
        assert disk.free > before - len(body) - 2 * MEGABYTE
    until(lambda: not list(incoming.iterdir()))


def test_an_upload_that_comes_to_the_reserve_gives_its_room_back(disk: SmallDisk, desk: Desk) -> None:
    body, incoming = sealed(LARGEST), desk.parts.config.blob_folder / "incoming"
    with begins_to_put(desk, body, 2 * MEGABYTE) as line:
        until(lambda: any(path.stat().st_size > MEGABYTE for path in incoming.iterdir()))
        disk.fill(RESERVE - 1)
        line.sendall(body[2 * MEGABYTE : 3 * MEGABYTE])
        assert line.recv(100).startswith(b"HTTP/1.1 507 ")
    until(lambda: not list(incoming.iterdir()))
    disk.clear()
    desk.kept(LARGEST)
