"""`wallet run` whose run store has no room at all: what cannot be counted is read, no guess is free."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import Desk, refused
from tests.holder import Door, settled
from tests.host_desk import signed_in
from tests.installation import Installation
from tests.small_disk import SmallDisk, mounted
from tests.waiting import until
from wallet.crypto.bytes import b64

POINT = bytes.fromhex("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76")
GUESS = {"kind": "card", "lookup": b64(bytes(16)), "blinded": b64(POINT)}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with mounted(tmp_path / "disk", 8) as small:
        yield small


@pytest.fixture
def desk(disk: SmallDisk, tmp_path: Path) -> Iterator[Desk]:
    """A server whose run folder lies on the small disk, and nothing else."""
    with Installation(tmp_path / "var", {"run_folder": f"{disk.folder}/run"}, dict).runs() as served:
        yield served


def filled(disk: SmallDisk, desk: Desk) -> None:
    """Something takes all room, also what is given up, until nothing can be written."""

    def refuses() -> bool:
        disk.fill()
        return desk.client.post("/v1/session/nonce", json={"vault_id": b64(bytes(16))}).status_code == 507

    until(refuses)


def test_what_cannot_be_counted_is_read(disk: SmallDisk, desk: Desk) -> None:
    holder, door = settled(desk), Door()
    assert holder.puts(door).status_code == 201
    (paper, body), (other, _), host = desk.kept(), desk.kept(), signed_in(desk)
    filled(disk, desk)
    assert desk.get_blob(paper).data == body
    assert holder.reads().status_code == 200
    assert host.gets("me").status_code == 200
    assert desk.missing("blob/delete", other.shown()) == []
    assert holder.asks("door/delete", {"id": b64(door.id), "write": b64(door.write)}).status_code == 204


def test_a_guess_that_cannot_be_counted_is_refused(disk: SmallDisk, desk: Desk) -> None:
    assert desk.post("oprf", GUESS).status_code == 200
    filled(disk, desk)
    assert refused(desk.post("oprf", GUESS), 507, "store_full")
    disk.clear()
    assert desk.post("oprf", GUESS).status_code == 200


def test_a_session_that_cannot_be_prolonged_ends_as_it_would_have(disk: SmallDisk, desk: Desk) -> None:
    holder = settled(desk)
    filled(disk, desk)
    desk.clock.forward(minutes=9)
    assert holder.reads().status_code == 200
    desk.clock.forward(minutes=2)
    assert refused(holder.reads(), 401, "no_session")
