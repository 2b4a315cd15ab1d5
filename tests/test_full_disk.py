"""`wallet run` on a disk that something filled: what is there is read, ended and deleted, and it heals."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.desk import Desk
from tests.holder import Door, Holder, settled
from tests.installation import Installation
from tests.small_disk import SmallDisk, mounted
from tests.web.share_calls import end, knock, made, story
from wallet.crypto.bytes import b64
from wallet.ephemeral import Ephemeral
from wallet.errors import StoreFull

KEY = bytes(16)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with mounted(tmp_path / "disk", 32) as small:
        yield small


@pytest.fixture
def desk(disk: SmallDisk) -> Iterator[Desk]:
    """A server with all that it has on the small disk."""
    with Installation(disk.folder / "var", {}, dict).runs() as served:
        yield served


def much(store: Ephemeral) -> None:
    """More than SQLite keeps in memory of a transaction."""
    with store.together():
        for at in range(40):
            store.put("kind", bytes([at]), os.urandom(100_000), until=1)


def opens(holder: Holder) -> None:
    """Unlocks, and reads the list."""
    assert holder.unlocks().status_code == 200
    assert holder.reads().status_code == 200


def test_a_full_disk_stops_no_reading_ending_or_deleting(disk: SmallDisk, desk: Desk) -> None:
    holder, door, share = settled(desk), Door(), made(desk)
    assert holder.puts(door).status_code == 201
    (paper, body), (other, _) = desk.kept(), desk.kept()
    disk.fill()
    assert desk.get_blob(paper).data == body
    opens(holder)
    assert knock(desk, share.link).status_code == 200
    assert end(desk, share).status_code == 204
    assert story(desk, share)["ended"] is True
    assert desk.missing("blob/delete", other.shown()) == []
    assert holder.asks("door/delete", {"id": b64(door.id), "write": b64(door.write)}).status_code == 204
    assert holder.asks("session/end").status_code == 204
    opens(holder)
    assert holder.asks("vault/delete").status_code == 204


def test_it_heals_when_there_is_room_again(disk: SmallDisk, desk: Desk) -> None:
    paper, body = desk.kept()
    for _ in range(2):
        disk.fill()
        assert desk.get_blob(paper).data == body
        disk.fill()  # what was given up, too
        desk.post("oprf", {"kind": "card", "lookup": b64(KEY), "blinded": b64(KEY + KEY)})
        disk.clear()
        opens(settled(desk))
        desk.kept()
        assert sum(path.stat().st_size for path in disk.folder.rglob("ballast")) > 1_000_000


def test_it_starts_on_a_full_disk(disk: SmallDisk) -> None:
    made = Installation(disk.folder / "var", {}, dict)
    _holder, paper = made.is_used()
    for file in disk.folder.rglob("*.db"):  # as it is left where the machine was stopped in good order
        with closing(sqlite3.connect(file)) as opened:
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for file in (*disk.folder.rglob("*-wal"), *disk.folder.rglob("*-shm")):
        file.unlink()
    disk.fill()
    with made.runs() as desk:
        assert desk.get_blob(paper).status_code == 200


def test_a_full_disk_is_told_by_the_run_store_as_such(disk: SmallDisk) -> None:
    store = Ephemeral(disk.folder / "ephemeral.db")
    store.empty_log()
    disk.fill()
    (disk.folder / "ballast").unlink(missing_ok=True)
    disk.fill()
    with pytest.raises(StoreFull):
        store.count("kind", KEY, 0, until=1)
    with pytest.raises(StoreFull):
        much(store)
    disk.clear()
    assert store.count("kind", KEY, 0, until=1) == 1
