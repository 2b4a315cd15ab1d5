"""A machine loses its power, and its disks all that nobody flushed: what was acknowledged is there.

For longer: `./dev endure power`. No disk is tried here that says it flushed and did not.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import lossy_disk
from tests.endure import kills, shown
from tests.endure.launched import Launched
from tests.endure.ledger import Ledger
from tests.endure.power import on_lossy_disks
from tests.endure.served import Served
from tests.holder import Door, settled
from tests.lossy_disk import LossyDisk, Unmountable
from wallet.blobs.files import FileStore
from wallet.blobs.store import new_key


@pytest.fixture(autouse=True)
def _where_they_can_be_mounted(tmp_path: Path) -> None:
    """Skips the test elsewhere."""
    try:
        with lossy_disk.mounted(tmp_path / "probe", 8):
            pass
    except Unmountable as why:
        pytest.skip(str(why))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    with on_lossy_disks(Launched(tmp_path, {})) as made:
        yield made


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[LossyDisk]:
    with lossy_disk.mounted(tmp_path / "disk", 64) as made:
        yield made


@pytest.fixture
def other_disk(tmp_path: Path) -> Iterator[LossyDisk]:
    with lossy_disk.mounted(tmp_path / "other", 64) as made:
        yield made


def test_a_cut_takes_what_was_not_flushed_and_nothing_else(disk: LossyDisk) -> None:
    for name, flushed in (("kept", True), ("lost", False)):
        with (disk.folder / name).open("wb") as file:
            file.write(b"a paper")
            file.flush()
            if flushed:
                os.fsync(file.fileno())
    disk.loses_power()
    found = {path.name: path.read_bytes() for path in disk.folder.iterdir()}
    assert found.pop("lost", b"") == b""
    assert found == {"kept": b"a paper"}


def test_a_cut_right_after_the_first_start_takes_no_key_and_no_seed(server: Served) -> None:
    server.start()
    server.kill()
    server.start()
    server.stop()


def test_a_cut_right_after_each_takes_no_body(disk: LossyDisk) -> None:
    store, first = FileStore(disk.folder), new_key()
    bodies = {first[:2] + new_key()[2:]: os.urandom(8) for _ in range(3)}
    for key, body in bodies.items():
        store.put(key, io.BytesIO(body), len(body))
        disk.loses_power()
        assert b"".join(store.get(key)[0]) == body


def test_a_cut_right_after_an_answer_takes_no_paper(server: Served) -> None:
    server.start()
    holder = settled(server.desk())
    for _ in range(2):
        paper = shown.put(Ledger(), holder, 0)
        server.kill()
        server.start()
        assert server.desk().get_blob(paper.paper).data == paper.body
        assert holder.unlocks().status_code == 200
    server.stop()


def test_a_cut_under_four_writers_loses_nothing_that_was_acknowledged(server: Served) -> None:
    outcome = kills.survives(server, duration=60, most=1, moment=kills.after(40), early=0)
    assert outcome.faults == []
    assert int(str(outcome.measured["acknowledged writes"])) >= 40


def test_a_back_up_and_its_keys_are_whole_after_a_cut(
    tmp_path: Path, disk: LossyDisk, other_disk: LossyDisk
) -> None:
    used, empty = Launched(tmp_path / "used", {}), on_its_seeds(tmp_path)
    papers, folders = kept(used), (disk.folder / "backup", "--keys", other_disk.folder / "keys")
    assert used.says("backup", *folders).returncode == 0
    disk.loses_power()
    other_disk.loses_power()
    assert empty.says("restore", *folders).returncode == 0
    has(empty, papers)


def test_a_restore_is_whole_after_a_cut(tmp_path: Path) -> None:
    used, empty = Launched(tmp_path / "used", {}), on_its_seeds(tmp_path)
    papers, folders = kept(used), (tmp_path / "backup", "--keys", tmp_path / "keys")
    assert used.says("backup", *folders).returncode == 0
    with on_lossy_disks(empty):
        assert empty.says("restore", *folders).returncode == 0
        empty.after_a_kill()
        has(empty, papers)


def on_its_seeds(folder: Path) -> Served:
    """An empty machine that has the seeds of the one that is used."""
    return Launched(folder / "empty", {"oprf_folder": str(folder / "used/var/oprf")})


def kept(server: Served) -> list[shown.Kept]:
    """Papers, and a door under a key at rest, on a server that is stopped then."""
    server.start()
    holder = settled(server.desk())
    papers = [shown.put(Ledger(), holder, 0) for _ in range(3)]
    assert holder.puts(Door()).status_code == 201
    server.stop()
    return papers


def has(server: Served, papers: list[shown.Kept]) -> None:
    """It has them whole, and its key file opens what is sealed."""
    assert server.says("fsck").stdout == kills.AGREED
    server.start()
    for one in papers:
        assert server.desk().get_blob(one.paper).data == one.body
    server.stop()
