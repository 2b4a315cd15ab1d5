"""The folder of blobs: the contract, and what a disk can do wrong."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.blobs.contract import StoreContract, kept, whole
from wallet.blobs.files import FileStore
from wallet.blobs.store import new_key
from wallet.errors import StoreAway, StoreFull


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "blobs"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB; skipped where none can be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no right to mount a small disk; the test with a limit on files stands in")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


class TestFileStore(StoreContract):
    @pytest.fixture
    def store(self, folder: Path) -> FileStore:
        return FileStore(folder)


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_an_unfinished_body_leaves_no_file(folder: Path) -> None:
    store = FileStore(folder)
    with pytest.raises(Exception, match="field"):
        store.put(new_key(), io.BytesIO(b"half"), 8)
    assert files_in(folder) == []


def test_only_the_server_reads_the_folders(folder: Path) -> None:
    kept(FileStore(folder), b"paper")
    for inner in [path for path in folder.rglob("*") if path.is_dir()]:
        assert stat.S_IMODE(inner.stat().st_mode) == 0o700


def test_a_full_disk_says_so_and_keeps_nothing(small_disk: Path) -> None:
    store = FileStore(small_disk / "blobs")
    first = kept(store, os.urandom(700_000))
    with pytest.raises(StoreFull):
        kept(store, os.urandom(700_000))
    assert len(files_in(small_disk)) == 1
    store.delete(first)
    kept(store, os.urandom(700_000))


def test_a_full_disk_is_not_ready(small_disk: Path) -> None:
    store = FileStore(small_disk / "blobs")
    (small_disk / "rest").write_bytes(bytes(os.statvfs(small_disk).f_bavail * 4096))
    with pytest.raises(StoreFull):
        store.ready()


def test_a_limit_on_files_is_a_full_disk(folder: Path) -> None:
    import resource

    store, before = FileStore(folder), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, before[1]))
    try:
        with pytest.raises(StoreFull):
            kept(store, bytes(600_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert files_in(folder) == []
    kept(store, bytes(600_000))


def test_a_folder_taken_away_is_a_store_away(folder: Path) -> None:
    store = FileStore(folder)
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(StoreAway):
        kept(store, b"paper")
    with pytest.raises(StoreAway):
        store.ready()


def test_tidying_removes_old_unfinished_bodies_only(folder: Path) -> None:
    store = FileStore(folder)
    key = kept(store, b"paper")
    old, young = folder / "incoming" / "old", folder / "incoming" / "young"
    for path in (old, young):
        path.write_bytes(b"half a bod")
    os.utime(old, (0, 0))
    store.tidy(time.time() - 3600)
    assert not old.exists()
    assert young.exists()
    assert whole(store, key) == b"paper"
